// A month by shop: a lane each, a column a day, the darker the more reach the same members; what clashes is marked, and a day
// of a lane is opened to see what goes.
import { calendarDay } from "@huike/shared/day";
import { useEffect, useRef, useState } from "react";
import { type Spoken, useLanguage, useWords } from "../../text/language";
import type { Due } from "./DueLink";
import { DueLink } from "./DueLink";
import { type Cell, type Lane, lanesOf } from "./lanes";
import "./lanes.css";
import { dayName, words } from "./words";

type Props = {
  readonly due: readonly Due[];
  /** As 2026-11-05. */
  readonly days: readonly string[];
  readonly storeName: (storeId: string) => string;
};

/** Ink stays readable on the darkest, which so many and more have. */
const DARKEST = 0.45;
const MANY = 4;

const shade = (n: number) => ({ background: `rgb(11 107 74 / ${((Math.min(n, MANY) / MANY) * DARKEST).toFixed(2)})` });

export function Lanes({ due, days, storeName }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const [chosen, choose] = useState<{ readonly storeId: string | undefined; readonly day: string }>();
  const lanes = lanesOf(due, days);
  const today = calendarDay(Date.now());
  const { frame, column } = useTodayInSight(days);
  const nameOf = (storeId: string | undefined) => (storeId === undefined ? w.wholeChain : storeName(storeId));
  const open = chosen && lanes.find(({ storeId }) => storeId === chosen.storeId);
  const cell = open?.cells.find(({ day, reaching }) => day === chosen?.day && reaching.length > 0);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section ref={frame} className="lanes" aria-label={w.lanes} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{w.lane}</th>
              {days.map((day) => (
                <th
                  key={day}
                  {...(day === today ? { ref: column, "aria-current": "date" as const } : {})}
                  scope="col"
                  className="num"
                >
                  {Number(day.slice(8))}
                  <small>{dayName(new Date(`${day}T00:00:00Z`).getUTCDay(), language)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lanes.map((lane) => (
              <LaneRow
                key={lane.storeId ?? ""}
                lane={lane}
                name={nameOf(lane.storeId)}
                chosenDay={lane === open ? cell?.day : undefined}
                onChoose={(day) => choose({ storeId: lane.storeId, day })}
              />
            ))}
          </tbody>
        </table>
      </section>
      <div aria-live="polite">
        {open && cell ? <Opened cell={cell} lane={open} name={nameOf(open.storeId)} /> : <p>{w.laneHint}</p>}
      </div>
    </>
  );
}

/** A month is wider than most windows: it opens with today in the middle. */
function useTodayInSight(days: readonly string[]) {
  const frame = useRef<HTMLElement>(null);
  const column = useRef<HTMLTableCellElement>(null);
  const [first] = days;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another month begins anew, a new list of the same days does not
  useEffect(() => {
    const [around, today] = [frame.current, column.current];
    if (around) around.scrollLeft = today ? today.offsetLeft - (around.clientWidth - today.offsetWidth) / 2 : 0;
  }, [first]);
  return { frame, column };
}

type RowProps = {
  readonly lane: Lane<Due>;
  readonly name: string;
  readonly chosenDay: string | undefined;
  readonly onChoose: (day: string) => void;
};

function LaneRow({ lane, name, chosenDay, onChoose }: RowProps) {
  const w = useWords(words);
  return (
    <tr>
      <th scope="row">{name}</th>
      {lane.cells.map((cell) => (
        <td key={cell.day} style={shade(cell.reaching.length)}>
          {cell.reaching.length > 0 && (
            <button
              type="button"
              className="lane__cell num"
              aria-pressed={cell.day === chosenDay}
              onClick={() => onChoose(cell.day)}
            >
              <span className="lane__said">{said(cell, name, w)}</span>
              <span aria-hidden="true">{cell.reaching.length}</span>
              {cell.clashing > 0 && (
                <span className="lane__clash" aria-hidden="true">
                  ◆{w.clashes}
                </span>
              )}
            </button>
          )}
        </td>
      ))}
    </tr>
  );
}

const said = ({ day, reaching, clashing }: Cell<Due>, name: string, w: Spoken<typeof words>): string =>
  `${w.laneDay(name, day, reaching.length)}${clashing > 0 ? ` · ${w.clash(clashing)}` : ""}`;

type OpenedProps = { readonly cell: Cell<Due>; readonly lane: Lane<Due>; readonly name: string };

function Opened({ cell: { day, reaching, clashing }, lane, name }: OpenedProps) {
  const w = useWords(words);
  return (
    <section className="lane-day">
      <h3 className="num">
        {name} · {day} {clashing > 0 && <span className="day__clash">{w.clash(clashing)}</span>}
      </h3>
      <ul>
        {reaching.map((one) => (
          <li key={one.campaignId}>
            <DueLink due={one} />
            {lane.storeId !== undefined && !one.storeIds?.length && <span className="hint"> {w.wholeChain}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

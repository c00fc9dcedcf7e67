// A month by shop: a lane each, a column a day, the darker the more reach the same members; what clashes is marked, and a day
// of a lane is opened to see what goes.
import { calendarDay } from "@huike/shared/day";
import { useState } from "react";
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
  const nameOf = (storeId: string | undefined) => (storeId === undefined ? w.wholeChain : storeName(storeId));
  const open = chosen && lanes.find(({ storeId }) => storeId === chosen.storeId);
  const cell = open?.cells.find(({ day, reaching }) => day === chosen?.day && reaching.length > 0);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="lanes" aria-label={w.lanes} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{w.lane}</th>
              {days.map((day) => (
                <th key={day} scope="col" className="num" aria-current={day === today ? "date" : undefined}>
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

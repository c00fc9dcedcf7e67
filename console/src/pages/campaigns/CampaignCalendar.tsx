// A month with what is due on each day; a day on which two meet the same people is named.
import { ListCampaigns, PutCampaign } from "@huike/shared/campaign";
import { MASS_PER_MONTH } from "@huike/shared/campaign-plan";
import { calendarDay, clockTime } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import { useMay } from "../../api/use-me";
import { usePages } from "../../api/use-pages";
import { useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { PageHead } from "../../ui/PageHead";
import { State } from "../../ui/State";
import { useKey } from "../../ui/use-keys";
import { ListOrCalendar } from "./ListOrCalendar";
import { daysOfMonth, massInMonth, monthOf, nextMonth } from "./month";
import { dayName, stateTone, WEEK, words } from "./words";

type Row = ResponseOf<typeof ListCampaigns>["campaigns"][number];
type Due = Row & { readonly dueAtMs: number };

const isDue = (row: Row): row is Due => row.dueAtMs !== undefined && row.state !== "cancelled";

export function CampaignCalendar() {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const mayMake = useMay(PutCampaign);
  const [month, setMonth] = useState(() => monthOf(Date.now()));
  const { rows, hasMore, isLoadingMore, more, error, again, asOfMs } = usePages(
    ListCampaigns,
    {},
    ({ campaigns }) => campaigns,
  );
  // The list is in no order of time: a month is whole once all of it is there.
  useEffect(() => {
    if (hasMore && !isLoadingMore) more();
  }, [hasMore, isLoadingMore, more]);
  useKey("n", mayMake ? () => go("/campaigns/new") : undefined);
  const due = rows.filter(isDue).sort((a, b) => a.dueAtMs - b.dueAtMs);
  const today = calendarDay(Date.now());
  return (
    <section className="page">
      <PageHead title={w.title} asOfMs={asOfMs}>
        <ListOrCalendar shown="calendar" />
        {mayMake && (
          <Button type="primary" onClick={() => go("/campaigns/new")}>
            {w.make}
          </Button>
        )}
      </PageHead>
      <Failure refused={error} onAgain={again} />
      <div className="month-head num">
        <Button aria-label={w.monthBefore} onClick={() => setMonth(nextMonth(month, -1))}>
          ‹
        </Button>
        <h2 aria-live="polite">{month}</h2>
        <Button aria-label={w.monthAfter} onClick={() => setMonth(nextMonth(month, 1))}>
          ›
        </Button>
        {month !== monthOf(Date.now()) && (
          <Button type="text" onClick={() => setMonth(monthOf(Date.now()))}>
            {w.thisMonth}
          </Button>
        )}
        {hasMore && <span className="hint">{w.loadingRest}</span>}
        <MassQuota sends={massInMonth(due, month)} />
      </div>
      <ol className="month-names" aria-hidden="true">
        {WEEK.map((day) => (
          <li key={day}>{dayName(day, language)}</li>
        ))}
      </ol>
      <ol className="month">
        {daysOfMonth(month).map((day) => (
          <Day
            key={day}
            day={day}
            month={month}
            isToday={day === today}
            due={due.filter(({ dueAtMs }) => calendarDay(dueAtMs) === day)}
          />
        ))}
      </ol>
      <p className="hint">{w.calendarNote}</p>
    </section>
  );
}

/** A follower's four a month: the fifth campaign meets people who have had them. */
function MassQuota({ sends }: { readonly sends: number }) {
  const w = useWords(words);
  if (sends === 0) return null;
  const isOver = sends > MASS_PER_MONTH;
  return (
    <span className={isOver ? "month-quota--over" : "hint"}>
      {isOver ? w.massOver(sends, MASS_PER_MONTH) : w.massMonth(sends, MASS_PER_MONTH)}
    </span>
  );
}

type DayProps = {
  readonly day: string;
  readonly month: string;
  readonly isToday: boolean;
  readonly due: readonly Due[];
};

function Day({ day, month, isToday, due }: DayProps) {
  const w = useWords(words);
  const coming = due.filter(({ state }) => state !== "done");
  const classes = ["day", day.startsWith(month) ? "" : "day--other", isToday ? "day--today" : ""];
  return (
    <li className={classes.filter(Boolean).join(" ")} aria-current={isToday ? "date" : undefined}>
      <time dateTime={day} className="num">
        {Number(day.slice(8))}
      </time>
      {coming.length > 1 && <span className="day__clash">{w.clash(coming.length)}</span>}
      {due.map(({ campaignId, name, dueAtMs, state, path }) => (
        <Link key={campaignId} href={`/campaigns/${campaignId}`} className="day__due">
          <State tone={stateTone[state]}>{clockTime(dueAtMs)}</State>{" "}
          {path === "mass" && <span className="day__mass">{w.massDay} </span>}
          {name}
        </Link>
      ))}
    </li>
  );
}

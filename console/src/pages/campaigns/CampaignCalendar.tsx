// A month with what is due on each day, or on each day of each shop; a day on which two meet the same people is named.
import { ListCampaigns, PutCampaign } from "@huike/shared/campaign";
import { MASS_PER_MONTH } from "@huike/shared/campaign-plan";
import { calendarDay } from "@huike/shared/day";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useMay } from "../../api/use-me";
import { usePages } from "../../api/use-pages";
import { storeNameOf, useStores } from "../../api/use-stores";
import { useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { PageHead } from "../../ui/PageHead";
import { useKey } from "../../ui/use-keys";
import { type Due, DueLink, type Listed } from "./DueLink";
import { Lanes } from "./Lanes";
import { ListOrCalendar } from "./ListOrCalendar";
import { daysOfMonth, massInMonth, monthOf, nextMonth } from "./month";
import { dayName, WEEK, words } from "./words";

const isDue = (row: Listed): row is Due => row.dueAtMs !== undefined && row.state !== "cancelled";

export function CampaignCalendar({ shown }: { readonly shown: "calendar" | "lanes" }) {
  const w = useWords(words);
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
  return (
    <section className="page">
      <PageHead title={w.title} asOfMs={asOfMs}>
        <ListOrCalendar shown={shown} />
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
      {shown === "lanes" ? <ByShop month={month} due={due} /> : <Month month={month} due={due} />}
      <p className="hint">{w.calendarNote}</p>
    </section>
  );
}

type MonthProps = { readonly month: string; readonly due: readonly Due[] };

function ByShop({ month, due }: MonthProps) {
  const { stores } = useStores();
  const days = daysOfMonth(month).filter((day) => day.startsWith(month));
  // Another month is another table: what was opened in it stays behind.
  return <Lanes key={month} due={due} days={days} storeName={(storeId) => storeNameOf(stores, storeId)} />;
}

function Month({ month, due }: MonthProps) {
  const language = useLanguage();
  const today = calendarDay(Date.now());
  return (
    <>
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
    </>
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
      {due.map((one) => (
        <DueLink key={one.campaignId} due={one} />
      ))}
    </li>
  );
}

// What a report is asked, as it stands in the address: a link shows somebody else the same table.
import { businessDay, DAY_MS } from "@huike/shared/day";
import { useLocation, useSearch } from "wouter";

export const TABS = ["funnel", "offers", "cohorts", "shops"] as const;
export type Tab = (typeof TABS)[number];

const DEFAULT_DAYS = 7;
const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d\d-\d\d$/.test(text);

/** The business day so many before. */
export const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, "2026-11-22".length);

export type Days = { readonly from: string; readonly to: string };
export const lengthOf = ({ from, to }: Days): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;

/** As many days, up to the day before. */
export const timeBefore = (days: Days): Days => ({
  from: dayBefore(days.from, lengthOf(days)),
  to: dayBefore(days.from, 1),
});

export type Asked = {
  readonly tab: Tab;
  readonly period: Days;
  readonly storeId: string | undefined;
  readonly isCompared: boolean;
  /** Of one of these; the first where the address says none. */
  readonly oneOf: <T extends string>(name: string, values: readonly T[]) => T;
  readonly ask: (change: Readonly<Record<string, string | undefined>>) => void;
  readonly hrefOf: (tab: Tab) => string;
};

export function useAsked(): Asked {
  const [path, go] = useLocation();
  const search = useSearch();
  const query = new URLSearchParams(search);
  const today = businessDay(Date.now());
  const [from, to] = [query.get("from"), query.get("to")];
  const isGiven = isDay(from) && isDay(to) && from <= to && to <= today;
  const tab = TABS.find((one) => path.split("/")[2] === one) ?? "funnel";
  return {
    tab,
    period: isGiven ? { from, to } : { from: dayBefore(today, DEFAULT_DAYS - 1), to: today },
    storeId: query.get("store") ?? undefined,
    isCompared: query.get("compare") === "before",
    oneOf: (name, values) => values.find((one) => one === query.get(name)) ?? (values[0] as (typeof values)[number]),
    ask: (change) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(change)) {
        if (value === undefined) next.delete(name);
        else next.set(name, value);
      }
      go(`/reports/${tab}?${next}`, { replace: true });
    },
    hrefOf: (one) => `/reports/${one}${search ? `?${search}` : ""}`,
  };
}

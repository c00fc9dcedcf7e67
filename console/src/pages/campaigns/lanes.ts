// Who is reached on which day: a lane for what goes to the whole chain, and one for each shop a campaign keeps to. A shop's
// members are reached by the chain's campaigns as well.
import { calendarDay } from "@huike/shared/day";

export type Planned = {
  readonly campaignId: string;
  readonly state: string;
  readonly dueAtMs: number;
  /** Undefined: members of any shop. */
  readonly storeIds?: readonly string[] | undefined;
};

export type Cell<P> = {
  readonly day: string;
  /** In the order of their time. */
  readonly reaching: readonly P[];
  /** Campaigns still to go that meet the same people; none where there is only one, or where the chain's lane says it. */
  readonly clashing: number;
};

export type Lane<P> = { readonly storeId: string | undefined; readonly cells: readonly Cell<P>[] };

/** The chain's lane first, the others by shop; `days` as 2026-11-05. */
export function lanesOf<P extends Planned>(due: readonly P[], days: readonly string[]): Lane<P>[] {
  const shown = due.filter(({ dueAtMs }) => days.includes(calendarDay(dueAtMs))).sort((a, b) => a.dueAtMs - b.dueAtMs);
  const shops = [...new Set(shown.flatMap(({ storeIds }) => storeIds ?? []))].sort();
  return [undefined, ...shops].map((storeId) => ({
    storeId,
    cells: days.map((day) => cellOf(shown, day, storeId)),
  }));
}

/** A rule that no member can fulfil keeps to no shop: it is looked for where everybody is. */
const isForAll = ({ storeIds }: Planned): boolean => storeIds === undefined || storeIds.length === 0;

function cellOf<P extends Planned>(due: readonly P[], day: string, storeId: string | undefined): Cell<P> {
  const isOwn = (one: P) => (storeId === undefined ? isForAll(one) : one.storeIds?.includes(storeId) === true);
  const reaching = due.filter((one) => calendarDay(one.dueAtMs) === day && (isForAll(one) || isOwn(one)));
  const coming = reaching.filter(({ state }) => state !== "done");
  return { day, reaching, clashing: coming.length > 1 && coming.some(isOwn) ? coming.length : 0 };
}

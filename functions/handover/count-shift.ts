// What a shift came to, counted from the rows of its shop's day: exact once they are all there, seconds after what they
// tell of. Whoever freezes a count says beside it what is still on its way (end-shift.ts).

import { businessDay } from "@huike/shared/day";
import type { ShiftCounts, Tally } from "@huike/shared/handover";
import { termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { REDEMPTIONS, type RedemptionRow, storeDay } from "../projection/rows.ts";
import { SALES, type SaleRow } from "../projection/shift-rows.ts";
import { SHIFT_AGE_MS, type ShiftRecord } from "../staff/staff.items.ts";

export type Counted = {
  readonly counts: ShiftCounts;
  /** Redemptions and orders that have been counted. */
  readonly ids: ReadonlySet<string>;
};

export async function countShift(env: Env, clerk: string, shift: ShiftRecord): Promise<Counted> {
  const [redemptions, sales] = await Promise.all([
    rowsOf<RedemptionRow>(env, clerk, shift, REDEMPTIONS),
    rowsOf<SaleRow>(env, clerk, shift, SALES),
  ]);
  const standing = redemptions.filter(({ uat }) => uat === undefined);
  const isUndone = ({ uat }: { uat?: number }) => uat !== undefined;
  return {
    counts: {
      tickets: await byOffer(env, standing),
      undone: tallyOf(redemptions.filter(isUndone).map(({ off }) => off)),
      sales: tallyOf(sales.filter((sale) => !isUndone(sale)).map(({ pay }) => pay)),
      undoneSales: tallyOf(sales.filter(isUndone).map(({ pay }) => pay)),
    },
    ids: new Set([...redemptions.map(({ rid }) => rid), ...sales.map(({ ord }) => ord)]),
  };
}

/** When a shift stops being counted: after it ended an instance that remembers it may let its clerk work on for a while. */
function countsUntil({ endedAt, endsAt }: ShiftRecord): number {
  return Math.min(endsAt, (endedAt ?? endsAt) + SHIFT_AGE_MS);
}

async function rowsOf<T extends { clerk: string }>(
  env: Env,
  clerk: string,
  shift: ShiftRecord,
  prefix: string,
): Promise<T[]> {
  const [fromMs, untilMs] = [shift.countsFrom, countsUntil(shift)];
  if (fromMs >= untilMs) return [];
  // A shift ends at 04:00 at the latest, so it lies in one business day.
  const range = {
    pk: storeDay(shift.storeId, businessDay(shift.openedAt)),
    from: `${prefix}${fromMs}`,
    to: `${prefix}${untilMs}`,
  };
  const rows = await queryRange<T>(env.tables, range, { table: "views", consistent: true });
  return rows.filter((row) => row.clerk === clerk);
}

/** `fen` of those it is known of. */
const tallyOf = (fens: readonly (number | undefined)[]): Tally => ({
  count: fens.length,
  fen: fens.reduce<number>((sum, fen) => sum + (fen ?? 0), 0),
  unknown: fens.filter((fen) => fen === undefined).length,
});

async function byOffer(env: Env, rows: readonly RedemptionRow[]): Promise<ShiftCounts["tickets"]> {
  const offers = new Map<string, RedemptionRow[]>();
  for (const row of rows) offers.set(row.ofr, [...(offers.get(row.ofr) ?? []), row]);
  const tickets = [...offers].map(async ([offerId, used]) => {
    // Of several versions the newest one's title: it is what the shop knows the ticket by now.
    const version = Math.max(...used.map(({ v }) => v));
    const { title } = await termsIssued(env, offerId, version);
    return { offerId, title, ...tallyOf(used.map(({ off }) => off)) };
  });
  const counted = await Promise.all(tickets);
  return counted.sort((a, b) => b.count - a.count || (a.offerId < b.offerId ? -1 : 1));
}

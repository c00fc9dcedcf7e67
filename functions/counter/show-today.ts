// The clerk's own day and the shop's: counted from the day's rows, never from counters that can drift.

import type { GetToday } from "@huike/shared/counter";
import type { Receipt } from "@huike/shared/coupon";
import { businessDay } from "@huike/shared/day";
import { type ErrorOf, ok, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { queryRange } from "../platform/read.ts";
import { MEMBERS, type MemberRow, REDEMPTIONS, type RedemptionRow, storeDay } from "../projection/rows.ts";
import { openShiftOf } from "../staff/open-counter.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { storeOf } from "../store/read-store.ts";

/** Old enough to spare the table, young enough that a clerk sees what they have just done. */
const AGE_MS = 2_000;
const RECEIPTS_MAX = 3;

type Day = { readonly members: readonly MemberRow[]; readonly redemptions: readonly RedemptionRow[] };

export async function showToday(
  { memberNo, staff }: Member & { readonly staff: StaffItem },
  _request: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof GetToday>, ErrorOf<typeof GetToday>>> {
  const day = businessDay(env.nowMs());
  const days = await Promise.all(
    (await shopsOf(env, memberNo, staff)).map(async (storeId) => ({
      storeId,
      storeName: (await storeOf(env, storeId))?.name ?? storeId,
      ...(await dayOf(env, storeId, day)),
    })),
  );
  const redemptions = days.flatMap((shop) => shop.redemptions).filter((row) => row.clerk === memberNo);
  const members = days.flatMap((shop) => shop.members).filter((row) => row.own === memberNo);
  const newest = redemptions.sort((a, b) => b.rat - a.rat).slice(0, RECEIPTS_MAX);
  return ok({
    day,
    mine: { members: members.length, redemptions: redemptions.length },
    shops: days.map(({ storeId, storeName, ...counted }) => ({
      storeId,
      storeName,
      members: counted.members.length,
      redemptions: counted.redemptions.length,
    })),
    receipts: await Promise.all(newest.map((row) => receiptOf(env, row))),
  });
}

/** The shops a clerk is listed for; for operators and owners, who are listed for none, the one they stand in. */
async function shopsOf(env: Env, memberNo: string, staff: StaffItem): Promise<string[]> {
  const shift = await openShiftOf(env, memberNo);
  return [...new Set([...(staff.stores ?? []), ...(shift ? [shift.storeId] : [])])];
}

async function dayOf(env: Env, storeId: string, day: string): Promise<Day> {
  const pk = storeDay(storeId, day);
  const counted = await env.cache<Day>("day", AGE_MS).get(pk, async () => {
    const rows = await queryRange<(MemberRow | RedemptionRow) & { sk: string }>(
      env.tables,
      { pk, from: MEMBERS, to: `${REDEMPTIONS}~` },
      { table: "views" },
    );
    return {
      members: rows.filter((row) => row.sk.startsWith(MEMBERS)) as MemberRow[],
      redemptions: rows.filter((row) => row.sk.startsWith(REDEMPTIONS)) as RedemptionRow[],
    };
  });
  return counted ?? { members: [], redemptions: [] };
}

async function receiptOf(env: Env, row: RedemptionRow): Promise<Receipt> {
  const terms = await termsIssued(env, row.ofr, row.v);
  return {
    redemptionId: row.rid,
    offerId: row.ofr,
    n: row.n,
    title: terms.title,
    valueFen: terms.benefit.valueFen,
    ...(row.amt === undefined ? {} : { amountFen: row.amt }),
    storeId: row.store,
    storeName: row.sn,
    clerkNo: row.no,
    memberTail: row.mbr.slice(-4),
    redeemedAtMs: row.rat,
  };
}

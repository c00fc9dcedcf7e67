// The clerk's own day and the shop's: counted from the day's rows, never from counters that can drift.
// A redemption that was undone leaves the count of redemptions and stands among the undone.
import type { CounterReceipt, GetToday } from "@huike/shared/counter";
import { businessDay } from "@huike/shared/day";
import { type ErrorOf, ok, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { myMonth } from "../chain/my-month.ts";
import { couponKey, readReceipt } from "../coupon/coupon.items.ts";
import { termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { queryRange } from "../platform/read.ts";
import { MEMBERS, type MemberRow, REDEMPTIONS, type RedemptionRow, storeDay } from "../projection/rows.ts";
import { openShiftOf } from "../staff/open-counter.ts";
import { managesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { storeOf } from "../store/read-store.ts";

/** Old enough to spare the table, young enough that a clerk sees what they have just done. */
const AGE_MS = 2_000;
const OWN_RECEIPTS_MAX = 3;
const SHOP_RECEIPTS_MAX = 20;

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
  const month = await monthOf(env, memberNo, staff, days);
  return ok({
    ...(month ? { month } : {}),
    day,
    mine: tallyOf({ members, redemptions }),
    shops: await Promise.all(
      days.map(async ({ storeId, storeName, ...rows }) => ({
        storeId,
        storeName,
        ...tallyOf(rows),
        ...(managesStore(staff, storeId) ? { receipts: await newest(env, rows.redemptions, SHOP_RECEIPTS_MAX) } : {}),
      })),
    ),
    receipts: await newest(env, redemptions, OWN_RECEIPTS_MAX),
  });
}

/** Of the shops the clerk is listed for: it is they that expect something. */
async function monthOf(
  env: Env,
  memberNo: string,
  { role, stores = new Set() }: StaffItem,
  days: readonly (Day & { readonly storeId: string; readonly storeName: string })[],
): Promise<ResponseOf<typeof GetToday>["month"]> {
  const me = { memberNo, isClerk: role === "clerk", storeIds: [...stores].sort() };
  const shopOf = (storeId: string) => days.find((one) => one.storeId === storeId);
  const month = await myMonth(env, me, (storeId) => {
    const { members = [], redemptions = [] } = shopOf(storeId) ?? {};
    return tallyOf({
      members: members.filter((row) => row.own === memberNo),
      redemptions: redemptions.filter((row) => row.clerk === memberNo),
    });
  });
  const named = month?.shops.map((shop) => ({ ...shop, storeName: shopOf(shop.storeId)?.storeName ?? shop.storeId }));
  return month && named && { ...month, shops: named };
}

function tallyOf({ members, redemptions }: Day): { members: number; redemptions: number; undone: number } {
  const undone = redemptions.filter((row) => row.uat !== undefined).length;
  return { members: members.length, redemptions: redemptions.length - undone, undone };
}

const newest = (env: Env, rows: readonly RedemptionRow[], atMost: number): Promise<CounterReceipt[]> =>
  Promise.all(
    [...rows]
      .sort((a, b) => b.rat - a.rat)
      .slice(0, atMost)
      .map((row) => receiptOf(env, row)),
  );

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

async function receiptOf(env: Env, row: RedemptionRow): Promise<CounterReceipt> {
  const entry = { ...row, rno: row.no, rst: row.store, rsn: row.sn };
  const terms = await termsIssued(env, row.ofr, row.v);
  return {
    receipt: readReceipt(couponKey(row.mbr, row.ofr, row.n), entry, terms),
    memberNo: row.mbr,
    round: row.rnd,
    ...(row.ord === undefined ? {} : { orderId: row.ord }),
  };
}

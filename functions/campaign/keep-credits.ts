// The night's part in what came of runs: of members it has just read, the rows of coupons and sales that are credited to
// runs are looked for, and put where an image was lost before they were made.
import { WINDOW_DAYS } from "@huike/shared/campaign-result";
import { DAY_MS } from "@huike/shared/day";
import type { CouponItem } from "../coupon/coupon.items.ts";
import { isStub } from "../coupon/past.items.ts";
import type { Env } from "../platform/env.ts";
import { getItems } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { landRow } from "../projection/land-row.ts";
import type { Row } from "../projection/rows.ts";
import type { SaleItem } from "../sale/sale.items.ts";
import { runOfGrant } from "./campaign.items.ts";
import { creditCoupon, creditSale } from "./credit-runs.ts";
import { marksSince, type PushItem, pushKey } from "./push.items.ts";

type Sorted = Pick<Key, "sk">;
type ReadMember = { readonly memberNo: string; readonly items: readonly Sorted[] };
type Source = { readonly memberNo: string } & ({ readonly coupon: CouponItem } | { readonly sale: SaleItem });

/** What changed so long ago was looked for on the nights before. */
const RECENT_MS = 3 * DAY_MS;
/** A run may have begun so long before what it is credited with. */
const MARKED_MS = WINDOW_DAYS * DAY_MS + RECENT_MS;

export async function keepCredits(env: Env, members: readonly ReadMember[]): Promise<void> {
  const sources = members.flatMap((member) => recentOf(member, env.nowMs() - RECENT_MS));
  const keys = [...new Set(sources.map(({ memberNo }) => memberNo))].map(pushKey);
  const pushes = await getItems<PushItem & Key>(env.tables, keys, { table: "views" });
  const isReached = (push: PushItem) => marksSince(push, env.nowMs() - MARKED_MS).length > 0;
  const reached = new Set(pushes.filter(isReached).map(({ pk }) => pk));
  for (const source of sources) {
    if (!reached.has(pushKey(source.memberNo).pk) && !isOfRun(source)) continue;
    // As a rule they are there: half a read unit each.
    for (const row of await creditedRows(env, source)) await landRow(row, env, { stands: true });
  }
}

/** A coupon that a run put into the wallet names it, whoever marked the member. */
const isOfRun = (source: Source): boolean =>
  "coupon" in source && source.coupon.gid !== undefined && runOfGrant(source.coupon.gid) !== undefined;

const creditedRows = (env: Env, source: Source): Promise<Row[]> =>
  "coupon" in source
    ? creditCoupon(env, source.coupon)
    : creditSale(env, source.memberNo, source.sale.sk.slice("SAL#".length), source.sale);

function recentOf({ memberNo, items }: ReadMember, sinceMs: number): Source[] {
  return items.flatMap((item): Source[] => {
    if (item.sk.startsWith("SAL#")) {
      const sale = item as SaleItem;
      return Math.max(sale.at, sale.uat ?? 0) >= sinceMs ? [{ memberNo, sale }] : [];
    }
    if (!item.sk.startsWith("CPN#") && !item.sk.startsWith("PAST#")) return [];
    const coupon = item as CouponItem;
    return !isStub(coupon) && changedAtMs(coupon) >= sinceMs ? [{ memberNo, coupon }] : [];
  });
}

const changedAtMs = ({ at, red = [] }: CouponItem): number =>
  Math.max(at, ...red.flatMap(({ rat, uat = 0 }) => [rat, uat]));

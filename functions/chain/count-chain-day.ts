// What the whole chain did on one business day: the rows of every shop and of every channel of that day, counted. No
// counter of the chain is kept that could drift; what this costs is one query a shop and four a channel, once in ten
// seconds an instance, and once in ten minutes for a day that is over.
import type { DayTally, GetChainDay } from "@huike/shared/chain-day";
import { businessDay, DAY_MS } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { CLAIMS, FANS, MEMBERS, REDEMPTIONS, SCANS } from "../projection/rows.ts";
import { SALES } from "../projection/shift-rows.ts";
import {
  AT_ONCE,
  type ChannelRow,
  channelRows,
  type Places,
  placesOf,
  type ShopRow,
  shardsOf,
  shopRows,
} from "./chain-rows.ts";

const AGE_MS = 10_000;
const CLOSED_AGE_MS = 600_000;

type ShopTally = ResponseOf<typeof GetChainDay>["shops"][number];
type Counted = { readonly tally: DayTally; readonly shops: readonly ShopTally[]; readonly asOfMs: number };

export async function countChainDay(
  _caller: unknown,
  { day }: RequestOf<typeof GetChainDay>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetChainDay>, ErrorOf<typeof GetChainDay>>> {
  const places = await placesOf(env);
  const isOver = day < businessDay(env.nowMs());
  const before = new Date(Date.parse(day) - 7 * DAY_MS).toISOString().slice(0, 10);
  // To the minute, so that whoever asks within one shares the count.
  const untilMs = isOver ? Number.POSITIVE_INFINITY : Math.floor(env.nowMs() / 60_000 + 1) * 60_000 - 7 * DAY_MS;
  const [now, then] = await Promise.all([
    counted(env, places, day, Number.POSITIVE_INFINITY, isOver ? CLOSED_AGE_MS : AGE_MS),
    counted(env, places, before, untilMs, CLOSED_AGE_MS),
  ]);
  return ok({ day, tally: now.tally, weekBefore: then.tally, shops: [...now.shops], asOfMs: now.asOfMs });
}

async function counted(env: Env, places: Places, day: string, untilMs: number, ageMs: number): Promise<Counted> {
  const cache = env.cache<Counted>(`chain-day-${ageMs}`, ageMs);
  const known = await cache.get(`${day}#${untilMs}`, () => count(env, places, day, untilMs));
  if (!known) throw new Error("a count is always a count");
  return known;
}

async function count(env: Env, { storeIds, channels }: Places, day: string, untilMs: number): Promise<Counted> {
  const asOfMs = env.nowMs();
  const shops = new Map<string, ShopTally>();
  const shopOf = (storeId: string): ShopTally => {
    const shop = shops.get(storeId) ?? { storeId, scans: 0, members: 0, redemptions: 0, sales: 0, salesFen: 0 };
    shops.set(storeId, shop);
    return shop;
  };
  await eachOf(
    storeIds,
    async (storeId) => addShop(shopOf, storeId, await shopRows(env, storeId, day), untilMs),
    AT_ONCE,
  );
  const tally = { scans: 0, newFans: 0, netFans: 0, claims: 0 };
  await eachOf(
    shardsOf(channels, day),
    async ({ pk, storeId }) => {
      const scans = addChannel(tally, await channelRows(env, pk), untilMs);
      if (scans > 0) shopOf(storeId).scans += scans;
    },
    AT_ONCE,
  );
  const all = [...shops.values()];
  const sum = (of: keyof Omit<ShopTally, "storeId">) => all.reduce((total, shop) => total + shop[of], 0);
  const inShops = {
    members: sum("members"),
    redemptions: sum("redemptions"),
    sales: sum("sales"),
    salesFen: sum("salesFen"),
  };
  return { tally: { ...tally, ...inShops }, shops: all, asOfMs };
}

/** The time is the first part of a shop's row. */
const isBy = (sk: string, untilMs: number): boolean => Number(sk.split("#")[1]) < untilMs;

function addShop(
  shopOf: (storeId: string) => ShopTally,
  storeId: string,
  rows: readonly ShopRow[],
  untilMs: number,
): void {
  for (const { sk, uat, pay = 0 } of rows) {
    if (!isBy(sk, untilMs)) continue;
    if (sk.startsWith(MEMBERS)) shopOf(storeId).members += 1;
    // What was undone since counts no more, for either day.
    if (uat !== undefined) continue;
    if (sk.startsWith(REDEMPTIONS)) shopOf(storeId).redemptions += 1;
    if (sk.startsWith(SALES)) {
      shopOf(storeId).sales += 1;
      shopOf(storeId).salesFen += pay;
    }
  }
}

type ChannelTally = { scans: number; newFans: number; netFans: number; claims: number };

/** Returns the scans. */
function addChannel(tally: ChannelTally, rows: readonly ChannelRow[], untilMs: number): number {
  let scans = 0;
  for (const { sk, at = 0, st } of rows) {
    if (at >= untilMs) continue;
    if (sk.startsWith(SCANS)) scans += 1;
    if (sk.startsWith(CLAIMS)) tally.claims += 1;
    if (!sk.startsWith(FANS)) continue;
    if (st !== "moved") tally.newFans += 1;
    if (st === "following") tally.netFans += 1;
  }
  tally.scans += scans;
  return scans;
}

// Counts a business day of the whole chain from its rows as they are now.
import { businessDayNo } from "@huike/shared/day";
import { NO_CODE } from "@huike/shared/report";
import { type FactsRow, factsKey, unpackFacts } from "../audience/facts.items.ts";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { getItems } from "../platform/read.ts";
import { AT_ONCE, channelRows, placesOf, shardsOf, shopRows } from "./chain-rows.ts";
import { DayBooks, dayStartMs } from "./day-books.ts";

const BATCH = 100;

export type Counted = { readonly books: DayBooks; readonly atMs: number };

/** `withBuyers`: besides, what those who bought are to channels and clerks, and who of them came back; half a read unit each. */
export async function countDay(env: Env, day: string, { withBuyers = true } = {}): Promise<Counted> {
  const atMs = env.nowMs();
  const { storeIds, channels } = await placesOf(env);
  const books = new DayBooks(day);
  await eachOf(storeIds, async (storeId) => books.addShop(storeId, await shopRows(env, storeId, day)), AT_ONCE);
  await eachOf(
    shardsOf(channels, day),
    async (shard) => books.addChannel(shard, await channelRows(env, shard.pk)),
    AT_ONCE,
  );
  const storeOf = new Map(channels.map(({ scene, storeId }) => [scene, storeId]));
  if (withBuyers) await addBuyers(env, books, day, (scene) => storeOf.get(scene) ?? "");
  return { books, atMs };
}

async function addBuyers(env: Env, books: DayBooks, day: string, storeOf: (scene: string) => string): Promise<void> {
  const dayNo = businessDayNo(dayStartMs(day));
  const keys = books.buyers.map(factsKey);
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, i) =>
    keys.slice(i * BATCH, (i + 1) * BATCH),
  );
  const rows = (await eachOf(batches, (batch) => getItems<FactsRow>(env.tables, batch, { table: "views" }))).flat();
  const facts = new Map(rows.map(({ sk, f }) => [sk, unpackFacts(sk, f)]));
  for (const memberNo of books.buyers) {
    const { scene = NO_CODE, clerk, storeId = "", visits = [] } = facts.get(memberNo) ?? {};
    const isBack = visits.some((visit) => visit.day < dayNo);
    books.addBuyer(memberNo, { scene, storeId, isBack, ...(clerk === undefined ? {} : { clerk }) }, storeOf);
  }
}

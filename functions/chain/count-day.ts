// Counts a business day of the whole chain from its rows as they are now.
import { businessDayNo } from "@huike/shared/day";
import { suspectsOf } from "@huike/shared/held";
import { NO_CODE } from "@huike/shared/report";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { storeDay } from "../projection/rows.ts";
import { AT_ONCE, channelRows, type Shard, shopRows } from "./chain-rows.ts";
import { DayBooks, dayStartMs } from "./day-books.ts";
import { type FactsOf, knownBy, readFacts } from "./known-people.ts";
import type { Asks } from "./list-asks.ts";

export type Counted = { readonly books: DayBooks; readonly atMs: number };

/**
 * `withBuyers`: besides, what those who bought are to channels and clerks, who of them came back, and what of a clerk's is
 * held; half a read unit for each who bought or is in doubt.
 */
export async function countDay(env: Env, asks: Asks, { withBuyers = true } = {}): Promise<Counted> {
  const { day, atMs, storeIds, shards, channels, rows } = asks;
  const books = new DayBooks(day);
  const addShop = async (storeId: string) =>
    books.addShop(storeId, await rows(storeDay(storeId, day), () => shopRows(env, storeId, day)));
  await eachOf(storeIds, addShop, AT_ONCE);
  const addShard = async (shard: Shard) =>
    books.addChannel(shard, await rows(shard.pk, () => channelRows(env, shard.pk)));
  await eachOf(shards, addShard, AT_ONCE);
  const storeOf = new Map(channels.map(({ scene, storeId }) => [scene, storeId]));
  if (!withBuyers) return { books, atMs };
  const suspects = books.brought.days.flatMap(({ brought }) => suspectsOf(brought));
  const facts = await readFacts(env, [...books.buyers, ...suspects]);
  addBuyers(facts, books, day, (scene) => storeOf.get(scene) ?? "");
  books.hold(await knownBy(env, facts));
  return { books, atMs };
}

function addBuyers(facts: FactsOf, books: DayBooks, day: string, storeOf: (scene: string) => string): void {
  const dayNo = businessDayNo(dayStartMs(day));
  for (const memberNo of books.buyers) {
    const { scene = NO_CODE, clerk, storeId = "", visits = [] } = facts.get(memberNo) ?? {};
    const isBack = visits.some((visit) => visit.day < dayNo);
    books.addBuyer(memberNo, { scene, storeId, isBack, ...(clerk === undefined ? {} : { clerk }) }, storeOf);
  }
}

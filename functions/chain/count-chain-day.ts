// What the whole chain did on one business day. A day that is over is read from its totals; today is counted from its
// rows once in ten seconds an instance: a query for the marks, and one for each shop and shard of a channel under which
// something has landed since the instance read it.
import type { DayTally, GetChainDay } from "@huike/shared/chain-day";
import { businessDay } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { addTally, emptyTally, type Tally } from "@huike/shared/report";
import type { Env } from "../platform/env.ts";
import { countDay } from "./count-day.ts";
import { dayStartMs } from "./day-books.ts";
import type { Entry, Minutes } from "./day-totals.items.ts";
import { listAsks } from "./list-asks.ts";
import { type ClosedDay, closedDay } from "./read-days.ts";
import { daysBefore } from "./roll-day.ts";

const AGE_MS = 10_000;
const MINUTE_MS = 60_000;

type ShopTally = ResponseOf<typeof GetChainDay>["shops"][number];

export async function countChainDay(
  _caller: unknown,
  { day }: RequestOf<typeof GetChainDay>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetChainDay>, ErrorOf<typeof GetChainDay>>> {
  const isOver = day < businessDay(env.nowMs());
  const [now, before] = await Promise.all([
    isOver ? closedDay(env, day) : openDay(env, day),
    closedDay(env, daysBefore(day, 7)),
  ]);
  // Up to the same minute of the day, as long as it lasts.
  const minute = Math.floor((env.nowMs() - dayStartMs(day)) / MINUTE_MS);
  const then = isOver ? before.chain : sumUntil(before.minutes, minute + 1);
  const shops = now.shops.map(shopTally);
  return ok({ day, tally: dayTally(now.chain), weekBefore: dayTally(then), shops, asOfMs: now.atMs });
}

async function openDay(env: Env, day: string): Promise<ClosedDay> {
  const open = await env.cache<ClosedDay>("open-day", AGE_MS).get(day, async () => {
    const { books, atMs } = await countDay(env, await listAsks(env, day), { withBuyers: false });
    return { chain: books.chain, minutes: books.minutes, shops: books.lines("shop"), atMs };
  });
  if (!open) throw new Error("a day is always a day");
  return open;
}

function sumUntil(minutes: Minutes, end: number): Tally {
  const sum = emptyTally();
  for (const [minute, tally] of minutes) if (minute < end) addTally(sum, tally);
  return sum;
}

const dayTally = ({ scans, newFans, netFans, members, claims, redemptions, sales, salesFen }: Tally): DayTally => ({
  ...{ scans, newFans, netFans, members, claims, redemptions, sales, salesFen },
});

const shopTally = ({ storeId, tally: { scans, members, redemptions, sales, salesFen } }: Entry): ShopTally => ({
  ...{ storeId, scans, members, redemptions, sales, salesFen },
});

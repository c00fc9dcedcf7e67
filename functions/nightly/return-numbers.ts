// Gives back to the stock every ticket number that was taken and made no coupon.
//
//   note     for each offer, mark = the next number to be taken
//   settle   an hour: no take below the mark is still under way (a number in memory dies after 30 s, and AWS
//            refuses a request signed five minutes ago)
//   collect  a consistent scan of every number a coupon has, live, over or given away. CPN# sorts before PAST#
//            and a moved coupon leaves its number behind, so none is missed while it moves.
//   return   rest and retired grow by what is missing below the mark, IF nobody has done so yet
//
// A run does as much as it has time for and saves; the next tick goes on from there. A run that is cut, doubled or
// repeated changes nothing: its save or its return fails on its condition.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type StockItem, stockKey, UNSIGN, UNSIGN_NAMES } from "../offer/offer.items.ts";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Key, tookEffect } from "../platform/table.ts";
import { roundOfTonight, saveRound } from "./night-round.ts";
import { missingIn, openWindow, see } from "./number-window.ts";
import { type RoundItem, roundKey } from "./round.items.ts";
import { type Bounds, scanTable } from "./scan-table.ts";

export const SETTLE_MS = 3_600_000;
/** All windows of a night are one item of at most 400 KB: a bit a number. What is above waits for the next night. */
const NUMBERS_MAX = 2_000_000;
const scanned = { table: "app", only: "pk, sk, k, done, nxt" } as const;

/** Carries this night's round on as far as there is time, and tells where it stands. */
export async function returnNumbers(env: Env, bounds: Bounds): Promise<RoundItem["phase"]> {
  let round = await roundNow(env);
  while (round.phase !== "over" && bounds.hasTime()) {
    if (round.phase === "settle" && env.nowMs() < round.noted + SETTLE_MS) break;
    const next = await step(env, round, bounds);
    if (!(await saveRound(env, roundKey, round, next))) break;
    round = { ...next, ver: round.ver + 1 };
  }
  return round.phase;
}

const roundNow = (env: Env): Promise<RoundItem> =>
  roundOfTonight<RoundItem>(env, roundKey, { phase: "note", noted: 0, windows: {} });

function step(env: Env, round: RoundItem, bounds: Bounds): Promise<RoundItem> | RoundItem {
  if (round.phase === "note") return noteMarks(env, round, bounds);
  if (round.phase === "settle") return { ...round, phase: "collect" };
  if (round.phase === "collect") return collect(env, round, bounds);
  return giveBack(env, round);
}

async function noteMarks(env: Env, round: RoundItem, bounds: Bounds): Promise<RoundItem> {
  const windows = { ...round.windows };
  let room = NUMBERS_MAX - Object.values(windows).reduce((sum, { done, mark }) => sum + mark - done, 0);
  const filter = { expression: "sk = :stock AND done < nxt", values: { ":stock": "STOCK" } };
  // A mark may be older than it seems, so the cheaper read will do.
  const scanning = { ...bounds, ...scanned, filter, isConsistent: false, from: round.from };
  const from = await scanTable(env, scanning, (items) => {
    for (const item of items) {
      const { pk, done, nxt } = fields<StockItem & Key>(item);
      const mark = Math.min(nxt, done + room);
      if (mark > done) windows[pk.slice("OFR#".length)] = openWindow(done, mark);
      room -= mark - done;
    }
  });
  const { from: _, ...rest } = round;
  if (from) return { ...rest, windows, from };
  return { ...rest, windows, phase: Object.keys(windows).length > 0 ? "settle" : "over", noted: env.nowMs() };
}

async function collect(env: Env, round: RoundItem, bounds: Bounds): Promise<RoundItem> {
  const filter = { expression: "attribute_exists(k)" };
  const scanning = { ...bounds, ...scanned, filter, isConsistent: true, from: round.from };
  const from = await scanTable(env, scanning, (items) => {
    for (const item of items) {
      const { sk, k } = fields<Key & { k: number }>(item);
      const window = round.windows[sk.split("#")[1] ?? ""];
      if (window) see(window, k);
    }
  });
  const { from: _, ...rest } = round;
  return from ? { ...rest, from } : { ...rest, phase: "return" };
}

async function giveBack(env: Env, round: RoundItem): Promise<RoundItem> {
  for (const [offerId, window] of Object.entries(round.windows)) {
    await returnTo(env, offerId, { n: missingIn(window), done: window.done, mark: window.mark });
  }
  return { ...round, phase: "over", windows: {} };
}

async function returnTo(env: Env, offerId: string, { n, done, mark }: Record<"n" | "done" | "mark", number>) {
  await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(stockKey(offerId)),
        UpdateExpression: `SET #rest = #rest + :n, retired = retired + :n, done = :mark ${UNSIGN}`,
        ConditionExpression: "done = :done",
        ExpressionAttributeNames: { "#rest": "rest", ...UNSIGN_NAMES },
        ExpressionAttributeValues: attributes({ ":n": n, ":mark": mark, ":done": done }),
      }),
    ),
  );
}

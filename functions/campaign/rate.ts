// Tokens for messages: all workers together stay at four fifths of what WeChat allows, as their clocks differ. One
// write takes the tokens of a second for some messages; what a second leaves over is gone.
//   views RATE#<path> / NOW   tokens taken in this second and on this day
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { calendarDay } from "@huike/shared/day";
import type { PushPath } from "@huike/shared/push-text";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Key, refusedBy } from "../platform/table.ts";

const SHARE = 0.8;
/**
 * Per day: ten million subscribe messages (45009), half a million customer-service ones (the account's call quota). Per
 * second WeChat names no limit; this is ours.
 */
const ALLOWED = {
  subscribe: { perDay: 10_000_000, perSecond: 500 },
  service: { perDay: 500_000, perSecond: 500 },
} as const;
export type RatedPath = keyof typeof ALLOWED;

export const isRated = (path: PushPath): path is RatedPath => path in ALLOWED;
export const sendsPerSecond = (path: RatedPath): number => ALLOWED[path].perSecond * SHARE;

/** Taken at a time: few enough to leave others some, many enough to cost little. */
const TAKEN_AT_ONCE = 50;

const rateKey = (path: RatedPath): Key => ({ pk: `RATE#${path}`, sk: "NOW" });
type RateItem = { sec: number; n: number; day: string; d: number };

export type Tokens = { take(): Promise<"taken" | "wait" | "day_over"> };

/** This worker's tokens of one path. `wait`: the second is used up. */
export function openTokens(env: Env, path: RatedPath): Tokens {
  let held = { sec: 0, rest: 0 };
  let asking: Promise<"taken" | "wait" | "day_over"> | undefined;
  const ask = async () => {
    const sec = Math.floor(env.nowMs() / 1000);
    const answer = await takeSome(env, path, sec);
    if (answer === "taken") held = { sec, rest: TAKEN_AT_ONCE };
    return answer;
  };
  return {
    async take() {
      for (;;) {
        if (held.sec === Math.floor(env.nowMs() / 1000) && held.rest > 0) {
          held.rest -= 1;
          return "taken";
        }
        asking ??= ask().finally(() => {
          asking = undefined;
        });
        const answer = await asking;
        if (answer !== "taken") return answer;
      }
    },
  };
}

async function takeSome(env: Env, path: RatedPath, sec: number): Promise<"taken" | "wait" | "day_over"> {
  const day = calendarDay(env.nowMs());
  const { perDay, perSecond } = ALLOWED[path];
  const room = { ":room": perSecond * SHARE - TAKEN_AT_ONCE, ":dayRoom": perDay * SHARE - TAKEN_AT_ONCE };
  const now = { ":k": TAKEN_AT_ONCE, ":sec": sec, ":day": day };
  const tries = [
    {
      update: "SET n = n + :k, d = d + :k",
      // A clock that is behind another worker's takes of that one's second.
      condition: "sec >= :sec AND #day = :day AND n <= :room AND d <= :dayRoom",
      values: { ...now, ...room },
    },
    {
      update: "SET sec = :sec, n = :k, d = d + :k",
      condition: "sec < :sec AND #day = :day AND d <= :dayRoom",
      values: { ...now, ":dayRoom": room[":dayRoom"] },
    },
    {
      update: "SET sec = :sec, n = :k, #day = :day, d = :k",
      condition: "attribute_not_exists(pk) OR (#day < :day AND sec < :sec)",
      values: now,
    },
  ];
  // The second is more often new than not: that one is tried first.
  for (const one of [tries[1], tries[0], tries[2]]) {
    if (!one) continue;
    const old = await update(env, rateKey(path), one);
    if (old === undefined) return "taken";
    if (old !== "absent" && old.day === day && old.d > room[":dayRoom"]) return "day_over";
  }
  return "wait";
}

type Try = { readonly update: string; readonly condition: string; readonly values: Record<string, string | number> };

/** The item that refused it; nothing when it was done. */
async function update(env: Env, key: Key, { update: change, condition, values }: Try) {
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.views,
        Key: attributes(key),
        UpdateExpression: change,
        ConditionExpression: condition,
        ExpressionAttributeNames: { "#day": "day" },
        ExpressionAttributeValues: attributes(values),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return undefined;
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    return old === "absent" ? old : fields<RateItem>(old);
  }
}

// Where a member stands among the tiers, where they stood before, and the step from one to the next.
import { QueryCommand, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { calendarDayEndMs, DAY_MS } from "@huike/shared/day";
import { GROWTH_MS } from "@huike/shared/points";
import { type CardItem, cardKey } from "../member/card.items.ts";
import type { Env } from "../platform/env.ts";
import { attributes, fields, isConflict, refusedStatements } from "../platform/table.ts";
import { grownAtMs, growthIn, ledgerOf, type PostingItem } from "./ledger.items.ts";
import { beforeTierSk, TIERS, type TierPeriodItem, tierSk } from "./tier-period.items.ts";

/** The level everybody begins with. */
export const FIRST_LEVEL = 1;

async function lastPeriod(env: Env, memberNo: string, to: string): Promise<TierPeriodItem | undefined> {
  const { Items } = await env.tables.client.send(
    new QueryCommand({
      TableName: env.tables.app,
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: attributes({ ":pk": ledgerOf(memberNo), ":from": TIERS.from, ":to": to }),
      ScanIndexForward: false,
      ConsistentRead: true,
      Limit: 1,
    }),
  );
  return Items?.[0] && fields<TierPeriodItem>(Items[0]);
}

export const currentPeriod = (env: Env, memberNo: string): Promise<TierPeriodItem | undefined> =>
  lastPeriod(env, memberNo, TIERS.to);

/** The period somebody was in just before `ms`; none: they had the first level. */
export const periodBefore = (env: Env, memberNo: string, ms: number): Promise<TierPeriodItem | undefined> =>
  lastPeriod(env, memberNo, beforeTierSk(ms));

/** Growth of the year that ends at `untilMs`; what was taken back leaves it together with its sale. */
export function growthWithin(memberNo: string, postings: readonly PostingItem[], untilMs: number): number {
  const isWithin = (posting: PostingItem) => grownAtMs(posting) > untilMs - GROWTH_MS;
  return postings.filter(isWithin).reduce((sum, posting) => sum + growthIn(memberNo, posting), 0);
}

/** The last moment of the day a year after. */
export const periodEndMs = (sinceMs: number): number => calendarDayEndMs(sinceMs, GROWTH_MS / DAY_MS);

/** Moves the card to another level with a new period; false when the card has changed since it was read. */
export async function enterPeriod(
  env: Env,
  memberNo: string,
  card: CardItem,
  period: Omit<TierPeriodItem, "sk">,
): Promise<boolean> {
  const n = card.n ?? 0;
  const key = { pk: ledgerOf(memberNo), sk: tierSk(period.since, n) };
  try {
    await env.tables.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Put: {
              TableName: env.tables.app,
              Item: attributes({ ...key, ...period }),
              ConditionExpression: "attribute_not_exists(pk)",
            },
          },
          {
            Update: {
              TableName: env.tables.app,
              Key: attributes(cardKey(memberNo)),
              UpdateExpression: "SET lvl = :level",
              // Of nobody who has posted since: what was decided holds for the growth it was decided on.
              ConditionExpression:
                card.n === undefined ? "lvl = :was AND attribute_not_exists(n)" : "lvl = :was AND n = :n",
              ExpressionAttributeValues: attributes({ ":level": period.level, ":was": card.lvl, ":n": card.n }),
            },
          },
        ],
      }),
    );
    return true;
  } catch (cause) {
    if (!refusedStatements(cause) && !isConflict(cause)) throw cause;
    return false;
  }
}

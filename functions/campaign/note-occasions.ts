// The projector's part in triggers: what a change of a member's items is an occasion for. It sends nothing; it only puts
// the occasion where the worker finds it. The same change told again meets its own row.
import { type AttributeValue, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { businessDay } from "@huike/shared/day";
import type { CouponItem } from "../coupon/coupon.items.ts";
import type { CardItem } from "../member/card.items.ts";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { attributes, fields, refusedStatements } from "../platform/table.ts";
import { rowEndsAtS } from "./campaign.items.ts";
import { type ImmediateTrigger, occasionKey, pendingKey, TRIGGERS, type TriggerItem } from "./occasions.items.ts";

/** A campaign that was approved is waited for from then on, by this at the latest. */
const TRIGGERS_AGE_MS = 9_000;

type Image = Record<string, AttributeValue>;
type Occasion = { readonly on: ImmediateTrigger; readonly name: string; readonly atMs: number };

export async function noteOccasions(env: Env, old: Image | undefined, image: Image): Promise<void> {
  const occasion = occasionOf(old, image, env.nowMs());
  if (!occasion) return;
  const memberNo = (image.pk?.S ?? "").slice("MBR#".length);
  for (const { sk, on, since, until } of await liveTriggers(env)) {
    const { atMs } = occasion;
    if (on === occasion.on && since <= atMs && atMs < until) await putOnce(env, sk, memberNo, occasion);
  }
}

function occasionOf(old: Image | undefined, image: Image, nowMs: number): Occasion | undefined {
  const sk = image.sk?.S ?? "";
  if (sk === "CARD") return ofCard(old && fields<CardItem>(old), fields<CardItem>(image), nowMs);
  return sk.startsWith("CPN#") ? ofCoupon(old && fields<CouponItem>(old), fields<CouponItem>(image)) : undefined;
}

function ofCard(old: CardItem | undefined, card: CardItem, nowMs: number): Occasion | undefined {
  if (!old) return { on: "joined", name: "joined", atMs: card.at };
  // The card says no time of it; a level is reached once a day at most.
  return card.lvl > old.lvl ? { on: "level_up", name: `${card.lvl}.${businessDay(nowMs)}`, atMs: nowMs } : undefined;
}

function ofCoupon(old: CouponItem | undefined, { st, rnd, red }: CouponItem): Occasion | undefined {
  const used = st === "r" && !(old?.st === "r" && old.rnd === rnd) ? red?.[rnd] : undefined;
  return used && { on: "redeemed", name: businessDay(used.rat), atMs: used.rat };
}

const liveTriggers = async (env: Env): Promise<readonly (TriggerItem & { sk: string })[]> =>
  (await env
    .cache<(TriggerItem & { sk: string })[]>("triggers", TRIGGERS_AGE_MS)
    .get("all", () =>
      queryRange<TriggerItem & { sk: string }>(env.tables, { pk: TRIGGERS, from: "cmp_", to: "cmp_~" }),
    )) ?? [];

async function putOnce(env: Env, campaignId: string, memberNo: string, { name, atMs }: Occasion): Promise<void> {
  const row = attributes({ at: atMs, ttl: rowEndsAtS(atMs) });
  const keys = [occasionKey(campaignId, memberNo, name), pendingKey(campaignId, memberNo, name)];
  const TransactItems = keys.map((key, i) => ({
    Put: {
      TableName: env.tables.views,
      Item: { ...attributes(key), ...row },
      ...(i === 0 ? { ConditionExpression: "attribute_not_exists(pk)" } : {}),
    },
  }));
  try {
    await env.tables.client.send(new TransactWriteItemsCommand({ TransactItems }));
  } catch (cause) {
    // Refused: it was told of before.
    if (!refusedStatements(cause)) throw cause;
  }
}

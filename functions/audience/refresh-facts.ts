// Makes a member's facts row anew from the member's items. It is an absolute put: whatever the row said, it says now
// what the items said when they were read; what was read later stands, whoever writes first.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { MemberFacts } from "@huike/shared/audience";
import { channelOf } from "../channel/read-channel.ts";
import { type FanItem, fanKey } from "../follow/follow.items.ts";
import type { Env } from "../platform/env.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { attributes, type Key, tookEffect } from "../platform/table.ts";
import { cityOf } from "../store/read-store.ts";
import { type FactsRow, factsKey, packFacts } from "./facts.items.ts";
import { type Beside, factsOf, fanOf, homeStore, sceneOf } from "./facts-of.ts";

type Sorted = Pick<Key, "sk">;

/** views MBR#m / PUSH: messages a member has agreed to, counted by template under con_<template>. */
export type ConsentItem = Readonly<Record<string, unknown>>;
export const consentKey = (memberNo: string): Key => ({ pk: `MBR#${memberNo}`, sk: "PUSH" });
const CONSENT = "con_";

const consentsOf = (item: ConsentItem | undefined): Record<string, number> =>
  Object.fromEntries(
    Object.entries(item ?? {})
      .filter(([name]) => name.startsWith(CONSENT))
      .map(([name, count]) => [name.slice(CONSENT.length), Number(count)]),
  );

/** A service account may answer for so long after somebody wrote to it (WeChat: customer-service messages, 48 h). */
const REPLY_MS = 48 * 3_600_000;

/** Every sort key of ours begins with a digit or a letter. */
const whole = (env: Env, memberNo: string): Promise<Sorted[]> =>
  queryRange<Sorted>(env.tables, { pk: `MBR#${memberNo}`, from: "0", to: "~" }, { consistent: true });

/** Of a person who is no member there is no row. `found`: the level of a row from the future, to be put over. */
export async function refreshFacts(env: Env, memberNo: string, found?: number): Promise<void> {
  const readAtMs = env.nowMs();
  const [items, push] = await Promise.all([
    whole(env, memberNo),
    getItem<ConsentItem>(env.tables, consentKey(memberNo), { consistent: true, table: "views" }),
  ]);
  const facts = factsOf(memberNo, items, await besides(env, items, push), readAtMs);
  if (facts) await putFacts(env, facts, readAtMs, found);
}

/** What else belongs to the facts, mostly from memory: channels and shops change rarely. */
export async function besides(env: Env, items: readonly Sorted[], push: ConsentItem | undefined): Promise<Beside> {
  const [scene, storeId] = [sceneOf(items), homeStore(items)];
  const openid = fanOf(items);
  const [channel, city, fan] = await Promise.all([
    scene === undefined ? undefined : channelOf(env, scene),
    storeId === undefined ? undefined : cityOf(env, storeId),
    openid === undefined ? undefined : getItem<FanItem>(env.tables, fanKey(openid), { consistent: true }),
  ]);
  const saidAt = fan?.st === "following" ? fan.saidAt : undefined;
  const replyUntilMs = saidAt === undefined ? undefined : saidAt * 1000 + REPLY_MS;
  return { channelKind: channel?.kind, city, consents: consentsOf(push), replyUntilMs };
}

async function putFacts(env: Env, facts: MemberFacts, readAtMs: number, found: number | undefined): Promise<void> {
  const row: FactsRow = { lvl: readAtMs, f: packFacts(facts) };
  await tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...factsKey(facts.memberNo), ...row }),
        // Of two reads in one millisecond either may stand: the next image or the night sees to it.
        ConditionExpression: "attribute_not_exists(pk) OR lvl <= :lvl OR lvl = :found",
        ExpressionAttributeValues: attributes({ ":lvl": readAtMs, ":found": found ?? readAtMs }),
      }),
    ),
  );
}

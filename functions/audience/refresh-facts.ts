// Makes a member's facts row anew from the member's items. It is an absolute put: whatever the row said, it says now
// what the items said when they were read; what was read later stands, whoever writes first.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { MemberFacts } from "@huike/shared/audience";
import { channelOf } from "../channel/read-channel.ts";
import type { Env } from "../platform/env.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { attributes, type Key, refusedBy } from "../platform/table.ts";
import { cityOf } from "../store/read-store.ts";
import { type FactsRow, factsKey, packFacts } from "./facts.items.ts";
import { type Beside, factsOf, homeStore, sceneOf } from "./facts-of.ts";

type Sorted = Pick<Key, "sk">;

/** views MBR#m / PUSH: messages a member has agreed to, counted by template, as far as this domain reads it. */
export type ConsentItem = { readonly con?: Readonly<Record<string, number>> };
export const consentKey = (memberNo: string): Key => ({ pk: `MBR#${memberNo}`, sk: "PUSH" });

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
  const [channel, city] = await Promise.all([
    scene === undefined ? undefined : channelOf(env, scene),
    storeId === undefined ? undefined : cityOf(env, storeId),
  ]);
  return { channelKind: channel?.kind, city, consents: push?.con ?? {} };
}

async function putFacts(env: Env, facts: MemberFacts, readAtMs: number, found: number | undefined): Promise<void> {
  const row: FactsRow = { lvl: readAtMs, f: packFacts(facts) };
  try {
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...factsKey(facts.memberNo), ...row }),
        // Of two reads in one millisecond either may stand: the next image or the night sees to it.
        ConditionExpression: "attribute_not_exists(pk) OR lvl <= :lvl OR lvl = :found",
        ExpressionAttributeValues: attributes({ ":lvl": readAtMs, ":found": found ?? readAtMs }),
      }),
    );
  } catch (cause) {
    if (refusedBy(cause) === undefined) throw cause;
  }
}

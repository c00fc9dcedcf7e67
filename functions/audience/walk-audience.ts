// Everybody a rule is for, page by page, in an order that never changes: shard after shard, in each by member number.
// Whoever walks may stop after any page and go on from the place it names.
import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { type AskedAt, type AudienceRule, isInAudience, type MemberFacts } from "@huike/shared/audience";
import type { Env } from "../platform/env.ts";
import { attributes } from "../platform/table.ts";
import { FACT_SHARDS, factsPk, unpackFacts } from "./facts.items.ts";
import { readLists } from "./read-lists.ts";

export type Place = {
  readonly shard: number;
  /** The last member number that was read there; none: the shard's beginning. */
  readonly after?: string | undefined;
};

export type AudiencePage = {
  readonly shard: number;
  /** Those of the page the rule is for; there may be none. */
  readonly members: readonly MemberFacts[];
  /** How many were read. */
  readonly read: number;
  /** Where to go on; absent after the last page. */
  readonly next?: Place;
};

export type Walk = Place & {
  /** The rule is asked as of this moment, in ms; now, when it is left out. */
  readonly atMs?: number;
  /** Members read at a time; as many as a megabyte holds, when it is left out. */
  readonly pageMembers?: number;
};

/** From a place on to the end of the last shard. A rule whose lists are not whole is a bug of the caller's: it throws. */
export async function* walkAudience(
  env: Env,
  rule: AudienceRule,
  { shard, after, atMs, pageMembers }: Walk = { shard: 0 },
): AsyncGenerator<AudiencePage> {
  const isListed = await readLists(env, rule);
  if (typeof isListed !== "function") throw new Error(`a rule was kept that names a list: ${isListed.error}`);
  const at: AskedAt = { nowMs: atMs ?? env.nowMs(), isListed };
  let place: Place | undefined = { shard, after };
  while (place) {
    const page = await readFacts(env, place, pageMembers);
    const next: Place | undefined = page.after ? { shard: place.shard, after: page.after } : shardAfter(place.shard);
    yield {
      shard: place.shard,
      members: page.facts.filter((facts) => isInAudience(rule, facts, at)),
      read: page.facts.length,
      ...(next ? { next } : {}),
    };
    place = next;
  }
}

const shardAfter = (shard: number): Place | undefined => (shard + 1 < FACT_SHARDS ? { shard: shard + 1 } : undefined);

export type FactsPage = { readonly facts: readonly MemberFacts[]; readonly after?: string };

/** One page of a shard's rows. */
export async function readFacts(env: Env, { shard, after }: Place, limit?: number): Promise<FactsPage> {
  const pk = factsPk(shard);
  const { Items = [], LastEvaluatedKey } = await env.tables.client.send(
    new QueryCommand({
      TableName: env.tables.views,
      KeyConditionExpression: "pk = :pk",
      ProjectionExpression: "sk, f",
      ExpressionAttributeValues: attributes({ ":pk": pk }),
      ...(limit === undefined ? {} : { Limit: limit }),
      ...(after === undefined ? {} : { ExclusiveStartKey: attributes({ pk, sk: after }) }),
    }),
  );
  const facts = Items.map(({ sk, f }) => unpackFacts(sk?.S ?? "", f?.S ?? ""));
  const last = LastEvaluatedKey?.sk?.S;
  return { facts, ...(last === undefined ? {} : { after: last }) };
}

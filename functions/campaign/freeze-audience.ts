// Freezes whom a run is for into chunks. The chunks themselves are the place it has come to: each names where the next
// goes on and is put once, so that of two planners at once the later one finds the earlier one's chunk and goes on from
// there. Memory holds one page of the walk and one chunk, whoever it is for.
import { PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { AudienceRule, MemberFacts } from "@huike/shared/audience";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Item, refusedBy } from "../platform/table.ts";
import { type ChunkItem, chunkKeyOf, numberOfChunk, packMembers, rowEndsAtS, runPk } from "./campaign.items.ts";

/** 4 KB a chunk: four write units for a thousand members. */
export const CHUNK_MEMBERS = 1_000;
const PAGE_MEMBERS = 250;
/** Of a rule few are in: then a chunk ends before it is full, so that the place is kept. */
const PAGES_MAX = 40;
/** Of a mass message: a chunk is one call, and one with a single follower in it none. */
export const MASS_PAGES_MAX = 400;

type Place = { readonly shard: number; readonly after?: string | undefined };
export type WalkPage = {
  /** `replyUntilMs`: how long customer service may write to them. */
  readonly members: readonly WalkedMember[];
  readonly next?: Place;
};
export type WalkedMember = { readonly memberNo: string; readonly replyUntilMs?: number | undefined } & Partial<
  Pick<MemberFacts, "visits" | "holds" | "birthday">
>;
/** Everybody a rule is for, from a place on: {@link walkAudience}, or a plain one in a test. */
export type Walker = (
  env: Env,
  rule: AudienceRule,
  from: Place & { readonly atMs?: number; readonly pageMembers?: number },
) => AsyncIterable<WalkPage>;

export type Freezing = {
  readonly campaignId: string;
  readonly run: number;
  readonly rule: AudienceRule;
  /** The rule is asked as of the moment the run began, however long this takes. */
  readonly atMs: number;
  /** Of a campaign that asks once a day to whom something happened. */
  readonly isDue?: (member: WalkedMember) => boolean;
  /** Pages a chunk is filled from at most. */
  readonly pagesMax?: number;
};

type Bounds = { readonly hasTime: () => boolean };

/** How many chunks there are once all are put; nothing when time ran out before. */
export async function freezeAudience(
  env: Env,
  freezing: Freezing,
  walk: Walker,
  { hasTime }: Bounds,
): Promise<number | undefined> {
  let last = await lastChunk(env, freezing);
  let index = last ? last.index + 1 : 0;
  let place: Place | undefined = last ? placeAfter(last.item) : { shard: 0 };
  while (place) {
    if (!hasTime()) return undefined;
    const chunk = await fillChunk(env, freezing, walk, place);
    const key = chunkKeyOf(freezing.campaignId, freezing.run, index);
    last = { index, item: await putOnce(env, key, chunk) };
    place = placeAfter(last.item);
    index += 1;
  }
  return index;
}

const placeAfter = ({ shard, after }: ChunkItem): Place | undefined =>
  shard === undefined ? undefined : { shard, after };

/** The chunk that was put last. */
export async function lastChunk(env: Env, { campaignId, run }: Pick<Freezing, "campaignId" | "run">) {
  const { Items = [] } = await env.tables.client.send(
    new QueryCommand({
      TableName: env.tables.views,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :chunk)",
      ExpressionAttributeValues: attributes({ ":pk": runPk(campaignId, run), ":chunk": "CHP#" }),
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: true,
    }),
  );
  const [item] = Items.map((one) => fields<ChunkItem & { sk: string }>(one));
  return item && { index: numberOfChunk(item.sk), item: item as ChunkItem };
}

/** As many pages as fill a chunk; a page is never cut, so that the next chunk begins where a page does. */
async function fillChunk(
  env: Env,
  { rule, atMs, isDue = () => true, pagesMax = PAGES_MAX }: Freezing,
  walk: Walker,
  from: Place,
): Promise<ChunkItem> {
  const members: string[] = [];
  let next: Place | undefined;
  let pages = 0;
  for await (const page of walk(env, rule, { ...from, atMs, pageMembers: PAGE_MEMBERS })) {
    for (const member of page.members) if (isDue(member)) members.push(member.memberNo);
    next = page.next;
    pages += 1;
    if (pages === pagesMax || members.length + PAGE_MEMBERS > CHUNK_MEMBERS) break;
  }
  const { shard, after } = next ?? {};
  return {
    ...{ mbrs: packMembers(members), n: members.length, began: atMs },
    ...(shard === undefined ? {} : { shard }),
    ...(after === undefined ? {} : { after }),
  };
}

/** The chunk as it stands: this one, or the one another planner put before. */
async function putOnce(env: Env, key: { pk: string; sk: string }, chunk: ChunkItem): Promise<ChunkItem> {
  try {
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...key, ...(chunk as Item), ttl: rowEndsAtS(env.nowMs()) }),
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return chunk;
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined || old === "absent") throw cause;
    return fields<ChunkItem>(old);
  }
}

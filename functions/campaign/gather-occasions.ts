// The worker's part in triggers: occasions that wait become chunks of the day's run, delivered like any other. A chunk is
// put once under the next number; only when its occasions no longer wait is another put. So whatever is cut, and however
// many workers gather at once, an occasion is in one chunk.
import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { pickAudience } from "../audience/pick-audience.ts";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { attributes, type Item, tookEffect } from "../platform/table.ts";
import {
  type CampaignItem,
  type ChunkItem,
  chunkKeyOf,
  packMembers,
  planOf,
  rowEndsAtS,
  unpackMembers,
} from "./campaign.items.ts";
import { lastChunk } from "./freeze-audience.ts";
import { raiseChunks } from "./move-run.ts";
import { pendingKey, pendingPk, readPending } from "./occasions.items.ts";

const CHUNK_OCCASIONS = 500;
/** The member's facts may lag behind the occasion so long; then they are no member any more. */
const FACTS_LAG_MS = 600_000;

type Pending = { readonly memberNo: string; readonly occasion: string; readonly at: number };
type Bounds = { readonly hasTime: () => boolean };

/** How many chunks the run has now; nothing when the run is over or time is. */
export async function gatherOccasions(
  env: Env,
  campaignId: string,
  item: CampaignItem,
  { hasTime }: Bounds,
): Promise<number | undefined> {
  const run = item.run ?? 1;
  let known = item.chunks;
  while (hasTime()) {
    const last = await lastChunk(env, { campaignId, run });
    const chunks = last ? last.index + 1 : 0;
    if (known !== chunks && !(await raiseChunks(env, campaignId, run, chunks))) return undefined;
    known = chunks;
    if (last) await noLongerWait(env, campaignId, occasionsIn(last.item));
    const due = await dueNow(env, campaignId, item);
    if (due.length === 0) return chunks;
    await putChunk(env, { campaignId, run, chunk: chunks, began: item.due ?? env.nowMs() }, due);
  }
  return undefined;
}

const occasionsIn = ({ mbrs, occ = [] }: ChunkItem): Pick<Pending, "memberNo" | "occasion">[] =>
  unpackMembers(mbrs).map((memberNo, i) => ({ memberNo, occasion: occ[i] ?? "" }));

/** Those that wait and are of the audience; who is not, waits no longer. */
async function dueNow(env: Env, campaignId: string, item: CampaignItem): Promise<Pending[]> {
  const range = { pk: pendingPk(campaignId), from: "0", to: "~" };
  const rows = await queryRange<{ sk: string; at: number }>(env.tables, range, {
    ...{ table: "views", consistent: true, limit: CHUNK_OCCASIONS },
  });
  const waiting = rows.slice(0, CHUNK_OCCASIONS).map(({ sk, at }) => ({ ...readPending(sk), at }));
  const memberNos = [...new Set(waiting.map(({ memberNo }) => memberNo))];
  const picked = await pickAudience(env, planOf(item).audience, memberNos);
  const isDue = ({ memberNo }: Pending) => picked.get(memberNo) === "in";
  const isLate = ({ memberNo, at }: Pending) => !picked.has(memberNo) && env.nowMs() - at > FACTS_LAG_MS;
  const isOut = (one: Pending) => picked.get(one.memberNo) === "out" || isLate(one);
  await noLongerWait(env, campaignId, waiting.filter(isOut));
  return waiting.filter(isDue);
}

async function noLongerWait(
  env: Env,
  campaignId: string,
  occasions: readonly Pick<Pending, "memberNo" | "occasion">[],
): Promise<void> {
  await Promise.all(
    occasions.map(({ memberNo, occasion }) =>
      env.tables.client.send(
        new DeleteItemCommand({
          TableName: env.tables.views,
          Key: attributes(pendingKey(campaignId, memberNo, occasion)),
        }),
      ),
    ),
  );
}

type Place = { readonly campaignId: string; readonly run: number; readonly chunk: number; readonly began: number };

/** Refused: another worker put one; the next look finds it. */
async function putChunk(env: Env, { campaignId, run, chunk, began }: Place, due: readonly Pending[]): Promise<void> {
  const item: ChunkItem = {
    ...{ mbrs: packMembers(due.map(({ memberNo }) => memberNo)), n: due.length, began },
    occ: due.map(({ occasion }) => occasion),
  };
  await tookEffect(
    env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.views,
        Item: attributes({ ...chunkKeyOf(campaignId, run, chunk), ...(item as Item), ttl: rowEndsAtS(env.nowMs()) }),
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    ),
  );
}

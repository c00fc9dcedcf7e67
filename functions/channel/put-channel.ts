// Makes a channel or re-points one. Staff writes carry who, when and why; the audit comes from the stream.
// What the channel holds beside what the operator says, its follow code's number, stays with it: a
// retired channel's number begins to rest, one that is taken into use again keeps it.
import { type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { PutChannel } from "@huike/shared/channel";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { currentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Item, refusedStatements } from "../platform/table.ts";
import { findStaff } from "../staff/find-staff.ts";
import { unknownStore } from "../store/read-store.ts";
import { type ChannelItem, channelKey, freeKey, ownChannelKey } from "./channel.items.ts";

type Request = RequestOf<typeof PutChannel>;
type Refusal = ErrorOf<typeof PutChannel>;

const TRIES_MAX = 5;

export async function putChannel(
  { memberNo }: Member,
  request: Request,
  env: Env,
): Promise<Result<ResponseOf<typeof PutChannel>, Refusal>> {
  const wrong = await whatIsWrong(request, env);
  if (wrong) return refused(wrong);
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const held = await getItem<ChannelItem>(env.tables, channelKey(request.scene), { consistent: true });
    if (await write(env, request, memberNo, held)) return ok({ scene: request.scene });
  }
  throw new Outage("others changed the channel at every try");
}

async function whatIsWrong(request: Request, env: Env): Promise<Refusal | undefined> {
  const { kind, clerkMemberNo, startsAtMs, endsAtMs } = request;
  if (kind === "clerk" && !clerkMemberNo) return "channel_needs_clerk";
  if (startsAtMs !== undefined && endsAtMs !== undefined && endsAtMs <= startsAtMs) return "channel_period_empty";
  const [offer, missingStore, clerk] = await Promise.all([
    currentOffer(env, request.offerId),
    unknownStore(env, [request.storeId]),
    clerkMemberNo ? findStaff(clerkMemberNo, env) : undefined,
  ]);
  if (!offer) return "offer_unknown";
  if (missingStore) return "store_unknown";
  return clerkMemberNo && !clerk ? "staff_unknown" : undefined;
}

/** False when the number of the channel's follow code changed hands since it was read: then once more. */
async function write(env: Env, request: Request, by: string, held: ChannelItem | undefined): Promise<boolean> {
  const { scene, clerkMemberNo, ...facts } = request;
  const atMs = env.nowMs();
  const freeSince = held?.fid === undefined || request.state === "active" ? undefined : (held.freeSince ?? atMs);
  const channel = { ...facts, clerk: clerkMemberNo, by, at: atMs, fid: held?.fid, freeSince };
  const own = request.kind === "clerk" && clerkMemberNo && request.state === "active";
  const app = env.tables.app;
  const put = (item: Item): TransactWriteItem => ({ Put: { TableName: app, Item: attributes(item) } });
  try {
    await env.tables.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Put: {
              TableName: app,
              Item: attributes({ ...channelKey(scene), ...channel }),
              ...unlessNumberChanged(held),
            },
          },
          ...restOf(app, scene, held, freeSince),
          ...(own ? [put({ ...ownChannelKey(clerkMemberNo), scene })] : []),
        ],
      }),
    );
    return true;
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    return false;
  }
}

function unlessNumberChanged(held: ChannelItem | undefined) {
  const { fid, freeSince } = held ?? {};
  if (fid === undefined) return { ConditionExpression: "attribute_not_exists(fid)" };
  const since = freeSince === undefined ? "attribute_not_exists(freeSince)" : "freeSince = :since";
  return {
    ConditionExpression: `fid = :fid AND ${since}`,
    ExpressionAttributeValues: attributes({ ":fid": fid, ...(freeSince === undefined ? {} : { ":since": freeSince }) }),
  };
}

/** Puts the number among those that rest, or takes it back from there. */
function restOf(
  app: string,
  scene: string,
  held: ChannelItem | undefined,
  freeSince: number | undefined,
): TransactWriteItem[] {
  if (held?.fid === undefined || held.freeSince === freeSince) return [];
  if (freeSince !== undefined) {
    return [{ Put: { TableName: app, Item: attributes({ ...freeKey(freeSince, held.fid), scene }) } }];
  }
  return [{ Delete: { TableName: app, Key: attributes(freeKey(held.freeSince ?? 0, held.fid)) } }];
}

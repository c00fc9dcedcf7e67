// Makes a channel or re-points one. Staff writes carry who, when and why; the audit comes from the stream.
// What the channel holds beside what the operator says, its follow code's number, stays with it: a
// retired channel's number begins to rest, one that is taken into use again keeps it. A manager's channel is of own shops,
// before the change and after it.
import { type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { PutChannel } from "@huike/shared/channel";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { faultOfText } from "@huike/shared/replies";
import { currentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Item, refusedStatements } from "../platform/table.ts";
import { findStaff } from "../staff/find-staff.ts";
import { ownsStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { unknownStore } from "../store/read-store.ts";
import { type ChannelItem, channelKey, freeKey, listedChannelKey, ownChannelKey } from "./channel.items.ts";

type Request = RequestOf<typeof PutChannel>;
type Refusal = ErrorOf<typeof PutChannel>;

const TRIES_MAX = 5;

export async function putChannel(
  { memberNo, staff }: Member & { readonly staff: StaffItem },
  request: Request,
  env: Env,
): Promise<Result<ResponseOf<typeof PutChannel>, Refusal>> {
  const wrong = await whatIsWrong(staff, request, env);
  if (wrong) return refused(wrong);
  const fault = faultOfText(request.welcome ?? "");
  if (fault) return refused(fault.error, fault.word === undefined ? {} : { word: fault.word });
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const held = await getItem<ChannelItem>(env.tables, channelKey(request.scene), { consistent: true });
    if (held && !ownsStore(staff, held.storeId)) return refused("not_your_store");
    if (await write(env, request, memberNo, held)) return ok({ scene: request.scene });
  }
  throw new Outage("others changed the channel at every try");
}

async function whatIsWrong(staff: StaffItem, request: Request, env: Env): Promise<Refusal | undefined> {
  const { kind, clerkMemberNo, startsAtMs, endsAtMs, storeId } = request;
  if (!ownsStore(staff, storeId)) return "not_your_store";
  if (kind === "clerk" && !clerkMemberNo) return "channel_needs_clerk";
  if (startsAtMs !== undefined && endsAtMs !== undefined && endsAtMs <= startsAtMs) return "channel_period_empty";
  const [offer, missingStore, clerk] = await Promise.all([
    currentOffer(env, request.offerId),
    unknownStore(env, [request.storeId]),
    clerkMemberNo ? findStaff(clerkMemberNo, env) : undefined,
  ]);
  if (!offer) return "offer_unknown";
  if (missingStore) return "store_unknown";
  if (clerkMemberNo && !clerk) return "staff_unknown";
  // A clerk's own code goes to the newest channel that names them: not one a foreign manager made.
  return clerk && staff.role === "manager" && !ownsStore(clerk, storeId) ? "not_your_store" : undefined;
}

/** False when the channel's shop or the number of its follow code changed since it was read: then once more. */
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
              ...unlessChanged(held),
            },
          },
          put(listedChannelKey(scene)),
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

function unlessChanged(held: ChannelItem | undefined) {
  if (!held) return { ConditionExpression: "attribute_not_exists(pk)" };
  const { fid, freeSince, storeId } = held;
  const since = freeSince === undefined ? "attribute_not_exists(freeSince)" : "freeSince = :since";
  const number = fid === undefined ? "attribute_not_exists(fid)" : `fid = :fid AND ${since}`;
  return {
    ConditionExpression: `storeId = :store AND ${number}`,
    ExpressionAttributeValues: attributes({
      ":store": storeId,
      ...(fid === undefined ? {} : { ":fid": fid }),
      ...(fid === undefined || freeSince === undefined ? {} : { ":since": freeSince }),
    }),
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

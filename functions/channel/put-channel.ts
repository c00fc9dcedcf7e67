// Makes a channel or re-points one. Staff writes carry who, when and why; the audit comes from the stream.
import { type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { PutChannel } from "@huike/shared/channel";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { currentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes } from "../platform/table.ts";
import { findStaff } from "../staff/find-staff.ts";
import { unknownStore } from "../store/read-store.ts";
import { channelKey, ownChannelKey } from "./channel.items.ts";

export async function putChannel(
  { memberNo }: Member,
  { scene, clerkMemberNo, ...request }: RequestOf<typeof PutChannel>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutChannel>, ErrorOf<typeof PutChannel>>> {
  if (request.kind === "clerk" && !clerkMemberNo) return refused("channel_needs_clerk");
  const { startsAtMs, endsAtMs } = request;
  if (startsAtMs !== undefined && endsAtMs !== undefined && endsAtMs <= startsAtMs) {
    return refused("channel_period_empty");
  }
  const [offer, missingStore, clerk] = await Promise.all([
    currentOffer(env, request.offerId),
    unknownStore(env, [request.storeId]),
    clerkMemberNo ? findStaff(clerkMemberNo, env) : undefined,
  ]);
  if (!offer) return refused("offer_unknown");
  if (missingStore) return refused("store_unknown");
  if (clerkMemberNo && !clerk) return refused("staff_unknown");

  const put = (item: Parameters<typeof attributes>[0]): TransactWriteItem => ({
    Put: { TableName: env.tables.app, Item: attributes(item) },
  });
  const channel = { ...channelKey(scene), ...request, clerk: clerkMemberNo, by: memberNo, at: env.nowMs() };
  const own = request.kind === "clerk" && clerkMemberNo && request.state === "active";
  await env.tables.client.send(
    new TransactWriteItemsCommand({
      TransactItems: [put(channel), ...(own ? [put({ ...ownChannelKey(clerkMemberNo), scene })] : [])],
    }),
  );
  return ok({ scene });
}

// What a scanned code offers: the offer first, nothing asked of who looks.
import type { GetLanding } from "@huike/shared/channel";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { claimState, currentOffer, faceOf, stockOf } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { storeOf } from "../store/read-store.ts";
import { activeChannel } from "./read-channel.ts";

export async function showLanding(
  _caller: unknown,
  { scene }: RequestOf<typeof GetLanding>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetLanding>, ErrorOf<typeof GetLanding>>> {
  const active = await activeChannel(env, scene);
  if (!active.ok) return active;
  const channel = active.value;
  const [offer, stock, store] = await Promise.all([
    currentOffer(env, channel.offerId),
    stockOf(env, channel.offerId),
    storeOf(env, channel.storeId),
  ]);
  if (!offer || !stock || !store) throw new Error(`channel ${scene} points at something that is missing`);
  return ok({
    scene,
    channelName: channel.name,
    storeId: channel.storeId,
    storeName: store.name,
    offer: faceOf(channel.offerId, offer.version, offer.terms),
    state: await claimState(env, channel.offerId, offer, stock),
    opensAtMs: stock.opens,
  });
}

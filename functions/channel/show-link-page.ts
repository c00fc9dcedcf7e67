// What the link QR of a channel shows to a camera that is not WeChat's: the offer, the shop, and the
// ways into WeChat. Nothing is asked of WeChat for a code that is not ours, and what WeChat refuses
// to make is left out: the page still says where the shop is.
import { sentences } from "@huike/shared/sentences";
import type { StoreFacts } from "@huike/shared/store-facts";
import { claimState, currentOffer, stockOf } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { logFailure } from "../platform/log.ts";
import { getItem } from "../platform/read.ts";
import type { CodeImage } from "../platform/wechat/mini-program-code.ts";
import { createUrlLink } from "../platform/wechat/url-link.ts";
import { parseFacts, type StoreItem, storeKey } from "../store/store.items.ts";
import type { ChannelItem } from "./channel.items.ts";
import { drawLinkPage, type LinkOffer } from "./link-page.ts";
import { channelOf, whyDead } from "./read-channel.ts";
import { imageOf } from "./show-my-code.ts";

const FACTS_AGE_MS = 60_000;
/** Good for 30 days at WeChat; asked for anew long before. */
const URL_LINK_AGE_MS = 86_400_000;

export type Page = { readonly status: number; readonly html: string };

/** The page of a scene; `isWechat` when WeChat's own browser asks for it. */
export async function showLinkPage(env: Env, scene: string, isWechat: boolean): Promise<Page> {
  const channel = await channelOf(env, scene);
  if (!channel) return { status: 404, html: drawLinkPage({ notice: sentences.channel_unknown.zh, isWechat }) };
  const dead = whyDead(channel, env.nowMs());
  const store = await factsOf(env, channel.storeId);
  if (dead) return { status: 410, html: drawLinkPage({ notice: sentences[dead.error].zh, store, isWechat }) };
  const [offer, code, urlLink] = await Promise.all([
    offerOf(env, channel),
    orNothing("code", () => imageOf(env, scene)),
    isWechat ? undefined : orNothing("url link", () => urlLinkOf(env, scene)),
  ]);
  return { status: 200, html: drawLinkPage({ store, offer, code, urlLink, isWechat }) };
}

const factsOf = (env: Env, storeId: string): Promise<StoreFacts | undefined> =>
  env.cache<StoreFacts>("store-facts", FACTS_AGE_MS).get(storeId, async () => {
    const item = await getItem<StoreItem>(env.tables, storeKey(storeId));
    return item && parseFacts(item);
  });

async function offerOf(env: Env, { offerId }: ChannelItem): Promise<LinkOffer | undefined> {
  const [offer, stock] = await Promise.all([currentOffer(env, offerId), stockOf(env, offerId)]);
  if (!offer || !stock) return undefined;
  return { terms: offer.terms, state: await claimState(env, offerId, offer, stock), opensAtMs: stock.opens };
}

const urlLinkOf = (env: Env, scene: string): Promise<string | undefined> =>
  env
    .cache<string>("url-link", URL_LINK_AGE_MS)
    .get(scene, () => createUrlLink(env.wechat, "pages/landing/index", `scene=${scene}`));

async function orNothing<T extends CodeImage | string>(
  what: string,
  ask: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (cause) {
    logFailure(`link page: ${what}`, cause);
    return undefined;
  }
}

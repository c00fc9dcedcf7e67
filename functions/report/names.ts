// What is behind the ids of a report, as it is called now.
import type { FunnelAxis } from "@huike/shared/report";
import { unpackStores } from "@huike/shared/store-sheet";
import { type ChannelItem, channelKey } from "../channel/channel.items.ts";
import { currentOffer } from "../offer/read-offer.ts";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { getItems } from "../platform/read.ts";
import { staffRows } from "../staff/staff-list.ts";
import { snapshotOf } from "../store/list-stores.ts";

export type Names = ReadonlyMap<string, string>;

const nameless = async (): Promise<Names> => new Map();

/** Of those ids that have one. */
export const namesOf: Readonly<Record<FunnelAxis, (env: Env, ids: readonly string[]) => Promise<Names>>> = {
  day: nameless,
  shop: storeNames,
  channel: async (env, ids) => {
    const items = await getItems<ChannelItem>(env.tables, ids.map(channelKey));
    return new Map(items.map(({ pk, name }) => [pk.slice(channelKey("").pk.length), name]));
  },
  clerk: async (env) => new Map((await staffRows(env)).map(({ sk, clerkNo, name }) => [sk, `${clerkNo} ${name}`])),
};

/** Every shop there is. */
export async function storeNames(env: Env): Promise<Names> {
  const { stores } = await snapshotOf(env);
  return new Map(stores ? unpackStores(stores).map(({ storeId, name }) => [storeId, name]) : []);
}

export async function offerTitles(env: Env, offerIds: readonly string[]): Promise<Names> {
  const titled = await eachOf(offerIds, async (offerId) => ({ offerId, offer: await currentOffer(env, offerId) }));
  return new Map(titled.flatMap(({ offerId, offer }) => (offer ? [[offerId, offer.terms.title] as const] : [])));
}

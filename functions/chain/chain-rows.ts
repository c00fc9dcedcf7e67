// The rows of the whole chain on a day: which shops and channels there are, and what is read of each, one query a shop
// and four a channel. A count asks only those that are marked (list-asks.ts).
import { NO_CODE } from "@huike/shared/report";
import { unpackStores } from "@huike/shared/store-sheet";
import { type ChannelItem, channelKey } from "../channel/channel.items.ts";
import { listedScenes } from "../channel/list-channels.ts";
import type { Env } from "../platform/env.ts";
import { getItems, queryRange } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { CLAIMS, channelDayShards, type FanRow, REDEMPTIONS, SCANS, storeDay } from "../projection/rows.ts";
import { SALES } from "../projection/shift-rows.ts";
import { snapshotOf } from "../store/list-stores.ts";

const AGE_MS = 10_000;
/** Queries under way at once: the SDK keeps 50 sockets. */
export const AT_ONCE = 32;

export type Place = { readonly scene: string; readonly storeId: string; readonly clerk?: string };
/** A quarter of a channel's day. */
export type Shard = Place & { readonly pk: string };
export type Places = { readonly storeIds: readonly string[]; readonly channels: readonly Place[] };
/** A shop's row: a member won (own), a redemption (all of it, uat when undone) or a sale (clerk, ord, pay). */
export type ShopRow = {
  readonly sk: string;
  readonly clerk?: string;
  readonly own?: string;
  readonly ord?: string;
  readonly uat?: number;
  /** To be paid; rung up; taken off by the coupon, by the level; in fen. */
  readonly pay?: number;
  readonly amt?: number;
  readonly off?: number;
  readonly mof?: number;
  /** When the coupon was claimed, in ms. */
  readonly cat?: number;
};
/** A redemption's level is above 1 when it was undone. */
export type ChannelRow = {
  readonly sk: string;
  readonly at?: number;
  readonly ofr?: string;
  readonly lvl: number;
} & FanRow;

const SHOP_FIELDS = ["sk", "clerk", "own", "ord", "uat", "pay", "amt", "off", "mof", "cat"] as const;
const CHANNEL_FIELDS = ["sk", "at", "ofr", "lvl", "st", "left", "mbr"] as const;

/** What came by no code has a place of its own, in no shop. */
const NO_PLACE: Place = { scene: NO_CODE, storeId: "" };

/** Shops and channels, from memory for as long as the counts are. */
export async function placesOf(env: Env): Promise<Places> {
  const known = await env.cache<Places>("chain-places", AGE_MS).get("all", async () => {
    const [{ stores }, scenes] = await Promise.all([snapshotOf(env), listedScenes(env)]);
    const items = await getItems<ChannelItem & Key>(env.tables, scenes.map(channelKey));
    const channels = items.map(({ pk, storeId, clerk }) => ({
      ...{ scene: pk.slice("CHN#".length), storeId },
      ...(clerk === undefined ? {} : { clerk }),
    }));
    return {
      storeIds: stores ? unpackStores(stores).map(({ storeId }) => storeId) : [],
      channels: [...channels, NO_PLACE],
    };
  });
  return known ?? { storeIds: [], channels: [] };
}

export const shopRows = (env: Env, storeId: string, day: string): Promise<ShopRow[]> =>
  queryRange<ShopRow>(
    env.tables,
    { pk: storeDay(storeId, day), from: SALES, to: `${REDEMPTIONS}~` },
    { table: "views", only: SHOP_FIELDS },
  );

/** Of one shard. */
export const channelRows = (env: Env, pk: string): Promise<ChannelRow[]> =>
  queryRange<ChannelRow>(env.tables, { pk, from: CLAIMS, to: `${SCANS}~` }, { table: "views", only: CHANNEL_FIELDS });

export const shardsOf = (channels: readonly Place[], day: string): Shard[] =>
  channels.flatMap((channel) => channelDayShards(channel.scene, day).map((pk) => ({ ...channel, pk })));

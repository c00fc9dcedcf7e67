// A shop as the counter and landing need it, from memory for 15 s.

import { DEFAULT_SLIP_LIMITS, type SlipLimits } from "@huike/shared/slip";
import { ALL_STORES } from "../offer/offer.items.ts";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { parseFacts, type StoreItem, storeKey } from "./store.items.ts";

const AGE_MS = 15_000;
const CITY_AGE_MS = 60_000;

export type KnownStore = {
  readonly storeId: string;
  readonly name: string;
  /** Every set it is in: a coupon names one set, so this is what a redemption's condition lists. */
  readonly sets: readonly string[];
  /** What it may stake on slips in an hour. */
  readonly slipLimits: SlipLimits;
};

export const storeOf = (env: Env, storeId: string): Promise<KnownStore | undefined> =>
  env.cache<KnownStore>("store", AGE_MS).get(storeId, async () => {
    const item = await getItem<StoreItem>(env.tables, storeKey(storeId));
    if (!item) return undefined;
    const { name, sets = [], slips = DEFAULT_SLIP_LIMITS } = item;
    return { storeId, name, sets: [ALL_STORES, ...sets], slipLimits: slips };
  });

/** The city a shop is in, from memory for a minute. */
export const cityOf = (env: Env, storeId: string): Promise<string | undefined> =>
  env.cache<string>("city", CITY_AGE_MS).get(storeId, async () => {
    const item = await getItem<StoreItem>(env.tables, storeKey(storeId));
    return item && parseFacts(item).city;
  });

/** The first of the ids that is no shop of ours; undefined when all are. */
export async function unknownStore(env: Env, storeIds: readonly string[]): Promise<string | undefined> {
  const known = await Promise.all(storeIds.map((id) => getItem<StoreItem>(env.tables, storeKey(id))));
  return storeIds.find((_, i) => known[i] === undefined);
}

// Items of a shop: STO#s / STO the truth; STORES / SNAPSHOT what phones list, made by the projector.
import type { StoreFacts } from "@huike/shared/store";
import type { Item, Key } from "../platform/table.ts";

export const storeKey = (storeId: string): Key => ({ pk: `STO#${storeId}`, sk: "STO" });
export const snapshotKey: Key = { pk: "STORES", sk: "SNAPSHOT" };

export type StoreItem = {
  /** Raised by every change: a projection never goes back to an older one. */
  ver: number;
  name: string;
  facts: string;
  /** Names of the sets of shops this one is in, beside "all": offers name sets, and sets only gain shops. */
  sets?: ReadonlySet<string>;
};

export const storeFields = (facts: StoreFacts): Item => ({ name: facts.name, facts: JSON.stringify(facts) });
export const parseFacts = (item: StoreItem): StoreFacts => JSON.parse(item.facts) as StoreFacts;

export type SnapshotItem = { ver: number; body: Uint8Array };

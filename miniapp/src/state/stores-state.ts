// The shop list. It is kept as it came, in columns; the phone asks with the version it holds, and not at all while home
// names the same.
import type { CallFailure } from "@huike/shared/endpoint";
import { ListStores } from "@huike/shared/store";
import type { StoreRow } from "@huike/shared/store-facts";
import { type StoreSheet, unpackStores } from "@huike/shared/store-sheet";
import { create } from "zustand";
import { call } from "../api/call";
import { readStored, store } from "../platform/storage";
import { serverNowMs } from "./session-state";

type Kept = { readonly version: number; readonly stores: StoreRow[] };

type StoresState = {
  readonly kept: Kept | undefined;
  readonly heardAtMs: number;
  readonly failure: CallFailure<typeof ListStores> | undefined;
};

const KEY = "stores";
const HEARD_KEY = "stores-heard-at-ms";

function restore(): StoresState {
  const kept = ListStores.response.safeParse(readStored(KEY));
  const heardAtMs = readStored(HEARD_KEY);
  const stores = kept.success && kept.data.stores ? read(kept.data.stores) : undefined;
  return {
    kept: kept.success && stores ? { version: kept.data.version, stores } : undefined,
    heardAtMs: typeof heardAtMs === "number" ? heardAtMs : 0,
    failure: undefined,
  };
}

/** A list that contradicts itself is no list: the phone asks again rather than show a wrong shop. */
function read(sheet: StoreSheet): StoreRow[] | undefined {
  try {
    return unpackStores(sheet);
  } catch {
    return undefined;
  }
}

export const useStores = create<StoresState>(restore);

export async function refreshStores(): Promise<void> {
  const { kept } = useStores.getState();
  const answer = await call(ListStores, kept ? { version: String(kept.version) } : {});
  if (!answer.ok) {
    useStores.setState({ failure: answer.error });
    return;
  }
  const { version, stores: sheet } = answer.value;
  const stores = sheet ? read(sheet) : kept?.stores;
  if (!stores) {
    useStores.setState({ failure: "unexpected" });
    return;
  }
  const heardAtMs = serverNowMs();
  if (sheet) store(KEY, { version, stores: sheet });
  store(HEARD_KEY, heardAtMs);
  useStores.setState({ kept: { version, stores }, heardAtMs, failure: undefined });
}

/** Home says which version is newest: only another one is worth a request. */
export async function refreshStoresTo(version: number): Promise<void> {
  if (useStores.getState().kept?.version !== version) await refreshStores();
}

export const storeName = (stores: readonly StoreRow[], storeId: string): string | undefined =>
  stores.find((s) => s.storeId === storeId)?.name;

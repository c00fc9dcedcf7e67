// The shop list. The phone asks with the version it holds; an unchanged list is one number on the wire.
import type { CallFailure } from "@huike/shared/endpoint";
import { ListStores, type StoreRow } from "@huike/shared/store";
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
  return {
    kept: kept.success && kept.data.stores ? { version: kept.data.version, stores: kept.data.stores } : undefined,
    heardAtMs: typeof heardAtMs === "number" ? heardAtMs : 0,
    failure: undefined,
  };
}

export const useStores = create<StoresState>(restore);

export async function refreshStores(): Promise<void> {
  const { kept } = useStores.getState();
  const answer = await call(ListStores, kept ? { version: String(kept.version) } : {});
  if (!answer.ok) {
    useStores.setState({ failure: answer.error });
    return;
  }
  const { version, stores = kept?.stores ?? [] } = answer.value;
  const heardAtMs = serverNowMs();
  if (answer.value.stores) store(KEY, { version, stores });
  store(HEARD_KEY, heardAtMs);
  useStores.setState({ kept: { version, stores }, heardAtMs, failure: undefined });
}

/** Home says which version is newest: only another one is worth a request. */
export async function refreshStoresTo(version: number): Promise<void> {
  if (useStores.getState().kept?.version !== version) await refreshStores();
}

export const storeName = (stores: readonly StoreRow[], storeId: string): string | undefined =>
  stores.find((s) => s.storeId === storeId)?.name;

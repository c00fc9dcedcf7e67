// The chain's shops, as phones list them: the same list, some seconds after a change.
import { ListStores } from "@huike/shared/store";
import type { StoreRow } from "@huike/shared/store-facts";
import { unpackStores } from "@huike/shared/store-sheet";
import { useMemo } from "react";
import { useCall } from "./use-call";

/** A change shows on the list some seconds later: the page asks again rather than let somebody wonder. */
const EVERY_MS = 10_000;

export function useStores() {
  const asked = useCall(ListStores, {}, { everyMs: EVERY_MS });
  const sheet = asked.data?.stores;
  const stores = useMemo<readonly StoreRow[] | undefined>(() => sheet && unpackStores(sheet), [sheet]);
  return { ...asked, stores };
}

export const storeNameOf = (stores: readonly StoreRow[] | undefined, storeId: string): string =>
  stores?.find((one) => one.storeId === storeId)?.name ?? storeId;

// What ids in a rule or a plan are called: shops, and offers as far as the first page of their list reaches.
import type { NameOf } from "@huike/shared/audience-sentence";
import { ListOffers } from "@huike/shared/offer-life";
import { useCallback } from "react";
import { useCall } from "../../api/use-call";
import { storeNameOf, useStores } from "../../api/use-stores";

export function useNameOf(): NameOf {
  const { stores } = useStores();
  const { data } = useCall(ListOffers, {});
  return useCallback(
    (id) => data?.offers.find(({ offerId }) => offerId === id)?.terms.title ?? storeNameOf(stores, id),
    [data, stores],
  );
}

// Offers by id, as far as the first pages of their list reach.
import { ListOffers } from "@huike/shared/offer-life";
import { useMemo } from "react";
import { useCall } from "../../api/use-call";

export function useOfferTitles(): ReadonlyMap<string, string> {
  const { data } = useCall(ListOffers, {});
  return useMemo(() => new Map(data?.offers.map(({ offerId, terms }) => [offerId, terms.title])), [data]);
}

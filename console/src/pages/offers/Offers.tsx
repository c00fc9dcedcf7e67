// 券活动: the list, one offer, and the editor, each with an address of its own.
import { useLocation, useSearch } from "wouter";
import { EditOffer } from "./EditOffer";
import { NewOffer } from "./NewOffer";
import { OfferList } from "./OfferList";
import { OfferPage } from "./OfferPage";
import "./offers.css";

export function Offers() {
  const [location] = useLocation();
  const search = useSearch();
  const [, , offerId, what] = location.split("/");
  if (!offerId) return <OfferList />;
  if (offerId === "new") return <NewOffer copyOf={new URLSearchParams(search).get("from") ?? undefined} />;
  return what === "edit" ? <EditOffer offerId={offerId} /> : <OfferPage offerId={offerId} key={offerId} />;
}

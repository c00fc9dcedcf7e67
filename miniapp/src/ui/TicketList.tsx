// Tickets of the wallet, each a way to its own page. A ticket that leaves keeps its place, out of sight, until the list
// is laid out anew: one taken out of the middle makes Taro send all the others again.
import Taro from "@tarojs/taro";
import { useRef } from "react";
import { routes } from "../routes";
import { type Held, keepPlaces, keyOfHeld, type Place } from "../state/wallet";
import { Ticket } from "./Ticket";

export function TicketList({ held, nowMs }: { readonly held: readonly Held[]; readonly nowMs: number }) {
  const places = useRef<readonly Place[]>([]);
  places.current = keepPlaces(places.current, held);
  return places.current.map(({ coupon, face, isGone }) => (
    <Ticket
      key={keyOfHeld({ coupon })}
      face={face}
      coupon={coupon}
      nowMs={nowMs}
      isGone={isGone}
      onClick={() => void Taro.navigateTo({ url: routes.ticket(coupon.offerId, coupon.n) })}
    />
  ));
}

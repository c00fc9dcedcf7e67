// A ticket: the same for an offer nobody has claimed, a coupon in the wallet and the clerk's confirm screen.
import { useStores } from "../state/stores-state";
import { TicketFace, type TicketFaceProps } from "./TicketFace";

export function Ticket(props: Omit<TicketFaceProps, "stores">) {
  const stores = useStores((s) => s.kept?.stores ?? noStores);
  return <TicketFace {...props} stores={stores} />;
}

const noStores: readonly [] = [];

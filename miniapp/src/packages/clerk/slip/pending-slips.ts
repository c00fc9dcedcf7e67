// Slips this phone has written down and the server has not decided yet. A slip is a request with its id, kept from the scan
// on: the second send, a restarted app and the evening ask with the same id.
import type { RequestOf } from "@huike/shared/endpoint";
import { SendSlip } from "@huike/shared/slip";
import { keptList } from "../../../api/kept-list";

export type KeptSlip = RequestOf<typeof SendSlip>;

const kept = keptList<KeptSlip>(
  "slips",
  ({ redemptionId }) => redemptionId,
  (stored) => SendSlip.request.safeParse(stored).data,
);

export const pendingSlips = kept.all;
export const dropSlip = kept.drop;

/** Says whether it is kept: what is not kept must not be promised to a customer. */
export function keepSlip(slip: KeptSlip): boolean {
  kept.keep(slip);
  return pendingSlips().some(({ redemptionId }) => redemptionId === slip.redemptionId);
}

// What this phone was told is done in its shift, by number: at hand-over the server says which of it is not counted yet.
// Losing it costs the clerk that list, no count.
import { HEARD_MAX } from "@huike/shared/handover";
import { readStored, store } from "../../../platform/storage";
import { useTill } from "../till-state";

const KEY = "shift-heard";

type Heard = { readonly shiftId: string; readonly ids: readonly string[] };

function kept(): Heard | undefined {
  const stored = readStored(KEY) as Heard | undefined;
  return typeof stored?.shiftId === "string" && Array.isArray(stored.ids) ? stored : undefined;
}

export function heardIn(shiftId: string): string[] {
  const heard = kept();
  return heard?.shiftId === shiftId ? [...heard.ids] : [];
}

/** Of the shift this phone is on; of a shift before it nothing is kept. */
export function noteHeard(id: string): void {
  const shiftId = useTill.getState().shift?.shiftId;
  if (shiftId === undefined) return;
  const ids = heardIn(shiftId).filter((one) => one !== id);
  store(KEY, { shiftId, ids: [...ids, id].slice(-HEARD_MAX) });
}

// Starts working at the shop whose table card was scanned; on a shift elsewhere, moves it here.
import type { Result } from "@huike/shared/endpoint";
import type { Refusal } from "@huike/shared/sentences";
import { OpenShift, type Shift } from "@huike/shared/staff";
import { call } from "../../api/call";
import { makeId, type Slot, sendKept } from "../../api/kept-id";
import { adoptShift } from "./till-state";

type Opening = { readonly shiftId: string; readonly tableCard: string };

export async function openShift(tableCard: string): Promise<Result<Shift, Refusal>> {
  const answer = await sendKept(
    openingOf(tableCard),
    async () => ({ shiftId: await makeId("shift"), tableCard }),
    (opening) => call(OpenShift, opening),
  );
  if (!answer.ok) return answer;
  adoptShift(answer.value.shift);
  return { ok: true, value: answer.value.shift };
}

/** An unanswered opening counts only for the same table card. */
const openingOf = (tableCard: string): Slot<Opening> => ({
  key: "shift-opening",
  read: (stored) => {
    const opening = OpenShift.request.safeParse(stored);
    return opening.success && opening.data.tableCard === tableCard ? opening.data : undefined;
  },
});

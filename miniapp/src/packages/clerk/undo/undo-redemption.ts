// Takes a redemption back, once. The request is kept before it is sent and dropped after a definite answer.
import { type CounterReceipt, UndoRedemption } from "@huike/shared/counter";
import type { UndoReason } from "@huike/shared/coupon";
import { call } from "../../../api/call";
import { isDefinite } from "../../../api/kept-id";
import { noteUndone, type UndoOutcome, useTill } from "../till-state";
import { dropUndo, keepUndo, pendingUndos, type Undo } from "./pending-undos";

export function undoRedemption({ receipt, memberNo, round }: CounterReceipt, reason: UndoReason): Promise<UndoOutcome> {
  const { redemptionId, offerId, n } = receipt;
  const kept = pendingUndos().find((one) => one.redemptionId === redemptionId);
  return askUndo(kept ?? { redemptionId, memberNo, offerId, n, round, reason });
}

/** Sends it, for the first time or again for the answer of an unfinished one. */
export async function askUndo(undo: Undo): Promise<UndoOutcome> {
  keepUndo(undo);
  const answer = await call(UndoRedemption, undo);
  if (isDefinite(answer)) dropUndo(undo.redemptionId);
  if (answer.ok) noteUndone(answer.value.receipt);
  const undoOutcome: UndoOutcome = answer.ok
    ? { is: "undone", ...answer.value }
    : isDefinite(answer)
      ? { is: "refused", error: answer.error, detail: answer.detail }
      : { is: "unanswered", undo, error: answer.error };
  useTill.setState({ undoOutcome });
  return undoOutcome;
}

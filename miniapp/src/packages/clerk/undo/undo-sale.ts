// Takes a whole sale back, once. The request is kept before it is sent and dropped after a definite answer.
import type { UndoReason } from "@huike/shared/coupon";
import { UndoSale } from "@huike/shared/sale";
import { call } from "../../../api/call";
import { isDefinite } from "../../../api/kept-id";
import { noteUndone, type UndoingSale, type UndoOutcome, useTill } from "../till-state";
import { dropSaleUndo, keepSaleUndo, pendingSaleUndos, type SaleUndo } from "./pending-sale-undos";

export function undoSale({ orderId, memberNo }: UndoingSale, reason: UndoReason): Promise<UndoOutcome> {
  return askUndoSale(pendingSaleUndos().find((one) => one.orderId === orderId) ?? { orderId, memberNo, reason });
}

/** Sends it, for the first time or again for the answer of an unfinished one. */
export async function askUndoSale(undo: SaleUndo): Promise<UndoOutcome> {
  keepSaleUndo(undo);
  const answer = await call(UndoSale, undo);
  if (isDefinite(answer)) dropSaleUndo(undo.orderId);
  if (answer.ok) for (const part of answer.value.receipt.parts) noteUndone(part);
  const undoOutcome: UndoOutcome = answer.ok
    ? { is: "sale_undone", sale: answer.value.receipt }
    : isDefinite(answer)
      ? { is: "refused", error: answer.error, detail: answer.detail }
      : { is: "sale_unanswered", undo, error: answer.error };
  useTill.setState({ undoOutcome });
  return undoOutcome;
}

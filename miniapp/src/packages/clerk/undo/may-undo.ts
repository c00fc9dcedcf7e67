// Where 「撤销」 is offered. The server decides; this only spares taps that it would refuse.
import { type CounterReceipt, UNDO_WINDOW_MS, UNDOS_MAX } from "@huike/shared/counter";
import type { SaleReceipt } from "@huike/shared/sale";
import type { Staff } from "@huike/shared/staff";

/** `whose`: the clerk's own, or one of a shop that they answer for. */
export function mayUndo({ receipt, round }: CounterReceipt, whose: "own" | "shop", nowMs: number): boolean {
  if (receipt.undoneAtMs !== undefined || round >= UNDOS_MAX) return false;
  return whose === "shop" || receipt.redeemedAtMs > nowMs - UNDO_WINDOW_MS;
}

/** A sale just recorded here, by this clerk. */
export const mayUndoSale = ({ atMs, undoneAtMs }: SaleReceipt, nowMs: number): boolean =>
  undoneAtMs === undefined && atMs > nowMs - UNDO_WINDOW_MS;

/** Managers answer for the shops they are listed for, operators and owners for all. */
export function answersFor(staff: Staff | undefined, storeId: string): boolean {
  if (!staff || staff.role === "clerk") return false;
  return staff.role !== "manager" || staff.storeIds.includes(storeId);
}

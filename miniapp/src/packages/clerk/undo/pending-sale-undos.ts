// Undos of whole sales sent without a definite answer. A sale is undone once, so its order is the number of the request.
import type { RequestOf } from "@huike/shared/endpoint";
import { UndoSale } from "@huike/shared/sale";
import { keptList } from "../../../api/kept-list";

export type SaleUndo = RequestOf<typeof UndoSale>;

const kept = keptList<SaleUndo>(
  "sale-undos",
  ({ orderId }) => orderId,
  (stored) => UndoSale.request.safeParse(stored).data,
);

export const pendingSaleUndos = kept.all;
export const keepSaleUndo = kept.keep;
export const dropSaleUndo = kept.drop;

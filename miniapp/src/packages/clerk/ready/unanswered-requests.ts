// Everything this phone has sent without a definite answer: redemptions, sales, undos. Each is asked again as it was.
import { idTail } from "@huike/shared/id";
import { routes } from "../../../routes";
import { pendingRedemptions } from "../pending-redemptions";
import { pendingSales } from "../pending-sales";
import { sendSale } from "../record-sale";
import { askAgain } from "../redeem-chosen";
import { useTill } from "../till-state";
import { pendingSaleUndos } from "../undo/pending-sale-undos";
import { pendingUndos } from "../undo/pending-undos";
import { askUndo } from "../undo/undo-redemption";
import { askUndoSale } from "../undo/undo-sale";

export type UnansweredRequest = {
  readonly id: string;
  readonly sentence: string;
  readonly ask: () => Promise<unknown>;
  /** The screen that says how it ended. */
  readonly result: string;
};

export const unansweredRequests = (): UnansweredRequest[] => [
  ...pendingRedemptions().map((redemption) => ({
    id: redemption.redemptionId,
    sentence: "上一笔没有收到结果，再问一次就知道，不会重复核销。",
    ask: () => askAgain(redemption),
    result: routes.clerkReceipt,
  })),
  ...pendingSales().map((sale) => ({
    id: sale.orderId,
    sentence: "上一笔消费没有收到结果，再问一次就知道，不会重复记。",
    ask: () => sendSale(sale),
    result: routes.clerkReceipt,
  })),
  ...pendingUndos().map((undo) => undoOf(undo.redemptionId, () => askUndo(undo))),
  ...pendingSaleUndos().map((undo) => undoOf(undo.orderId, () => askUndoSale(undo))),
];

const undoOf = (id: string, ask: () => Promise<unknown>): UnansweredRequest => ({
  id: `undo-${id}`,
  sentence: `单号 …${idTail(id)} 的撤销没有收到结果，再问一次就知道，不会重复撤销。`,
  ask: () => {
    useTill.setState({ undoing: undefined, undoingSale: undefined });
    return ask();
  },
  result: routes.undo,
});

// Goes to the page where a redemption, or the whole sale it is part of, is taken back.
import type { CounterReceipt } from "@huike/shared/counter";
import { yuan } from "@huike/shared/money";
import type { SaleReceipt } from "@huike/shared/sale";
import Taro from "@tarojs/taro";
import { routes } from "../../../routes";
import { savedText } from "../../../text/ticket-text";
import { type UndoingSale, useTill } from "../till-state";

type How = "redirect" | "navigate";

/** `redirect` leaves a page that would be untrue when one comes back: the green one. */
export function openUndo(undoing: CounterReceipt, how: How): void {
  const { receipt, memberNo, orderId } = undoing;
  const lines = [
    { name: receipt.title, value: savedText(receipt) },
    { name: "还有", value: "这笔里一起用的券" },
  ];
  const undoingSale = orderId === undefined ? undefined : { orderId, memberNo, lines, hasCoupons: true };
  open({ undoing: undoingSale ? undefined : undoing, undoingSale }, how);
}

export function openSaleUndo({ orderId, amountFen, parts }: SaleReceipt, memberNo: string, how: How): void {
  const amount = amountFen === undefined ? [] : [{ name: "消费", value: `¥${yuan(amountFen)}` }];
  const lines = [...parts.map((part) => ({ name: part.title, value: savedText(part) })), ...amount];
  open({ undoing: undefined, undoingSale: { orderId, memberNo, lines, hasCoupons: parts.length > 0 } }, how);
}

function open(
  what: { readonly undoing: CounterReceipt | undefined; readonly undoingSale: UndoingSale | undefined },
  how: How,
): void {
  useTill.setState({ ...what, undoOutcome: undefined });
  void (how === "redirect" ? Taro.redirectTo({ url: routes.undo }) : Taro.navigateTo({ url: routes.undo }));
}

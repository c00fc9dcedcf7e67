// What the clerk does next when an undo is refused. A refusal the server gains must get its step here, or this does
// not compile.
import type { UndoFailure } from "../till-state";

export const undoNextSteps: Record<UndoFailure, string> = {
  bad_request: "请更新小程序后再撤销",
  signed_out: "请关闭小程序重新打开",
  forbidden: "请找店长来撤销",
  route_unknown: "请更新小程序",
  too_large: "请更新小程序后再撤销",
  unexpected: "请再问一次；还不行就记下单号找店长",
  try_later: "请过几秒再问一次",
  offline: "有网络后再问一次，不会重复撤销",
  redemption_unknown: "回收银台看看最近核销",
  sale_unknown: "回收银台看看最近核销",
  undo_own_coupon: "请同事或店长来撤销",
  undo_not_yours: "请店长在「我的业绩」里撤销",
  not_your_store: "请那家店的店长来撤销",
  undo_put_away: "记下单号，请运营处理",
  undo_limit: "记下单号，请运营处理",
  undo_whole_sale: "回收银台，在最近核销里撤销整笔",
  undo_too_late: "请店长在「我的业绩」里撤销",
};

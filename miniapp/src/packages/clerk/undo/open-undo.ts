// Goes to the page where a redemption is taken back.
import type { CounterReceipt } from "@huike/shared/counter";
import Taro from "@tarojs/taro";
import { routes } from "../../../routes";
import { useTill } from "../till-state";

/** `redirect` leaves a page that would be untrue when one comes back: the green one. */
export function openUndo(undoing: CounterReceipt, how: "redirect" | "navigate"): void {
  useTill.setState({ undoing, undoOutcome: undefined });
  void (how === "redirect" ? Taro.redirectTo({ url: routes.undo }) : Taro.navigateTo({ url: routes.undo }));
}

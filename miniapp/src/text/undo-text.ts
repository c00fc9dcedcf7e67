// The words of an undo, the same for the clerk who makes it and the member who sees it.
import type { Coupon, Receipt, UndoReason } from "@huike/shared/coupon";
import { calendarDay, clockTime, shortTime } from "@huike/shared/day";

export const reasonTexts: Record<UndoReason, string> = {
  mistake: "收错",
  returned: "退货",
  changed_mind: "顾客改主意",
};

const timeText = (atMs: number, nowMs: number): string =>
  calendarDay(atMs) === calendarDay(nowMs) ? clockTime(atMs) : shortTime(atMs);

/** 「14:02 的使用已撤销」, with the day when it was another one. */
export const undoneNote = (receipt: Receipt, nowMs: number): string =>
  `${timeText(receipt.redeemedAtMs, nowMs)} 的使用已撤销`;

/** On a ticket that came back and has not been used since. */
export function cameBackText(coupon: Coupon, nowMs: number): string | undefined {
  const last = coupon.state === "issued" ? coupon.undone?.slice(-1)[0] : undefined;
  return last && undoneNote(last, nowMs);
}

/** 「14:05 由 03 号撤销（退货）」; nothing for a receipt that stands. */
export function undoneByText(receipt: Receipt, nowMs: number): string | undefined {
  if (receipt.undoneAtMs === undefined) return undefined;
  const who = receipt.undoneByNo === undefined ? "" : `由 ${receipt.undoneByNo} 号`;
  const why = receipt.undoReason === undefined ? "" : `（${reasonTexts[receipt.undoReason]}）`;
  return `${timeText(receipt.undoneAtMs, nowMs)} ${who}撤销${why}`;
}

// What the till's pages hand to each other: the shift, the member just looked up, and how the last redemption ended.
import type { LookUpMember, RedeemCoupon } from "@huike/shared/counter";
import type { Receipt } from "@huike/shared/coupon";
import type { CallFailure, RefusalDetail, ResponseOf } from "@huike/shared/endpoint";
import { Shift, type Staff } from "@huike/shared/staff";
import { create } from "zustand";
import { forget, readStored, store } from "../../platform/storage";
import { keepShiftEnd } from "../../state/shift-end";

export type Visit = ResponseOf<typeof LookUpMember> & {
  /** The ticket the member chose on their phone, when the QR named one. */
  readonly named?: { readonly offerId: string; readonly n: number };
};

export type RedeemFailure = CallFailure<typeof RedeemCoupon>;

export type Outcome =
  | { readonly is: "redeemed"; readonly receipt: Receipt }
  | { readonly is: "refused"; readonly error: RedeemFailure; readonly detail: RefusalDetail | undefined }
  /** Sent, but no answer came: it may have worked. Asked again with the same id, it says so. */
  | { readonly is: "unanswered"; readonly redemptionId: string; readonly error: RedeemFailure };

type TillState = {
  readonly staff: Staff | undefined;
  readonly shift: Shift | undefined;
  readonly visit: Visit | undefined;
  readonly outcome: Outcome | undefined;
};

const SHIFT_KEY = "shift";

export const useTill = create<TillState>(() => {
  const kept = Shift.safeParse(readStored(SHIFT_KEY));
  return { staff: undefined, shift: kept.success ? kept.data : undefined, visit: undefined, outcome: undefined };
});

/** Kept, so that the till opens with its shop's name although the network is slow. */
export function adoptShift(shift: Shift | undefined): void {
  keepShiftEnd(shift?.endsAtMs);
  if (shift) store(SHIFT_KEY, shift);
  else forget(SHIFT_KEY);
  useTill.setState({ shift });
}

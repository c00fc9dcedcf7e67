// What the till's pages hand to each other: the shift, the member just looked up, how the last redemption ended, and
// the one being taken back.
import type { CounterReceipt, LookUpMember, RedeemCoupon, UndoRedemption } from "@huike/shared/counter";
import type { Receipt } from "@huike/shared/coupon";
import type { CallFailure, RefusalDetail, RequestOf, ResponseOf } from "@huike/shared/endpoint";
import type { RecordSale, SaleReceipt, UndoSale } from "@huike/shared/sale";
import { Shift, type Staff } from "@huike/shared/staff";
import { create } from "zustand";
import { forget, readStored, store } from "../../platform/storage";
import { keepShiftEnd } from "../../state/shift-end";

export type Visit = ResponseOf<typeof LookUpMember> & {
  /** Made when the member is scanned: whatever is decided in this visit is one sale. */
  readonly orderId: string;
  /** The ticket the member chose on their phone, when the QR named one. */
  readonly named?: { readonly offerId: string; readonly n: number };
};

/** Of one ticket and of a sale with several: the screen that says so is one. */
export type RedeemFailure = CallFailure<typeof RedeemCoupon> | CallFailure<typeof RecordSale>;

export type Outcome =
  | { readonly is: "redeemed"; readonly done: CounterReceipt }
  /** It had worked, and was taken back before its answer got here. */
  | { readonly is: "since_undone"; readonly receipt: Receipt }
  | { readonly is: "refused"; readonly error: RedeemFailure; readonly detail: RefusalDetail | undefined }
  /** Sent, but no answer came: it may have worked. Asked again with the same id, it says so. */
  | { readonly is: "unanswered"; readonly redemptionId: string; readonly error: RedeemFailure }
  /** The same three of a sale with several tickets, or with none. */
  | { readonly is: "recorded"; readonly sale: SaleReceipt; readonly memberNo: string }
  | { readonly is: "sale_since_undone"; readonly sale: SaleReceipt }
  | { readonly is: "sale_unanswered"; readonly orderId: string; readonly error: RedeemFailure };

/** A code that was read where the server could not be asked, and when. */
export type SlipDraft = {
  readonly shiftId: string;
  readonly code: string;
  readonly scannedAtMs: number;
  readonly coupon?: { readonly offerId: string; readonly n: number };
};

export type UndoFailure = CallFailure<typeof UndoRedemption> | CallFailure<typeof UndoSale>;

/** A whole sale to take back, with the facts that tell it from others. */
export type UndoingSale = {
  readonly orderId: string;
  readonly memberNo: string;
  readonly lines: readonly { readonly name: string; readonly value: string }[];
  readonly hasCoupons: boolean;
};

export type UndoOutcome =
  | { readonly is: "undone"; readonly receipt: Receipt; readonly expiresAtMs: number }
  | { readonly is: "refused"; readonly error: UndoFailure; readonly detail: RefusalDetail | undefined }
  | { readonly is: "unanswered"; readonly undo: RequestOf<typeof UndoRedemption>; readonly error: UndoFailure }
  | { readonly is: "sale_undone"; readonly sale: SaleReceipt }
  | { readonly is: "sale_unanswered"; readonly undo: RequestOf<typeof UndoSale>; readonly error: UndoFailure };

type TillState = {
  readonly staff: Staff | undefined;
  readonly shift: Shift | undefined;
  readonly visit: Visit | undefined;
  readonly outcome: Outcome | undefined;
  readonly slipDraft: SlipDraft | undefined;
  readonly undoing: CounterReceipt | undefined;
  readonly undoingSale: UndoingSale | undefined;
  readonly undoOutcome: UndoOutcome | undefined;
  /** The console's code that was read last. */
  readonly signInId: string | undefined;
  /** Receipts undone on this phone: the day's list learns of them only seconds later. */
  readonly undone: readonly Receipt[];
};

const SHIFT_KEY = "shift";

export const useTill = create<TillState>(() => {
  const kept = Shift.safeParse(readStored(SHIFT_KEY));
  return {
    staff: undefined,
    shift: kept.success ? kept.data : undefined,
    visit: undefined,
    outcome: undefined,
    slipDraft: undefined,
    undoing: undefined,
    undoingSale: undefined,
    undoOutcome: undefined,
    signInId: undefined,
    undone: [],
  };
});

const UNDONE_MAX = 20;

export const noteUndone = (receipt: Receipt): void =>
  useTill.setState(({ undone }) => ({ undone: [receipt, ...undone].slice(0, UNDONE_MAX) }));

/** Kept, so that the till opens with its shop's name although the network is slow. */
export function adoptShift(shift: Shift | undefined): void {
  keepShiftEnd(shift?.endsAtMs);
  if (shift) store(SHIFT_KEY, shift);
  else forget(SHIFT_KEY);
  useTill.setState({ shift });
}

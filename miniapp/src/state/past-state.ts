// Coupons that were put away, as far as the person has leafed back. Not kept: home keeps what a counter needs.
import { type Coupon, ListPastCoupons } from "@huike/shared/coupon";
import type { CallFailure } from "@huike/shared/endpoint";
import type { OfferFace } from "@huike/shared/offer";
import { create } from "zustand";
import { call } from "../api/call";

type PastState = {
  readonly coupons: readonly Coupon[];
  readonly faces: readonly OfferFace[];
  /** Where the next page begins; undefined before the first and after the last. */
  readonly next: string | undefined;
  readonly isAll: boolean;
  readonly isBusy: boolean;
  readonly failure: CallFailure<typeof ListPastCoupons> | undefined;
};

const nothing: PastState = {
  coupons: [],
  faces: [],
  next: undefined,
  isAll: false,
  isBusy: false,
  failure: undefined,
};

export const usePast = create<PastState>(() => nothing);

/** The next page; the first one again after coupons were put away meanwhile. */
export async function leafBack(): Promise<void> {
  const { next, isBusy, coupons, faces } = usePast.getState();
  if (isBusy) return;
  usePast.setState({ isBusy: true });
  const answer = await call(ListPastCoupons, next ? { from: next } : {});
  if (!answer.ok) {
    usePast.setState({ isBusy: false, failure: answer.error });
    return;
  }
  const page = answer.value;
  usePast.setState({
    coupons: [...coupons, ...page.coupons],
    faces: [...faces, ...page.faces],
    next: page.next,
    isAll: page.next === undefined,
    isBusy: false,
    failure: undefined,
  });
}

/** What has just been put away is on the first page or any other: leafing begins anew. */
export const forgetPast = (): void => usePast.setState(nothing);

// A member, their coupons and an offer, with good defaults.
import type { Coupon, Receipt } from "@huike/shared/coupon";
import type { Session } from "@huike/shared/member";
import { weekAt } from "@huike/shared/member-code";
import type { OfferFace } from "@huike/shared/offer";
import type { StoreRow } from "@huike/shared/store-facts";
import type { Home } from "../src/state/home-state";

export const DAY = 86_400_000;

export const memberNo = "123456789";

export function aSession(over: Partial<Session> = {}): Session {
  const nowMs = Date.now();
  const week = weekAt(nowMs);
  return {
    token: "t1",
    expiresAtMs: nowMs + 5 * DAY,
    who: "member",
    isStaff: false,
    serverNowMs: nowMs,
    codeSecrets: { memberNo, weeks: [week, week + 1].map((w) => ({ week: w, secretHex: "ab".repeat(32) })) },
    ...over,
  };
}

export const aGuest = (): Session => {
  const { codeSecrets: _, ...rest } = aSession({ who: "guest", token: "g1" });
  return rest;
};

export const aFace = (over: Partial<OfferFace> = {}): OfferFace => ({
  offerId: "ofr_abcd1234",
  version: 1,
  title: "见面礼",
  benefit: { kind: "threshold", minFen: 10_000, valueFen: 2_000 },
  validity: { kind: "after_claim", days: 7 },
  perMember: 1,
  storeIds: [],
  lines: ["堂食可用"],
  ...over,
});

export const aCoupon = (over: Partial<Coupon> = {}): Coupon => ({
  offerId: "ofr_abcd1234",
  n: 1,
  version: 1,
  state: "issued",
  round: 0,
  validFromMs: Date.now() - DAY,
  expiresAtMs: Date.now() + 7 * DAY,
  claimedAtMs: Date.now() - DAY,
  ...over,
});

export const aReceipt = (over: Partial<Receipt> = {}): Receipt => ({
  redemptionId: "rdm_00000000000k2m7",
  offerId: "ofr_abcd1234",
  n: 1,
  title: "见面礼",
  benefit: { kind: "threshold", minFen: 10_000, valueFen: 2_000 },
  offFen: 2_000,
  storeId: "sto_abcd",
  storeName: "人民路店",
  clerkNo: "03",
  memberTail: "6789",
  redeemedAtMs: Date.now(),
  ...over,
});

export const card = {
  memberNo,
  joinedAtMs: 1_763_000_000_000,
  level: 1,
  levelName: "会员",
  points: 0,
  earning: { centipointsPerYuan: 100, tierPercent: 100, storePercents: [] },
};

export const aHome = (coupons: Coupon[] = [], faces: OfferFace[] = [aFace()]): Home => ({
  tag: "tag1",
  serverNowMs: Date.now(),
  storesVersion: 1,
  wallet: { card, coupons, faces },
});

/** A shop open every day from 10:00 to 22:00. */
export const aStore = (over: Partial<StoreRow> = {}): StoreRow => ({
  storeId: "sto_aaaa",
  name: "人民路店",
  city: "上海",
  address: "人民路 1 号",
  lat: 31.2,
  lng: 121.4,
  phone: "021-1234567",
  hours: Array.from({ length: 7 }, () => [[600, 1320]]),
  state: "open",
  ...over,
});

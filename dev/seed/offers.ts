// What the demo promises: seven offers under fixed ids. Their windows are fixed too, because the same
// id with other contents is refused, and a second start must send the same contents.
import type { RequestOf } from "@huike/shared/endpoint";
import type { PutOffer } from "@huike/shared/offer";

export const OFFER = {
  welcome: "ofr_m100j20",
  cash: "ofr_cash10",
  /** One in all, and the demo's own member takes it: everybody else meets 「抢完了」. */
  lastOne: "ofr_scarce1",
  xujiahui: "ofr_xjh85z",
  /** The gift for who follows the service account by the online poster, given when they join. */
  follower: "ofr_f0110w10",
  /** May be given to a friend. */
  shared: "ofr_share15",
  /** Costs points. */
  forPoints: "ofr_pts30tea",
} as const;

const opensAtMs = Date.parse("2025-01-01T00:00:00+08:00");
const closesAtMs = Date.parse("2036-01-01T00:00:00+08:00");
const why = "演示数据";

export const offers: readonly RequestOf<typeof PutOffer>[] = [
  {
    offerId: OFFER.welcome,
    terms: {
      title: "新朋友见面礼",
      benefit: { kind: "threshold", minFen: 10_000, valueFen: 2_000 },
      validity: { kind: "after_claim", days: 30 },
      perMember: 1,
      storeIds: [],
      lines: ["单笔满 100 元可用，抵 20 元", "全部门店通用", "每人 1 张，领后 30 天内有效"],
    },
    stock: 5_000,
    opensAtMs,
    closesAtMs,
    why,
  },
  {
    offerId: OFFER.cash,
    terms: {
      title: "老朋友代金券",
      benefit: { kind: "cash", valueFen: 1_000 },
      validity: { kind: "after_claim", days: 14 },
      perMember: 2,
      storeIds: [],
      lines: ["不限金额，抵 10 元", "全部门店通用", "每人 2 张，领后 14 天内有效"],
    },
    stock: 2_000,
    opensAtMs,
    closesAtMs,
    why,
  },
  {
    offerId: OFFER.lastOne,
    terms: {
      title: "开店纪念券",
      benefit: { kind: "cash", valueFen: 5_000 },
      validity: { kind: "after_claim", days: 60 },
      perMember: 1,
      storeIds: [],
      lines: ["不限金额，抵 50 元", "全上海只有 1 张", "领后 60 天内有效"],
    },
    stock: 1,
    opensAtMs,
    closesAtMs,
    why,
  },
  {
    offerId: OFFER.xujiahui,
    terms: {
      title: "徐家汇店周年庆",
      benefit: { kind: "discount", payPercent: 85, minFen: 6_000, maxOffFen: 3_000 },
      validity: { kind: "after_claim", days: 7 },
      perMember: 1,
      storeIds: ["sto_sh06"],
      lines: ["单笔满 60 元享 8.5 折，最多减 30 元", "仅限徐家汇店", "每人 1 张，领后 7 天内有效"],
    },
    stock: 800,
    opensAtMs,
    closesAtMs,
    why,
  },
  {
    offerId: OFFER.follower,
    terms: {
      title: "线上新朋友券",
      benefit: { kind: "threshold", minFen: 5_000, valueFen: 1_000 },
      validity: { kind: "after_claim", days: 15 },
      perMember: 1,
      storeIds: [],
      lines: ["单笔满 50 元可用，抵 10 元", "全部门店通用", "入会即得，每人 1 张，15 天内有效"],
      reward: "join",
    },
    stock: 3_000,
    opensAtMs,
    closesAtMs,
    why,
  },
  {
    offerId: OFFER.shared,
    terms: {
      title: "老友分享券",
      benefit: { kind: "cash", valueFen: 1_500 },
      validity: { kind: "after_claim", days: 30 },
      perMember: 2,
      giveable: true,
      storeIds: [],
      lines: ["不限金额，抵 15 元", "可以送给朋友一次", "每人 2 张，领后 30 天内有效"],
    },
    stock: 1_000,
    opensAtMs,
    closesAtMs,
    why,
  },
  {
    offerId: OFFER.forPoints,
    terms: {
      title: "积分换茶",
      benefit: { kind: "gift", item: "清茶一杯" },
      validity: { kind: "after_claim", days: 30 },
      perMember: 9,
      pointsPrice: 30,
      storeIds: [],
      lines: ["30 积分换一杯清茶", "全部门店通用", "每人 9 张，换后 30 天内有效"],
    },
    stock: 1_000,
    opensAtMs,
    closesAtMs,
    why,
  },
];

// What a new clerk meets in a minute of practice: a redemption that works, every refusal once, two tickets together.
// All of it is made up here; no code in it is anybody's.
import type { Coupon } from "@huike/shared/coupon";
import { DAY_MS, wallClock } from "@huike/shared/day";
import type { OfferFace } from "@huike/shared/offer";
import type { CounterRefusal, MadeUpTicket, Situation } from "./made-up-counter";

const HERE = "sto_here";
/** Member number 000000000, which no member has. */
const CODE = "900000000012345678";

export type Lesson = Situation & {
  /** Chosen and confirmed by the clerk, as at the counter; others are decided by the scan alone. */
  readonly isConfirmed?: boolean;
};

export function lessonsAt(nowMs: number): readonly Lesson[] {
  return [worksAlone(nowMs), ...Object.values(refusedAt(nowMs)), worksTogether(nowMs)];
}

const twenty = { kind: "threshold", minFen: 10_000, valueFen: 2_000 } as const;

function ticket(nowMs: number, face: Partial<OfferFace> = {}, coupon: Partial<Coupon> = {}): MadeUpTicket {
  const offerId = face.offerId ?? "ofr_lesson";
  return {
    face: {
      ...{ offerId, version: 1, title: "练习券", benefit: twenty, validity: { kind: "after_claim", days: 7 } },
      ...{ perMember: 1, storeIds: [], lines: [] },
      ...face,
    },
    coupon: {
      ...{ offerId, n: 1, version: 1, state: "issued", round: 0, claimedAtMs: nowMs - DAY_MS },
      ...{ validFromMs: nowMs - DAY_MS, expiresAtMs: nowMs + DAY_MS },
      ...coupon,
    },
  };
}

const at = (says: string, change: Partial<Situation> = {}): Situation => ({
  says,
  scans: CODE,
  storeId: HERE,
  tickets: [],
  basket: { amountFen: 12_000 },
  ...change,
});

const worksAlone = (nowMs: number): Lesson => ({
  ...at("顾客出示会员码，要用一张满 100 减 20。", { tickets: [ticket(nowMs)] }),
  isConfirmed: true,
});

const worksTogether = (nowMs: number): Lesson => ({
  ...at("顾客有两张能同用的券，填上金额，看看收多少。", {
    tickets: [
      ticket(nowMs, { combines: ["cash"] }),
      ticket(nowMs, {
        ...{ offerId: "ofr_lesson2", title: "练习代金券", benefit: { kind: "cash", valueFen: 500 } },
        combines: ["threshold"],
      }),
    ],
  }),
  isConfirmed: true,
});

/** One situation a refusal: a refusal the counter gains must get its lesson here, or this does not compile. */
export function refusedAt(nowMs: number): Record<CounterRefusal, Situation> {
  const one = (coupon: Partial<Coupon>, face: Partial<OfferFace> = {}) => [ticket(nowMs, face, coupon)];
  return {
    payment_code: at("顾客打开的是付款码。", { scans: "134567890123456789" }),
    not_a_member_code: at("顾客打开的是外卖取餐码。", { scans: "取餐号 36" }),
    code_stale: at("顾客出示的是一张截图。", { code: "stale" }),
    code_unknown: at("手机屏裂了，数字输错一位。", { code: "wrong" }),
    code_in_use: at("同事刚扫过这位顾客的码。", { code: "in_use" }),
    own_card: at("你想用自己的会员码。", { code: "own" }),
    too_many_attempts: at("有人连着试了 10 个错码。", { wrongCodes: 10 }),
    off_shift: at("你还没扫台卡，就有顾客来了。", { isOffShift: true }),
    scan_again: at("扫完码，顾客去挑东西，15 分钟后才回来。", { isLateVisit: true, tickets: [ticket(nowMs)] }),
    id_reused: at("手机把上一笔的请求号又用了一次。", { usedNumber: "id_reused", tickets: [ticket(nowMs)] }),
    order_differs: at("手机把上一笔的消费单号又用了一次。", { usedNumber: "order_differs" }),
    amount_needed: at("没有券，只记消费，金额还空着。", { basket: {} }),
    amount_too_low: at("这单 ¥60，顾客要用满 100 的券。", { basket: { amountFen: 6_000 }, tickets: [ticket(nowMs)] }),
    coupons_do_not_combine: at("顾客要把两张不能同用的券一起用。", {
      tickets: [ticket(nowMs), ticket(nowMs, { offerId: "ofr_lesson2" })],
    }),
    coupon_redeemed: at("这张券顾客在解放路店刚用过。", {
      tickets: one({ state: "redeemed", receipt: usedThere(nowMs) }),
    }),
    coupon_expired: at("这张券在顾客排队时到期了。", { tickets: one({ expiresAtMs: nowMs - 60_000 }) }),
    coupon_not_yet_valid: at("这张券明天才生效。", { tickets: one({ validFromMs: nowMs + DAY_MS }) }),
    store_not_covered: at("这张券只能在解放路店用。", { tickets: one({}, { storeIds: ["sto_there"] }) }),
    not_at_this_time: at("这张券今天不能用，只有别的日子可以。", {
      tickets: one({}, { useTimes: { weekdays: [(wallClock(nowMs).weekday + 3) % 7] } }),
    }),
    offer_frozen: at("运营刚把这个券活动暂停了。", { tickets: [{ ...ticket(nowMs), since: "frozen" }] }),
    coupon_voided: at("这张券已经被作废。", { tickets: one({ state: "voided" }) }),
    coupon_given: at("顾客刚把这张券送给朋友，朋友还没收。", { tickets: one({ state: "giving" }) }),
    coupon_unknown: at("扫完码以后，这张券已经不在顾客的卡包里。", { tickets: [{ ...ticket(nowMs), since: "gone" }] }),
  };
}

const usedThere = (nowMs: number): NonNullable<Coupon["receipt"]> => ({
  ...{ redemptionId: "rdm_lesson", offerId: "ofr_lesson", n: 1, title: "练习券", benefit: twenty, offFen: 2_000 },
  ...{ storeId: "sto_there", storeName: "解放路店", clerkNo: "05", memberTail: "0000", redeemedAtMs: nowMs - 300_000 },
});

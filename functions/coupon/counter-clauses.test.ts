// What a counter does with one coupon, one clause at a time on the real engine: it is redeemed, and taken back. The updates'
// own conditions are updates.test.ts.
import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { UNDO_GRACE_MS, UNDO_KEPT_MS } from "@huike/shared/counter";
import { DAY_MS } from "@huike/shared/day";
import { idTail } from "@huike/shared/id";
import type { OfferTerms } from "@huike/shared/offer";
import { mintVisit, VISIT_MS } from "../counter/visit-token.ts";
import { offerKey } from "../offer/offer.items.ts";
import { attributes } from "../platform/table.ts";
import { type StaffItem, shiftKey } from "../staff/staff.items.ts";
import { storeFields, storeKey } from "../store/store.items.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { makeId, shopFacts, terms } from "../testing/made-up.ts";
import { type CouponItem, couponFields, couponKey } from "./coupon.items.ts";
import { pastKey, stubOf } from "./past.items.ts";
import { redeemCoupon } from "./redeem.ts";
import { undoRedemption } from "./undo.ts";

const bare = openBareTables();
const axe = new Axe(bare.tables.client);
const refusedFor = (error: string, detail?: object) => ({ ok: false, error, ...(detail ? { detail } : {}) });
const { unwritten } = bare;

const staffAs = async (role: StaffItem["role"], stores: readonly string[]) => ({
  ...(await bare.member()),
  staff: { ...{ role, name: "店员", clerkNo: "03", state: "active" as const }, stores: new Set(stores) },
});
type Change = { readonly terms?: Partial<OfferTerms>; readonly coupon?: Partial<CouponItem> };

/** A member with a coupon in front of a clerk on shift, in a shop where the member's level pays 90 of 100. */
async function begin({ terms: promised = {}, coupon = {} }: Change = {}) {
  const [storeId, offerId, { memberNo }] = [makeId("store"), await bare.offer(promised), await bare.member()];
  await bare.put({ ...storeKey(storeId), ver: 1, ...storeFields(shopFacts("人民路店")) });
  const clerkOnShift = async () => {
    const clerk = await staffAs("clerk", [storeId]);
    const shift = { shiftId: "sft_0000", storeId, storeName: "人民路店", openedAt: 1, endsAt: bare.nowMs + DAY_MS };
    await bare.put({ ...shiftKey(clerk.memberNo), ...shift });
    return clerk;
  };
  const clerk = await clerkOnShift();
  const held = await bare.coupon(memberNo, offerId, 1, { exp: bare.nowMs + DAY_MS, ...coupon });
  const visitOf = (by: string) =>
    mintVisit(bare.env.secrets.visitKey, { clerk: by, storeId, memberNo }, bare.nowMs, 90).token;
  const request = {
    ...{ redemptionId: makeId("redemption"), orderId: makeId("order"), visitToken: visitOf(clerk.memberNo) },
    ...{ memberNo, offerId, n: 1, round: 0, version: 1, amountFen: 12_000 },
  };
  type Asked = Partial<typeof request> & { readonly itemFen?: number };
  return {
    ...{ storeId, offerId, memberNo, clerk, clerkOnShift, held, visitOf, request },
    redeem: (asked: Asked = {}, by = clerk) => redeemCoupon(by, { ...request, ...asked }, bare.env),
    undo: (by = clerk, asked: Asked = {}) => undoRedemption(by, { ...request, reason: "mistake", ...asked }, bare.env),
  };
}
type Begun = Awaited<ReturnType<typeof begin>>;

const receiptOf = ({ request, offerId, memberNo, storeId }: Begun) => ({
  ...{ redemptionId: request.redemptionId, offerId, n: 1, title: terms().title, benefit: terms().benefit },
  ...{ offFen: 2_000, memberOffFen: 1_200, amountFen: 12_000, storeId, storeName: "人民路店", clerkNo: "03" },
  ...{ memberTail: memberNo.slice(-4), redeemedAtMs: bare.nowMs },
});
const entryOf = ({ request, clerk, storeId }: Begun) => ({
  ...{ rid: request.redemptionId, rat: bare.nowMs, rby: clerk.memberNo, rno: "03", rst: storeId, rsn: "人民路店" },
  ...{ ord: request.orderId, amt: 12_000, off: 2_000, mof: 1_200 },
});
/** It is over and lies elsewhere. */
const putAway = async (key: { pk: string; sk: string }) => {
  const coupon = (await bare.item<CouponItem>(key)) as CouponItem;
  await bare.put({ ...coupon, ...pastKey(coupon) });
  await bare.put(stubOf(coupon));
};
/** And its offer has long been closed. */
const dropStub = ({ pk, sk }: { pk: string; sk: string }) =>
  bare.tables.client.send(new DeleteItemCommand({ TableName: bare.tables.app, Key: attributes({ pk, sk }) }));
const freeze = ({ offerId }: Begun, change: object) => bare.put({ ...offerKey(offerId), version: 1, ...change });

describe("redeeming", () => {
  test("writes the redemption with what it takes off, and reads no coupon before", async () => {
    const one = await begin();
    expect(await one.redeem()).toEqual({ ok: true, value: receiptOf(one) });
    expect(bare.reads.filter(({ key }) => key.startsWith("MBR"))).toEqual([]);
    expect(await bare.item(one.held)).toEqual({ ...couponFields(one.held), st: "r", red: [entryOf(one)] });
  });

  test("asked again is the same receipt, however much later and wherever the coupon lies", async () => {
    const one = await begin();
    const first = await one.redeem();
    await unwritten(one.redeem, first);
    await unwritten(() => one.redeem({ version: 2 }), first);
    bare.nowMs += VISIT_MS;
    await unwritten(one.redeem, first);
    await putAway(one.held);
    await unwritten(one.redeem, first);
    bare.nowMs += DAY_MS;
    await unwritten(one.redeem, first);
  });

  test.each([{ frozen: true }, { voidedAt: 1 }])(
    "asked again of an offer stopped since (%j) is the same",
    async (stop) => {
      const one = await begin();
      const first = await one.redeem();
      await freeze(one, stop);
      bare.nowMs += 9_000;
      await unwritten(one.redeem, first);
    },
  );

  test("asked again after the undo is the receipt as it stands then, also in the next round", async () => {
    const one = await begin();
    await one.redeem();
    const undone = { undoneAtMs: bare.nowMs, undoneByNo: "03", undoReason: "mistake" };
    await one.undo();
    await unwritten(one.redeem, { ok: true, value: { ...receiptOf(one), ...undone } });
    const next = { redemptionId: makeId("redemption"), round: 1 };
    const second = await one.redeem(next);
    expect(second).toEqual({ ok: true, value: { ...receiptOf(one), redemptionId: next.redemptionId } });
    await unwritten(() => one.redeem(next), second);
    await unwritten(one.redeem, { ok: true, value: { ...receiptOf(one), ...undone } });
  });

  test("with an id that came with other contents is refused", async () => {
    const one = await begin();
    await one.redeem();
    for (const other of [{ round: 1 }, { orderId: makeId("order") }, { amountFen: 12_001 }, { itemFen: 1 }])
      await unwritten(() => one.redeem(other), refusedFor("id_reused"));
    const colleague = await one.clerkOnShift();
    const theirs = { visitToken: one.visitOf(colleague.memberNo) };
    await unwritten(() => one.redeem(theirs, colleague), refusedFor("id_reused"));
  });

  test("is refused off shift, after the visit, of terms that are not there and while the offer is stopped", async () => {
    const one = await begin();
    const off = await staffAs("clerk", [one.storeId]);
    await unwritten(() => one.redeem({}, off), refusedFor("off_shift"));
    await unwritten(() => one.redeem({ n: 2, visitToken: "0.0" }), refusedFor("scan_again"));
    await unwritten(() => one.redeem({ version: 2 }), refusedFor("scan_again"));
    const frozen = await begin();
    await freeze(frozen, { frozen: true });
    await unwritten(frozen.redeem, refusedFor("offer_frozen"));
    bare.nowMs += VISIT_MS;
    await unwritten(one.redeem, refusedFor("scan_again"));
  });

  test("is refused outside the terms' hours, and asked again then is the same receipt", async () => {
    // Until a minute after 14:00.
    const hours: [number, number][] = [[0, 841]];
    const [one, late] = [
      await begin({ terms: { useTimes: { hours } } }),
      await begin({ terms: { useTimes: { hours } } }),
    ];
    const first = await one.redeem();
    expect(first).toEqual({ ok: true, value: receiptOf(one) });
    bare.nowMs += 60_000;
    await unwritten(one.redeem, first);
    await unwritten(late.redeem, refusedFor("not_at_this_time"));
  });

  test("is refused for what the coupon says, also where it was put away; of none there is nothing to say", async () => {
    const one = await begin({ coupon: { st: "v" } });
    await unwritten(one.redeem, refusedFor("coupon_voided"));
    await unwritten(() => one.redeem({ n: 2 }), refusedFor("coupon_unknown"));
    const other = await begin();
    await other.redeem();
    const detail = {
      ...{ atMs: bare.nowMs, storeName: "人民路店", clerkNo: "03" },
      ...{ redemptionTail: idTail(other.request.redemptionId), isOwn: true },
    };
    const asked = { redemptionId: makeId("redemption") };
    await unwritten(() => other.redeem(asked), refusedFor("coupon_redeemed", detail));
    await putAway(other.held);
    await unwritten(() => other.redeem(asked), refusedFor("coupon_redeemed", detail));
    await dropStub(other.held);
    await unwritten(() => other.redeem(asked), refusedFor("coupon_redeemed", detail));
  });

  test("that the table did not answer is no refusal", async () => {
    const one = await begin();
    // The shift, the shop, the terms and the offer are read.
    axe.plan(["ok", "ok", "ok", "ok", "before"]);
    await expect(one.redeem()).rejects.toThrow("cut before the call");
  });
});

describe("taking a redemption back", () => {
  const redeemed = async (change: Change = {}) => {
    const one = await begin(change);
    await one.redeem();
    return one;
  };
  const undone = (one: Begun, expiresAtMs: number) => {
    const marks = { undoneAtMs: bare.nowMs, undoneByNo: "03", undoReason: "mistake" };
    return { ok: true, value: { receipt: { ...receiptOf(one), ...marks }, expiresAtMs } };
  };

  test.each([
    [UNDO_GRACE_MS + 1, UNDO_GRACE_MS + 1],
    [UNDO_GRACE_MS - 1, UNDO_GRACE_MS],
  ])("marks it and opens the coupon again, to its end or a grace (%d)", async (endsMs, goodMs) => {
    const one = await redeemed({ coupon: { exp: bare.nowMs + endsMs } });
    const answer = undone(one, bare.nowMs + goodMs);
    const marks = {
      uat: bare.nowMs,
      uby: one.clerk.memberNo,
      uno: "03",
      why: "mistake",
      gr: bare.nowMs + UNDO_GRACE_MS,
    };
    bare.reads = [];
    expect(await one.undo()).toEqual(answer);
    expect(bare.reads).toEqual([]);
    const red = [{ ...entryOf(one), ...marks }];
    expect(await bare.item(one.held)).toEqual({ ...couponFields(one.held), st: "i", rnd: 1, red });
    await unwritten(one.undo, answer);
    bare.nowMs += UNDO_KEPT_MS;
    await putAway(one.held);
    const manager = await staffAs("manager", [one.storeId]);
    await unwritten(() => one.undo(manager), answer);
    await dropStub(one.held);
    await unwritten(one.undo, answer);
  });

  test("that was taken back without a grace left the coupon its own end", async () => {
    const one = await redeemed();
    const red = [{ ...entryOf(one), uat: bare.nowMs, uno: "03", why: "mistake" as const }];
    await bare.put(couponFields({ ...one.held, rnd: 1, red }));
    await unwritten(one.undo, undone(one, one.held.exp));
  });

  test("is refused of one's own coupon, of none, to others and later, wherever the coupon lies", async () => {
    const one = await redeemed();
    await unwritten(() => one.undo({ ...one.clerk, memberNo: one.memberNo }), refusedFor("undo_own_coupon"));
    await unwritten(() => one.undo(one.clerk, { n: 2 }), refusedFor("redemption_unknown"));
    const colleague = await staffAs("clerk", [one.storeId]);
    await unwritten(() => one.undo(colleague), refusedFor("undo_not_yours"));
    bare.nowMs += UNDO_KEPT_MS;
    await unwritten(one.undo, refusedFor("undo_put_away"));
    await putAway(couponKey(one.memberNo, one.offerId, 1));
    await unwritten(one.undo, refusedFor("undo_put_away"));
  });

  test("that the table did not answer is no refusal", async () => {
    const one = await redeemed();
    axe.plan(["before"]);
    await expect(one.undo()).rejects.toThrow("cut before the call");
  });
});

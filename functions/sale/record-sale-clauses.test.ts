// Recording a sale, one clause at a time, of items put as it needs them. The walk with clerks is record-sale.test.ts.
import type { RequestOf } from "@huike/shared/endpoint";
import type { OfferTerms } from "@huike/shared/offer";
import type { RecordSale } from "@huike/shared/sale";
import { mintVisit } from "../counter/visit-token.ts";
import type { CouponItem } from "../coupon/coupon.items.ts";
import { pastKey, stubOf } from "../coupon/past.items.ts";
import { offerKey } from "../offer/offer.items.ts";
import { type StaffItem, shiftKey } from "../staff/staff.items.ts";
import { storeKey } from "../store/store.items.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { makeId, terms } from "../testing/made-up.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import { recordSale } from "./record-sale.ts";
import { readSale, type SaleItem, saleFields, saleKey } from "./sale.items.ts";

type Sale = RequestOf<typeof RecordSale>;
type Clerk = Awaited<ReturnType<typeof bare.member>> & { readonly staff: StaffItem };

const bare = openBareTables();
const meanwhile = new Meanwhile(bare.tables.client);
const axe = new Axe(bare.tables.client);
const refusedFor = (error: string, detail?: object) => ({ ok: false, error, ...(detail ? { detail } : {}) });
const cash = { kind: "cash", valueFen: 1_500 } as const;
/** The days are those of Shanghai: the tests begin on a Monday. */
const notOnMondays = { useTimes: { weekdays: [0, 2, 3, 4, 5, 6] } };

async function onShift(): Promise<Clerk> {
  const staff = { role: "clerk", name: "店员", clerkNo: "03", state: "active", stores: new Set(["sto_0000"]) } as const;
  const clerk = { ...(await bare.member()), staff };
  const shift = {
    shiftId: "shf_0000",
    storeId: "sto_0000",
    storeName: "人民路店",
    openedAt: 1,
    endsAt: bare.nowMs + 1,
  };
  await bare.put({ ...shiftKey(clerk.memberNo), ...shift });
  await bare.put({ ...storeKey("sto_0000"), ver: 1, name: "人民路店", facts: "" });
  return clerk;
}

/** A member with a coupon of each offer, in front of a clerk: a pair that combines, or none. */
async function begin(
  of: readonly Partial<OfferTerms>[] = [{ combines: ["cash"] }, { benefit: cash, combines: ["threshold"] }],
) {
  const [clerk, { memberNo }] = [await onShift(), await bare.member()];
  const held: CouponItem[] = [];
  for (const change of of) held.push(await bare.coupon(memberNo, await bare.offer(change), 1));
  const coupons = held.map(({ sk, v, rnd }, i) => ({
    ...{ offerId: sk.split("#")[1] ?? "", n: 1, version: v, round: rnd, redemptionId: `rdm_000${i}` },
  }));
  const visit = { clerk: clerk.memberNo, storeId: "sto_0000", memberNo };
  const { token: visitToken } = mintVisit(bare.env.secrets.visitKey, visit, bare.nowMs);
  const request: Sale = { orderId: makeId("order"), visitToken, memberNo, amountFen: 12_000, coupons };
  const record = (change: Partial<Sale> = {}, by = clerk) => recordSale(by, { ...request, ...change }, bare.env);
  const sale = () => bare.item<SaleItem>(saleKey(memberNo, request.orderId));
  const which = (at: number) => ({ offerId: coupons[at]?.offerId, n: 1, title: terms().title });
  return { clerk, memberNo, held, request, record, sale, which };
}
type Begun = Awaited<ReturnType<typeof begin>>;

const { unwritten } = bare;
const recorded = async ({ sale }: Begun) => ({ ok: true, value: await readSale((await sale()) as SaleItem, bare.env) });

describe("recording a sale", () => {
  test("puts it, to be projected, and redeems each of its coupons as one of several", async () => {
    const one = await begin();
    const { clerk, memberNo, request, held } = one;
    const answer = await one.record();
    const who = { at: bare.nowMs, clk: clerk.memberNo, no: "03", sto: "sto_0000", sn: "人民路店" };
    const part = (at: number, off: number) => ({
      ...{ o: request.coupons[at]?.offerId, n: 1, v: 1, rid: `rdm_000${at}`, rnd: 0, off },
    });
    expect(await one.sale()).toEqual({
      ...{ ...saleKey(memberNo, request.orderId), ev: 1, st: "s", ...who, amt: 12_000, off: 3_500, pay: 8_500 },
      c: [part(0, 2_000), part(1, 1_500)],
    });
    expect(answer).toEqual(await recorded(one));
    const entry = { rat: bare.nowMs, rby: clerk.memberNo, rno: "03", rst: "sto_0000", rsn: "人民路店", stk: 1 };
    const of = { ...entry, ord: request.orderId, amt: 12_000 };
    const [first, second] = await Promise.all(held.map((coupon) => bare.item<CouponItem>(coupon)));
    expect(first).toMatchObject({ st: "r", red: [{ ...of, rid: "rdm_0000", off: 2_000, pay: 8_500 }] });
    expect(second?.red).toEqual([{ ...of, rid: "rdm_0001", off: 1_500 }]);
    await unwritten(one.record, answer);
  });

  test("without coupons puts what was rung up, and needs it", async () => {
    const one = await begin([]);
    const { amountFen: _, ...unpriced } = one.request;
    for (const request of [unpriced, { ...one.request, amountFen: 0 }])
      await unwritten(() => recordSale(one.clerk, request, bare.env), refusedFor("amount_needed"));
    expect(await one.record()).toEqual(await recorded(one));
    expect(await one.sale()).toMatchObject({ amt: 12_000, pay: 12_000, off: 0 });
  });

  test("with coupons needs no amount", async () => {
    const one = await begin();
    const { amountFen: _, ...unpriced } = one.request;
    expect(await recordSale(one.clerk, unpriced, bare.env)).toEqual(await recorded(one));
    expect(await one.sale()).not.toHaveProperty("amt");
  });

  describe("cannot be decided", () => {
    const cases: [string, object, (one: Begun) => Promise<Partial<Sale> | undefined>][] = [
      [
        "off shift",
        { error: "off_shift" },
        async ({ clerk }) => {
          const shift = { shiftId: "shf_0000", storeId: "sto_0000", storeName: "店", openedAt: 1, endsAt: bare.nowMs };
          await bare.put({ ...shiftKey(clerk.memberNo), ...shift });
          return {};
        },
      ],
      ["out of the visit", { error: "scan_again" }, async () => ({ visitToken: "x" })],
      [
        "of terms nobody issued",
        { error: "scan_again", detail: "which" },
        async ({ request }) => ({
          coupons: request.coupons.map((coupon, i) => ({ ...coupon, version: 1 + i })),
        }),
      ],
      [
        "while one offer rests",
        { error: "offer_frozen", detail: "title" },
        async ({ request }) => {
          await bare.put({ ...offerKey(request.coupons[1]?.offerId ?? ""), version: 1, frozen: true });
          return {};
        },
      ],
    ];
    test.each(cases)("%s: said, unless the order has its answer", async (_, refusal, how) => {
      const one = await begin();
      const change = await how(one);
      const { offerId, n, title } = one.which(1);
      const { error, detail } = refusal as { error: string; detail?: string };
      const said = { which: { offerId, n }, title: { offerId, n, title } }[detail ?? ""];
      await unwritten(() => one.record(change), refusedFor(error, said));
      const asked = { ...one.request, ...change };
      const c = asked.coupons.map(({ offerId: o, n: at, version: v, redemptionId: rid, round: rnd }) => ({
        o,
        n: at,
        v,
        rid,
        rnd,
      }));
      const standing = {
        ...saleKey(one.memberNo, asked.orderId),
        st: "s",
        at: 1,
        clk: one.clerk.memberNo,
        no: "03",
        sto: "sto_0000",
        sn: "店",
        off: 0,
        amt: 12_000,
        c,
      } as const;
      const readable = { ...standing, c: standing.c.map((part) => ({ ...part, v: 1 })) };
      await bare.put(saleFields(error === "scan_again" ? standing : readable));
      if (detail === "which") return;
      await unwritten(() => one.record(change), await recorded(one));
      await unwritten(() => one.record({ ...change, amountFen: 1 }), refusedFor("order_differs"));
      expect(bare.staleReads().filter((key) => key !== "STO STO")).toEqual([]);
    });
  });

  test("is refused of coupons that do not combine, and at a time one is not for", async () => {
    const apart = await begin([{}, { benefit: cash }]);
    await unwritten(apart.record, refusedFor("coupons_do_not_combine"));
    const late = await begin([{ combines: ["cash"] }, { benefit: cash, combines: ["threshold"], ...notOnMondays }]);
    await unwritten(late.record, refusedFor("not_at_this_time", late.which(1)));
  });

  test("is refused whole for the coupon that cannot be used, and names it", async () => {
    const low = await begin();
    await unwritten(
      () => low.record({ amountFen: 9_999 }),
      refusedFor("amount_too_low", { minFen: 10_000, ...low.which(0) }),
    );
    const cancelled = await begin();
    const [, second] = cancelled.held as [CouponItem, CouponItem];
    await bare.put({ ...second, st: "v" });
    await unwritten(cancelled.record, refusedFor("coupon_voided", cancelled.which(1)));
    // Used and taken back before: its first round is no twin of this one.
    const [first] = cancelled.held as [CouponItem];
    const before = {
      rid: "rdm_9999",
      rat: 7,
      rby: "100000003",
      rno: "03",
      rst: "sto_0000",
      rsn: "店",
      ord: "ord_9999",
    };
    await bare.put({ ...first, st: "v", rnd: 1, red: [{ ...before, uat: 8 }] });
    const again = cancelled.request.coupons.map((coupon, i) => (i === 0 ? { ...coupon, round: 1 } : coupon));
    await unwritten(() => cancelled.record({ coupons: again }), refusedFor("coupon_voided", cancelled.which(0)));
    // Whose refusal nobody else has caused, the order is not looked up for.
    expect(bare.reads.map(({ key }) => key)).not.toContain("MBR SAL");
    await bare.put(first);
    await bare.put(stubOf(second));
    await unwritten(cancelled.record, refusedFor("coupon_unknown", cancelled.which(1)));
    await bare.put({ ...second, ...pastKey(second), st: "x" });
    await unwritten(cancelled.record, refusedFor("coupon_given", cancelled.which(1)));
    const none = await begin();
    const coupons = none.request.coupons.map((coupon) => ({ ...coupon, n: 2 }));
    await unwritten(() => none.record({ coupons }), refusedFor("coupon_unknown", { ...none.which(0), n: 2 }));
  });

  test("under an order that has a sale is the same, or refused, whatever became of its coupons", async () => {
    const one = await begin();
    const answer = await one.record();
    for (const coupon of one.held) await bare.put(stubOf(coupon));
    await unwritten(one.record, answer);
    await unwritten(() => one.record({ amountFen: 12_001 }), refusedFor("order_differs"));
    await unwritten(() => one.record({ coupons: [] }), refusedFor("order_differs"));
  });

  test("that a twin of the request won between two looks is the twin's answer; another's use is not", async () => {
    const one = await begin();
    const entry = { rid: "rdm_0000", rat: 7, rby: one.clerk.memberNo, rno: "03", rst: "sto_0000", rsn: "店" };
    const [first] = one.held as [CouponItem];
    const use = (ord: string) => bare.put({ ...first, st: "r", red: [{ ...entry, ord }] });
    const twin = (await begin()).request;
    await use(twin.orderId);
    expect(await one.record()).toMatchObject(refusedFor("coupon_redeemed"));
    await use(one.request.orderId);
    expect(await one.record()).toMatchObject(refusedFor("coupon_redeemed"));
    const c = one.request.coupons.map(({ offerId: o, n, version: v, redemptionId: rid, round: rnd }) => ({
      o,
      n,
      v,
      rid,
      rnd,
    }));
    const of = {
      st: "s",
      at: 1,
      clk: one.clerk.memberNo,
      no: "03",
      sto: "sto_0000",
      sn: "店",
      off: 0,
      amt: 12_000,
      c,
    } as const;
    const stands: SaleItem = { ...saleKey(one.memberNo, one.request.orderId), ...of };
    meanwhile.beforeNextTransaction(async () =>
      meanwhile.beforeNext("GetItemCommand", () => bare.put(saleFields(stands))),
    );
    expect(await one.record()).toEqual({ ok: true, value: await readSale(stands, bare.env) });
  });

  test("that the table did not answer is no refusal", async () => {
    const one = await begin([]);
    axe.plan(["ok", "ok", "before"]);
    await expect(one.record()).rejects.toThrow("cut before the call");
  });
});

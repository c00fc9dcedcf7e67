import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { ClaimCoupon } from "@huike/shared/coupon";
import { calendarDay, DAY_MS } from "@huike/shared/day";
import { PutOffer } from "@huike/shared/offer";
import {
  CloseOffer,
  FreezeOffer,
  GetOffer,
  ListOffers,
  OFFERS_PAGE_MAX,
  ReopenOffer,
  ReviseOffer,
  SetDayStock,
  SetStock,
  ThawOffer,
} from "@huike/shared/offer-life";
import { readStocks } from "../nightly/read-stocks.ts";
import { attributes } from "../platform/table.ts";
import { openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId, terms } from "../testing/made-up.ts";
import { dayStockKey, freshNumbers } from "./offer.items.ts";

const nowhere = { offerId: "ofr_zzzzzzzz", why: "t" };

describe("the life of an offer", () => {
  const chain = openChain();
  holdConserved(chain);
  const start = chain.nowMs;
  let owner: Person;
  beforeAll(async () => {
    owner = await chain.owner();
  });
  afterEach(() => {
    chain.nowMs = start;
    chain.forget();
  });
  const claim = async (offerId: string, member?: Person) =>
    chain.call(ClaimCoupon, { offerId, n: 1 }, member ?? (await chain.member()));
  const look = (offerId: string) => chain.must(GetOffer, { offerId }, owner);
  const unchanged = async (act: () => Promise<unknown>) => {
    const before = await chain.digest();
    await act();
    expect(await chain.digest()).toBe(before);
  };

  test("new terms are for new coupons; the old ones keep theirs, in their shops too", async () => {
    const [first, second] = [await chain.shop("一店"), await chain.shop("二店")];
    const offerId = await chain.offer({ storeIds: [first] });
    const [early, late] = [await chain.member(), await chain.member()];
    const old = await chain.coupon(early, offerId);
    const cash = terms({ benefit: { kind: "cash", valueFen: 500 }, storeIds: [second] });
    expect(await chain.must(ReviseOffer, { offerId, ifVersion: 1, terms: cash, why: "t" }, owner)).toMatchObject({
      version: 2,
    });
    chain.nowMs += 10_000;
    const fresh = await chain.must(ClaimCoupon, { offerId, n: 1 }, late);
    expect(fresh).toMatchObject({ coupon: { version: 2 }, face: { benefit: cash.benefit } });
    const [there, here] = [await chain.clerkOnShift(second), await chain.clerkOnShift(first)];
    expect(await chain.redeem(there, await chain.visit(there, early, old))).toMatchObject({
      error: "store_not_covered",
    });
    chain.nowMs += 60_000;
    expect(await chain.redeem(here, await chain.visit(here, early, old))).toMatchObject({
      status: 200,
      value: { benefit: { kind: "threshold" } },
    });
  });

  test("who revises an older version is told, and the same revision again is answered again", async () => {
    const offerId = await chain.offer();
    const revise = (ifVersion: number, title: string) =>
      chain.call(ReviseOffer, { offerId, ifVersion, terms: terms({ title }), why: "t" }, owner);
    const both = await Promise.all([revise(1, "甲"), revise(1, "乙")]);
    expect(both.map(({ status, error }) => error ?? status).sort()).toEqual([200, "offer_changed"]);
    const won = both[0]?.status === 200 ? "甲" : "乙";
    expect(await revise(2, "丙")).toMatchObject({ status: 200, value: { version: 3 } });
    await unchanged(async () => {
      expect(await revise(1, won)).toMatchObject({ status: 200, value: { version: 2 } });
      expect(await revise(2, "丁")).toMatchObject({ status: 409, error: "offer_changed" });
    });
    expect((await look(offerId)).terms.title).toBe("丙");
    expect(await chain.call(ReviseOffer, { ...nowhere, ifVersion: 1, terms: terms() }, owner)).toMatchObject({
      error: "offer_unknown",
    });
  });

  test("terms that contradict themselves are refused with a sentence", async () => {
    const shop = await chain.shop();
    const twice = terms({ storeIds: [shop], storeTag: "机场" });
    await unchanged(async () => {
      const window = { opensAtMs: 1, closesAtMs: 2, stock: 1, why: "t" };
      expect(await chain.call(PutOffer, { offerId: makeId("offer"), terms: twice, ...window }, owner)).toMatchObject({
        status: 400,
        error: "offer_shops_twice",
      });
    });
  });

  test("stock goes up, and down to what is taken", async () => {
    const offerId = await chain.offer({}, { stock: 2 });
    const put = (ifStock: number, stock: number) => chain.call(SetStock, { offerId, ifStock, stock, why: "t" }, owner);
    await claim(offerId);
    await claim(offerId);
    expect(await claim(offerId)).toMatchObject({ error: "offer_sold_out" });
    expect(await put(2, 5)).toMatchObject({ status: 200, value: { stock: { cap: 5, taken: 2, rest: 3, retired: 0 } } });
    chain.nowMs += 1_000;
    expect(await claim(offerId)).toMatchObject({ status: 200 });
    await unchanged(async () => {
      expect(await put(2, 5)).toMatchObject({ status: 200, value: { stock: { cap: 5 } } });
      expect(await put(2, 9)).toMatchObject({ status: 409, error: "offer_changed" });
      expect(await put(5, 2)).toMatchObject({ status: 409, error: "stock_below_taken", detail: { limit: 3 } });
      expect(await chain.call(SetStock, { ...nowhere, ifStock: 1, stock: 2 }, owner)).toMatchObject({
        error: "offer_unknown",
      });
    });
    expect(await put(5, 3)).toMatchObject({ status: 200, value: { stock: { cap: 3, rest: 0 } } });
    expect(await claim(offerId)).toMatchObject({ error: "offer_sold_out" });
  });

  describe("a day's stock", () => {
    const order = { why: "t" };
    const put = (offerId: string, ifStock: number, stock: number) =>
      chain.call(SetDayStock, { offerId, ifStock, stock, ...order }, owner);
    const later = (ms: number) => {
      chain.nowMs += ms;
    };

    test("goes up from today on, and down to what is taken today", async () => {
      const offerId = await chain.offer({}, { stockPerDay: 2 });
      await claim(offerId);
      await claim(offerId);
      expect(await claim(offerId)).toMatchObject({ error: "sold_out_today" });
      expect(await put(offerId, 2, 5)).toMatchObject({ status: 200 });
      expect((await look(offerId)).today).toEqual({ cap: 5, taken: 2, rest: 3, retired: 0 });
      later(1_000);
      expect(await claim(offerId)).toMatchObject({ status: 200 });
      await unchanged(async () => {
        expect(await put(offerId, 2, 5)).toMatchObject({ status: 200 });
        expect(await put(offerId, 2, 9)).toMatchObject({ status: 409, error: "offer_changed" });
        expect(await put(offerId, 5, 2)).toMatchObject({ error: "stock_below_taken", detail: { limit: 3 } });
      });
      expect(await put(offerId, 5, 3)).toMatchObject({ status: 200 });
      expect(await claim(offerId)).toMatchObject({ error: "sold_out_today" });
      expect((await look(offerId)).stock).toMatchObject({ cap: 100, taken: 3 });
    });

    test("of tomorrow is the new one, also in an instance that remembers the old one over midnight", async () => {
      const offerId = await chain.offer({}, { stockPerDay: 3 });
      later(DAY_MS - ((start + 8 * 3_600_000) % DAY_MS) - 5_000);
      owner = { ...owner, ...(await chain.signIn(owner.phone)) };
      const [one, other, third] = [await chain.member(), await chain.member(), await chain.member()];
      await claim(offerId, one);
      expect(await put(offerId, 3, 1)).toMatchObject({ status: 200 });
      later(6_000);
      expect(await claim(offerId, other)).toMatchObject({ status: 200 });
      expect(await claim(offerId, third)).toMatchObject({ error: "sold_out_today" });
      expect((await look(offerId)).today).toMatchObject({ cap: 1, taken: 1 });
      expect((await readStocks(chain.env)).findings).toEqual([]);
    });

    test("of days before a change is no fault, of days since it is", async () => {
      const offerId = await chain.offer({}, { stockPerDay: 3 });
      await claim(offerId);
      later(DAY_MS);
      owner = { ...owner, ...(await chain.signIn(owner.phone)) };
      expect(await put(offerId, 3, 2)).toMatchObject({ status: 200 });
      expect((await readStocks(chain.env)).findings).toEqual([]);
      const today = dayStockKey(offerId, calendarDay(chain.nowMs));
      const found = async (cap: number) => {
        const Item = attributes({ ...today, ...freshNumbers(cap) });
        await chain.tables.client.send(new PutItemCommand({ TableName: chain.tables.app, Item }));
        return (await readStocks(chain.env)).findings;
      };
      const differs = { what: "stock_differs", of: today.pk, item: today.sk, expected: 2, found: 3 };
      expect(await found(3)).toEqual([differs]);
      expect(await found(2)).toEqual([]);
    });

    test("no offer has to have; one that was changed is made again as it was", async () => {
      const offerId = makeId("offer");
      const window = { opensAtMs: start - 1, closesAtMs: start + DAY_MS };
      const request = { offerId, terms: terms(), stock: 50, stockPerDay: 5, ...window, why: "t" };
      await chain.must(PutOffer, request, owner);
      expect(await put(offerId, 5, 8)).toMatchObject({ status: 200 });
      expect(await put(offerId, 8, 9)).toMatchObject({ status: 200 });
      const without = await chain.offer();
      await unchanged(async () => {
        await chain.must(PutOffer, request, owner);
        expect(await chain.call(PutOffer, { ...request, stockPerDay: 9 }, owner)).toMatchObject({
          error: "offer_exists",
        });
        expect(await put(without, 5, 8)).toMatchObject({ status: 409, error: "day_stock_absent" });
        expect(await put(nowhere.offerId, 5, 8)).toMatchObject({ status: 404, error: "offer_unknown" });
      });
    });
  });

  test("made again after it changed, it is still the same offer", async () => {
    const offerId = makeId("offer");
    const window = { opensAtMs: start - 1, closesAtMs: start + DAY_MS };
    const request = { offerId, terms: terms(), stock: 5, ...window, why: "t" };
    await chain.must(PutOffer, request, owner);
    await chain.must(SetStock, { offerId, ifStock: 5, stock: 8, why: "t" }, owner);
    await chain.must(CloseOffer, { offerId, why: "t" }, owner);
    await unchanged(() => chain.must(PutOffer, request, owner));
    expect(await look(offerId)).toMatchObject({ state: "closed", stock: { cap: 8 } });
  });

  test("closed, the next claim is refused in every instance; reopened inside its window only", async () => {
    const offerId = await chain.offer();
    await claim(offerId);
    await chain.must(CloseOffer, { offerId, why: "t" }, owner);
    expect(await claim(offerId)).toMatchObject({ status: 409, error: "offer_closed" });
    await unchanged(() => chain.must(CloseOffer, { offerId, why: "t" }, owner));
    await chain.must(ReopenOffer, { offerId, why: "t" }, owner);
    chain.nowMs += 1_000;
    expect(await claim(offerId)).toMatchObject({ status: 200 });
    await unchanged(() => chain.must(ReopenOffer, { offerId, why: "t" }, owner));
    await chain.must(CloseOffer, { offerId, why: "t" }, owner);
    chain.nowMs = start + 31 * DAY_MS;
    owner = { ...owner, ...(await chain.signIn(owner.phone)) };
    expect(await chain.call(ReopenOffer, { offerId, why: "t" }, owner)).toMatchObject({ error: "offer_window_over" });
    for (const verb of [CloseOffer, ReopenOffer, FreezeOffer, ThawOffer] as const) {
      expect(await chain.call(verb, nowhere, owner)).toMatchObject({ status: 404, error: "offer_unknown" });
    }
    chain.nowMs = start;
    owner = { ...owner, ...(await chain.signIn(owner.phone)) };
  });

  test("frozen, nothing of it can be claimed or used within ten seconds, in an instance that knew it before", async () => {
    const clerk = await chain.clerkOnShift(await chain.shop());
    const offerId = await chain.offer();
    const [used, unused] = [await chain.member(), await chain.member()];
    const [first, second] = [await chain.coupon(used, offerId), await chain.coupon(unused, offerId)];
    const [done, waiting] = [await chain.visit(clerk, used, first), await chain.visit(clerk, unused, second)];
    const receipt = await chain.redeem(clerk, done);
    await chain.must(FreezeOffer, { offerId, why: "t" }, owner);

    chain.nowMs = start + 9_999;
    await unchanged(async () => {
      expect(await chain.redeem(clerk, waiting)).toMatchObject({ status: 409, error: "offer_frozen" });
      expect(await chain.redeem(clerk, done)).toEqual(receipt);
      expect(await claim(offerId, used)).toMatchObject({ status: 200 });
    });
    expect(await claim(offerId)).toMatchObject({ error: "offer_frozen" });
    const offered = await chain.lookUp(clerk, unused);
    expect(offered.value.coupons).toMatchObject([{ notUsable: "offer_frozen" }]);

    await chain.must(ThawOffer, { offerId, why: "t" }, owner);
    chain.nowMs += 9_999;
    expect(await chain.redeem(clerk, waiting)).toMatchObject({ status: 200 });
  });

  test("operators see terms, state and stock, and page through all offers", async () => {
    const offerId = await chain.offer({ title: "今日券" }, { stock: 10, stockPerDay: 4 });
    await claim(offerId);
    await chain.must(FreezeOffer, { offerId, why: "t" }, owner);
    expect(await look(offerId)).toMatchObject({
      state: "open",
      isFrozen: true,
      version: 1,
      terms: { title: "今日券" },
      stock: { cap: 10, taken: 1, rest: 9, retired: 0 },
      today: { cap: 4, taken: 1, rest: 3 },
    });
    for (let i = 0; i < OFFERS_PAGE_MAX; i++) await chain.offer();
    const first = await chain.must(ListOffers, {}, owner);
    const second = await chain.must(ListOffers, first.next ? { after: first.next } : {}, owner);
    const ids = [...first.offers, ...second.offers].map((one) => one.offerId);
    expect(first.offers).toHaveLength(OFFERS_PAGE_MAX);
    expect(second.next).toBeUndefined();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(offerId);
    expect(await chain.call(GetOffer, { offerId: nowhere.offerId }, owner)).toMatchObject({ error: "offer_unknown" });
    expect(await chain.call(ListOffers, {}, await chain.member())).toMatchObject({ status: 403 });
  }, 30_000);
});

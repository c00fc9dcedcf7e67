// Taking a whole sale back, one clause at a time, of items put as it needs them. The walk with clerks is undo-sale.test.ts.
import { UNDO_KEPT_MS, UNDO_WINDOW_MS, UNDOS_MAX } from "@huike/shared/counter";
import type { CouponItem, RedemptionEntry } from "../coupon/coupon.items.ts";
import { pastKey, stubOf } from "../coupon/past.items.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { makeId } from "../testing/made-up.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import { readSale, type SaleItem, saleFields, saleKey } from "./sale.items.ts";
import { undoSale } from "./undo-sale.ts";

const bare = openBareTables();
const meanwhile = new Meanwhile(bare.tables.client);
const axe = new Axe(bare.tables.client);
const refusedFor = (error: string, detail?: object) => ({ ok: false, error, ...(detail ? { detail } : {}) });

const staffAs = async (role: StaffItem["role"], stores: readonly string[] = ["sto_0000"]) => ({
  ...(await bare.member()),
  staff: { ...{ role, name: "店员", clerkNo: "03", state: "active" as const }, stores: new Set(stores) },
});
type Clerk = Awaited<ReturnType<typeof staffAs>>;

/** A sale of so many coupons, by a clerk of the shop. */
async function sold({
  coupons = 2,
  sale: change = {} as Partial<SaleItem>,
  entry: of = {} as Partial<RedemptionEntry>,
} = {}) {
  const [clerk, { memberNo }] = [await staffAs("clerk"), await bare.member()];
  const orderId = makeId("order");
  const at = { rat: bare.nowMs, rby: clerk.memberNo, rno: "03", rst: "sto_0000", rsn: "人民路店", ord: orderId };
  const held: CouponItem[] = [];
  for (let n = 1; n <= coupons; n++) {
    const red = [{ rid: `rdm_000${n}`, ...at, stk: 1 as const, ...of }];
    held.push(await bare.coupon(memberNo, await bare.offer(), n, { st: "r", red }));
  }
  const parts = held.map(({ sk, v }, i) => ({
    o: sk.split("#")[1] ?? "",
    n: i + 1,
    v,
    rid: `rdm_000${i + 1}`,
    rnd: 0,
  }));
  const sale: SaleItem = {
    ...saleKey(memberNo, orderId),
    ...{ st: "s", at: bare.nowMs, clk: clerk.memberNo, no: "03", sto: "sto_0000", sn: "人民路店", off: 0, amt: 9_900 },
    ...(coupons > 0 ? { c: parts } : {}),
    ...change,
  };
  await bare.put(saleFields(sale));
  const undo = (by: Clerk = clerk, reason: "mistake" | "returned" = "returned") =>
    undoSale(by, { orderId, memberNo, reason }, bare.env);
  const marks = (by: Clerk = clerk) => ({ uat: bare.nowMs, uby: by.memberNo, uno: "03", why: "returned" as const });
  return { clerk, memberNo, orderId, held, sale, undo, marks };
}
type Sold = Awaited<ReturnType<typeof sold>>;

const { unwritten } = bare;
const undone = async ({ sale, marks }: Sold, by?: Clerk) => ({
  ok: true,
  value: { receipt: await readSale({ ...sale, st: "u", ...marks(by) }, bare.env) },
});

describe("taking a sale back", () => {
  test.each([0, 2, 3])("marks it and gives its coupons back (%d of them), and again says the same", async (coupons) => {
    const one = await sold({ coupons });
    const answer = await undone(one);
    const marked = { ...one.sale, ev: 1, st: "u", ...one.marks() };
    expect(await one.undo()).toEqual(answer);
    expect(await bare.item(one.sale)).toEqual(marked);
    for (const coupon of one.held)
      expect(await bare.item(coupon)).toMatchObject({ st: "i", rnd: 1, red: [{ ...coupon.red?.[0], ...one.marks() }] });
    bare.nowMs += UNDO_KEPT_MS;
    bare.reads = [];
    await unwritten(() => one.undo(one.clerk, "mistake"), answer);
    expect(bare.reads.filter(({ key }) => key.startsWith("MBR SAL"))).toHaveLength(1);
    expect(bare.staleReads()).toEqual([]);
  });

  test("is refused of what one has enjoyed oneself, of no sale and of one coupon's", async () => {
    const one = await sold();
    await unwritten(() => one.undo({ ...one.clerk, memberNo: one.memberNo }), refusedFor("undo_own_coupon"));
    await unwritten((await sold({ coupons: 1 })).undo, refusedFor("sale_unknown"));
    const request = { orderId: makeId("order"), memberNo: one.memberNo, reason: "mistake" } as const;
    await unwritten(() => undoSale(one.clerk, request, bare.env), refusedFor("sale_unknown"));
  });

  const kept = () => bare.nowMs - UNDO_KEPT_MS;
  const since = () => bare.nowMs - UNDO_WINDOW_MS;
  const [clerk, manager, operator] = [() => staffAs("clerk"), () => staffAs("manager"), () => staffAs("operator", [])];
  const elsewhere = () => staffAs("manager", ["sto_1111"]);

  test.each<[string, string, () => number, (() => Promise<Clerk>) | undefined, Partial<SaleItem>]>([
    ["by another clerk", "undo_not_yours", () => bare.nowMs, clerk, {}],
    ["by another clerk, also when it is undone", "undo_not_yours", () => bare.nowMs, clerk, { st: "u", uat: 1 }],
    ["by the manager of another shop", "not_your_store", () => bare.nowMs, elsewhere, {}],
    ["when its coupons may have been put away", "undo_put_away", kept, undefined, {}],
    ["when they may have, by the manager", "undo_put_away", kept, manager, {}],
    ["by the clerk after the window", "undo_too_late", since, undefined, {}],
  ])("is refused %s", async (_, error, at, by, change) => {
    const one = await sold({ sale: { at: at(), ...change } });
    const who = by ? await by() : one.clerk;
    const detail = error === "undo_too_late" ? { atMs: at() } : undefined;
    await unwritten(() => one.undo(who), refusedFor(error, detail));
  });

  test.each<[string, () => number, (() => Promise<Clerk>) | undefined]>([
    ["by the clerk within the window", () => since() + 1, undefined],
    ["by the shop's manager long after", () => kept() + 1, manager],
    ["by an operator", since, operator],
  ])("is done %s", async (_, at, by) => {
    const one = await sold({ sale: { at: at() }, entry: { rat: at() } });
    const who = by ? await by() : one.clerk;
    expect(await one.undo(who)).toEqual(await undone(one, who));
  });

  test("by a manager of their own sale in a shop of others has the clerk's window", async () => {
    const who = await elsewhere();
    const [own, late] = [
      await sold({ sale: { clk: who.memberNo }, entry: { rby: who.memberNo } }),
      await sold({ sale: { clk: who.memberNo, at: since() }, entry: { rby: who.memberNo } }),
    ];
    expect(await own.undo(who)).toEqual(await undone(own, who));
    await unwritten(() => late.undo(who), refusedFor("undo_too_late", { atMs: since() }));
  });

  test("is refused for the coupon that cannot be, and names it", async () => {
    const limited = await sold();
    const [, second] = limited.held as [CouponItem, CouponItem];
    await bare.put({ ...second, rnd: UNDOS_MAX });
    const which = { offerId: second.sk.split("#")[1], n: 2 };
    await unwritten(limited.undo, refusedFor("undo_limit", { limit: UNDOS_MAX, ...which }));
    const away = await sold();
    const [first] = away.held as [CouponItem];
    const its = { offerId: first.sk.split("#")[1], n: 1 };
    await bare.put(stubOf(first));
    await unwritten(away.undo, refusedFor("redemption_unknown", its));
    await bare.put({ ...first, ...pastKey(first), rnd: UNDOS_MAX });
    await unwritten(away.undo, refusedFor("undo_limit", { limit: UNDOS_MAX, ...its }));
    const moved = await sold({ sale: { c: [{ o: "ofr_9999", n: 9, v: 1, rid: "rdm_0001", rnd: 0 }] } });
    await bare.put({
      ...moved.sale,
      c: [...(moved.sale.c ?? []), { o: "ofr_8888", n: 8, v: 1, rid: "rdm_0002", rnd: 0 }],
    });
    await bare.put({ ...(moved.held[0] as CouponItem), sk: "PAST#ofr_9999#9", rnd: UNDOS_MAX });
    await unwritten(moved.undo, refusedFor("undo_limit", { limit: UNDOS_MAX, offerId: "ofr_9999", n: 9 }));
    const none = await sold();
    await bare.put({ ...none.sale, c: none.sale.c?.map((part) => ({ ...part, n: 9 })) ?? [] });
    await unwritten(none.undo, refusedFor("redemption_unknown", { ...{ offerId: none.sale.c?.[0]?.o }, n: 9 }));
  });

  test("that another has taken back meanwhile gives the first answer", async () => {
    const one = await sold();
    const boss = await manager();
    meanwhile.beforeNextTransaction(() => one.undo(boss));
    expect(await one.undo()).toEqual(await undone(one, boss));
    expect(await bare.item(one.sale)).toMatchObject({ uby: boss.memberNo });
    expect(bare.staleReads()).toEqual([]);
  });

  test("that another has taken back meanwhile gives the first answer, whatever became of its coupons since", async () => {
    const one = await sold();
    const boss = await manager();
    meanwhile.beforeNextTransaction(async () => {
      await one.undo(boss);
      for (const coupon of one.held) await bare.put(stubOf(coupon));
    });
    expect(await one.undo()).toEqual(await undone(one, boss));
  });

  test("whose coupon says it was taken back, and the sale does not, is a bug and never a refusal", async () => {
    const one = await sold({ entry: { uat: 1 } });
    for (const coupon of one.held) await bare.put({ ...coupon, st: "i", rnd: 1 });
    await expect(one.undo()).rejects.toThrow("nothing forbids it");
  });

  test("that the table did not answer is no refusal", async () => {
    const one = await sold();
    axe.plan(["ok", "before"]);
    await expect(one.undo()).rejects.toThrow("cut before the call");
  });
});

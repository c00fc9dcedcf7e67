// The two updates that decide at the counter, clause by clause on the real engine: a coupon that meets all of a condition is
// changed, one that fails a single clause is not, and what was written is there to the letter.
import { PutItemCommand, UpdateItemCommand, type UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { UNDO_GRACE_MS, UNDO_KEPT_MS, UNDO_WINDOW_MS, UNDOS_MAX } from "@huike/shared/counter";
import { testTables } from "../../dev/jest/engine.ts";
import { getItem } from "../platform/read.ts";
import { attributes, refusedBy, tookEffect } from "../platform/table.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { openStraightTables } from "../testing/straight-client.ts";
import { type CouponItem, couponFields, couponKey, type RedemptionEntry } from "./coupon.items.ts";
import { type Redeeming, redemptionUpdate } from "./redemption-update.ts";
import { undoUpdate } from "./undo-update.ts";

const nowMs = 10 * UNDO_KEPT_MS;
const own = "100000003";
const claims = { isMember: true, generation: 0, expiresAtMs: nowMs, touched: [] };
const as = (role: StaffItem["role"], stores?: readonly string[], memberNo = own) => ({
  ...{ claims, memberNo },
  staff: {
    ...{ role, name: "店员", clerkNo: "03", state: "active" as const },
    ...(stores ? { stores: new Set(stores) } : {}),
  },
});
const clerk = as("clerk", ["sto_0000"]);

describe("the updates of the counter", () => {
  const made = testTables();
  const tables = openStraightTables(made.app, made.views, made.endpoint);
  let n = 0;

  async function put(coupon: Partial<CouponItem>): Promise<CouponItem> {
    n += 1;
    const item: CouponItem = {
      ...couponKey("100000001", "ofr_0000", n),
      ...{ st: "i", rnd: 0, v: 1, mf: 100, nbf: nowMs, exp: nowMs + 1, ss: "all", k: 0, at: 1 },
      ...coupon,
    };
    await tables.client.send(new PutItemCommand({ TableName: tables.app, Item: attributes(couponFields(item)) }));
    return item;
  }

  /** The coupon afterwards, or "refused": then nothing was written, and the refusal brings the item. */
  async function after(update: UpdateItemCommandInput): Promise<CouponItem | "refused"> {
    const key = couponKey("100000001", "ofr_0000", n);
    const before = await getItem<CouponItem>(tables, key, { consistent: true });
    const sent = tables.client.send(new UpdateItemCommand(update));
    const isDone = await tookEffect(sent);
    const item = await getItem<CouponItem>(tables, key, { consistent: true });
    if (isDone) return item as CouponItem;
    expect(item).toEqual(before);
    await sent.catch((cause: unknown) => expect(refusedBy(cause)).toMatchObject({ st: { S: before?.st } }));
    return "refused";
  }

  const entry = (change: Partial<RedemptionEntry> = {}): RedemptionEntry => ({
    ...{ rid: "rdm_0000", rat: nowMs, rby: own, rno: "03", rst: "sto_0000", rsn: "人民路店", ord: "ord_0000" },
    ...change,
  });

  describe("a redemption", () => {
    const counter = {
      storeId: "sto_0000",
      name: "人民路店",
      sets: ["all", "tag#a"],
      slipLimits: { perHour: 0, fenPerHour: 0 },
    };
    const redeem = async (coupon: Partial<CouponItem>, request: Partial<Redeeming> = {}) => {
      await put(coupon);
      const asked: Redeeming = {
        ...{ redemptionId: "rdm_0000", orderId: "ord_0000", memberNo: "100000001", offerId: "ofr_0000", n },
        ...{ round: 0, version: 1, offFen: undefined, ...request },
      };
      return after(redemptionUpdate(clerk, counter, asked, nowMs, tables.app));
    };

    test.each<[string, Partial<CouponItem>, Partial<Redeeming>]>([
      ["voided", { st: "v" }, {}],
      ["redeemed", { st: "r" }, {}],
      ["in another round", { rnd: 1, red: [entry({ uat: 1, gr: nowMs + 1 })] }, {}],
      ["of other terms", { v: 2 }, {}],
      ["not valid yet", { nbf: nowMs + 1, exp: nowMs + 9 }, {}],
      ["at its end", { exp: nowMs }, {}],
      ["for other shops", { ss: "tag#b" }, {}],
      ["for a larger sale", {}, { amountFen: 99 }],
      ["at the end of its grace", { exp: 1, nbf: 0, rnd: 1, red: [entry({ uat: 1, gr: nowMs })] }, { round: 1 }],
      [
        "with the grace of an earlier round only",
        { exp: 1, nbf: 0, rnd: 2, red: [entry({ uat: 1, gr: nowMs + 1 }), entry({ uat: 1, gr: nowMs })] },
        { round: 2 },
      ],
    ])("is refused for a coupon %s", async (_, coupon, request) =>
      expect(await redeem(coupon, request)).toBe("refused"),
    );

    test.each<[string, Partial<CouponItem>, Partial<Redeeming>]>([
      ["within its time, without an amount", {}, {}],
      ["for the second of the shop's sets", { ss: "tag#a" }, {}],
      ["with just the amount", {}, { amountFen: 100 }],
      ["within its time in a later round", { rnd: 1, red: [entry({ uat: 1, gr: 1 })] }, { round: 1 }],
      [
        "within the grace of its undo",
        { exp: 1, nbf: 0, rnd: 1, red: [entry({ uat: 1, gr: nowMs + 1 })] },
        { round: 1 },
      ],
    ])("is done for a coupon %s", async (_, coupon, request) =>
      expect(await redeem(coupon, request)).toMatchObject({ st: "r", rnd: request.round ?? 0 }),
    );

    test("keeps who, where, when and what it took off, in its round's place", async () => {
      const first = entry({ uat: 1, gr: 1 });
      const money = { amountFen: 12_000, itemFen: 600, offFen: 2_000, memberOffFen: 500, salePayFen: 9_500 };
      const done = await redeem(
        { rnd: 1, red: [first] },
        { round: 1, isStacked: true, redemptionId: "rdm_1111", ...money },
      );
      const second = entry({ rid: "rdm_1111", amt: 12_000, itm: 600, off: 2_000, mof: 500, stk: 1, pay: 9_500 });
      expect(done).toMatchObject({ st: "r", rnd: 1, red: [first, second] });
    });

    test("of one coupon, without money, says nothing of either", async () => {
      const done = await redeem({}, { memberOffFen: 0 });
      expect(done === "refused" ? done : done.red).toEqual([entry()]);
    });
  });

  describe("an undo", () => {
    const request = {
      redemptionId: "rdm_0000",
      memberNo: "100000001",
      offerId: "ofr_0000",
      round: 0,
      reason: "mistake",
    } as const;
    const undo = async (
      coupon: Partial<CouponItem>,
      by: ReturnType<typeof as> = clerk,
      change: { round?: number; ofSale?: boolean } = {},
    ) => {
      await put({ st: "r", red: [entry()], ...coupon });
      const { ofSale = false, ...rest } = change;
      return after(undoUpdate(by, { ...request, n, ...rest }, nowMs, tables.app, { ofSale }));
    };
    const edge = nowMs - UNDO_WINDOW_MS;
    const manager = as("manager", ["sto_1111", "sto_0000"], "100000005");

    test.each<[string, Partial<CouponItem>, ReturnType<typeof as>, { round?: number; ofSale?: boolean }]>([
      ["of a coupon that is not redeemed", { st: "i" }, clerk, {}],
      ["of another round", { rnd: 1, red: [entry({ uat: 1 }), entry({ rid: "rdm_1111" })] }, clerk, {}],
      [
        "of the last round there is",
        { rnd: UNDOS_MAX, red: [entry(), entry(), entry(), entry()] },
        clerk,
        { round: UNDOS_MAX },
      ],
      ["of another redemption", { red: [entry({ rid: "rdm_1111" })] }, clerk, {}],
      ["of one that may have been put away", { red: [entry({ rat: nowMs - UNDO_KEPT_MS })] }, manager, {}],
      ["of one of several, alone", { red: [entry({ stk: 1 })] }, clerk, {}],
      ["by another clerk", {}, as("clerk", ["sto_0000"], "100000004"), {}],
      ["by a clerk after the window", { red: [entry({ rat: edge })] }, clerk, {}],
      ["by the manager of other shops", {}, as("manager", ["sto_1111"], "100000005"), {}],
      ["by a manager of no shop", {}, as("manager", undefined, "100000005"), {}],
    ])("is refused %s", async (_, coupon, by, change) => expect(await undo(coupon, by, change)).toBe("refused"));

    test.each<[string, Partial<CouponItem>, ReturnType<typeof as>, { ofSale?: boolean }]>([
      ["by the clerk within the window", { red: [entry({ rat: edge + 1 })] }, clerk, {}],
      ["by the shop's manager, long after", { red: [entry({ rat: nowMs - UNDO_KEPT_MS + 1 })] }, manager, {}],
      ["by an operator anywhere", { red: [entry({ rat: edge })] }, as("operator", undefined, "100000006"), {}],
      ["by an owner anywhere", { red: [entry({ rat: edge })] }, as("owner", undefined, "100000006"), {}],
      [
        "by a manager in a shop of others, of their own",
        { red: [entry({ rby: manager.memberNo, rst: "sto_2222" })] },
        manager,
        {},
      ],
      ["with its whole sale", { red: [entry({ stk: 1 })] }, clerk, { ofSale: true }],
    ])("is done %s", async (_, coupon, by, change) =>
      expect(await undo(coupon, by, change)).toMatchObject({ st: "i", rnd: 1 }),
    );

    test("marks the redemption in its place: when, by whom, why, and the grace", async () => {
      const earlier = entry({ rid: "rdm_9999", uat: 1 });
      const done = await undo({ rnd: 1, red: [earlier, entry()] }, clerk, { round: 1 });
      const marks = { uat: nowMs, uby: own, uno: "03", why: "mistake", gr: nowMs + UNDO_GRACE_MS };
      expect(done).toMatchObject({ st: "i", rnd: 2, red: [earlier, { ...entry(), ...marks }] });
    });
  });
});

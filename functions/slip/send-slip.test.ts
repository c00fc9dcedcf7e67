import { TidyWallet } from "@huike/shared/coupon";
import type { RequestOf } from "@huike/shared/endpoint";
import { EndShift, GetShiftSheet } from "@huike/shared/handover";
import { tableCard } from "@huike/shared/scan";
import { PutSlipLimits, SendSlip } from "@huike/shared/slip";
import { GetMe, OpenShift } from "@huike/shared/staff";
import { type CouponItem, standingRedemption } from "../coupon/coupon.items.ts";
import { fields } from "../platform/table.ts";
import { type ClerkOnShift, numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

type SlipRequest = RequestOf<typeof SendSlip>;
const HOUR = 3_600_000;

describe("a slip", () => {
  const chain = openChain();
  holdConserved(chain);
  let shop: string;
  let offerId: string;
  beforeAll(async () => {
    shop = await chain.shop("人民路店");
    offerId = await chain.offer({ title: "满减券" });
    await limit(shop, { perHour: 100, fenPerHour: 1_000_000 });
  });
  const limit = async (storeId: string, limits: { perHour: number; fenPerHour: number }) => {
    await chain.must(PutSlipLimits, { storeId, limits, why: "test" }, await chain.owner());
    chain.forget();
  };
  const shiftOf = async (clerk: Person) => (await chain.must(GetMe, {}, clerk)).shift?.shiftId ?? "";
  const couponCode = (member: Person, ofr: string) =>
    `${chain.codeOf(member)}:${ofr.slice("ofr_".length).toUpperCase()}:1`;
  const write = async (clerk: Person, member: Person, ofr?: string): Promise<SlipRequest> => ({
    ...{ redemptionId: makeId("redemption"), orderId: makeId("order"), shiftId: await shiftOf(clerk) },
    code: ofr ? couponCode(member, ofr) : chain.codeOf(member),
    ...{ scannedAtMs: chain.nowMs, amountFen: 12_000 },
  });
  const send = (clerk: Person, slip: SlipRequest) => chain.call(SendSlip, slip, clerk);
  const couponOf = async (member: Person, ofr = offerId) => {
    const items = await chain.items();
    const item = items.find(({ pk, sk }) => pk?.S === `MBR#${numberOf(member)}` && sk?.S === `CPN#${ofr}#1`);
    return item && fields<CouponItem>(item);
  };
  const begin = async (change: { storeId?: string; ofr?: string } = {}) => {
    const clerk = await chain.clerkOnShift(change.storeId ?? shop, "07");
    const member = await chain.member();
    await chain.coupon(member, change.ofr ?? offerId);
    return { clerk, member, slip: await write(clerk, member, change.ofr ?? offerId) };
  };

  test("redeems the coupon its QR named, as of the scan, though it has ended since", async () => {
    const startMs = chain.nowMs;
    const ofr = await chain.offer({ validity: { kind: "fixed", fromMs: startMs - 1000, untilMs: startMs + HOUR } });
    const { clerk, member, slip } = await begin({ ofr });
    chain.nowMs += 23 * HOUR;
    // The member's phone puts away what has ended, but not while a slip may still name it.
    expect(await chain.must(TidyWallet, {}, member)).toEqual({ moved: 0 });
    const answer = await send(clerk, slip);
    expect(answer).toMatchObject({
      status: 200,
      value: {
        ...{ state: "settled", storeName: "人民路店", clerkNo: "07", scannedAtMs: startMs, sentAtMs: chain.nowMs },
        receipt: { redemptionId: slip.redemptionId, offFen: 2_000, amountFen: 12_000, redeemedAtMs: startMs },
      },
    });
    const coupon = await couponOf(member, ofr);
    expect(coupon && standingRedemption(coupon)).toMatchObject({
      rid: slip.redemptionId,
      rat: startMs,
      ord: slip.orderId,
    });
    chain.nowMs = startMs;
  });

  test("of a bare member code records the sale and picks no coupon", async () => {
    const { clerk, member } = await begin();
    const slip = await write(clerk, member);
    expect(await send(clerk, slip)).toMatchObject({ status: 200, value: { state: "settled" } });
    expect((await couponOf(member))?.st).toBe("i");
    const sale = (await chain.items()).find(({ sk }) => sk?.S === `SAL#${slip.orderId}`);
    expect(sale).toMatchObject({ amt: { N: "12000" }, pay: { N: "12000" }, at: { N: String(slip.scannedAtMs) } });
  });

  test("sent again, also days later and after an undo, has its first answer; with other contents it is refused", async () => {
    const { clerk, slip } = await begin();
    const answer = await send(clerk, slip);
    expect(answer.status).toBe(200);
    const before = await chain.digest();
    const startMs = chain.nowMs;
    chain.nowMs += 50 * HOUR;
    expect(await send(clerk, slip)).toEqual(answer);
    expect(await send(clerk, { ...slip, amountFen: 12_001 })).toMatchObject({ status: 409, error: "id_reused" });
    expect(await chain.digest()).toBe(before);
    chain.nowMs = startMs;
  });

  test("that two phones send at once is one", async () => {
    const { clerk, member, slip } = await begin();
    const answers = await Promise.all([1, 2, 3].map(() => send(clerk, slip)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.value.state).toBe("settled");
    expect((await couponOf(member))?.red).toHaveLength(1);
  });

  describe("is refused, and nothing is written,", () => {
    type Ask = Awaited<ReturnType<typeof begin>>;
    const refusals: [string, string, (ask: Ask) => Promise<SlipRequest> | SlipRequest][] = [
      ["with a forged code", "code_unknown", ({ slip }) => ({ ...slip, code: forged(slip.code) })],
      [
        "with the code of a member there is not",
        "code_unknown",
        ({ slip }) => ({ ...slip, code: `9111111111${slip.code.slice(10)}` }),
      ],
      [
        "when the scan said a time the code is too old for",
        "code_stale",
        async ({ slip }) => {
          chain.nowMs += 300_000;
          return { ...slip, scannedAtMs: chain.nowMs };
        },
      ],
      [
        "when the scan said another hour",
        "code_unknown",
        async ({ slip }) => {
          chain.nowMs += HOUR;
          return { ...slip, scannedAtMs: chain.nowMs };
        },
      ],
      ["from the future", "slip_in_future", ({ slip }) => ({ ...slip, scannedAtMs: chain.nowMs + 1 })],
      [
        "a day late",
        "slip_too_late",
        ({ slip }) => {
          chain.nowMs += 24 * HOUR;
          return slip;
        },
      ],
      ["from before the shift", "slip_off_shift", ({ slip }) => ({ ...slip, scannedAtMs: slip.scannedAtMs - 1 })],
      [
        "from after the shift's end",
        "slip_off_shift",
        async ({ clerk, slip }) => {
          await chain.must(EndShift, { shiftId: slip.shiftId }, clerk);
          chain.nowMs += 1;
          return { ...slip, scannedAtMs: chain.nowMs };
        },
      ],
      ["on a shift there is not", "shift_unknown", ({ slip }) => ({ ...slip, shiftId: makeId("shift") })],
      ["of the clerk's own card", "own_card", ({ clerk, slip }) => ({ ...slip, code: chain.codeOf(clerk) })],
      ["of a payment code", "payment_code", ({ slip }) => ({ ...slip, code: "134567890123456789" })],
      ["of anything else", "not_a_member_code", ({ slip }) => ({ ...slip, code: "36" })],
    ];
    const forged = (code: string) => `${code.slice(0, 17)}${(Number(code[17]) + 1) % 10}${code.slice(18)}`;
    test.each(refusals)("%s", async (_, error, change) => {
      const startMs = chain.nowMs;
      const ask = await begin();
      const slip = await change(ask);
      const before = await chain.digest();
      expect(await send(ask.clerk, slip)).toMatchObject({ error });
      expect(await chain.digest()).toBe(before);
      chain.nowMs = startMs;
    });

    test("a second one of the same code, also by another clerk", async () => {
      const { clerk, member, slip } = await begin();
      const other = await chain.clerkOnShift(shop);
      await send(clerk, slip);
      const again = { ...slip, redemptionId: makeId("redemption"), orderId: makeId("order") };
      expect(await send(clerk, again)).toMatchObject({ status: 409, error: "code_in_use" });
      expect(await send(other, { ...again, shiftId: await shiftOf(other) })).toMatchObject({ error: "code_in_use" });
      expect((await couponOf(member))?.red).toHaveLength(1);
    });

    test("after ten wrong codes, whatever it is", async () => {
      const { clerk, slip } = await begin();
      for (let i = 0; i < 10; i++) await send(clerk, { ...slip, code: forged(slip.code) });
      expect(await send(clerk, slip)).toMatchObject({ status: 429, error: "too_many_attempts" });
    });
  });

  describe("that lost", () => {
    test("names who was first, at another shop, and both are kept", async () => {
      const there = await chain.shop("解放路店");
      const { clerk, member, slip } = await begin();
      const other = await chain.clerkOnShift(there, "21");
      chain.nowMs += 60_000;
      const otherSlip = await write(other, member, offerId);
      const answers = await Promise.all([send(clerk, slip), send(other, otherSlip)]);
      const states = answers.map(({ value }) => value.state).sort();
      expect(states).toEqual(["lost", "settled"]);
      const isHere = answers[0]?.value.state === "settled";
      const [won, lost] = isHere ? answers : [answers[1], answers[0]];
      expect(lost?.value).toMatchObject({
        ...{ storeName: isHere ? "解放路店" : "人民路店", clerkNo: isHere ? "21" : "07", why: "coupon_redeemed" },
        winner: {
          ...{ storeName: isHere ? "人民路店" : "解放路店", clerkNo: isHere ? "07" : "21" },
          atMs: won?.value.scannedAtMs,
          redemptionTail: won?.value.redemptionId.slice(-4),
        },
      });
      expect((await couponOf(member))?.red).toHaveLength(1);
      expect(await send(clerk, slip)).toEqual(answers[0]);
      expect(await send(other, otherSlip)).toEqual(answers[1]);
    });

    test("to a redemption with a signal says so, and stays lost when that is undone", async () => {
      const { clerk, member, slip } = await begin();
      const other = await chain.clerkOnShift(shop, "08");
      chain.nowMs += 30_000;
      const coupon = await couponOf(member);
      const online = await chain.visit(other, member, { ...coupon, offerId, n: 1, round: 0, version: 1 } as never);
      await chain.redeem(other, online);
      const answer = await send(clerk, slip);
      expect(answer.value).toMatchObject({ state: "lost", why: "coupon_redeemed", winner: { clerkNo: "08" } });
      await chain.undo(other, online);
      expect(await send(clerk, slip)).toEqual(answer);
    });

    const losses: [string, object, (slip: SlipRequest) => Partial<SlipRequest>][] = [
      ["store_not_covered", { storeIds: ["elsewhere"] }, () => ({})],
      ["amount_too_low", {}, () => ({ amountFen: 9_999 })],
      ["not_at_this_time", { useTimes: { weekdays: [3] } }, () => ({})],
      ["coupon_unknown", {}, ({ code }) => ({ code: `${code.slice(0, -1)}2` })],
    ];
    test.each(losses)("to the terms: %s", async (why, terms, change) => {
      const storeIds = "storeIds" in terms ? [await chain.shop()] : [];
      const { clerk, member, slip } = await begin({ ofr: await chain.offer({ ...terms, storeIds }) });
      const answer = await send(clerk, { ...slip, ...change(slip) });
      expect(answer).toMatchObject({ status: 200, value: { state: "lost", why } });
      expect(answer.value).not.toHaveProperty("receipt");
      const used = (await chain.items()).filter(
        ({ pk, sk, st }) => pk?.S === `MBR#${numberOf(member)}` && sk?.S?.startsWith("CPN#") && st?.S === "r",
      );
      expect(used).toEqual([]);
    });
  });

  describe("is held to its shop's envelope", () => {
    const slipsIn = async (storeId: string, count: number, ofr = offerId) => {
      const clerk = await chain.clerkOnShift(storeId);
      const slips: SlipRequest[] = [];
      for (let i = 0; i < count; i++) {
        const member = await chain.member();
        await chain.coupon(member, ofr);
        slips.push(await write(clerk, member, ofr));
      }
      return { clerk, slips };
    };
    const statuses = async (clerk: ClerkOnShift, slips: readonly SlipRequest[]) =>
      (await Promise.all(slips.map((slip) => send(clerk, slip)))).map(({ status, error }) => error ?? status);

    test("eight an hour where nobody said otherwise, of the hour of the scan, whenever they come", async () => {
      const storeId = await chain.shop();
      const { clerk, slips } = await slipsIn(storeId, 10);
      const startMs = chain.nowMs;
      chain.nowMs += 3 * HOUR;
      const answers = await statuses(clerk, slips);
      expect(answers.filter((answer) => answer === 200)).toHaveLength(8);
      expect(answers.filter((answer) => answer === "slips_full")).toHaveLength(2);
      const member = await chain.member();
      expect(await send(clerk, await write(clerk, member))).toMatchObject({ status: 200 });
      chain.nowMs = startMs;
    });

    test("in what its coupons take off", async () => {
      const storeId = await chain.shop();
      await limit(storeId, { perHour: 100, fenPerHour: 5_000 });
      const { clerk, slips } = await slipsIn(storeId, 4);
      const answers = await statuses(clerk, slips);
      expect(answers.filter((answer) => answer === 200)).toHaveLength(2);
      await limit(storeId, { perHour: 100, fenPerHour: 1_999 });
      expect(await statuses(clerk, (await slipsIn(storeId, 1)).slips)).not.toContain(200);
    });

    test("to nothing where it is set so, and the phone is told what is left", async () => {
      const storeId = await chain.shop();
      const { clerk, slips } = await slipsIn(storeId, 3);
      await send(clerk, slips[0] as SlipRequest);
      expect((await chain.must(GetMe, {}, clerk)).slips).toEqual({
        ...{ perHour: 8, fenPerHour: 20_000, used: 1 },
        hour: Math.floor(chain.nowMs / HOUR),
      });
      await limit(storeId, { perHour: 0, fenPerHour: 20_000 });
      expect(await send(clerk, slips[1] as SlipRequest)).toMatchObject({ error: "slips_full" });
      const somebody = await chain.clerk([storeId]);
      const limits = { perHour: 100, fenPerHour: 1 };
      expect(await chain.call(PutSlipLimits, { storeId, limits, why: "x" }, somebody)).toMatchObject({ status: 403 });
      const nowhere = { storeId: "sto_zzzz", limits, why: "x" };
      expect(await chain.call(PutSlipLimits, nowhere, await chain.owner())).toMatchObject({ error: "store_unknown" });
    });
  });

  test("stands on its shift's sheet, won or lost, also sent after the hand-over", async () => {
    const { clerk, member, slip } = await begin();
    const late = await write(clerk, await chain.member());
    chain.nowMs += 30_000;
    const lost = { ...(await write(clerk, member, offerId)), amountFen: 5_000 };
    await send(clerk, slip);
    await send(clerk, lost);
    await chain.projectAll();
    await chain.projectAll();
    const { shiftId } = slip;
    const unanswered = [{ kind: "slip" as const, id: late.redemptionId }];
    const sheet = await chain.must(EndShift, { shiftId, unanswered }, clerk);
    expect(sheet.pending).toEqual(unanswered);
    expect(sheet.slips.map(({ state, why }) => [state, why])).toEqual([
      ["settled", undefined],
      ["lost", "coupon_redeemed"],
    ]);
    expect(sheet.counts.tickets).toMatchObject([{ count: 1, fen: 2_000 }]);
    chain.nowMs += HOUR;
    await send(clerk, late);
    expect((await chain.must(GetShiftSheet, { shiftId }, clerk)).slips).toHaveLength(3);
  });

  test("may come when its clerk stands in another shop", async () => {
    const { clerk, slip } = await begin();
    chain.nowMs += 60_000;
    const there = await chain.shop("解放路店");
    await chain.hire(clerk, [shop, there], "07");
    chain.forget();
    await chain.must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(there) }, clerk);
    expect(await send(clerk, slip)).toMatchObject({ value: { state: "settled", storeName: "人民路店" } });
  });
});

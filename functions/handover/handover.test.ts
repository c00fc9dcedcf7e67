import { EndShift, GetShiftSheet, ListShiftSheets } from "@huike/shared/handover";
import { RecordSale } from "@huike/shared/sale";
import { tableCard } from "@huike/shared/scan";
import { GetMe, OpenShift } from "@huike/shared/staff";
import { Axe } from "../testing/axe.ts";
import { type ClerkOnShift, numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

const fourMs = Date.UTC(2026, 0, 5, 20);
const none = { count: 0, fen: 0, unknown: 0 };

describe("a hand-over sheet", () => {
  const chain = openChain();
  holdConserved(chain);
  const axe = new Axe(chain.tables.client, chain.tables.once);
  let shop: string;
  let cut: string;
  let percent: string;
  beforeAll(async () => {
    shop = await chain.shop();
    cut = await chain.offer({ title: "满减券" });
    percent = await chain.offer({ title: "八五折", benefit: { kind: "discount", payPercent: 85 } });
  });

  const shiftOf = async (clerk: Person) => (await chain.must(GetMe, {}, clerk)).shift?.shiftId ?? "";
  const open = (clerk: Person, shiftId = makeId("shift"), storeId = shop) =>
    chain.must(OpenShift, { shiftId, tableCard: tableCard(storeId) }, clerk);
  const redeem = async (clerk: ClerkOnShift, offerId = cut, amountFen?: number) => {
    const member = await chain.member();
    const request = await chain.visit(clerk, member, await chain.coupon(member, offerId));
    const asked = { ...request, ...(amountFen === undefined ? {} : { amountFen }) };
    expect((await chain.redeem(clerk, asked)).status).toBe(200);
    return asked;
  };
  const recordOnly = async (clerk: ClerkOnShift, amountFen: number) => {
    const member = await chain.member();
    const { visitToken } = (await chain.lookUp(clerk, member)).value;
    const sale = { orderId: makeId("order"), visitToken, memberNo: numberOf(member), amountFen, coupons: [] };
    await chain.must(RecordSale, sale, clerk);
    return sale;
  };
  /** Coupons first: their sales come of them. */
  const project = async () => {
    await chain.projectAll();
    await chain.projectAll();
  };

  test("counts each ticket, its money, what was taken back and every sale, to the fen", async () => {
    const clerk = await chain.clerkOnShift(shop, "07");
    const other = await chain.clerkOnShift(shop, "08");
    await redeem(clerk, cut, 12_000);
    await redeem(clerk, cut);
    await redeem(clerk, percent, 10_001);
    await redeem(clerk, percent);
    const back = await redeem(clerk, cut, 20_000);
    await chain.undo(clerk, back);
    await recordOnly(clerk, 3_300);
    await redeem(other, cut, 99_900);
    await project();
    const shiftId = await shiftOf(clerk);
    const before = await chain.must(GetShiftSheet, { shiftId }, clerk);
    expect(before).not.toHaveProperty("closedAtMs");
    const sheet = await chain.must(EndShift, { shiftId }, clerk);
    expect(sheet).toEqual({
      shift: { ...before.shift, endsAtMs: chain.nowMs },
      ...{
        memberNo: numberOf(clerk),
        clerkNo: "07",
        clerkName: "店员",
        closedAtMs: chain.nowMs,
        pending: [],
        slips: [],
      },
      counts: {
        tickets: [
          { offerId: cut, title: "满减券", count: 2, fen: 4_000, unknown: 0 },
          { offerId: percent, title: "八五折", count: 2, fen: 1_501, unknown: 1 },
        ].sort((a, b) => (a.offerId < b.offerId ? -1 : 1)),
        undone: { count: 1, fen: 2_000, unknown: 0 },
        sales: { count: 5, fen: 10_000 + 8_500 + 3_300, unknown: 2 },
        undoneSales: { count: 1, fen: 18_000, unknown: 0 },
      },
    });
    expect(before.counts).toEqual(sheet.counts);
  });

  test("ends the shift: the counter refuses at once here, and within 15 seconds where it is remembered", async () => {
    const clerk = await chain.clerkOnShift(shop);
    const member = await chain.member();
    const shiftId = await shiftOf(clerk);
    const elsewhere = chain.coldEnv();
    const warm = chain.env;
    await chain.lookUp(clerk, member);
    chain.env = elsewhere;
    chain.forget();
    await chain.must(EndShift, { shiftId }, clerk);
    expect(await chain.lookUp(clerk, member)).toMatchObject({ status: 409, error: "off_shift" });
    chain.env = warm;
    expect((await chain.must(GetMe, {}, clerk)).shift).toBeUndefined();
  });

  test("is the same for ever, whoever asks again with whatever; what came later stands beside it", async () => {
    const clerk = await chain.clerkOnShift(shop);
    const counted = await redeem(clerk, cut, 12_000);
    await project();
    const late = await redeem(clerk, cut, 15_000);
    const lost = makeId("redemption");
    const shiftId = await shiftOf(clerk);
    const heard = [counted.redemptionId, late.redemptionId];
    const unanswered = [
      { kind: "redemption" as const, id: lost },
      { kind: "redemption" as const, id: counted.redemptionId },
    ];
    const sheet = await chain.must(EndShift, { shiftId, heard, unanswered }, clerk);
    expect(sheet.counts.tickets).toMatchObject([{ count: 1, fen: 2_000 }]);
    expect(sheet.pending).toEqual([
      { kind: "redemption", id: lost },
      { kind: "arriving", id: late.redemptionId },
    ]);
    chain.nowMs += 60_000;
    expect(await chain.must(EndShift, { shiftId }, clerk)).toEqual(sheet);
    await project();
    const again = await chain.must(EndShift, { shiftId }, clerk);
    const { since, ...frozen } = again;
    expect(frozen).toEqual(sheet);
    expect(since).toMatchObject({ tickets: [{ count: 2, fen: 4_000 }], sales: { count: 2, fen: 23_000 } });
    expect(await chain.must(GetShiftSheet, { shiftId }, clerk)).toEqual(again);
  });

  test("of a shift that 04:00 ended is made when it is asked for, with that end", async () => {
    const clerk = await chain.clerkOnShift(shop);
    const shiftId = await shiftOf(clerk);
    await redeem(clerk, cut, 12_000);
    await project();
    const startMs = chain.nowMs;
    chain.nowMs = fourMs + 3_600_000;
    const me = await chain.must(GetMe, {}, clerk);
    expect(me).not.toHaveProperty("shift");
    expect(me.unclosed?.shiftId).toBe(shiftId);
    const sheet = await chain.must(GetShiftSheet, { shiftId }, clerk);
    expect(sheet).toMatchObject({ shift: { endsAtMs: fourMs }, closedAtMs: chain.nowMs });
    expect(sheet.counts.tickets).toMatchObject([{ count: 1, fen: 2_000 }]);
    chain.nowMs += 1;
    expect(await chain.must(EndShift, { shiftId }, clerk)).toEqual(sheet);
    expect(await chain.must(GetMe, {}, clerk)).not.toHaveProperty("unclosed");
    chain.nowMs = startMs;
  });

  test("at the seam of two shifts in one shop nothing is counted twice or lost", async () => {
    const clerk = await chain.clerkOnShift(shop);
    const first = await shiftOf(clerk);
    await redeem(clerk);
    chain.nowMs += 1_000;
    const second = makeId("shift");
    await open(clerk, second);
    for (const afterMs of [0, 14_999, 1, 5_000]) {
      chain.nowMs += afterMs;
      await redeem(clerk);
    }
    chain.nowMs += 60_000;
    await chain.must(EndShift, { shiftId: second }, clerk);
    await project();
    const counts = await Promise.all(
      [first, second].map(async (shiftId) => {
        const { counts, since = counts } = await chain.must(GetShiftSheet, { shiftId }, clerk);
        return since.tickets[0]?.count;
      }),
    );
    expect(counts).toEqual([3, 2]);
  });

  test("is for its clerk and for who answers for the shop", async () => {
    const elsewhere = await chain.shop("解放路店");
    const clerk = await chain.clerkOnShift(elsewhere, "21");
    const shiftId = await shiftOf(clerk);
    await project();
    const [colleague, manager, stranger] = [
      await chain.clerk([elsewhere]),
      await chain.clerk([elsewhere]),
      await chain.clerk([shop]),
    ];
    await chain.hire(manager, [elsewhere], "90", { role: "manager" });
    await chain.hire(stranger, [shop], "91", { role: "manager" });
    const ask = { shiftId, memberNo: numberOf(clerk) };
    expect(await chain.call(GetShiftSheet, ask, colleague)).toMatchObject({ status: 403, error: "not_your_store" });
    expect(await chain.call(GetShiftSheet, ask, stranger)).toMatchObject({ status: 403, error: "not_your_store" });
    expect(await chain.must(GetShiftSheet, ask, manager)).toMatchObject({ clerkNo: "21" });
    expect(await chain.call(GetShiftSheet, { shiftId }, colleague)).toMatchObject({ error: "shift_unknown" });
    const day = { storeId: elsewhere, day: "2026-01-05" };
    expect(await chain.call(ListShiftSheets, day, colleague)).toMatchObject({ error: "not_your_store" });
    const { sheets } = await chain.must(ListShiftSheets, day, manager);
    expect(sheets).toMatchObject([{ clerkNo: "21", shift: { shiftId }, counts: { undone: none } }]);
    expect(sheets[0]).not.toHaveProperty("closedAtMs");
  });

  test.each(["before", "after"] as const)(
    "cut %s every table call, then asked again: one end, one sheet",
    async (side) => {
      let cuts = 0;
      for (let more = true; more; ) {
        const clerk = await chain.clerkOnShift(shop);
        const shiftId = await shiftOf(clerk);
        const endMs = chain.nowMs;
        chain.forget();
        more = await axe.cut(cuts + 1, side, () => chain.call(EndShift, { shiftId }, clerk));
        if (more) cuts += 1;
        const sheet = await chain.must(EndShift, { shiftId }, clerk);
        expect(sheet.shift.endsAtMs).toBe(endMs);
        chain.nowMs += 1_000;
        expect(await chain.must(EndShift, { shiftId }, clerk)).toEqual(sheet);
      }
      // Staff, the record, the transaction, two ranges of rows, the slips, the sheet.
      expect(cuts).toBe(7);
    },
  );

  test("an opening asked again after a newer one does not begin anew", async () => {
    const clerk = await chain.clerk([shop]);
    const [first, second] = [makeId("shift"), makeId("shift")];
    const { shift } = await open(clerk, first);
    await open(clerk, second);
    expect((await open(clerk, first)).shift).toEqual(shift);
    expect(await shiftOf(clerk)).toBe(second);
    const answers = await Promise.all([open(clerk, makeId("shift")), open(clerk, makeId("shift"))]);
    expect(answers.map((answer) => answer.shift.shiftId)).toContain(await shiftOf(clerk));
  });
});

import { DAY_MS } from "@huike/shared/day";
import { Axe } from "../testing/axe.ts";
import { numberOf, openChain } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { PointsBook } from "../testing/points-book.ts";
import { spendPoints } from "./spend-points.ts";

describe("a sale's points", () => {
  const chain = openChain();
  holdConserved(chain);
  const book = new PointsBook(chain);

  test("are one posting with both legs, and the card's balance, growth and count with it", async () => {
    const memberNo = await book.member();
    const sale = book.sale(8_050);
    await book.post(memberNo, sale);
    expect(await book.postings(memberNo)).toMatchObject([
      { sk: `${sale.at}#${sale.ord}#earn`, from: "earned", to: memberNo, amount: 80, growth: 80, ver: 0, pay: 8_050 },
    ]);
    expect(await book.card(memberNo)).toMatchObject({ pts: 80, gro: 80, n: 1 });
  });

  test("are none without an amount paid", async () => {
    const memberNo = await book.member();
    for (const pay of [undefined, 0]) await book.post(memberNo, book.sale(pay));
    expect(await book.lines(memberNo)).toEqual([]);
  });

  test("are posted once, by however many at once and days later", async () => {
    const memberNo = await book.member();
    const sale = book.sale(10_000);
    await Promise.all(Array.from({ length: 20 }, () => book.post(memberNo, sale, chain.coldEnv())));
    chain.nowMs += 9 * DAY_MS;
    await book.post(memberNo, sale);
    expect(await book.lines(memberNo)).toEqual(["earn 100"]);
    expect(await book.card(memberNo)).toMatchObject({ pts: 100, gro: 100, n: 1 });
  });

  test("of twenty sales at once are all there", async () => {
    const memberNo = await book.member();
    const sales = Array.from({ length: 20 }, (_, i) => book.sale(100 * (i + 1), { at: chain.nowMs + i }));
    await Promise.all(sales.map((sale) => book.post(memberNo, sale, chain.coldEnv())));
    expect(await book.card(memberNo)).toMatchObject({ pts: 210, gro: 210, n: 20 });
  });

  test("go back with the sale: by the undone image alone, and by both in any order", async () => {
    const sale = book.sale(10_000);
    const undone = book.undone(sale, sale.at + 60_000);
    for (const images of [[undone], [sale, undone], [undone, sale], [undone, sale, undone, sale]]) {
      const memberNo = await book.member();
      for (const image of images) await book.post(memberNo, image);
      expect(await book.lines(memberNo)).toEqual(["earn 100", "undo -100"]);
      expect(await book.card(memberNo)).toMatchObject({ pts: 0, gro: 0, n: 2 });
    }
  });

  test("go back as they were earned, whatever the programme has become since", async () => {
    const memberNo = await book.member();
    const sale = book.sale(10_000);
    await book.post(memberNo, sale);
    await book.program({ centipointsPerYuan: 500 });
    await book.post(memberNo, book.undone(sale));
    await book.post(memberNo, book.sale(10_000, { at: chain.nowMs + 1_000 }));
    expect(await book.lines(memberNo)).toEqual(["earn 100", "undo -100", "earn 500"]);
    await book.program({});
  });

  test("leave a debt when they were spent before the sale went back, and nothing is lost", async () => {
    const memberNo = await book.member();
    const sale = book.sale(10_000);
    await book.post(memberNo, sale);
    await spendPoints(chain.env, { memberNo, points: 70, ord: "gift", atMs: chain.nowMs });
    await book.post(memberNo, book.undone(sale));
    expect(await book.card(memberNo)).toMatchObject({ pts: -70, gro: 0 });
    await book.post(memberNo, book.sale(10_000, { at: chain.nowMs + 1_000 }));
    expect(await book.card(memberNo)).toMatchObject({ pts: 30 });
  });

  test("come by the projector from the sale's item, and follow the shop's rate", async () => {
    const shop = await chain.shop();
    const member = numberOf(await chain.member());
    await book.program({ storePercents: [{ storeId: shop, percent: 200 }] });
    await book.keep(member, book.sale(10_000, { sto: shop }));
    await book.keep(member, book.undone(book.sale(5_000, { at: chain.nowMs + 1 }), chain.nowMs + 60_000));
    for (let i = 0; i < 2; i++) await chain.projectAll([`MBR#${member}`]);
    expect(await book.lines(member)).toEqual(["earn 200", "earn 50", "undo -50"]);
    await book.program({});
  });

  test("of somebody without a card are an error, not a posting", async () => {
    await expect(book.post("999999999", book.sale(10_000))).rejects.toThrow("has no card");
    expect(await book.lines("999999999")).toEqual([]);
  });
});

describe.each(["before", "after"] as const)("cut %s every table call", (side) => {
  const chain = openChain();
  holdConserved(chain);
  const book = new PointsBook(chain);
  const axe = new Axe(chain.tables.client, chain.tables.once);

  test("an earning that leads to a level, and its undo, end the same", async () => {
    for (let nth = 1, more = true; more; nth++) {
      const memberNo = await book.member();
      chain.forget();
      const sale = book.sale(250_000);
      const wasCut = await axe.cut(nth, side, () => book.post(memberNo, sale));
      await book.post(memberNo, sale);
      expect(await book.card(memberNo)).toMatchObject({ pts: 2_500, gro: 2_500, n: 1, lvl: 2 });
      chain.forget();
      const undone = book.undone(sale, sale.at + 60_000);
      const undoWasCut = await axe.cut(nth, side, () => book.post(memberNo, undone));
      await book.post(memberNo, undone);
      expect(await book.card(memberNo)).toMatchObject({ pts: 0, gro: 0, n: 2, lvl: 1 });
      expect(await book.lines(memberNo)).toEqual(["earn 2500", "undo -2500"]);
      more = wasCut || undoWasCut;
    }
  }, 60_000);
});

import { DAY_MS } from "@huike/shared/day";
import { pointsEndMs } from "@huike/shared/points";
import { Axe } from "../testing/axe.ts";
import { mondayMs, openChain } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { Meanwhile } from "../testing/meanwhile.ts";
import { PointsBook } from "../testing/points-book.ts";
import { expirePoints } from "./expire-points.ts";
import { spendPoints } from "./spend-points.ts";

const YEAR_MS = 366 * DAY_MS;
/** Of points earned in the year the tests begin in, and in the one after. */
const firstEndMs = pointsEndMs({ kind: "next_year_end" }, mondayMs) ?? 0;
const secondEndMs = pointsEndMs({ kind: "next_year_end" }, mondayMs + YEAR_MS) ?? 0;

describe("points that end", () => {
  const chain = openChain();
  holdConserved(chain);
  const book = new PointsBook(chain);
  const meanwhile = new Meanwhile(chain.tables.client);
  const axe = new Axe(chain.tables.client, chain.tables.once);
  const earn = async (memberNo: string, yuan: number, at: number) => {
    const sale = book.sale(yuan * 100, { at });
    await book.post(memberNo, sale);
    return sale;
  };
  const spend = (memberNo: string, points: number, atMs: number) =>
    spendPoints(chain.env, { memberNo, points, ord: "gift", atMs });

  test("are posted once, at their own end and not a moment before", async () => {
    const memberNo = await book.member();
    await earn(memberNo, 100, mondayMs);
    expect(await expirePoints(chain.env, memberNo, firstEndMs - 1)).toBe(0);
    expect(await expirePoints(chain.env, memberNo, firstEndMs)).toBe(100);
    expect(await expirePoints(chain.env, memberNo, firstEndMs + YEAR_MS)).toBe(0);
    expect(await book.lines(memberNo)).toEqual(["earn 100", "expire -100"]);
    expect(await book.card(memberNo)).toMatchObject({ pts: 0, gro: 100, n: 2 });
  });

  test("are the oldest first: what was spent came from those that end soonest", async () => {
    const memberNo = await book.member();
    await earn(memberNo, 100, mondayMs);
    await earn(memberNo, 50, mondayMs + YEAR_MS);
    await spend(memberNo, 70, mondayMs + YEAR_MS + 1);
    expect(await expirePoints(chain.env, memberNo, secondEndMs)).toBe(80);
    expect(await book.lines(memberNo)).toEqual(["earn 100", "earn 50", "spend -70", "expire -30", "expire -50"]);
  });

  test("are none of a sale that was taken back, and none where a debt is", async () => {
    const memberNo = await book.member();
    const sale = await earn(memberNo, 100, mondayMs);
    await earn(memberNo, 20, mondayMs + 1);
    await spend(memberNo, 110, mondayMs + 2);
    await book.post(memberNo, book.undone(sale, mondayMs + 3));
    expect(await book.card(memberNo)).toMatchObject({ pts: -90 });
    expect(await expirePoints(chain.env, memberNo, firstEndMs)).toBe(0);
    await earn(memberNo, 100, mondayMs + YEAR_MS);
    expect(await expirePoints(chain.env, memberNo, secondEndMs)).toBe(10);
    expect(await book.card(memberNo)).toMatchObject({ pts: 0 });
  });

  test("may be spent after their end until it is posted, and are then not owed", async () => {
    const memberNo = await book.member();
    await earn(memberNo, 100, mondayMs);
    await spend(memberNo, 60, firstEndMs + 1);
    expect(await expirePoints(chain.env, memberNo, firstEndMs + 2)).toBe(40);
    expect(await expirePoints(chain.env, memberNo, secondEndMs)).toBe(0);
    expect(await book.card(memberNo)).toMatchObject({ pts: 0 });
  });

  test("are reckoned anew when somebody spends after they were reckoned, and never taken twice", async () => {
    const memberNo = await book.member();
    await earn(memberNo, 100, mondayMs);
    meanwhile.beforeNextTransaction(() => spend(memberNo, 60, firstEndMs - 1));
    expect(await expirePoints(chain.env, memberNo, firstEndMs)).toBe(40);
    expect(await book.card(memberNo)).toMatchObject({ pts: 0, n: 3 });
  });

  test.each(["before", "after"] as const)("cut %s every table call end once", async (side) => {
    for (let nth = 1, more = true; more; nth++) {
      const memberNo = await book.member();
      await earn(memberNo, 100, mondayMs);
      await earn(memberNo, 50, mondayMs + YEAR_MS);
      chain.forget();
      more = await axe.cut(nth, side, () => expirePoints(chain.env, memberNo, secondEndMs));
      await expirePoints(chain.env, memberNo, secondEndMs);
      expect(await book.lines(memberNo)).toEqual(["earn 100", "earn 50", "expire -100", "expire -50"]);
      expect(await book.card(memberNo)).toMatchObject({ pts: 0, n: 4 });
    }
  });
});

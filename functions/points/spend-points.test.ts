import { attributes } from "../platform/table.ts";
import { openChain } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { PointsBook } from "../testing/points-book.ts";
import { spendPoints } from "./spend-points.ts";

describe("spending points", () => {
  const chain = openChain();
  holdConserved(chain);
  const book = new PointsBook(chain);
  const rich = async () => {
    const memberNo = await book.member();
    await book.post(memberNo, book.sale(10_000));
    chain.nowMs += 1_000;
    return memberNo;
  };
  const spend = (memberNo: string, points: number, ord = "ofr_gift:1") => ({
    ...{ memberNo, points, ord },
    atMs: chain.nowMs,
  });
  /** A coupon that appears with its price paid. */
  const coupon = (memberNo: string) => ({
    Put: {
      TableName: chain.tables.app,
      Item: attributes({ pk: `MBR#${memberNo}`, sk: "CPN#ofr_gift#1", k: 7 }),
      ConditionExpression: "attribute_not_exists(pk)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
    },
  });

  test("takes them once, and refuses one more than there are", async () => {
    const memberNo = await rich();
    expect(await spendPoints(chain.env, spend(memberNo, 100))).toEqual({ ok: true, value: { is: "spent" } });
    expect(await spendPoints(chain.env, spend(memberNo, 100))).toEqual({ ok: true, value: { is: "spent_before" } });
    expect(await spendPoints(chain.env, spend(memberNo, 1, "other"))).toMatchObject({ error: "points_too_few" });
    expect(await spendPoints(chain.env, spend("999999999", 1))).toMatchObject({ error: "member_unknown" });
    expect(await book.lines(memberNo)).toEqual(["earn 100", "spend -100"]);
    expect(await book.card(memberNo)).toMatchObject({ pts: 0, gro: 100 });
  });

  test("by thirty at once is done as often as there is enough", async () => {
    const memberNo = await rich();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => spendPoints(chain.coldEnv(), spend(memberNo, 30, `gift-${i}`))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect(await book.card(memberNo)).toMatchObject({ pts: 10, n: 4 });
  });

  test("is one decision with what is bought: neither without the other", async () => {
    const memberNo = await rich();
    const before = await chain.digest();
    expect(await spendPoints(chain.env, spend(memberNo, 101), [coupon(memberNo)])).toMatchObject({
      error: "points_too_few",
    });
    expect(await chain.digest()).toBe(before);
    expect(await spendPoints(chain.env, spend(memberNo, 60), [coupon(memberNo)])).toMatchObject({ ok: true });
    // Asked again by another clock: the coupon is there, and is shown; nothing more is paid.
    chain.nowMs += 1_000;
    expect(await spendPoints(chain.env, spend(memberNo, 60), [coupon(memberNo)])).toMatchObject({
      value: { is: "other_refused", met: [{ k: 7 }] },
    });
    expect(await book.lines(memberNo)).toEqual(["earn 100", "spend -60"]);
  });
});

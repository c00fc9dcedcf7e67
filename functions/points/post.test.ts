// One posting, one clause at a time, on the real engine.
import { attributes } from "../platform/table.ts";
import { Axe } from "../testing/axe.ts";
import { openBareTables } from "../testing/bare-tables.ts";
import { type Posting, postingFields, postingKey } from "./ledger.items.ts";
import { post } from "./post.ts";

describe("a posting", () => {
  const bare = openBareTables();
  const axe = new Axe(bare.tables.client);
  const earning = (memberNo: string, change: Partial<Posting> = {}): Posting => ({
    ...{ kind: "earn", memberNo, ord: "ord_0000", at: bare.nowMs, points: 80, growth: 70, ver: 1, exp: bare.nowMs + 1 },
    ...change,
  });
  const cardKey = (memberNo: string) => ({ pk: `MBR#${memberNo}`, sk: "CARD" });
  const written = (posting: Posting) => ({ ...postingKey(posting.memberNo, posting), ...postingFields(posting) });
  /** A statement that comes along, and is refused where its item is there. */
  const along = (pk: string) => ({
    Put: {
      TableName: bare.tables.app,
      Item: attributes({ pk, sk: "ALONG", k: 1 }),
      ConditionExpression: "attribute_not_exists(pk)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
    },
  });

  test("adds to the card what it bears, once", async () => {
    const { memberNo } = await bare.member({ pts: 5 });
    const posting = earning(memberNo);
    expect(await post(bare.env, posting)).toEqual({ is: "posted" });
    bare.nowMs += 1;
    const again = { ...earning(memberNo, { at: posting.at }), points: 5 };
    expect(await post(bare.env, again)).toEqual({ is: "before", posting: written(posting) });
    expect(await bare.item(postingKey(memberNo, posting))).toEqual(written(posting));
    expect(await bare.item(cardKey(memberNo))).toMatchObject({ pts: 85, gro: 70, n: 1 });
    const { growth: _, ...plain } = earning(memberNo, { ord: "ord_1111" });
    expect(await post(bare.env, plain)).toEqual({ is: "posted" });
    expect(await bare.item(cardKey(memberNo))).toMatchObject({ pts: 165, gro: 70, n: 2 });
  });

  test("for nobody is refused and makes no card", async () => {
    const memberNo = bare.number();
    expect(await post(bare.env, earning(memberNo))).toEqual({ is: "refused", card: undefined });
    const guard = { condition: "attribute_not_exists(pts)", values: {} };
    expect(await post(bare.env, earning(memberNo), guard)).toEqual({ is: "refused", card: undefined });
    expect(await bare.item(cardKey(memberNo))).toBeUndefined();
    expect(await bare.item(postingKey(memberNo, earning(memberNo)))).toBeUndefined();
  });

  test("is refused where the card does not meet its guard, and brings the card; what stands before comes first", async () => {
    const { memberNo } = await bare.member({ pts: 5 });
    const posting = earning(memberNo, { points: -6, growth: 0, kind: "spend" });
    const guard = (price: number) => ({ condition: "pts >= :price", values: { ":price": price } });
    expect(await post(bare.env, posting, guard(6))).toMatchObject({ is: "refused", card: { pts: 5, lvl: 1 } });
    expect(await post(bare.env, posting, guard(5))).toEqual({ is: "posted" });
    expect(await post(bare.env, posting, guard(6))).toEqual({ is: "before", posting: written(posting) });
  });

  test("goes together with what comes along: all or nothing, and that tells most", async () => {
    const { memberNo } = await bare.member();
    const posting = earning(memberNo);
    expect(await post(bare.env, posting, undefined, [along(`A#${memberNo}`)])).toEqual({ is: "posted" });
    const next = earning(memberNo, { ord: "ord_1111" });
    const both = [along(`B#${memberNo}`), along(`A#${memberNo}`)];
    const met = [undefined, { pk: `A#${memberNo}`, sk: "ALONG", k: 1 }];
    for (const one of [next, posting])
      expect(await post(bare.env, one, undefined, both)).toEqual({ is: "other_refused", met });
    const again = await post(bare.env, posting, undefined, [along(`B#${memberNo}`)]);
    expect(again).toEqual({ is: "before", posting: written(posting) });
    expect(await bare.item({ pk: `B#${memberNo}`, sk: "ALONG" })).toBeUndefined();
    expect(await bare.item(cardKey(memberNo))).toMatchObject({ n: 1 });
  });

  test("that failed for no condition is no refusal", async () => {
    const { memberNo } = await bare.member();
    axe.plan(["before"]);
    await expect(post(bare.env, earning(memberNo))).rejects.toThrow("cut before the call");
    await bare.put({ ...cardKey(memberNo), pts: "many" });
    await expect(post(bare.env, earning(memberNo))).rejects.toMatchObject({ name: "TransactionCanceledException" });
  });
});

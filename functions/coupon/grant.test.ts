import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type GrantProgress, PutGrantChunk, RunGrant } from "@huike/shared/grant";
import { FreezeOffer, VoidOffer } from "@huike/shared/offer-life";
import { cardFields, cardKey } from "../member/card.items.ts";
import { returnNumbers, SETTLE_MS } from "../nightly/return-numbers.ts";
import { roundKey } from "../nightly/round.items.ts";
import { type StockItem, stockKey } from "../offer/offer.items.ts";
import { getItem } from "../platform/read.ts";
import { attributes } from "../platform/table.ts";
import { Axe, type Fault } from "../testing/axe.ts";
import { mondayMs, numberOf, openChain } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

describe("a grant", () => {
  const chain = openChain();
  holdConserved(chain);
  const axe = new Axe(chain.tables.client, chain.tables.once);
  let made = 500_000_000;
  afterEach(() => {
    chain.nowMs = mondayMs;
    chain.forget();
  });

  /** Members as far as a grant looks at them. */
  const members = async (count: number): Promise<string[]> => {
    const numbers = Array.from({ length: count }, () => String(++made));
    const card = { at: chain.nowMs, agr: "2026-11", gen: 0, lvl: 1, pts: 0 };
    const put = (memberNo: string) =>
      chain.tables.client.send(
        new PutItemCommand({
          TableName: chain.tables.app,
          Item: attributes({ ...cardKey(memberNo), ...cardFields(card) }),
        }),
      );
    await Promise.all(numbers.map(put));
    return numbers;
  };
  const list = async (offerId: string, chunks: readonly string[][]): Promise<string> => {
    const grantId = makeId("grant");
    const owner = await chain.owner();
    for (const [i, memberNos] of chunks.entries()) {
      const part = { grantId, chunk: String(i), chunks: chunks.length, offerId, memberNos, why: "test" };
      await chain.must(PutGrantChunk, part, owner);
    }
    return grantId;
  };
  const run = async (grantId: string) => chain.call(RunGrant, { grantId }, await chain.owner());
  const given = async (offerId: string) => {
    const mine = (await chain.items()).filter(({ sk }) => sk?.S?.startsWith(`CPN#${offerId}`));
    return { holders: mine.map(({ pk }) => pk?.S?.slice(4)).sort(), numbers: new Set(mine.map(({ k }) => k?.N)).size };
  };
  const stockOf = (offerId: string) => getItem<StockItem>(chain.tables, stockKey(offerId), { consistent: true });

  test("gives each of its list one coupon, tells how far it is, and gives nothing twice", async () => {
    const offerId = await chain.offer({ perMember: 3 });
    const [a, b] = [await members(60), await members(30)];
    const grantId = await list(offerId, [a, b]);
    const done = { grantId, members: 90, given: 90, full: 0, unknown: 0, isDone: true };
    expect((await run(grantId)).value).toEqual(done);
    expect((await run(grantId)).value).toEqual(done);
    expect(await given(offerId)).toEqual({ holders: [...a, ...b].sort(), numbers: 90 });
    expect(await stockOf(offerId)).toMatchObject({ nxt: 90, rest: 10 });
    // Another grant is another coupon.
    await run(await list(offerId, [a.slice(0, 5)]));
    expect((await given(offerId)).numbers).toBe(95);
  }, 60_000);

  test("counts those who have all they may and numbers that are nobody's, and leaves them alone", async () => {
    const offerId = await chain.offer();
    const holder = await chain.member();
    await chain.coupon(holder, offerId);
    const [one = ""] = await members(1);
    const grantId = await list(offerId, [[numberOf(holder), "111111111", one]]);
    expect((await run(grantId)).value).toMatchObject({ members: 3, given: 1, full: 1, unknown: 1, isDone: true });
    expect((await given(offerId)).numbers).toBe(2);
  }, 60_000);

  test("waits while its offer is frozen, and ends with one that is void", async () => {
    const offerId = await chain.offer();
    const owner = await chain.owner();
    const grantId = await list(offerId, [await members(3)]);
    await chain.must(FreezeOffer, { offerId, why: "t" }, owner);
    chain.nowMs += 10_000;
    expect((await run(grantId)).value).toMatchObject({ given: 0, stopped: "offer_frozen" });
    await chain.must(VoidOffer, { offerId, why: "t" }, owner);
    chain.nowMs += 10_000;
    expect((await run(grantId)).value).toMatchObject({ given: 0, stopped: "offer_closed" });
  }, 60_000);

  test("stops where the stock ends and goes on when there is more", async () => {
    const offerId = await chain.offer({}, { stock: 30 });
    const everyone = await members(40);
    const grantId = await list(offerId, [everyone]);
    expect((await run(grantId)).value).toMatchObject({ given: 25, isDone: false, stopped: "offer_sold_out" });
    expect((await given(offerId)).numbers).toBe(30);
    await chain.tables.client.send(
      new UpdateItemCommand({
        TableName: chain.tables.app,
        Key: attributes(stockKey(offerId)),
        UpdateExpression: "ADD cap :more, #rest :more",
        ExpressionAttributeNames: { "#rest": "rest" },
        ExpressionAttributeValues: attributes({ ":more": 20 }),
      }),
    );
    expect((await run(grantId)).value).toEqual({ grantId, members: 40, given: 40, full: 0, unknown: 0, isDone: true });
    expect(await given(offerId)).toEqual({ holders: everyone.sort(), numbers: 40 });
  }, 60_000);

  test("waits for its whole list and keeps it", async () => {
    const offerId = await chain.offer();
    const [x = "", y = ""] = await members(2);
    const owner = await chain.owner();
    const part = { grantId: makeId("grant"), chunk: "0", chunks: 2, offerId, memberNos: [x], why: "test" };
    await chain.must(PutGrantChunk, part, owner);
    await chain.must(PutGrantChunk, part, owner);
    expect(await run(part.grantId)).toMatchObject({ status: 409, error: "grant_incomplete" });
    expect(await chain.call(PutGrantChunk, { ...part, memberNos: [y] }, owner)).toMatchObject({
      error: "grant_id_reused",
    });
    expect(await run(makeId("grant"))).toMatchObject({ status: 404, error: "grant_unknown" });
  }, 60_000);

  test("gives one each when four run it at once among claims of the same members", async () => {
    const offerId = await chain.offer({ perMember: 2 }, { stock: 500 });
    const people = await Promise.all(Array.from({ length: 6 }, () => chain.member()));
    const everyone = [...people.map(numberOf), ...(await members(40))];
    const grantId = await list(offerId, [everyone]);
    const runs = [1, 2, 3, 4].map(() => run(grantId));
    await Promise.all([...runs, ...people.map((person) => chain.coupon(person, offerId, 1).catch(() => undefined))]);
    expect((await run(grantId)).value).toMatchObject({ given: 46, isDone: true });
    const granted = (await chain.items()).filter(({ gid }) => gid?.S === grantId).map(({ pk }) => pk?.S?.slice(4));
    expect(granted.sort()).toEqual([...everyone].sort());
  }, 60_000);

  test.each<Fault>(["before", "after"])(
    "comes to the same when cut %s any table call, and the night makes it exact",
    async (fault) => {
      const offerId = await chain.offer({}, { stock: 100 });
      const everyone = await members(3);
      const grantId = await list(offerId, [everyone]);
      for (let nth = 0; nth < 16; nth++) {
        axe.plan([...Array<Fault>(nth).fill("ok"), fault]);
        await run(grantId);
        axe.plan([]);
      }
      const done: GrantProgress = { grantId, members: 3, given: 3, full: 0, unknown: 0, isDone: true };
      expect((await run(grantId)).value).toEqual(done);
      expect(await given(offerId)).toEqual({ holders: [...everyone].sort(), numbers: 3 });
      const night = { TableName: chain.tables.views, Key: attributes(roundKey) };
      await chain.tables.client.send(new DeleteItemCommand(night));
      const bounds = { hasTime: () => true };
      for (let phase = await returnNumbers(chain.coldEnv(), bounds); phase !== "over"; ) {
        chain.nowMs += SETTLE_MS;
        phase = await returnNumbers(chain.coldEnv(), bounds);
      }
      expect((await stockOf(offerId))?.rest).toBe(97);
    },
    60_000,
  );
});

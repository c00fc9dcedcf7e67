import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type AudienceRule, isInAudience, type MemberFacts } from "@huike/shared/audience";
import {
  CountAudience,
  GetList,
  GetSegment,
  LIST_ROWS_MAX,
  ListLists,
  ListSegments,
  PutListChunk,
  PutSegment,
} from "@huike/shared/audience-calls";
import fc from "fast-check";
import { attributes } from "../platform/table.ts";
import { anyFacts } from "../testing/any-facts.ts";
import { anyRule } from "../testing/any-rule.ts";
import { mondayMs, numberOf, openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import { factsKey, packFacts } from "./facts.items.ts";
import { packNumbers, unpackNumbers } from "./list.items.ts";
import { refreshFacts } from "./refresh-facts.ts";
import { type Place, walkAudience } from "./walk-audience.ts";

const PEOPLE = 300;
const why = "test";
const everybody: AudienceRule = { is: "all", of: [] };

describe("counting an audience", () => {
  const chain = openChain();
  /** Drawn once: rows of members nobody else knows. */
  const people = [
    ...new Map(
      fc.sample(anyFacts(mondayMs), { numRuns: PEOPLE, seed: 7 }).map((facts) => [facts.memberNo, facts]),
    ).values(),
  ];
  const put = (facts: MemberFacts) =>
    chain.tables.client.send(
      new PutItemCommand({
        TableName: chain.tables.views,
        Item: attributes({ ...factsKey(facts.memberNo), lvl: chain.nowMs, f: packFacts(facts) }),
      }),
    );
  beforeAll(async () => {
    await Promise.all(people.map(put));
    await chain.owner();
  });
  const count = async (rule: AudienceRule) => chain.call(CountAudience, { rule }, await chain.owner());
  const isIn = (rule: AudienceRule) => (facts: MemberFacts) =>
    isInAudience(rule, facts, { nowMs: chain.nowMs, isListed: () => false });

  test("finds for any rule just those whose facts answer it, and whom each path reaches", async () => {
    const rules = fc.sample(anyRule, { numRuns: 25, seed: 3 }).filter((rule) => !JSON.stringify(rule).includes("lst_"));
    expect(rules.length).toBeGreaterThan(10);
    for (const rule of rules) {
      const wanted = people.filter(isIn(rule));
      const { value } = await count(rule);
      expect([value.members, value.reach.wallet, value.all]).toEqual([wanted.length, wanted.length, people.length]);
      expect(value.reach.reply).toBe(wanted.filter(({ replyUntilMs = 0 }) => replyUntilMs > chain.nowMs).length);
      for (const { template, members } of value.reach.templates) {
        expect(members).toBe(wanted.filter(({ consents }) => (consents[template] ?? 0) > 0).length);
      }
      expect(value.samples).toHaveLength(Math.min(10, wanted.length));
      expect(value.asOfMs).toBe(chain.nowMs);
    }
  }, 120_000);

  test("shows ten members and no number of any of them", async () => {
    const { value } = await count(everybody);
    const text = JSON.stringify(value);
    for (const { memberNo } of people) expect(text).not.toContain(memberNo);
    const lowest = people.map(({ memberNo }) => Number(memberNo)).sort((a, b) => a - b);
    expect(value.samples.map(({ memberTail }) => memberTail)).toEqual(
      lowest.slice(0, 10).map((memberNo) => String(memberNo).slice(-4)),
    );
    expect((await count(everybody)).value.samples).toEqual(value.samples);
  });

  test("says the rule in words, with the names of offers and shops", async () => {
    const storeId = await chain.shop("襄阳路店");
    const offerId = await chain.offer({ title: "新客券" });
    const rule: AudienceRule = {
      is: "all",
      of: [
        { is: "holds", offerIds: [offerId] },
        { is: "store", storeIds: [storeId] },
      ],
    };
    expect((await count(rule)).value.sentence.zh).toBe("持有未用的「新客券」，且归属门店「襄阳路店」");
  });

  test("nested ever so deep is a bad request", async () => {
    const nested = (levels: number): AudienceRule => (levels === 0 ? everybody : { is: "not", of: nested(levels - 1) });
    for (const levels of [5, 1_700]) {
      expect(await count(nested(levels))).toMatchObject({ status: 400, error: "bad_request" });
    }
    expect((await count(nested(4))).status).toBe(200);
  });

  test("is walked page by page from any place, each member once and in the same order", async () => {
    const rule: AudienceRule = { is: "level", min: 3 };
    const walk = async (from: Place, pageMembers?: number) => {
      const seen: string[] = [];
      const places: Place[] = [];
      for await (const page of walkAudience(chain.env, rule, { ...from, ...(pageMembers ? { pageMembers } : {}) })) {
        seen.push(...page.members.map(({ memberNo }) => memberNo));
        if (page.next) places.push(page.next);
      }
      return { seen, places };
    };
    const { seen } = await walk({ shard: 0 });
    expect([...seen].sort()).toEqual(
      people
        .filter(isIn(rule))
        .map(({ memberNo }) => memberNo)
        .sort(),
    );
    const slow = await walk({ shard: 0 }, 2);
    expect(slow.seen).toEqual(seen);
    const place = slow.places[Math.floor(slow.places.length / 2)] as Place;
    const rest = await walk(place, 3);
    expect(rest.seen.length).toBeGreaterThan(0);
    expect(seen.slice(-rest.seen.length)).toEqual(rest.seen);
  });

  describe("with a list", () => {
    const put = async (listId: string, chunk: number, rows: string[], chunks = 1) =>
      chain.call(
        PutListChunk,
        { listId, chunk: String(chunk), chunks, name: "五一名单.csv", rows, why },
        await chain.owner(),
      );

    test("names each bad row, keeps the others, and answers the same again when somebody has joined since", async () => {
      const [one, two] = [numberOf(await chain.member()), numberOf(await chain.member())];
      const listId = makeId("list");
      const rows = [one, "会员号", " 12345 ", ` ${two} `, one, "999999991", ""];
      const first = await put(listId, 0, rows);
      expect(first.value).toEqual({
        ...{ listId, chunk: "0", taken: 2 },
        bad: [
          { row: 2, text: "会员号", why: "malformed" },
          { row: 3, text: "12345", why: "malformed" },
          { row: 5, text: one, why: "twice" },
          { row: 6, text: "999999991", why: "unknown" },
          { row: 7, text: "", why: "malformed" },
        ],
      });
      const { client, app } = chain.tables;
      await client.send(new PutItemCommand({ TableName: app, Item: attributes({ pk: "MBR#999999991", sk: "CARD" }) }));
      expect(await put(listId, 0, rows)).toEqual(first);
      expect(await put(listId, 0, [one])).toMatchObject({ status: 409, error: "list_id_reused" });
      expect(await put(listId, 0, rows, 2)).toMatchObject({ status: 409, error: "list_id_reused" });
      await refreshFacts(chain.env, two);
      const listed = await count({ is: "in_list", listId });
      expect(listed.value.members).toBe(1);
      expect(listed.value.samples[0]?.memberTail).toBe(two.slice(-4));
      const walked: string[] = [];
      for await (const { members } of walkAudience(chain.env, { is: "in_list", listId })) {
        walked.push(...members.map(({ memberNo }) => memberNo));
      }
      expect(walked).toEqual([two]);
    });

    test("is refused until every part is there, and when there is none", async () => {
      const memberNo = numberOf(await chain.member());
      const listId = makeId("list");
      expect(await count({ is: "in_list", listId })).toMatchObject({ status: 404, error: "list_unknown" });
      await put(listId, 1, [memberNo], 2);
      expect(await count({ is: "in_list", listId })).toMatchObject({ status: 409, error: "list_incomplete" });
      const owner = await chain.owner();
      const show = () => chain.must(GetList, { listId }, owner);
      expect(await show()).toMatchObject({ chunks: 2, stored: 1, isWhole: false });
      await put(listId, 0, [memberNo], 2);
      expect(await show()).toEqual({
        listId,
        name: "五一名单.csv",
        chunks: 2,
        stored: 2,
        members: 1,
        bad: 0,
        isWhole: true,
      });
      expect((await count({ is: "in_list", listId })).value.sentence.zh).toBe("在名单「五一名单.csv」里");
      const { lists } = await chain.must(ListLists, {}, owner);
      expect(lists.find((one) => one.listId === listId)).toEqual({ listId, name: "五一名单.csv", atMs: chain.nowMs });
    });

    test("takes a thousand rows at a time and keeps them in three bytes each", () => {
      const numbers = fc.uniqueArray(fc.integer({ min: 100_000_000, max: 999_999_999 }), { maxLength: 300 });
      fc.assert(
        fc.property(numbers, (some) => {
          expect(unpackNumbers(packNumbers(some))).toEqual([...some].sort((a, b) => a - b));
        }),
      );
      const thousand = Array.from({ length: LIST_ROWS_MAX }, (_, i) => 100_000_000 + i * 899_999);
      expect(packNumbers(thousand).length).toBeLessThan(3_010);
    });
  });

  describe("kept under a name", () => {
    const rule: AudienceRule = { is: "visits", days: 30, max: 0 };
    const put = async (segmentId: string, version: number, change: object = {}) =>
      chain.call(
        PutSegment,
        { ...{ segmentId, version, name: "睡眠会员", rule, state: "active", why }, ...change },
        await chain.owner(),
      );

    test("every version stays, with who made it, when and why", async () => {
      const segmentId = makeId("segment");
      expect((await put(segmentId, 0)).value).toEqual({ segmentId, version: 1 });
      chain.nowMs += 1_000;
      const change = { rule: { is: "visits", days: 60, max: 0 }, why: "放宽" };
      expect((await put(segmentId, 1, change)).value.version).toBe(2);
      const owner = await chain.owner();
      const { versions } = await chain.must(GetSegment, { segmentId }, owner);
      expect(versions.map(({ version, why: reason, sentence }) => [version, reason, sentence.zh])).toEqual([
        [2, "放宽", "已 60 天未到店"],
        [1, why, "已 30 天未到店"],
      ]);
      expect(versions.every(({ by }) => by === numberOf(owner))).toBe(true);
      const { segments } = await chain.must(ListSegments, {}, owner);
      expect(segments.filter((one) => one.segmentId === segmentId)).toEqual([versions[0]]);
    });

    test("of two changes of one version one stands; the same once more has the first answer", async () => {
      const segmentId = makeId("segment");
      await put(segmentId, 0);
      const both = await Promise.all([put(segmentId, 1, { name: "甲" }), put(segmentId, 1, { name: "乙" })]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const name = both[0]?.status === 200 ? "甲" : "乙";
      expect((await put(segmentId, 1, { name })).value.version).toBe(2);
      expect(await put(segmentId, 0, { name: "丙" })).toMatchObject({ status: 409, error: "segment_changed" });
    });

    test("a list it names must be whole; one nobody made is unknown", async () => {
      const segmentId = makeId("segment");
      const listed: AudienceRule = { is: "in_list", listId: makeId("list") };
      expect(await put(segmentId, 0, { rule: listed })).toMatchObject({ status: 404, error: "list_unknown" });
      const owner = await chain.owner();
      expect(await chain.call(GetSegment, { segmentId }, owner)).toMatchObject({ error: "segment_unknown" });
    });
  });

  test("is for operators and owners only", async () => {
    const shop = await chain.shop();
    const clerk = await chain.clerk([shop]);
    expect(await chain.call(CountAudience, { rule: everybody }, clerk)).toMatchObject({ status: 403 });
    expect(await chain.call(CountAudience, { rule: everybody })).toMatchObject({ status: 401 });
  });
});

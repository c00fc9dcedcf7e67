import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { AudienceRule } from "@huike/shared/audience";
import { PutSegment } from "@huike/shared/audience-calls";
import { DAY_MS } from "@huike/shared/day";
import type { RequestOf } from "@huike/shared/endpoint";
import { SetTag, TAGS_MAX } from "@huike/shared/members";
import { cardKey } from "../member/card.items.ts";
import { LOOK_AGAIN_MS, reconcile } from "../nightly/reconcile.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Key } from "../platform/table.ts";
import { mondayMs, numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";
import { type FactsRow, factsKey, unpackFacts } from "./facts.items.ts";
import { keepFacts } from "./keep-facts.ts";
import { refreshFacts } from "./refresh-facts.ts";
import { segmentKey } from "./segment.items.ts";
import { type TagMark, type TagsItem, tagMarks, tagsKey } from "./tags.items.ts";
import { writeTag } from "./write-tag.ts";

describe("the night", () => {
  const chain = openChain();
  holdConserved(chain);
  let night = 0;
  /** Each on a day of its own. */
  const nightPasses = async () => {
    const visitedAtMs = mondayMs + ++night * DAY_MS;
    chain.nowMs = visitedAtMs;
    chain.forget();
    // Nothing has brought these members' rows of the day: the night looks at them again before it is over.
    while ((await reconcile(chain.env, { hasTime: () => true })) !== "over") chain.nowMs += LOOK_AGAIN_MS;
    chain.nowMs = visitedAtMs;
  };
  const rowOf = (memberNo: string) =>
    getItem<FactsRow>(chain.tables, factsKey(memberNo), { consistent: true, table: "views" });
  const put = (memberNo: string, row: FactsRow) =>
    chain.tables.client.send(
      new PutItemCommand({ TableName: chain.tables.views, Item: attributes({ ...factsKey(memberNo), ...row }) }),
    );
  const marksOf = async (memberNo: string) =>
    tagMarks(await getItem<TagsItem>(chain.tables, tagsKey(memberNo), { consistent: true }));
  const keepRule = async (segmentId: string, change: Partial<RequestOf<typeof PutSegment>>) => {
    const rule: AudienceRule = { is: "all", of: [] };
    const request = { segmentId, version: 0, name: "新人", rule, state: "active", why: "test" } as const;
    await chain.must(PutSegment, { ...request, ...change }, await chain.owner());
  };
  const tagsOf = async (memberNo: string) => unpackFacts(memberNo, (await rowOf(memberNo))?.f ?? "").tags;

  test("makes anew a row that is spoilt, missing or from the future, and leaves a right one alone", async () => {
    const people = [1, 2, 3, 4].map(() => chain.member());
    const [spoilt, missing, ahead, right] = (await Promise.all(people)).map(numberOf) as [
      string,
      string,
      string,
      string,
    ];
    for (const memberNo of [spoilt, missing, ahead, right]) await refreshFacts(chain.env, memberNo);
    const before = await rowOf(right);
    await put(spoilt, { lvl: chain.nowMs, f: "9,zz,1,0" });
    await put(ahead, { lvl: chain.nowMs + 900 * DAY_MS, f: "9,zz,1,0" });
    const gone = { TableName: chain.tables.views, Key: attributes(factsKey(missing)) };
    await chain.tables.client.send(new DeleteItemCommand(gone));
    await nightPasses();
    for (const memberNo of [spoilt, missing, ahead]) {
      const row = await rowOf(memberNo);
      expect([row?.lvl, row?.f]).toEqual([chain.nowMs, before?.f]);
    }
    expect(await rowOf(right)).toEqual(before);
  });

  test("gives the tag of a kept rule with its reason, once", async () => {
    const memberNo = numberOf(await chain.member());
    const segmentId = makeId("segment");
    await keepRule(segmentId, { tag: "新人", rule: { is: "joined", max: 30 } });
    await nightPasses();
    const mark = { on: true, at: chain.nowMs, why: "入会不超过 30 天", seg: segmentId, ver: 1 };
    expect(await marksOf(memberNo)).toEqual([{ tag: "新人", mark }]);
    expect(await tagsOf(memberNo)).toEqual(["新人"]);
    await nightPasses();
    expect(await marksOf(memberNo)).toEqual([{ tag: "新人", mark }]);
  });

  test("goes on without a rule that cannot be asked: it gives nothing and takes nothing away", async () => {
    const memberNo = numberOf(await chain.member());
    const [broken, whole] = [makeId("segment"), makeId("segment")];
    const rule = { is: "in_list" as const, listId: makeId("list") };
    const held: TagMark = { on: true, at: chain.nowMs, why: "在名单里", seg: broken, ver: 1 };
    await writeTag(chain.env, memberNo, "旧名单", held);
    // The API keeps no such rule: somebody has spoilt the table.
    const item = {
      ver: 1,
      name: "坏了",
      rule: JSON.stringify(rule),
      tag: "旧名单",
      state: "active",
      by: "1",
      at: 1,
      why: "",
    };
    await chain.tables.client.send(
      new PutItemCommand({ TableName: chain.tables.app, Item: attributes({ ...segmentKey(broken), ...item }) }),
    );
    await keepRule(whole, { tag: "照旧", rule: { is: "joined", max: 30 } });
    await nightPasses();
    expect(await tagsOf(memberNo)).toEqual(expect.arrayContaining(["照旧", "旧名单"]));
    expect(await marksOf(memberNo)).toContainEqual({ tag: "旧名单", mark: held });
  });

  test("makes the rows of the others where one member's items cannot be read", async () => {
    const [spoilt, right] = [numberOf(await chain.member()), numberOf(await chain.member())];
    const card = await getItem<Key>(chain.tables, cardKey(right), { consistent: true });
    const nonsense = { ...tagsKey(spoilt), "t:坏": null };
    const items = card ? [card] : [];
    await chain.tables.client.send(
      new DeleteItemCommand({ TableName: chain.tables.views, Key: attributes(factsKey(right)) }),
    );
    const renewed = await keepFacts(chain.env, [
      { memberNo: spoilt, items: [...items, nonsense] },
      { memberNo: right, items },
    ]);
    expect(renewed).toBe(1);
    expect(await rowOf(right)).toBeDefined();
  });

  test("takes it away when the rule is for them no more, and when the rule gives it no more", async () => {
    const memberNo = numberOf(await chain.member());
    const [visited, dropped] = [makeId("segment"), makeId("segment")];
    await keepRule(visited, { tag: "头三天", rule: { is: "joined", max: 3 } });
    await keepRule(dropped, { tag: "人人" });
    await nightPasses();
    expect(await tagsOf(memberNo)).toEqual(expect.arrayContaining(["人人", "头三天"]));
    await keepRule(dropped, { version: 1, state: "retired" });
    await nightPasses();
    expect(await tagsOf(memberNo)).not.toContain("人人");
    expect(await tagsOf(memberNo)).toContain("头三天");
    night += 5;
    await nightPasses();
    const marks = new Map((await marksOf(memberNo)).map(({ tag, mark }) => [tag, mark]));
    expect(marks.get("头三天")).toMatchObject({ on: false, why: "不再符合规则", seg: visited });
    expect(await tagsOf(memberNo)).not.toContain("头三天");
  });
});

describe("a tag by hand", () => {
  const chain = openChain();
  const setTag = async (memberNo: string, tag: string, isOn: boolean, by?: Person) =>
    chain.call(SetTag, { memberNo, tag, isOn, why: "手工" }, by ?? (await chain.owner()));

  test("is kept with who, when and why, is known to rules at once, and again changes nothing", async () => {
    const memberNo = numberOf(await chain.member());
    const by = numberOf(await chain.owner());
    const mark = { tag: "老客", isOn: true, atMs: chain.nowMs, why: "手工", by };
    expect((await setTag(memberNo, "老客", true)).value.tags).toEqual([mark]);
    expect((await setTag(memberNo, "老客", true)).value.tags).toEqual([mark]);
    const row = await getItem<FactsRow>(chain.tables, factsKey(memberNo), { consistent: true, table: "views" });
    expect(unpackFacts(memberNo, row?.f ?? "").tags).toEqual(["老客"]);
    expect((await setTag(memberNo, "老客", false)).value.tags).toEqual([{ ...mark, isOn: false }]);
  });

  test("stands against the night's rule, given or taken away", async () => {
    const memberNo = numberOf(await chain.member());
    const segment = {
      version: 0,
      name: "全部",
      rule: { is: "all" as const, of: [] },
      state: "active" as const,
      why: "test",
    };
    await chain.must(PutSegment, { ...segment, segmentId: makeId("segment"), tag: "人人" }, await chain.owner());
    await setTag(memberNo, "人人", false);
    chain.nowMs += DAY_MS;
    chain.forget();
    await reconcile(chain.env, { hasTime: () => true });
    const item = await getItem<TagsItem>(chain.tables, tagsKey(memberNo), { consistent: true });
    expect(tagMarks(item)).toMatchObject([{ tag: "人人", mark: { on: false, why: "手工" } }]);
    chain.nowMs -= DAY_MS;
  });

  test("is signed for the audit; what the night writes beside it is signed by nobody", async () => {
    const memberNo = numberOf(await chain.member());
    const item = () =>
      getItem<TagsItem & { by?: string; why?: string }>(chain.tables, tagsKey(memberNo), { consistent: true });
    await setTag(memberNo, "大客户", true);
    expect(await item()).toMatchObject({ by: numberOf(await chain.owner()), at: chain.nowMs, why: "手工" });
    const mark = { on: true, at: chain.nowMs, why: "全部会员", seg: makeId("segment"), ver: 1 };
    expect(await writeTag(chain.env, memberNo, "夜里", mark)).toMatchObject({ on: new Set(["大客户", "夜里"]) });
    expect(Object.keys((await item()) ?? {}).sort()).toEqual(["on", "pk", "sk", "t:夜里", "t:大客户"].sort());
    expect(await writeTag(chain.env, memberNo, "大客户", { ...mark, on: false })).toBe("by_hand");
  });

  test("finds no room beside twenty others, and has it when one is taken away", async () => {
    const memberNo = numberOf(await chain.member());
    for (let i = 0; i < TAGS_MAX; i++) expect((await setTag(memberNo, `标签${i}`, true)).status).toBe(200);
    expect(await setTag(memberNo, "再一个", true)).toMatchObject({ status: 409, error: "member_tags_full" });
    expect((await setTag(memberNo, "标签3", true)).status).toBe(200);
    await setTag(memberNo, "标签3", false);
    expect((await setTag(memberNo, "再一个", true)).status).toBe(200);
  });

  test("is written by a manager of the member's shop, of no other, and on members only", async () => {
    const [mine, other] = [await chain.shop(), await chain.shop("解放路店")];
    const offerId = await chain.offer();
    const member = numberOf(await chain.member(await chain.channel({ storeId: mine, offerId })));
    const manager = await chain.member();
    await chain.hire(manager, [mine], "07", { role: "manager" });
    const stranger = await chain.member();
    await chain.hire(stranger, [other], "08", { role: "manager" });
    expect((await setTag(member, "熟客", true, manager)).status).toBe(200);
    expect(await setTag(member, "熟客", true, stranger)).toMatchObject({ status: 403, error: "not_your_store" });
    expect(await setTag("999999999", "熟客", true)).toMatchObject({ status: 404, error: "member_unknown" });
    expect(await setTag(member, "熟客", true, await chain.clerk([mine], "09"))).toMatchObject({ status: 403 });
  });
});

import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { RecordTouch } from "@huike/shared/member";
import { FindMembers, ListMembers, type MemberEvent, SetTag, ShowMember } from "@huike/shared/members";
import { attributes } from "../platform/table.ts";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import { factsKey, packFacts } from "./facts.items.ts";
import { EVENTS_PAGE } from "./member-events.ts";

describe("a member as operators see one", () => {
  const chain = openChain();
  const show = async (memberNo: string, by?: Person, before?: number) =>
    chain.call(
      ShowMember,
      { memberNo, ...(before === undefined ? {} : { before: String(before) }) },
      by ?? (await chain.owner()),
    );
  const street = async (name = "人民路店") => {
    const storeId = await chain.shop(name);
    const offerId = await chain.offer({ title: "见面礼" });
    const clerk = await chain.clerkOnShift(storeId, "03");
    return { storeId, offerId, clerk };
  };
  const said = (events: readonly MemberEvent[]) =>
    events.map((one) => ("what" in one ? `${one.is} ${one.what}` : one.is));

  test("has a timeline of every touch, coupon, sale, point and tag, newest first", async () => {
    const { storeId, offerId, clerk } = await street();
    const scene = await chain.channel({ storeId, offerId, name: "门口海报" });
    const other = await chain.channel({ storeId, offerId, name: "桌卡" });
    const member = await chain.member(scene);
    const memberNo = numberOf(member);
    chain.nowMs += 60_000;
    await chain.must(RecordTouch, { scene: other }, member);
    chain.nowMs += 60_000;
    const coupon = await chain.coupon(member, offerId);
    chain.nowMs += 60_000;
    const request = { ...(await chain.visit(clerk, member, coupon)), amountFen: 15_000 };
    expect((await chain.redeem(clerk, request)).status).toBe(200);
    for (let i = 0; i < 3; i++) await chain.projectAll([`MBR#${memberNo}`]);
    chain.nowMs += 60_000;
    await chain.must(SetTag, { memberNo, tag: "老客", isOn: true, why: "常来" }, await chain.owner());
    const { value } = await show(memberNo);
    expect(said(value.events).slice(0, 1)).toEqual(["tag"]);
    expect(said(value.events).slice(1, 4).sort()).toEqual(["coupon redeemed", "points", "sale bought"]);
    expect(said(value.events).slice(4)).toEqual(["coupon claimed", "touch", "touch", "joined"]);
    const touches = value.events.flatMap((one) => (one.is === "touch" ? [one] : []));
    expect(touches).toMatchObject([
      { scene: other, channelName: "桌卡", storeName: "人民路店", decided: false, by: "mini_program" },
      { scene, channelName: "门口海报", decided: true },
    ]);
    expect(value.events).toContainEqual(expect.objectContaining({ is: "coupon", title: "见面礼", clerkNo: "03" }));
    expect(value.events).toContainEqual(expect.objectContaining({ is: "sale", payableFen: 13_000 }));
    expect(value.member).toMatchObject({
      memberNo,
      tags: ["老客"],
      visits: 1,
      fen: 13_000,
      lastVisitDay: "2026-01-05",
    });
    const { offerId: id, n } = coupon;
    expect(value.coupons).toMatchObject([{ offerId: id, n, title: "见面礼", state: "redeemed" }]);
    expect(value.owner).toMatchObject({ storeId, storeName: "人民路店" });
    expect(value.owner.sentence.zh).toBe(
      "01-05 14:00 最早扫了「门口海报」，按「首次触点」规则归属人民路店；另外 1 个渠道在后，不改变归属",
    );
  });

  test("belongs to nobody who came by no code, and a code scanned later changes nothing", async () => {
    const { storeId, offerId } = await street();
    const member = await chain.member();
    expect((await show(numberOf(member))).value.owner.sentence.zh).toBe("没有扫过任何渠道码，不归属任何门店");
    await chain.must(RecordTouch, { scene: await chain.channel({ storeId, offerId }) }, member);
    const { owner } = (await show(numberOf(member))).value;
    expect(owner.storeId).toBeUndefined();
    expect(owner.sentence.zh).toContain("入会后扫的码不改变归属");
  });

  test("is a clerk's while the clerk is there, and the shop's after", async () => {
    const { storeId, offerId } = await street();
    const clerk = await chain.clerk([storeId], "21");
    const clerkMemberNo = numberOf(clerk);
    const scene = await chain.channel({ storeId, offerId, kind: "clerk", clerkMemberNo, name: "21 号的码" });
    const memberNo = numberOf(await chain.member(scene));
    const before = (await show(memberNo)).value.owner;
    expect(before).toMatchObject({ storeId, clerkMemberNo, clerkNo: "21" });
    expect(before.sentence.zh).toContain("归属人民路店、店员 21");
    await chain.hire(clerk, [storeId], "21", { state: "left" });
    const after = (await show(memberNo)).value.owner;
    expect(after).toMatchObject({ storeId, storeName: "人民路店" });
    expect(after.clerkMemberNo).toBeUndefined();
    expect(after.sentence.zh).toContain("店员 21 已离职，会员归门店");
  });

  test("comes in pages that lose nothing and show nothing twice", async () => {
    const memberNo = numberOf(await chain.member());
    const put = (i: number) =>
      chain.tables.client.send(
        new PutItemCommand({
          TableName: chain.tables.app,
          Item: attributes({
            ...{ pk: `MBR#${memberNo}`, sk: `SAL#${makeId("order")}`, st: "s", clk: "1", no: "03", sto: "sto_aaaa" },
            ...{ sn: "店", off: 0, pay: i, at: chain.nowMs - 1_000 * Math.ceil(i / 3) },
          }),
        }),
      );
    const sales = EVENTS_PAGE * 2;
    await Promise.all(Array.from({ length: sales }, (_, i) => put(i)));
    const seen: number[] = [];
    let before: number | undefined;
    for (let pages = 0; pages < 9; pages++) {
      const { events, hasMore } = (await show(memberNo, undefined, before)).value;
      seen.push(...events.flatMap((one) => (one.is === "sale" ? [one.payableFen ?? -1] : [])));
      before = events.at(-1)?.atMs;
      if (!hasMore) break;
    }
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: sales }, (_, i) => i));
  });

  test("is a manager's own only where it is of their shop", async () => {
    const [mine, other] = [await street("一店"), await street("二店")];
    const manager = await chain.member();
    await chain.hire(manager, [mine.storeId], "31", { role: "manager" });
    const of = async ({ storeId, offerId }: typeof mine) =>
      numberOf(await chain.member(await chain.channel({ storeId, offerId })));
    const [theirs, foreign] = [await of(mine), await of(other)];
    expect((await show(theirs, manager)).status).toBe(200);
    expect(await show(foreign, manager)).toMatchObject({ status: 403, error: "not_your_store" });
    expect(await show(numberOf(await chain.member()), manager)).toMatchObject({ status: 403 });
    expect(await show("999999998")).toMatchObject({ status: 404, error: "member_unknown" });
    expect(await show(theirs, mine.clerk)).toMatchObject({ status: 403, error: "forbidden" });
    const auditor = await chain.member();
    await chain.hire(auditor, [], "32", { role: "auditor" });
    expect((await show(foreign, auditor)).status).toBe(200);
    const tag = { memberNo: foreign, tag: "老客", isOn: true, why: "test" };
    expect(await chain.call(SetTag, tag, auditor)).toMatchObject({ status: 403, error: "forbidden" });
  });
});

describe("the list of members", () => {
  const chain = openChain();
  const numbers = Array.from({ length: 400 }, (_, i) => String(500_000_000 + i * 977));
  const storeOf = (i: number) => (i % 40 === 0 ? "sto_aaaa" : "sto_pppp");
  beforeAll(async () => {
    const put = (memberNo: string, i: number) => {
      const facts = {
        ...{ memberNo, level: 1, points: i, joinedDay: 20_458, storeId: storeOf(i), tags: [], visits: [] },
        ...{ holds: [], used: [], consents: {} },
      };
      const Item = attributes({ ...factsKey(memberNo), lvl: 1, f: packFacts(facts) });
      return chain.tables.client.send(new PutItemCommand({ TableName: chain.tables.views, Item }));
    };
    await Promise.all(numbers.map(put));
    await chain.owner();
  });
  const scroll = async (by: Person) => {
    const seen: string[] = [];
    let next: string | undefined;
    let calls = 0;
    do {
      const page = await chain.must(ListMembers, next === undefined ? {} : { after: next }, by);
      seen.push(...page.members.map(({ memberNo }) => memberNo));
      next = page.next;
      calls += 1;
    } while (next !== undefined && calls < 100);
    return { seen, calls };
  };

  test("scrolls through everybody once, a hundred at a time", async () => {
    const { seen } = await scroll(await chain.owner());
    expect([...seen].sort()).toEqual([...numbers].sort());
    const first = await chain.must(ListMembers, {}, await chain.owner());
    expect(first.members.length).toBeLessThanOrEqual(100);
    expect(first.members[0]).toMatchObject({ level: 1, joinedDay: "2026-01-05", visits: 0, fen: 0 });
  });

  test("finds by all nine digits or the last four, and nobody by others", async () => {
    const owner = await chain.owner();
    const [one = ""] = numbers;
    const by = async (find: string) =>
      (await chain.must(FindMembers, { text: find }, owner)).members.map((m) => m.memberNo);
    expect(await by(one)).toEqual([one]);
    expect(await by("999999999")).toEqual([]);
    for (const tail of ["0000", "0977", "1234"]) {
      expect((await by(tail)).sort()).toEqual(numbers.filter((memberNo) => memberNo.endsWith(tail)).sort());
    }
    expect(await by("12345")).toEqual([]);
  });

  test("shows a manager those of their shops, and ends", async () => {
    const manager = await chain.member();
    const { client, app } = chain.tables;
    const staff = { role: "manager", name: "店长", clerkNo: "41", state: "active", stores: new Set(["sto_aaaa"]) };
    const Item = attributes({ pk: `STF#${numberOf(manager)}`, sk: "STF", ...staff });
    await client.send(new PutItemCommand({ TableName: app, Item }));
    chain.forget();
    const { seen } = await scroll(manager);
    expect(seen.sort()).toEqual(numbers.filter((_, i) => storeOf(i) === "sto_aaaa").sort());
    const [, foreign = ""] = numbers;
    expect((await chain.must(FindMembers, { text: foreign }, manager)).members).toEqual([]);
  });
});

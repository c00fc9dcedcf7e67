import { ListApprovals } from "@huike/shared/approval";
import {
  type AttributionRule,
  FIRST_TOUCH,
  GetAttribution,
  PreviewAttribution,
  PutAttribution,
} from "@huike/shared/attribution";
import { GetChannelCode } from "@huike/shared/channel";
import { AGREEMENT_VERSION, Join, RecordTouch } from "@huike/shared/member";
import { ShowMember } from "@huike/shared/members";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { ConsoleBrowser } from "../testing/console-browser.ts";

const DAY_MS = 86_400_000;

describe("the rule by which a member is won", () => {
  const chain = openChain();
  let owner: Person;
  let clerkNo: string;
  let scenes: { poster: string; clerk: string; event: string };
  let shops: { one: string; two: string };

  beforeAll(async () => {
    owner = await chain.owner();
    shops = { one: await chain.shop("一店"), two: await chain.shop("二店") };
    const offerId = await chain.offer();
    const clerk = await chain.clerk([shops.two], "21");
    clerkNo = numberOf(clerk);
    scenes = {
      poster: await chain.channel({ storeId: shops.one, offerId, kind: "poster", name: "门口海报" }),
      clerk: await chain.channel({ storeId: shops.two, offerId, kind: "clerk", clerkMemberNo: clerkNo, name: "21 号" }),
      event: await chain.channel({ storeId: shops.one, offerId, kind: "campaign", name: "周年庆" }),
    };
    await chain.must(GetChannelCode, { scene: scenes.event, code: "follow" }, owner);
  });

  const put = async (rule: AttributionRule, inMs = 120_000) => {
    const { version } = await chain.must(GetAttribution, {}, owner);
    return chain.call(PutAttribution, { ifVersion: version, rule, fromMs: chain.nowMs + inMs, why: "试试" }, owner);
  };
  /** Nobody's session lasts that long. */
  const later = async (days: number) => {
    chain.nowMs += days * DAY_MS;
    owner = await chain.signIn(owner.phone);
  };
  const holdsNow = async (rule: AttributionRule) => {
    expect((await put(rule)).status).toBe(200);
    chain.nowMs += 120_000;
  };
  /** Scans these one minute after another, then joins. */
  const joinedAfter = async (...scanned: readonly string[]) => {
    const [first, ...rest] = scanned;
    let person = await chain.stranger(first);
    for (const scene of rest) {
      chain.nowMs += 60_000;
      person = { ...person, session: await chain.must(RecordTouch, { scene }, person) };
    }
    chain.nowMs += 60_000;
    const { session } = await chain.must(Join, { agreementVersion: AGREEMENT_VERSION }, person);
    return { ...person, session };
  };
  const cardOf = async (person: Person) => {
    const card = (await chain.items()).find(
      (item) => item.pk?.S === `MBR#${numberOf(person)}` && item.sk?.S === "CARD",
    );
    return { src: card?.src?.S, own: card?.own?.S, ost: card?.ost?.S, arv: card?.arv?.N };
  };
  const sentenceOf = async (person: Person) =>
    (await chain.must(ShowMember, { memberNo: numberOf(person) }, owner)).owner.sentence.zh;

  test("is the first touch until somebody writes another, and applies from its moment on", async () => {
    const before = await joinedAfter(scenes.poster, scenes.clerk);
    expect(await cardOf(before)).toEqual({ src: scenes.poster, ost: shops.one });
    expect((await put({ pick: "last", prefer: [] }, 3_600_000)).value).toEqual({ version: 1 });
    const meanwhile = await joinedAfter(scenes.poster, scenes.clerk);
    expect(await cardOf(meanwhile)).toEqual({ src: scenes.poster, ost: shops.one });
    chain.nowMs += 3_600_000;
    const after = await joinedAfter(scenes.poster, scenes.clerk);
    expect(await cardOf(after)).toEqual({ src: scenes.clerk, ost: shops.two, own: clerkNo, arv: "1" });
    expect(await cardOf(before)).toEqual({ src: scenes.poster, ost: shops.one });
    expect(await sentenceOf(before)).toContain("按「首次触点」规则归属一店");
    expect(await sentenceOf(after)).toMatch(
      /扫了「21 号」，按归属规则第 1 版「最后触点」归属二店、店员 21；另外 1 个渠道不改变归属$/,
    );
    const { events } = await chain.must(ShowMember, { memberNo: numberOf(after) }, owner);
    expect(events.flatMap((one) => (one.is === "touch" && one.decided ? [one.scene] : []))).toEqual([scenes.clerk]);
  });

  test("sees the touches of both halves, and prefers a kind", async () => {
    await holdsNow({ pick: "last", prefer: ["campaign"] });
    await chain.inWechat("/phones/halves/follow", { scene: scenes.event });
    await chain.takeInAll();
    chain.nowMs += 60_000;
    const person = await chain.signIn("halves", scenes.clerk);
    const { session } = await chain.must(Join, { agreementVersion: AGREEMENT_VERSION }, person);
    expect(await cardOf({ ...person, session })).toMatchObject({ src: scenes.event, ost: shops.one, arv: "2" });
  });

  test("a touch too long ago wins nobody, and the member page says so", async () => {
    await holdsNow({ pick: "last", withinDays: 7, prefer: [] });
    const stranger = await chain.stranger(scenes.poster);
    await later(8);
    const { session } = await chain.must(
      Join,
      { agreementVersion: AGREEMENT_VERSION },
      await chain.signIn(stranger.phone),
    );
    const person = { ...stranger, session };
    expect(await cardOf(person)).toEqual({ arv: "3" });
    expect(await sentenceOf(person)).toBe(
      "入会时没有算数的触点，按归属规则第 3 版「入会前 7 天内最后触点」不归属任何门店",
    );
  });

  test("the past is not decided anew, and nothing is decided by a rule that an instance may not know yet", async () => {
    expect(await put(FIRST_TOUCH, -1)).toMatchObject({ error: "attribution_untimely" });
    expect(await put(FIRST_TOUCH, 30_000)).toMatchObject({ error: "attribution_untimely" });
    expect(await put({ pick: "first", prefer: ["clerk", "clerk"] })).toMatchObject({ error: "attribution_kind_twice" });
    const { version } = await chain.must(GetAttribution, {}, owner);
    const asked = { ifVersion: version, rule: FIRST_TOUCH, fromMs: chain.nowMs + 120_000, why: "回到首次" };
    expect(await chain.must(PutAttribution, asked, owner)).toEqual({ version: version + 1 });
    chain.nowMs += 600_000;
    expect(await chain.must(PutAttribution, asked, owner)).toEqual({ version: version + 1 });
    expect(await chain.call(PutAttribution, { ...asked, why: "别的" }, owner)).toMatchObject({
      error: "setting_changed",
    });
    const { inForce, versions } = await chain.must(GetAttribution, {}, owner);
    expect(inForce).toEqual({ version: version + 1, rule: FIRST_TOUCH });
    expect(versions.map((one) => one.version)).toEqual([4, 3, 2, 1]);
  });

  test("a browser alone writes none: the phone is shown the rule and the moment", async () => {
    const { version } = await chain.must(GetAttribution, {}, owner);
    const asked = { ifVersion: version, rule: FIRST_TOUCH, fromMs: Date.UTC(2026, 0, 31, 20), why: "x" };
    const browser = await new ConsoleBrowser(chain).signIn(owner);
    expect(await browser.call(PutAttribution, asked)).toMatchObject({ status: 428, error: "approval_needed" });
    const { approvals } = await chain.must(ListApprovals, {}, owner);
    expect(approvals[0]?.action.zh).toBe("从 2026-02-01 04:00 起，新会员按「首次触点」归属");
    expect((await chain.must(GetAttribution, {}, owner)).version).toBe(version);
  });

  test("a preview says how many of the last thirty days' members would be others'", async () => {
    await later(60);
    await joinedAfter(scenes.poster, scenes.clerk);
    await joinedAfter(scenes.poster);
    await joinedAfter(scenes.event, scenes.poster);
    await joinedAfter();
    await chain.projectAll();
    const preview = (rule: AttributionRule) => chain.must(PreviewAttribution, { rule }, owner);
    expect(await preview(FIRST_TOUCH)).toEqual({ members: 4, others: 0, nobodys: 0, isSample: false });
    expect(await preview({ pick: "last", prefer: [] })).toEqual({ members: 4, others: 1, nobodys: 0, isSample: false });
    expect(await preview({ pick: "first", prefer: ["clerk"] })).toMatchObject({ others: 1, nobodys: 0 });
  });
});

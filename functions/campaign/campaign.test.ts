import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { AudienceRule } from "@huike/shared/audience";
import {
  ApproveCampaign,
  type CampaignContent,
  type CampaignCounts,
  type CampaignPlan,
  CancelCampaign,
  GetCampaign,
  ListCampaigns,
  ListDeadLetters,
  PauseCampaign,
  PutCampaign,
  ResumeCampaign,
  ReviseCampaign,
} from "@huike/shared/campaign";
import { MeasureCampaign } from "@huike/shared/campaign-result";
import { GetHome, ReadNote } from "@huike/shared/member";
import { FreezeOffer, ThawOffer } from "@huike/shared/offer-life";
import { KeepConsent, PutPushRules, USUAL_RULES } from "@huike/shared/push-rules";
import { cardFields, cardKey } from "../member/card.items.ts";
import { makeEnv } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes } from "../platform/table.ts";
import { saleKey } from "../sale/sale.items.ts";
import { personKey } from "../session/person.items.ts";
import { mondayMs, numberOf, openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import type { Walker } from "./freeze-audience.ts";
import { isHeldOut } from "./hold-out.ts";
import { measureCampaign } from "./measure-run.ts";
import { consentsOf, type PushItem, pushKey } from "./push.items.ts";
import { currentRules } from "./read-rules.ts";
import { rehearseWith } from "./rehearse.ts";
import { runCampaigns } from "./run-campaigns.ts";
import { showCampaign } from "./show-campaign.ts";

const HOUR_MS = 3_600_000;
const everybody: AudienceRule = { is: "all", of: [] };
const template = { templateId: "tmpl_0123456789abcdefghij", title: "优惠券到期提醒", fields: ["thing1", "date2"] };
const reminder: Extract<CampaignContent, { path: "subscribe" }> = {
  ...{ path: "subscribe", kind: "news", template: "expiring" },
  fields: [
    { key: "thing1", value: "您有一张券将到期" },
    { key: "date2", value: "2026年1月8日" },
  ],
};

/** A plain walk over these members, so many a page. */
const walkOver = (memberNos: readonly string[], page = 250): Walker =>
  async function* (_env, _rule, { after = "0" }) {
    const sorted = [...memberNos].sort().filter((memberNo) => memberNo > after);
    for (let at = 0; at === 0 || at < sorted.length; at += page) {
      const members = sorted.slice(at, at + page).map((memberNo) => ({ memberNo }));
      const last = members.at(-1)?.memberNo ?? "";
      yield { members, ...(at + page < sorted.length ? { next: { shard: 0, after: last } } : {}) };
    }
  };

describe("a campaign", () => {
  const chain = openChain();
  let made = 600_000_000;
  let sent: string[] = [];
  let answer: (openid: string) => Response | undefined;

  beforeEach(() => {
    sent = [];
    answer = () => undefined;
  });
  afterEach(async () => {
    // The clock goes back to Monday for the next test: seconds that were used up are to come again.
    const Key = attributes({ pk: "RATE#subscribe", sk: "NOW" });
    await chain.tables.client.send(new DeleteItemCommand({ TableName: chain.tables.views, Key }));
    chain.nowMs = mondayMs;
    chain.forget();
  });

  /** WeChat as a test wants it; what it takes is remembered. */
  const envOf = (tables = chain.tables) =>
    makeEnv({
      ...{ tables, secrets: chain.secrets, nowMs: () => chain.nowMs, wait: async () => undefined },
      ...{ wechatApiUrl: "http://wechat.test/api", wechatMpUrl: "http://wechat.test/mp" },
      fetch: async (input, init) => {
        if (!String(input).includes("/message/subscribe/send")) {
          return Response.json({ access_token: "token", expires_in: 7200 });
        }
        const { touser } = JSON.parse(String(init?.body)) as { touser: string };
        const refused = answer(touser);
        if (refused) return refused;
        sent.push(touser);
        return Response.json({ errcode: 0, errmsg: "ok" });
      },
    });

  const members = async (count: number, consents = 0): Promise<string[]> => {
    const numbers = Array.from({ length: count }, () => String(++made));
    const put = (table: "app" | "views", item: Parameters<typeof attributes>[0]) =>
      chain.tables.client.send(new PutItemCommand({ TableName: chain.tables[table], Item: attributes(item) }));
    const card = { at: mondayMs, agr: "2026-11", gen: 0, lvl: 1, pts: 0 };
    for (let i = 0; i < count; i += 25) {
      await Promise.all(
        numbers
          .slice(i, i + 25)
          .flatMap((no) => [
            put("app", { ...cardKey(no), ...cardFields(card) }),
            put("app", { ...personKey(no), oid: `open-${no}` }),
            ...(consents > 0 ? [put("views", { ...pushKey(no), con_expiring: consents })] : []),
          ]),
      );
    }
    return numbers;
  };

  const rules = async (change: Partial<typeof USUAL_RULES> = {}): Promise<void> => {
    const { version } = await currentRules(chain.coldEnv());
    const set = { ...USUAL_RULES, templates: { expiring: template }, ...change };
    await chain.must(PutPushRules, { ifVersion: version, rules: set, why: "test" }, await chain.owner());
    chain.forget();
  };

  const plan = (content: CampaignContent, change: Partial<CampaignPlan> = {}): CampaignPlan => ({
    ...{ name: "新年", audience: everybody, content, time: { when: "now" }, holdOutPermille: 0 },
    ...change,
  });

  /** A draft of it, rehearsed and approved. */
  const approved = async (one: CampaignPlan, walk: Walker): Promise<string> => {
    const campaignId = makeId("campaign");
    const owner = await chain.owner();
    await chain.must(PutCampaign, { campaignId, plan: one, why: "test" }, owner);
    const rehearsed = await rehearse(campaignId, walk);
    expect(rehearsed.ok).toBe(true);
    await chain.must(ApproveCampaign, { campaignId, ifVersion: 1, why: "test" }, owner);
    return campaignId;
  };
  const rehearse = async (campaignId: string, walk: Walker) => {
    const owner = await chain.owner();
    const caller = { memberNo: numberOf(owner), claims: {} as never };
    return rehearseWith(walk)(caller, { campaignId, ifVersion: 1 }, chain.coldEnv());
  };
  const tick = (walk: Walker, hasTime = () => true, env = envOf()) =>
    runCampaigns(env, walk, {
      hasTime,
      wait: async (ms) => {
        chain.nowMs += ms;
      },
    });
  /** Below HTTP: a session ends sooner than some campaigns. */
  const show = async (campaignId: string) => {
    const shown = await showCampaign({ memberNo: "1", claims: {} as never }, { campaignId }, chain.coldEnv());
    if (!shown.ok) throw new Error(shown.error);
    return GetCampaign.response.parse(shown.value);
  };
  const counts = async (campaignId: string): Promise<Partial<CampaignCounts>> => {
    const shown = (await show(campaignId)).counts;
    return Object.fromEntries(Object.entries(shown).filter(([, n]) => n > 0));
  };

  test("gives a coupon to everybody but those held out, once", async () => {
    const offerId = await chain.offer({}, { stock: 100 });
    const everyone = await members(60);
    const walk = walkOver(everyone);
    const one = plan({ path: "wallet", kind: "promotion", offerId }, { holdOutPermille: 200 });
    const campaignId = await approved(one, walk);
    await tick(walk);
    await tick(walk);
    const held = everyone.filter((memberNo) => isHeldOut(campaignId, memberNo, 200));
    expect(await counts(campaignId)).toEqual({ planned: 60, heldOut: held.length, sent: 60 - held.length });
    expect((await show(campaignId)).state).toBe("done");
    const holders = (await chain.items()).flatMap(({ pk, sk }) =>
      sk?.S?.startsWith(`CPN#${offerId}`) ? [pk?.S?.slice(4) ?? ""] : [],
    );
    expect(holders.sort()).toEqual(everyone.filter((memberNo) => !held.includes(memberNo)).sort());
  }, 60_000);

  test("sends a message for a consent each, and to nobody without one", async () => {
    await rules();
    const willing = await members(30, 1);
    const unwilling = await members(7);
    const walk = walkOver([...willing, ...unwilling]);
    const campaignId = await approved(plan(reminder), walk);
    await tick(walk);
    expect(await counts(campaignId)).toEqual({ planned: 37, sent: 30, noConsent: 7 });
    expect(sent.sort()).toEqual(willing.map((memberNo) => `open-${memberNo}`));
    const push = await getItem<PushItem>(chain.tables, pushKey(willing[0] ?? ""), { table: "views", consistent: true });
    expect(consentsOf(push)).toEqual({ expiring: 0 });
  }, 60_000);

  test("keeps the week's cap over all campaigns", async () => {
    await rules({ perWeek: 2 });
    // Sunday evening, and the morning after it is another week.
    chain.nowMs = mondayMs + 6 * 24 * HOUR_MS + 6 * HOUR_MS;
    const everyone = await members(10, 5);
    const walk = walkOver(everyone);
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push(await approved(plan(reminder), walk));
    await tick(walk);
    expect(sent).toHaveLength(20);
    const all = await Promise.all(ids.map(counts));
    expect(all.reduce((sum, { capped = 0 }) => sum + capped, 0)).toBe(10);
    chain.nowMs += 13 * HOUR_MS;
    await approved(plan(reminder), walk);
    await tick(walk);
    expect(sent).toHaveLength(30);
  }, 60_000);

  test("is paused within ten seconds, and goes on where it was", async () => {
    await rules();
    const everyone = await members(120, 1);
    const walk = walkOver(everyone);
    const campaignId = await approved(plan(reminder), walk);
    const owner = await chain.owner();
    let pausedAfter = 0;
    answer = () => {
      chain.nowMs += 200;
      if (sent.length === 40 && pausedAfter === 0) {
        pausedAfter = -1;
        void chain.must(PauseCampaign, { campaignId, why: "看一下" }, owner).then(() => {
          pausedAfter = sent.length;
        });
      }
      return undefined;
    };
    await tick(walk);
    expect(pausedAfter).toBeGreaterThan(0);
    // Ten seconds at 200 ms a send: fifty.
    expect(sent.length - pausedAfter).toBeLessThanOrEqual(50);
    expect(sent.length).toBeLessThan(120);
    const stood = sent.length;
    await tick(walk);
    expect(sent).toHaveLength(stood);
    expect(await chain.call(ResumeCampaign, { campaignId, why: "继续" }, owner)).toMatchObject({ status: 200 });
    answer = () => undefined;
    await tick(walk);
    expect(new Set(sent).size).toBe(120);
    expect(sent).toHaveLength(120);
    expect(await counts(campaignId)).toEqual({ planned: 120, sent: 120 });
  }, 60_000);

  test("waits for nine o'clock, and says how many wait", async () => {
    await rules();
    const walk = walkOver(await members(5, 1));
    chain.nowMs = mondayMs + 8 * HOUR_MS;
    const campaignId = await approved(plan(reminder), walk);
    await tick(walk);
    expect(await counts(campaignId)).toEqual({ planned: 5, waiting: 5, quiet: 5 });
    chain.nowMs = mondayMs + 19 * HOUR_MS;
    await tick(walk);
    expect(await counts(campaignId)).toEqual({ planned: 5, sent: 5 });
  }, 60_000);

  test("stops by itself when WeChat refuses the message for everybody, and takes nothing for it", async () => {
    await rules();
    const everyone = await members(50, 1);
    const walk = walkOver(everyone);
    const campaignId = await approved(plan(reminder), walk);
    answer = () => Response.json({ errcode: 47003, errmsg: "argument invalid! data.thing1.value" });
    await tick(walk);
    expect(await show(campaignId)).toMatchObject({ state: "paused", stoppedBy: "wechat_47003" });
    expect(await counts(campaignId)).toEqual({ planned: 50, waiting: 50 });
    for (const memberNo of everyone) {
      const push = await getItem<PushItem>(chain.tables, pushKey(memberNo), { table: "views", consistent: true });
      expect(consentsOf(push)).toEqual({ expiring: 1 });
    }
  }, 60_000);

  test("pauses when half of them fail, with a dead letter for each that did", async () => {
    await rules();
    const walk = walkOver(await members(120, 1));
    const campaignId = await approved(plan(reminder), walk);
    answer = () => Response.json({ errcode: 40003, errmsg: "invalid openid" });
    await tick(walk);
    expect(await show(campaignId)).toMatchObject({ state: "paused", stoppedBy: "failing" });
    const { failed = 0, waiting = 0 } = await counts(campaignId);
    expect(failed).toBeGreaterThanOrEqual(20);
    expect(failed + waiting).toBe(120);
    const { failures } = await chain.must(ListDeadLetters, { campaignId }, await chain.owner());
    expect(failures).toHaveLength(failed);
    expect(failures[0]).toMatchObject({ why: "wechat_40003" });
  }, 60_000);

  test("knows of consents that are gone, of busy moments and of answers that never came", async () => {
    await rules();
    const everyone = await members(4, 2);
    const [gone, busy, lost, good] = everyone.map((memberNo) => `open-${memberNo}`);
    const walk = walkOver(everyone);
    const campaignId = await approved(plan(reminder), walk);
    let busyTimes = 0;
    answer = (openid) => {
      if (openid === gone) return Response.json({ errcode: 43101, errmsg: "user refuse" });
      if (openid === busy && ++busyTimes < 3) return Response.json({ errcode: -1, errmsg: "system error" });
      return openid === lost ? new Response("", { status: 502 }) : undefined;
    };
    await tick(walk);
    expect(await counts(campaignId)).toEqual({ planned: 4, sent: 2, noConsent: 1, inDoubt: 1 });
    expect(sent.sort()).toEqual([busy, good].sort());
    const push = await getItem<PushItem>(chain.tables, pushKey(everyone[0] ?? ""), {
      table: "views",
      consistent: true,
    });
    expect(consentsOf(push)).toEqual({});
  }, 60_000);

  test("puts a line on the home screen until it is read, and its opening counts once", async () => {
    const person = await chain.member();
    const walk = walkOver([numberOf(person)]);
    const campaignId = await approved(
      plan({ path: "notice", kind: "product", title: "新品", text: "桂花拿铁来了" }),
      walk,
    );
    await tick(walk);
    const before = await chain.must(GetHome, {}, person);
    expect(before.wallet?.note).toMatchObject({ campaignId, run: 1, title: "新品", text: "桂花拿铁来了" });
    for (let i = 0; i < 2; i++) await chain.must(ReadNote, { campaignId, run: 1 }, person);
    expect((await chain.must(GetHome, { tag: before.tag }, person)).wallet?.note).toBeUndefined();
    await chain.must(ReadNote, { campaignId, run: 9 }, person);
    const opened = (await chain.items("views")).filter(({ sk }) => sk?.S?.startsWith("OPN#"));
    expect(opened.map(({ pk }) => pk?.S)).toEqual([`CMP#${campaignId}#1`]);
  }, 60_000);

  test("pauses with its offer, and goes on with it", async () => {
    const offerId = await chain.offer({}, { stock: 100 });
    const owner = await chain.owner();
    const walk = walkOver(await members(30));
    const campaignId = await approved(plan({ path: "wallet", kind: "promotion", offerId }), walk);
    await chain.must(FreezeOffer, { offerId, why: "t" }, owner);
    chain.nowMs += 10_000;
    await tick(walk);
    expect(await show(campaignId)).toMatchObject({ state: "paused", stoppedBy: "offer_frozen" });
    expect(await counts(campaignId)).toEqual({ planned: 30, waiting: 30 });
    await chain.must(ThawOffer, { offerId, why: "t" }, owner);
    chain.nowMs += 10_000;
    await chain.must(ResumeCampaign, { campaignId, why: "t" }, owner);
    await tick(walk);
    expect(await counts(campaignId)).toEqual({ planned: 30, sent: 30 });
  }, 60_000);

  test("repeats on its days, each run to whom it is for then", async () => {
    const [a = "", b = ""] = await members(2);
    const untilMs = mondayMs + 8 * 24 * HOUR_MS;
    const time: CampaignPlan["time"] = { when: "every", weekdays: [1], minute: 15 * 60, untilMs };
    const content = { path: "notice", kind: "news", title: "周一", text: "早上好" } as const;
    const campaignId = await approved(plan(content, { time }), walkOver([a]));
    await tick(walkOver([a]));
    expect(await show(campaignId)).toMatchObject({ state: "scheduled", run: 1 });
    chain.nowMs = mondayMs + HOUR_MS;
    await tick(walkOver([a]));
    expect(await show(campaignId)).toMatchObject({ state: "scheduled", run: 2 });
    chain.nowMs = mondayMs + 7 * 24 * HOUR_MS + HOUR_MS;
    await tick(walkOver([a, b]));
    expect((await show(campaignId)).state).toBe("done");
    expect(await counts(campaignId)).toEqual({ planned: 2, sent: 2 });
  }, 60_000);

  test("is refused what WeChat forbids, what it cannot say, and what is over", async () => {
    await rules();
    const owner = await chain.owner();
    const put = (content: CampaignContent, change: Partial<CampaignPlan> = {}) =>
      chain.call(PutCampaign, { campaignId: makeId("campaign"), plan: plan(content, change), why: "t" }, owner);
    const selling = { ...reminder, fields: [{ key: "thing1", value: "全场特价" }] };
    expect(await put(selling)).toMatchObject({ error: "subscribe_rule" });
    expect(await put({ ...reminder, kind: "promotion" })).toMatchObject({ error: "subscribe_rule" });
    expect(await put({ ...reminder, fields: [{ key: "thing1", value: "到期" }] })).toMatchObject({
      error: "template_field_wrong",
    });
    expect(await put({ ...reminder, template: "receipt" })).toMatchObject({ error: "template_unknown" });
    expect(await put(reminder, { time: { when: "at", atMs: mondayMs - 1 } })).toMatchObject({
      error: "campaign_time_past",
    });
    expect(await put({ path: "wallet", kind: "news", offerId: makeId("offer") })).toMatchObject({
      error: "offer_unknown",
    });
  }, 60_000);

  test("goes through its states by one answer each, and the same again is the same", async () => {
    const owner = await chain.owner();
    const campaignId = makeId("campaign");
    const one = plan({ path: "notice", kind: "news", title: "通知", text: "门店搬家了" });
    const put = () => chain.call(PutCampaign, { campaignId, plan: one, why: "t" }, owner);
    expect((await put()).value).toEqual((await put()).value);
    expect(
      await chain.call(PutCampaign, { campaignId, plan: { ...one, name: "别的" }, why: "t" }, owner),
    ).toMatchObject({
      error: "campaign_exists",
    });
    const approve = (ifVersion: number) => chain.call(ApproveCampaign, { campaignId, ifVersion, why: "t" }, owner);
    expect(await approve(1)).toMatchObject({ error: "campaign_not_rehearsed" });
    await rehearse(campaignId, walkOver([]));
    const revise = () =>
      chain.call(ReviseCampaign, { campaignId, ifVersion: 1, plan: { ...one, name: "改" }, why: "t" }, owner);
    expect((await revise()).value).toEqual((await revise()).value);
    expect(await approve(1)).toMatchObject({ error: "campaign_changed" });
    expect(await approve(2)).toMatchObject({ error: "campaign_not_rehearsed" });
    expect(await chain.call(PauseCampaign, { campaignId, why: "t" }, owner)).toMatchObject({
      error: "campaign_not_running",
    });
    const cancel = () => chain.call(CancelCampaign, { campaignId, why: "t" }, owner);
    expect((await cancel()).value).toEqual({ campaignId, state: "cancelled", version: 2 });
    expect((await cancel()).value).toMatchObject({ state: "cancelled" });
    expect(await chain.call(ResumeCampaign, { campaignId, why: "t" }, owner)).toMatchObject({
      error: "campaign_not_running",
    });
    const { campaigns } = await chain.must(ListCampaigns, {}, owner);
    expect(campaigns.find((each) => each.campaignId === campaignId)).toMatchObject({ state: "cancelled", name: "改" });
  }, 60_000);

  test("above a limit wants a second person, and its rehearsal says why", async () => {
    await rules({ soloPeople: 5 });
    const offerId = await chain.offer({}, { stock: 4 });
    const walk = walkOver(await members(6));
    const owner = await chain.owner();
    const campaignId = makeId("campaign");
    const one = plan({ path: "wallet", kind: "promotion", offerId });
    await chain.must(PutCampaign, { campaignId, plan: one, why: "t" }, owner);
    const rehearsed = await rehearse(campaignId, walk);
    expect(rehearsed).toMatchObject({
      value: { rehearsal: { people: 6, sends: 6, stockLacks: 2, worstFen: 8_000, needsSecond: true } },
    });
    const approve = async (by: Awaited<ReturnType<typeof chain.owner>>) =>
      chain.call(ApproveCampaign, { campaignId, ifVersion: 1, why: "t" }, by);
    expect(await approve(owner)).toMatchObject({ error: "campaign_needs_second" });
    const second = await chain.member();
    await chain.hire(second, [], "09", { role: "operator" });
    expect(await approve(second)).toMatchObject({ status: 200, value: { state: "scheduled" } });
    expect(await approve(second)).toMatchObject({ status: 200 });
    await rules();
  }, 60_000);

  test("tells what it brought against those held out, and says so where it cannot tell", async () => {
    const everyone = await members(200);
    const walk = walkOver(everyone);
    const content = { path: "notice", kind: "product", title: "新品", text: "来看看" } as const;
    const campaignId = await approved(plan(content, { holdOutPermille: 500 }), walk);
    await tick(walk);
    const measure = () =>
      measureCampaign({ memberNo: "1", claims: {} as never }, { campaignId, run: "1" }, chain.coldEnv());
    const none = await measure();
    expect(none).toMatchObject({ value: { measured: 1, result: { visits: { verdict: "unclear" } } } });
    const isSent = (memberNo: string) => !isHeldOut(campaignId, memberNo, 500);
    const buyers = [...everyone.filter(isSent), ...everyone.filter((memberNo) => !isSent(memberNo)).slice(0, 20)];
    chain.nowMs += 2 * HOUR_MS;
    for (const memberNo of buyers) {
      const sale = { ...saleKey(memberNo, makeId("order")), st: "s", at: chain.nowMs - HOUR_MS, pay: 3_000, off: 0 };
      // One before it began, one taken back: neither counts.
      const before = { ...sale, ...saleKey(memberNo, makeId("order")), at: mondayMs - 1 };
      const undone = { ...sale, ...saleKey(memberNo, makeId("order")), st: "u" };
      for (const item of [sale, before, undone]) {
        await chain.tables.client.send(new PutItemCommand({ TableName: chain.tables.app, Item: attributes(item) }));
      }
    }
    const measured = await measure();
    if (!measured.ok) throw new Error(measured.error);
    const { result } = MeasureCampaign.response.parse(measured.value);
    const sent = everyone.filter(isSent).length;
    expect(result?.sent).toMatchObject({ people: sent, visitors: sent, visits: sent, spentFen: sent * 3_000 });
    expect(result?.held).toMatchObject({ people: 200 - sent, visitors: 20 });
    expect(result?.visits).toMatchObject({ verdict: "more" });
    expect(result?.visits.sentence.zh).toContain("到店的人多了");
    // Twenty buyers are too few to speak of money.
    expect(result?.spending).toMatchObject({ verdict: "unclear", sentence: { zh: "无法判断：人数还太少" } });
  }, 60_000);

  test("counts a consent once, however often the phone says so", async () => {
    const person = await chain.member();
    const consentId = makeId("consent");
    const keep = (accepted: ("expiring" | "receipt")[], id = consentId) =>
      chain.call(KeepConsent, { consentId: id, accepted }, person);
    await Promise.all([1, 2, 3].map(() => keep(["expiring", "receipt"])));
    expect(await keep(["expiring"])).toMatchObject({ error: "consent_id_reused" });
    await keep(["expiring"], makeId("consent"));
    const push = await getItem<PushItem>(chain.tables, pushKey(numberOf(person)), { table: "views", consistent: true });
    expect(consentsOf(push)).toEqual({ expiring: 2, receipt: 1 });
  }, 60_000);
});

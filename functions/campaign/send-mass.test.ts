import { PutCampaign, TestCampaign } from "@huike/shared/campaign";
import type { CampaignContent } from "@huike/shared/campaign-plan";
import { DAY_MS } from "@huike/shared/day";
import { CampaignDesk, HOUR_MS, plan, walkOver } from "../testing/campaign-desk.ts";
import { openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import { type Follower, heardBy, massCrowd } from "../testing/mass-crowd.ts";
import { LEASE_MS } from "./hold-chunk.ts";
import { massIn, pushesIn, weekOf } from "./push.items.ts";
import { runCampaigns } from "./run-campaigns.ts";
import { resumeCampaign } from "./steer-campaign.ts";

const MASS = "/cgi-bin/message/mass/send";
const MINUTE_MS = 60_000;
const letter = (text: string): CampaignContent => ({ path: "mass", kind: "promotion", text });

describe("a mass message", () => {
  const chain = openChain();
  const desk = new CampaignDesk(chain);
  let made = 700_000_000;
  let texts = 0;
  beforeEach(() => desk.rules({ perWeek: 7 }));
  afterEach(async () => {
    await chain.inWechat("/settings", { faults: [], massCallsPerMonth: 3_000, copies: 1 });
    await desk.clear();
  });

  const crowd = async (count: number) => {
    const followers = await massCrowd(chain, made, count);
    made += count;
    return followers;
  };
  const newText = () => `全场 8 折，只到周日（${++texts}）`;
  const walkOf = (people: readonly { readonly memberNo: string }[]) => walkOver(people.map(({ memberNo }) => memberNo));
  /** `atMs`: later, when no session lasts. */
  const approved = (people: readonly { readonly memberNo: string }[], text: string, atMs?: number) => {
    const time = atMs === undefined ? { when: "now" as const } : { when: "at" as const, atMs };
    return desk.approved(plan(letter(text), { time }), walkOf(people));
  };
  /** A worker that talks to the chain's WeChat; what one before held is free. */
  const tick = (people: readonly { readonly memberNo: string }[]) => {
    chain.nowMs += LEASE_MS + 1;
    return runCampaigns(chain.coldEnv(), walkOf(people), { hasTime: () => true, wait: async () => undefined });
  };
  const heard = (people: readonly Follower[], text: string) =>
    Promise.all(people.map((person) => heardBy(chain, person, text)));
  const settled = async () => {
    await chain.inWechat("/callbacks/settle");
    await chain.takeInAll();
    chain.forget();
  };
  const massOf = async ({ memberNo }: Follower) => {
    const push = await desk.pushOf(memberNo);
    return { month: massIn(push, chain.nowMs), week: pushesIn(push, weekOf(chain.nowMs)) };
  };

  test("sells to followers, once, and to nobody else; WeChat's own numbers stand beside ours", async () => {
    const [people, text] = [await crowd(4), newText()];
    const [stranger] = await desk.members(1);
    const left = people[3];
    if (!left || !stranger) throw new Error("nobody there");
    // Left, and we have not heard of it: WeChat takes them out.
    await chain.inWechat(`/phones/${left.phone}/unfollow`);
    const all = [...people, { memberNo: stranger }];
    const campaignId = await approved(all, text);
    for (let i = 0; i < 3; i++) await tick(all);
    expect(await desk.counts(campaignId)).toEqual({ planned: 5, sent: 4, notFollowing: 1 });
    expect(await heard(people, text)).toEqual([1, 1, 1, 0]);
    const none = { calls: 1, reported: 0, total: 0, filtered: 0, sent: 0, failed: 0, faults: [] };
    expect((await desk.show(campaignId)).massReport).toEqual(none);
    await settled();
    expect((await desk.show(campaignId)).massReport).toEqual({
      ...{ ...none, reported: 1, total: 4, filtered: 3, sent: 3 },
    });
    // Who left is taken in: the next one leaves them out by itself.
    const next = await approved(all, newText());
    await tick(all);
    expect(await desk.counts(next)).toEqual({ planned: 5, sent: 3, notFollowing: 2 });
  }, 60_000);

  test("a report that comes a hundred times, before its call is known or after, counts once", async () => {
    const [people, text] = [await crowd(3), newText()];
    await chain.inWechat("/settings", { copies: 100 });
    // Its answer is lost and the report is there before anybody knows the number.
    await chain.inWechat("/settings", { faults: [{ path: MASS, times: 1, isAfter: true, httpStatus: 502 }] });
    const campaignId = await approved(people, text);
    await tick(people);
    await settled();
    expect(await desk.counts(campaignId)).toEqual({ planned: 3, waiting: 3 });
    chain.nowMs += MINUTE_MS;
    await tick(people);
    await settled();
    await settled();
    expect(await desk.counts(campaignId)).toEqual({ planned: 3, sent: 3 });
    expect((await desk.show(campaignId)).massReport).toEqual({
      ...{ calls: 1, reported: 1, total: 3, filtered: 3, sent: 3, failed: 0, faults: [] },
    });
  }, 60_000);

  test("a report of a failure is told by WeChat's own word", async () => {
    const [people, text] = [await crowd(2), newText()];
    await chain.inWechat("/settings", { isHolding: true });
    const campaignId = await approved(people, text);
    await tick(people);
    await chain.inWechat("/settings", { isHolding: false });
    const sendings = (await chain.items("views")).filter(({ sk }) => sk?.S?.startsWith("SND#"));
    const MsgID = sendings.find(({ pk }) => pk?.S?.includes(campaignId))?.msg?.S ?? "";
    const fields = { MsgID, Status: "err(10001)", TotalCount: 2, FilterCount: 0, SentCount: 0, ErrorCount: 2 };
    await chain.inWechat(`/phones/${people[0]?.phone}/event`, { event: "MASSSENDJOBFINISH", fields });
    await settled();
    expect((await desk.show(campaignId)).massReport).toEqual({
      ...{ calls: 1, reported: 1, total: 2, filtered: 0, sent: 0, failed: 2 },
      faults: [{ status: "err(10001)", calls: 1 }],
    });
  }, 60_000);

  test("whoever has had the month's four is counted apart, in the rehearsal too, and has four again next month", async () => {
    const people = await crowd(3);
    const [first, ...others] = people;
    if (!first) throw new Error("nobody there");
    // The first one has had two more than the others.
    for (const some of [[first, ...(await crowd(1))], people]) {
      for (let i = 0; i < 2; i++) {
        await approved(some, newText());
        await tick(some);
      }
    }
    expect(await massOf(first)).toEqual({ month: 4, week: 4 });
    // Noon of 1 February.
    const nextMs = Date.UTC(2026, 1, 1, 4);
    const [february, again] = [newText(), newText()];
    const later = [await approved(people, february, nextMs), await approved(people, again, nextMs)];
    const text = newText();
    const campaignId = await approved(people, text);
    const draft = makeId("campaign");
    await chain.must(PutCampaign, { campaignId: draft, plan: plan(letter(text)), why: "t" }, await chain.owner());
    expect(await desk.rehearse(draft, walkOf(people))).toMatchObject({
      value: { rehearsal: { people: 3, sends: 2, quota: 1, notFollowing: 0, reachable: { mass: 2 } } },
    });
    await tick(people);
    expect(await desk.counts(campaignId)).toEqual({ planned: 3, sent: 2, quota: 1 });
    expect(await heard([first, ...others], text)).toEqual([0, 1, 1]);
    chain.nowMs = nextMs;
    await tick(people);
    for (const one of later) expect(await desk.counts(one)).toEqual({ planned: 3, sent: 3 });
    expect(await massOf(first)).toEqual({ month: 2, week: 2 });
    for (const said of [february, again]) expect(await heard(people, said)).toEqual([1, 1, 1]);
  }, 60_000);

  test("waits in the last minutes of a month, so that what is counted in one does not arrive in the next", async () => {
    await desk.rules({ perWeek: 7, quiet: { fromMinute: 0, toMinute: 0 } });
    const [people, text] = [await crowd(2), newText()];
    // 31 January 23:52.
    const lateMs = Date.UTC(2026, 0, 31, 15, 52);
    const campaignId = await approved(people, text, lateMs);
    chain.nowMs = lateMs;
    await tick(people);
    expect(await desk.counts(campaignId)).toEqual({ planned: 2, waiting: 2 });
    chain.nowMs = Date.UTC(2026, 0, 31, 16, 1);
    await tick(people);
    expect(await desk.counts(campaignId)).toEqual({ planned: 2, sent: 2 });
    expect(await heard(people, text)).toEqual([1, 1]);
  }, 60_000);

  test("for one alone is not sent, takes nothing, and is counted apart", async () => {
    const [people, text] = [await crowd(1), newText()];
    const [only] = people;
    const campaignId = await approved(people, text);
    await tick(people);
    expect(await desk.counts(campaignId)).toEqual({ planned: 1, alone: 1 });
    expect(only && (await massOf(only))).toEqual({ month: 0, week: 0 });
    expect(await heard(people, text)).toEqual([0]);
  }, 60_000);

  test("few followers among many pages of members are one list", async () => {
    const [people, text] = [await crowd(41), newText()];
    const pageEach = walkOver(
      people.map(({ memberNo }) => memberNo),
      1,
    );
    const campaignId = await desk.approved(plan(letter(text)), pageEach);
    await runCampaigns(chain.coldEnv(), pageEach, { hasTime: () => true, wait: async () => undefined });
    expect(await desk.counts(campaignId)).toEqual({ planned: 41, sent: 41 });
  }, 60_000);

  test("the account's quota used up pauses it with all given back; it goes on where it stood", async () => {
    const [people, text] = [await crowd(3), newText()];
    // Monday, 26 January: a run goes on for two weeks more.
    const lateMs = Date.UTC(2026, 0, 26, 4);
    const campaignId = await approved(people, text, lateMs);
    chain.nowMs = lateMs;
    await chain.inWechat("/settings", { massCallsPerMonth: 0 });
    await tick(people);
    expect(await desk.show(campaignId)).toMatchObject({ state: "paused", stoppedBy: "wechat_45028" });
    expect(await Promise.all(people.map(massOf))).toEqual(people.map(() => ({ month: 0, week: 0 })));
    // Next month.
    chain.nowMs = Date.UTC(2026, 1, 2, 4);
    await chain.inWechat("/settings", { massCallsPerMonth: 3_000 });
    const caller = { memberNo: "1", claims: {} as never };
    expect(await resumeCampaign(caller, { campaignId, why: "下个月" }, chain.coldEnv())).toMatchObject({ ok: true });
    await tick(people);
    expect(await desk.counts(campaignId)).toEqual({ planned: 3, sent: 3 });
    expect(await heard(people, text)).toEqual([1, 1, 1]);
  }, 60_000);

  test.each([
    ["no answer, and it went out", { httpStatus: 502, isAfter: true, times: 1 }],
    ["no answer, three times, and it never went out", { httpStatus: 502, isAfter: false, times: 3 }],
    ["busy, three times", { errcode: -1, isAfter: false, times: 3 }],
    ["the minute's calls used up", { errcode: 45011, isAfter: false, times: 1 }],
    ["a dead token", { errcode: 42001, isAfter: false, times: 1 }],
  ])(
    "%s: everybody gets it once and is known as sent",
    async (_, fault) => {
      const [people, text] = [await crowd(2), newText()];
      const campaignId = await approved(people, text);
      await chain.inWechat("/settings", { faults: [{ path: MASS, ...fault }] });
      await tick(people);
      chain.nowMs += MINUTE_MS;
      await tick(people);
      expect(await desk.counts(campaignId)).toEqual({ planned: 2, sent: 2 });
      expect(await desk.show(campaignId)).toMatchObject({ state: "done" });
      expect(await heard(people, text)).toEqual([1, 1]);
    },
    60_000,
  );

  test("a list too old to be asked for again is in doubt and never sent again", async () => {
    const [people, text] = [await crowd(2), newText()];
    const campaignId = await approved(people, text);
    await chain.inWechat("/settings", { faults: [{ path: MASS, times: 3, isAfter: true, httpStatus: 502 }] });
    await tick(people);
    chain.nowMs += 23 * HOUR_MS;
    await tick(people);
    expect(await desk.counts(campaignId)).toEqual({ planned: 2, inDoubt: 2 });
    expect(await heard(people, text)).toEqual([1, 1]);
  }, 60_000);

  test("is not for one person's occasion, and is tried on the own phone without taking any of the four", async () => {
    const owner = await chain.owner();
    const put = (change: Parameters<typeof plan>[1]) =>
      chain.call(
        PutCampaign,
        { campaignId: makeId("campaign"), plan: plan(letter(newText()), change), why: "t" },
        owner,
      );
    const untilMs = chain.nowMs + DAY_MS;
    expect(await put({ time: { when: "trigger", trigger: { on: "joined" }, untilMs } })).toMatchObject({
      ...{ status: 409, error: "mass_needs_many" },
    });
    const daily = { on: "unseen", days: 30, minute: 600 } as const;
    expect(await put({ time: { when: "trigger", trigger: daily, untilMs } })).toMatchObject({ status: 200 });
    const [campaignId, text] = [makeId("campaign"), newText()];
    await chain.must(PutCampaign, { campaignId, plan: plan(letter(text)), why: "t" }, owner);
    const tested = () => chain.call(TestCampaign, { campaignId, ifVersion: 1, testId: makeId("test") }, owner);
    expect(await tested()).toMatchObject({ status: 409, error: "test_needs_follow" });
    await chain.inWechat(`/phones/${owner.phone}/follow`);
    await chain.takeInAll();
    for (let i = 0; i < 5; i++) expect(await tested()).toMatchObject({ value: { shownOn: "chat" } });
    expect(await heardBy(chain, owner, `【测试】${text}`)).toBe(5);
  }, 60_000);
});

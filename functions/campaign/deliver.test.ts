import { ListDeadLetters } from "@huike/shared/campaign";
import type { CampaignPlan } from "@huike/shared/campaign-plan";
import { CampaignDesk, HOUR_MS, plan, reminder, walkOver } from "../testing/campaign-desk.ts";
import { mondayMs, openChain } from "../testing/chain.ts";
import { isHeldOut } from "./hold-out.ts";

describe("delivering a campaign", () => {
  const chain = openChain();
  const desk = new CampaignDesk(chain);
  afterEach(() => desk.clear());

  test("gives a coupon to everybody but those held out, once", async () => {
    const offerId = await chain.offer({}, { stock: 100 });
    const everyone = await desk.members(60);
    const walk = walkOver(everyone);
    const one = plan({ path: "wallet", kind: "promotion", offerId }, { holdOutPermille: 200 });
    const campaignId = await desk.approved(one, walk);
    await desk.tick(walk);
    await desk.tick(walk);
    const held = everyone.filter((memberNo) => isHeldOut(campaignId, memberNo, 200));
    expect(await desk.counts(campaignId)).toEqual({ planned: 60, heldOut: held.length, sent: 60 - held.length });
    expect((await desk.show(campaignId)).state).toBe("done");
    const holders = (await chain.items()).flatMap(({ pk, sk }) =>
      sk?.S?.startsWith(`CPN#${offerId}`) ? [pk?.S?.slice(4) ?? ""] : [],
    );
    expect(holders.sort()).toEqual(everyone.filter((memberNo) => !held.includes(memberNo)).sort());
  }, 60_000);
  test("sends a message for a consent each, and to nobody without one", async () => {
    await desk.rules();
    const willing = await desk.members(30, 1);
    const unwilling = await desk.members(7);
    const walk = walkOver([...willing, ...unwilling]);
    const campaignId = await desk.approved(plan(reminder), walk);
    await desk.tick(walk);
    expect(await desk.counts(campaignId)).toEqual({ planned: 37, sent: 30, noConsent: 7 });
    expect(desk.sent.sort()).toEqual(willing.map((memberNo) => `open-${memberNo}`));
    expect(await desk.consents(willing[0] ?? "")).toEqual({ expiring: 0 });
  }, 60_000);
  test("keeps the week's cap over all campaigns", async () => {
    await desk.rules({ perWeek: 2 });
    // Sunday evening, and the morning after it is another week.
    chain.nowMs = mondayMs + 6 * 24 * HOUR_MS + 6 * HOUR_MS;
    const everyone = await desk.members(10, 5);
    const walk = walkOver(everyone);
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push(await desk.approved(plan(reminder), walk));
    await desk.tick(walk);
    expect(desk.sent).toHaveLength(20);
    const all = await Promise.all(ids.map((id) => desk.counts(id)));
    expect(all.reduce((sum, { capped = 0 }) => sum + capped, 0)).toBe(10);
    chain.nowMs += 13 * HOUR_MS;
    await desk.approved(plan(reminder), walk);
    await desk.tick(walk);
    expect(desk.sent).toHaveLength(30);
  }, 60_000);
  test("waits for nine o'clock, and says how many wait", async () => {
    await desk.rules();
    const walk = walkOver(await desk.members(5, 1));
    chain.nowMs = mondayMs + 8 * HOUR_MS;
    const campaignId = await desk.approved(plan(reminder), walk);
    await desk.tick(walk);
    expect(await desk.counts(campaignId)).toEqual({ planned: 5, waiting: 5, quiet: 5 });
    chain.nowMs = mondayMs + 19 * HOUR_MS;
    await desk.tick(walk);
    expect(await desk.counts(campaignId)).toEqual({ planned: 5, sent: 5 });
  }, 60_000);
  test("stops by itself when WeChat refuses the message for everybody, and takes nothing for it", async () => {
    await desk.rules();
    const everyone = await desk.members(50, 1);
    const walk = walkOver(everyone);
    const campaignId = await desk.approved(plan(reminder), walk);
    desk.answer = () => Response.json({ errcode: 47003, errmsg: "argument invalid! data.thing1.value" });
    await desk.tick(walk);
    expect(await desk.show(campaignId)).toMatchObject({ state: "paused", stoppedBy: "wechat_47003" });
    expect(await desk.counts(campaignId)).toEqual({ planned: 50, waiting: 50 });
    for (const memberNo of everyone) {
      expect(await desk.consents(memberNo)).toEqual({ expiring: 1 });
    }
  }, 60_000);
  test("pauses when half of them fail, with a dead letter for each that did", async () => {
    await desk.rules();
    const walk = walkOver(await desk.members(120, 1));
    const campaignId = await desk.approved(plan(reminder), walk);
    desk.answer = () => Response.json({ errcode: 40003, errmsg: "invalid openid" });
    await desk.tick(walk);
    expect(await desk.show(campaignId)).toMatchObject({ state: "paused", stoppedBy: "failing" });
    const { failed = 0, waiting = 0 } = await desk.counts(campaignId);
    expect(failed).toBeGreaterThanOrEqual(20);
    expect(failed + waiting).toBe(120);
    const { failures } = await chain.must(ListDeadLetters, { campaignId }, await chain.owner());
    expect(failures).toHaveLength(failed);
    expect(failures[0]).toMatchObject({ why: "wechat_40003" });
  }, 60_000);
  test("knows of consents that are gone, of busy moments and of answers that never came", async () => {
    await desk.rules();
    const everyone = await desk.members(4, 2);
    const [gone, busy, lost, good] = everyone.map((memberNo) => `open-${memberNo}`);
    const walk = walkOver(everyone);
    const campaignId = await desk.approved(plan(reminder), walk);
    let busyTimes = 0;
    desk.answer = (openid) => {
      if (openid === gone) return Response.json({ errcode: 43101, errmsg: "user refuse" });
      if (openid === busy && ++busyTimes < 3) return Response.json({ errcode: -1, errmsg: "system error" });
      return openid === lost ? new Response("", { status: 502 }) : undefined;
    };
    await desk.tick(walk);
    expect(await desk.counts(campaignId)).toEqual({ planned: 4, sent: 2, noConsent: 1, inDoubt: 1 });
    expect(desk.sent.sort()).toEqual([busy, good].sort());
    expect(await desk.consents(everyone[0] ?? "")).toEqual({});
  }, 60_000);
  test("repeats on its days, each run to whom it is for then", async () => {
    const [a = "", b = ""] = await desk.members(2);
    const untilMs = mondayMs + 8 * 24 * HOUR_MS;
    const time: CampaignPlan["time"] = { when: "every", weekdays: [1], minute: 15 * 60, untilMs };
    const content = { path: "notice", kind: "news", title: "周一", text: "早上好" } as const;
    const campaignId = await desk.approved(plan(content, { time }), walkOver([a]));
    await desk.tick(walkOver([a]));
    expect(await desk.show(campaignId)).toMatchObject({ state: "scheduled", run: 1 });
    chain.nowMs = mondayMs + HOUR_MS;
    await desk.tick(walkOver([a]));
    expect(await desk.show(campaignId)).toMatchObject({ state: "scheduled", run: 2 });
    chain.nowMs = mondayMs + 7 * 24 * HOUR_MS + HOUR_MS;
    await desk.tick(walkOver([a, b]));
    expect((await desk.show(campaignId)).state).toBe("done");
    expect(await desk.counts(campaignId)).toEqual({ planned: 2, sent: 2 });
  }, 60_000);
});

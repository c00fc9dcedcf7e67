import {
  ApproveCampaign,
  CancelCampaign,
  ListCampaigns,
  PauseCampaign,
  PutCampaign,
  ResumeCampaign,
  ReviseCampaign,
} from "@huike/shared/campaign";
import { FreezeOffer, ThawOffer } from "@huike/shared/offer-life";
import { CampaignDesk, plan, reminder, walkOver } from "../testing/campaign-desk.ts";
import { openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";

describe("steering a campaign", () => {
  const chain = openChain();
  const desk = new CampaignDesk(chain);
  afterEach(() => desk.clear());

  test("is paused within ten seconds, and goes on where it was", async () => {
    await desk.rules();
    const everyone = await desk.members(120, 1);
    const walk = walkOver(everyone);
    const campaignId = await desk.approved(plan(reminder), walk);
    const owner = await chain.owner();
    let pausedAfter = 0;
    desk.answer = () => {
      chain.nowMs += 200;
      if (desk.sent.length === 40 && pausedAfter === 0) {
        pausedAfter = -1;
        void chain.must(PauseCampaign, { campaignId, why: "看一下" }, owner).then(() => {
          pausedAfter = desk.sent.length;
        });
      }
      return undefined;
    };
    await desk.tick(walk);
    expect(pausedAfter).toBeGreaterThan(0);
    // Ten seconds at 200 ms a send: fifty.
    expect(desk.sent.length - pausedAfter).toBeLessThanOrEqual(50);
    expect(desk.sent.length).toBeLessThan(120);
    const stood = desk.sent.length;
    await desk.tick(walk);
    expect(desk.sent).toHaveLength(stood);
    expect(await chain.call(ResumeCampaign, { campaignId, why: "继续" }, owner)).toMatchObject({ status: 200 });
    desk.answer = () => undefined;
    await desk.tick(walk);
    expect(new Set(desk.sent).size).toBe(120);
    expect(desk.sent).toHaveLength(120);
    expect(await desk.counts(campaignId)).toEqual({ planned: 120, sent: 120 });
  }, 60_000);
  test("pauses with its offer, and goes on with it", async () => {
    const offerId = await chain.offer({}, { stock: 100 });
    const owner = await chain.owner();
    const walk = walkOver(await desk.members(30));
    const campaignId = await desk.approved(plan({ path: "wallet", kind: "promotion", offerId }), walk);
    await chain.must(FreezeOffer, { offerId, why: "t" }, owner);
    chain.nowMs += 10_000;
    await desk.tick(walk);
    expect(await desk.show(campaignId)).toMatchObject({ state: "paused", stoppedBy: "offer_frozen" });
    expect(await desk.counts(campaignId)).toEqual({ planned: 30, waiting: 30 });
    await chain.must(ThawOffer, { offerId, why: "t" }, owner);
    chain.nowMs += 10_000;
    await chain.must(ResumeCampaign, { campaignId, why: "t" }, owner);
    await desk.tick(walk);
    expect(await desk.counts(campaignId)).toEqual({ planned: 30, sent: 30 });
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
    await desk.rehearse(campaignId, walkOver([]));
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
});

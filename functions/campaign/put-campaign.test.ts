import { ApproveCampaign, PutCampaign } from "@huike/shared/campaign";
import type { CampaignContent, CampaignPlan } from "@huike/shared/campaign-plan";
import { CampaignDesk, plan, reminder, walkOver } from "../testing/campaign-desk.ts";
import { mondayMs, openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";

describe("a plan", () => {
  const chain = openChain();
  const desk = new CampaignDesk(chain);
  afterEach(() => desk.clear());

  test("is refused what WeChat forbids, what it cannot say, and what is over", async () => {
    await desk.rules();
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
  test("above a limit wants a second person, and its rehearsal says why", async () => {
    await desk.rules({ soloPeople: 5 });
    const offerId = await chain.offer({}, { stock: 4 });
    const walk = walkOver(await desk.members(6));
    const owner = await chain.owner();
    const campaignId = makeId("campaign");
    const one = plan({ path: "wallet", kind: "promotion", offerId });
    await chain.must(PutCampaign, { campaignId, plan: one, why: "t" }, owner);
    const rehearsed = await desk.rehearse(campaignId, walk);
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
    await desk.rules();
  }, 60_000);
});

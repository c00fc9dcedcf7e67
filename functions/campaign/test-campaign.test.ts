import { PutCampaign, TestCampaign } from "@huike/shared/campaign";
import type { CampaignContent } from "@huike/shared/campaign-plan";
import { GetHome } from "@huike/shared/member";
import { KeepConsent } from "@huike/shared/push-rules";
import { CampaignDesk, plan, reminder } from "../testing/campaign-desk.ts";
import { numberOf, openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";

describe("a test to the own phone", () => {
  const chain = openChain();
  const desk = new CampaignDesk(chain);
  afterEach(() => desk.clear());

  const draft = async (content: CampaignContent) => {
    const campaignId = makeId("campaign");
    await chain.must(PutCampaign, { campaignId, plan: plan(content), why: "t" }, await chain.owner());
    return campaignId;
  };
  const sendTest = async (campaignId: string, testId = makeId("test"), ifVersion = 1) =>
    chain.call(TestCampaign, { campaignId, ifVersion, testId }, await chain.owner());

  test("shows a line and a coupon on the own home screen as a test, and counts nothing", async () => {
    const owner = await chain.owner();
    const line = await draft({ path: "notice", kind: "product", title: "新品", text: "桂花拿铁来了" });
    expect(await sendTest(line)).toMatchObject({ value: { shownOn: "home" } });
    expect((await chain.must(GetHome, {}, owner)).wallet?.note).toMatchObject({
      ...{ campaignId: line, title: "【测试】新品", text: "桂花拿铁来了" },
    });
    const offerId = await chain.offer({}, { stock: 3 });
    const stock = async () => (await chain.items()).filter(({ pk }) => pk?.S === `OFR#${offerId}`);
    const before = await stock();
    const coupon = await draft({ path: "wallet", kind: "promotion", offerId });
    expect(await sendTest(coupon)).toMatchObject({ value: { shownOn: "home" } });
    const { wallet } = await chain.must(GetHome, {}, owner);
    expect(wallet?.note).toMatchObject({ campaignId: coupon, title: expect.stringContaining("【测试】") });
    expect(wallet?.coupons).toEqual([]);
    expect(await stock()).toEqual(before);
    const { counts, brought } = await desk.show(coupon);
    expect(counts).toMatchObject({ planned: 0, sent: 0 });
    expect(brought).toMatchObject({ opened: 0, claimed: 0 });
  }, 60_000);

  test("sends a message for an own consent, once a test; without one it says what to do", async () => {
    await desk.rules();
    const owner = await chain.owner();
    const campaignId = await draft(reminder);
    const refusal = await sendTest(campaignId);
    expect(refusal).toMatchObject({ status: 409, error: "test_needs_consent" });
    await chain.must(KeepConsent, { consentId: makeId("consent"), accepted: ["expiring"] }, owner);
    chain.wechatFault = (url) =>
      url.includes("/subscribe/send") ? Response.json({ errcode: 40037, errmsg: "invalid template_id" }) : undefined;
    expect(await sendTest(campaignId)).toMatchObject({ error: "test_refused" });
    expect(await desk.consents(numberOf(owner))).toEqual({ expiring: 1 });
    // The fake has no consent of this phone and refuses with 43101: the count goes by WeChat's word.
    chain.wechatFault = undefined;
    expect(await sendTest(campaignId)).toMatchObject({ error: "test_needs_consent" });
    expect(await desk.consents(numberOf(owner))).toEqual({});
    let sends = 0;
    chain.wechatFault = (url) => {
      if (!url.includes("/subscribe/send")) return undefined;
      sends += 1;
      return Response.json({ errcode: 0, errmsg: "ok" });
    };
    await chain.must(KeepConsent, { consentId: makeId("consent"), accepted: ["expiring"] }, owner);
    const testId = makeId("test");
    expect(await sendTest(campaignId, testId)).toMatchObject({ value: { shownOn: "message" } });
    expect(await sendTest(campaignId, testId)).toMatchObject({ value: { shownOn: "message" } });
    chain.wechatFault = undefined;
    expect(sends).toBe(1);
    const push = await desk.pushOf(numberOf(owner));
    expect(push).toMatchObject({ con_expiring: 0 });
    expect(Object.keys(push ?? {}).filter((name) => /^[nc]\d/.test(name))).toEqual([]);
  }, 60_000);

  test("is refused for another version and for what the plan may not say any more", async () => {
    const campaignId = await draft({ path: "notice", kind: "news", title: "通知", text: "门店搬家了" });
    expect(await sendTest(campaignId, makeId("test"), 2)).toMatchObject({ error: "campaign_changed" });
    expect(await sendTest(makeId("campaign"))).toMatchObject({ error: "campaign_unknown" });
  }, 60_000);
});

import { AdjustPoints, DecideAdjustment } from "@huike/shared/adjustment";
import { APPROVAL_MS, DecideApproval, GetApproval, ListApprovals } from "@huike/shared/approval";
import { VoidOffer } from "@huike/shared/offer-life";
import { GetMe, PutStaff } from "@huike/shared/staff";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { ConsoleBrowser } from "../testing/console-browser.ts";
import { makeId } from "../testing/made-up.ts";

const chain = openChain();
let owner: Person;
let browser: ConsoleBrowser;
let shop: string;
beforeAll(async () => {
  owner = await chain.owner();
  shop = await chain.shop("人民路店");
  browser = await new ConsoleBrowser(chain).signIn(owner);
});

const hiring = async (change = {}) => ({
  ...{ memberNo: numberOf(await chain.member()), name: "王芳", clerkNo: "12", role: "clerk", storeIds: [shop] },
  ...{ state: "active", why: "test", ...change },
});
type Hiring = Parameters<typeof chain.call<typeof PutStaff>>[1];
const ask = async (request: unknown, by = browser) => {
  const asked = await by.call(PutStaff, request as Hiring);
  expect(asked).toMatchObject({ status: 428, error: "approval_needed" });
  return asked.detail?.approvalId ?? "";
};
const decide = (approvalId: string, decision: "approve" | "refuse", by = owner) =>
  chain.call(DecideApproval, { approvalId, decision }, by);

describe("what a browser alone must not do", () => {
  test("waits for the phone, which shows that very action in the server's words, and is done once it said yes", async () => {
    const request = await hiring();
    const before = await chain.digest();
    const approvalId = await ask(request);
    const [pending] = (await chain.must(ListApprovals, {}, owner)).approvals;
    expect(pending).toMatchObject({
      approvalId,
      action: { zh: expect.stringMatching(/^让「王芳」（会员 \d{3} \d{3} \d{3}）担任店员，门店：人民路店$/) },
      browser: { name: "Chrome · Windows" },
    });
    expect(await browser.call(PutStaff, request as Hiring, approvalId)).toMatchObject({ error: "approval_needed" });
    expect((await browser.call(GetApproval, { approvalId })).value.state).toBe("pending");
    expect(await chain.digest()).not.toBe(before);
    expect((await decide(approvalId, "approve")).status).toBe(200);
    expect((await browser.call(GetApproval, { approvalId })).value.state).toBe("approved");
    expect((await browser.call(PutStaff, request as Hiring, approvalId)).status).toBe(200);
    expect((await browser.call(GetApproval, { approvalId })).value.state).toBe("used");
    expect((await chain.must(ListApprovals, {}, owner)).approvals).toEqual([]);
  });

  test("is not done while it waits, nor after a no", async () => {
    const person = await chain.member();
    const request = await hiring({ memberNo: numberOf(person) });
    const approvalId = await ask(request);
    expect((await chain.call(GetMe, {}, person)).status).toBe(403);
    expect((await decide(approvalId, "refuse")).status).toBe(200);
    expect(await browser.call(PutStaff, request as Hiring, approvalId)).toMatchObject({
      status: 403,
      error: "approval_refused",
    });
    expect(await decide(approvalId, "approve")).toMatchObject({ error: "approval_decided" });
    expect(await decide(approvalId, "refuse")).toMatchObject({ status: 200, value: { state: "refused" } });
    chain.nowMs += 15_000;
    expect((await chain.call(GetMe, {}, person)).status).toBe(403);
  });

  test("may be sent again with the same yes when its answer was lost, not after five minutes", async () => {
    const request = await hiring();
    const approvalId = await ask(request);
    await decide(approvalId, "approve");
    for (let i = 0; i < 3; i++) expect((await browser.call(PutStaff, request as Hiring, approvalId)).status).toBe(200);
    chain.nowMs += APPROVAL_MS;
    expect(await browser.call(PutStaff, request as Hiring, approvalId)).toMatchObject({
      status: 410,
      error: "approval_over",
    });
  });

  test("is that call to the last field: another takes no yes of it, whatever its fields' order", async () => {
    const request = await hiring();
    const approvalId = await ask(request);
    await decide(approvalId, "approve");
    const { memberNo, ...rest } = request;
    for (const other of [{ ...request, name: "王方" }, { ...request, role: "manager" }, await hiring()]) {
      expect(await browser.call(PutStaff, other as Hiring, approvalId)).toMatchObject({ error: "approval_over" });
    }
    const offerId = await chain.offer();
    expect(await browser.call(VoidOffer, { offerId, why: "test" }, approvalId)).toMatchObject({
      error: "approval_over",
    });
    const reordered = Object.fromEntries(Object.entries({ ...rest, memberNo }).reverse());
    expect((await browser.call(PutStaff, reordered as Hiring, approvalId)).status).toBe(200);
  });

  test("takes a yes of the same person to the same browser only", async () => {
    const operator = await chain.member();
    await chain.hire(operator, [], "10", { role: "operator" });
    const [theirs, mine] = [new ConsoleBrowser(chain), new ConsoleBrowser(chain)];
    await theirs.signIn(operator);
    await mine.signIn(owner);
    const request = await hiring();
    const approvalId = await ask(request);
    expect(await decide(approvalId, "approve", operator)).toMatchObject({ status: 410, error: "approval_over" });
    expect(await theirs.call(GetApproval, { approvalId })).toMatchObject({ error: "approval_over" });
    await decide(approvalId, "approve");
    for (const other of [theirs, mine]) {
      expect(await other.call(PutStaff, request as Hiring, approvalId)).toMatchObject({ error: "approval_over" });
    }
    expect((await browser.call(PutStaff, request as Hiring, approvalId)).status).toBe(200);
  });

  test("cannot be said yes to after five minutes, nor with an id that is none", async () => {
    const request = await hiring();
    const approvalId = await ask(request);
    chain.nowMs += APPROVAL_MS;
    expect(await decide(approvalId, "approve")).toMatchObject({ status: 410, error: "approval_over" });
    for (const none of [makeId("approval"), "x", approvalId]) {
      expect(await browser.call(PutStaff, request as Hiring, none)).toMatchObject({ error: "approval_over" });
    }
  });

  test("asks nobody who may not do it, and nothing of a phone that calls by itself", async () => {
    const operator = await chain.member();
    await chain.hire(operator, [], "10", { role: "operator" });
    await chain.must(PutStaff, (await hiring()) as Hiring, operator);
    await chain.hire(operator, [], "10", { role: "manager", storeIds: [shop] });
    chain.nowMs += 15_000;
    const theirs = await new ConsoleBrowser(chain).signIn(operator);
    const offerId = await chain.offer();
    expect(await theirs.call(VoidOffer, { offerId, why: "test" })).toMatchObject({ status: 403, error: "forbidden" });
    expect((await chain.must(ListApprovals, {}, operator)).approvals).toEqual([]);
  });
});

describe("the words on the phone", () => {
  const words = async (approvalId = "") => (await browser.call(GetApproval, { approvalId })).value.action;

  test("name the offer that is voided; going on with it asks no more", async () => {
    const offerId = await chain.offer({ title: "开业券" });
    const request = { offerId, why: "写在浏览器里的话" };
    const asked = await browser.call(VoidOffer, request);
    expect(await words(asked.detail?.approvalId)).toEqual({
      zh: `作废券活动「开业券」（${offerId}）：会员手里没用的券全部取消，不能恢复`,
      en: expect.stringContaining("「开业券」"),
    });
    expect((await browser.callApproved(VoidOffer, request, owner)).status).toBe(200);
    chain.nowMs += 15_000;
    const on = await browser.call(VoidOffer, request);
    expect(on).toMatchObject({ status: 200, value: { isFinished: true } });
  });

  test("say how many points whose correction is; a no needs no phone, and a decided one neither", async () => {
    const operator = await chain.member();
    await chain.hire(operator, [], "10", { role: "operator" });
    const memberNo = numberOf(await chain.member());
    const waiting = async () => {
      const adjustmentId = makeId("adjustment");
      await chain.must(AdjustPoints, { adjustmentId, memberNo, points: 900_000, why: "test" }, operator);
      return adjustmentId;
    };
    const [yes, no] = [await waiting(), await waiting()];
    const approve = { adjustmentId: yes, memberNo, decision: "approve" } as const;
    const asked = await browser.call(DecideAdjustment, approve);
    expect((await words(asked.detail?.approvalId)).zh).toMatch(/^批准会员 [\d ]{11} 的积分调整：\+900000 分/);
    expect((await browser.callApproved(DecideAdjustment, approve, owner)).value).toMatchObject({ state: "posted" });
    expect((await browser.call(DecideAdjustment, approve)).value).toMatchObject({ state: "posted" });
    const decline = { adjustmentId: no, memberNo, decision: "decline" } as const;
    expect((await browser.call(DecideAdjustment, decline)).value).toMatchObject({ state: "declined" });
  });

  test("say who leaves", async () => {
    const approvalId = await ask(await hiring({ state: "left" }));
    expect((await words(approvalId)).zh).toMatch(/^让「王芳」（会员 [\d ]{11}）离职$/);
  });
});

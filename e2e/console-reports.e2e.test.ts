// Reports in a browser against `npm start`: what people did on their phones is seen as a funnel with its table, taken away
// after a yes on the phone, and the audit says who did it, and why.
import { readFileSync } from "node:fs";
import { ListAudit } from "@huike/shared/audit";
import { LookUpMember, RedeemCoupon } from "@huike/shared/counter";
import { ClaimCoupon } from "@huike/shared/coupon";
import { businessDay } from "@huike/shared/day";
import { AGREEMENT_VERSION, Join, OpenSession } from "@huike/shared/member";
import { memberCode } from "@huike/shared/member-code";
import { OpenShift } from "@huike/shared/staff";
import type { Browser, Page } from "playwright-core";
import { call } from "../dev/seed/call.ts";
import { OFFER } from "../dev/seed/offers.ts";
import { signIn } from "../dev/seed/sign-in.ts";
import { makeId } from "../functions/testing/made-up.ts";
import { artifact } from "./artifacts.ts";
import { Desk } from "./console-desk.ts";
import { describeInChromium } from "./find-chromium.ts";
import { walkHeld } from "./held-walk.ts";
import { type LocalStack, startStack } from "./local-stack.ts";
import { serious } from "./serious.ts";

const STARTING_MS_MAX = 240_000;
const WALK_MS_MAX = 180_000;
const CLERKS_CODE = "k7m2q9ra";
const SHOP = "sto_sh01";

/** Scans the clerk's code, joins and claims; the session holds what the member code is made of. */
async function come({ origin }: LocalStack, phone: string) {
  const answer = await fetch(`${origin}/fake-wechat/phones/${phone}/login`, { method: "POST" });
  const { code } = (await answer.json()) as { code: string };
  const opened = await call({ origin }, OpenSession, { code, scene: CLERKS_CODE });
  const joining = { agreementVersion: AGREEMENT_VERSION, scene: CLERKS_CODE } as const;
  const { session, card } = await call({ origin, token: opened.token }, Join, joining);
  const api = { origin, token: session.token };
  const { coupon } = await call(api, ClaimCoupon, { offerId: OFFER.welcome, n: 1, scene: CLERKS_CODE });
  return { session, coupon, memberNo: card.memberNo };
}

async function redeemAtTill(stack: LocalStack, { session, coupon, memberNo }: Awaited<ReturnType<typeof come>>) {
  const { api } = await signIn(stack.origin, "clerk-01");
  await call(api, OpenShift, { shiftId: makeId("shift"), tableCard: stack.tableCard(SHOP) });
  const code = session.codeSecrets && memberCode(session.codeSecrets, Date.now());
  const { visitToken } = await call(api, LookUpMember, { code: code ?? "" });
  const { offerId, n, round, version } = coupon;
  const ids = { redemptionId: makeId("redemption"), orderId: makeId("order"), visitToken, memberNo };
  await call(api, RedeemCoupon, { ...ids, offerId, n, round, version, amountFen: 12_000 });
}

describeInChromium("the reports of the console", (launch) => {
  let stack: LocalStack;
  let browser: Browser;
  let page: Page;
  let desk: Desk;
  const errors: string[] = [];
  const at = (path: string) => `${stack.origin}/console${path}`;
  const button = (name: string) => page.getByRole("button", { name, exact: true });

  beforeAll(async () => {
    stack = await startStack();
    browser = await launch();
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
    page = await context.newPage();
    page.on("pageerror", ({ message }) => errors.push(message));
    const people = [];
    for (const phone of ["report-a", "report-b", "report-c"]) people.push(await come(stack, phone));
    if (people[0]) await redeemAtTill(stack, people[0]);
    desk = await Desk.open(page, stack.origin, "owner");
  }, STARTING_MS_MAX);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  test(
    "a funnel is seen with its table, by code and by clerk, and its address leads there again",
    async () => {
      await page.keyboard.press("g");
      await page.keyboard.press("r");
      await page.getByRole("heading", { name: "报表" }).waitFor();
      await page.getByRole("heading", { name: "从扫码到回店" }).waitFor();
      await page.getByText("渠道", { exact: true }).last().click();
      const row = page.getByRole("row", { name: /周敏的码/ });
      // Rows come with the stream: today is counted again by the minute.
      for (let i = 0; i < 10 && !/3/.test((await row.textContent().catch(() => "")) ?? ""); i++) {
        await page.reload();
        await row.waitFor({ timeout: 10_000 }).catch(() => undefined);
      }
      expect(await row.getByRole("cell").allTextContents()).toEqual(expect.arrayContaining(["周敏的码", "3", "¥100"]));
      expect(new URL(page.url()).search).toContain("by=channel");
      await page.getByText("和前一段比").click();
      await page.getByText("前一段 0").first().waitFor();
      await page.screenshot({ path: artifact("console-reports-funnel.png"), fullPage: true });
      await page.getByText("店员", { exact: true }).last().click();
      await page.getByRole("row", { name: /01 周敏/ }).waitFor();
    },
    WALK_MS_MAX,
  );

  test(
    "a table is taken away after a yes on the phone, and the audit has it",
    async () => {
      await page.goto(at("/reports/offers"));
      await page.getByRole("link", { name: "新朋友见面礼" }).waitFor();
      await page.screenshot({ path: artifact("console-reports-offers.png"), fullPage: true });
      await button("导出 CSV").click();
      await page.getByLabel("为什么导出（留在记录里）").fill("月底对账");
      await page
        .locator(".ant-modal-footer")
        .getByRole("button", { name: /导\s?出/ })
        .click();
      await page.locator(".approval__action").getByText("导出报表「券效果」").waitFor();
      const downloading = page.waitForEvent("download");
      expect(await desk.decide("approve")).toContain("导出报表「券效果」");
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(/^券效果-.*\.csv$/);
      const text = readFileSync(await download.path(), "utf8");
      expect(text.startsWith("\uFEFF券活动,编号,领券,")).toBe(true);
      expect(text).toContain("新朋友见面礼");
      const { api, memberNo } = await signIn(stack.origin, "owner");
      const day = businessDay(Date.now());
      const find = async () => (await call(api, ListAudit, { day })).rows.find(({ subject }) => subject === "export");
      let found = await find();
      for (let i = 0; i < 20 && !found; i++) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        found = await find();
      }
      expect(found).toMatchObject({ by: memberNo, why: "月底对账" });
    },
    WALK_MS_MAX,
  );

  test(
    "five who come to a clerk within a minute are held, and the manager sees why",
    async () => {
      expect(await walkHeld(browser, stack.origin)).toEqual([]);
    },
    WALK_MS_MAX,
  );

  test(
    "no report has a serious fault for those who read by ear or keyboard, in either language",
    async () => {
      for (const path of ["funnel?by=channel&compare=before", "offers", "cohorts", "shops", "funnel?by=day"]) {
        await page.goto(at(`/reports/${path}`));
        await page.locator("h1").first().waitFor();
        await page.waitForLoadState("networkidle");
        await page.screenshot({
          path: artifact(`console-reports-${path.split("?")[0]}-${path.length}.png`),
          fullPage: true,
        });
        expect([path, await serious(page)]).toEqual([path, []]);
      }
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("heading", { name: "Reports" }).waitFor();
      expect(await serious(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
    WALK_MS_MAX,
  );
});

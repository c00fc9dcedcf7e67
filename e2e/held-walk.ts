// What a clerk brought too fast is held, and a manager sees on the board how much of it, each with its reason.
import { AGREEMENT_VERSION, Join, OpenSession } from "@huike/shared/member";
import type { Browser } from "playwright-core";
import { call } from "../dev/seed/call.ts";
import { until } from "../miniapp/test/hand.ts";
import { BURST_COUNT } from "../shared/held.ts";
import { artifact } from "./artifacts.ts";
import { Desk } from "./console-desk.ts";
import { serious } from "./serious.ts";

/** Of 周敏, who stands in the manager's shop. */
const CLERKS_CODE = "k7m2q9ra";
/** A count of today is kept for a minute. */
const COUNTED_MS_MAX = 75_000;

async function comeByClerk(origin: string, phone: string): Promise<void> {
  const answer = await fetch(`${origin}/fake-wechat/phones/${phone}/login`, { method: "POST" });
  const { code } = (await answer.json()) as { code: string };
  const { token } = await call({ origin }, OpenSession, { code, scene: CLERKS_CODE });
  await call({ origin, token }, Join, { agreementVersion: AGREEMENT_VERSION, scene: CLERKS_CODE });
}

/** Answers what axe has against the page with the held ones open. */
export async function walkHeld(browser: Browser, origin: string): Promise<string[]> {
  for (let i = 0; i < BURST_COUNT; i++) await comeByClerk(origin, `hurried-${i}`);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
  const page = await context.newPage();
  try {
    await Desk.open(page, origin, "manager", "/console/staff");
    const held = page.getByRole("button", { name: /01 周敏/ }).filter({ hasText: /^\d+$/ });
    // Another page may have had today counted a moment ago.
    await until(async () => {
      await page.reload();
      await held.waitFor({ timeout: 10_000 });
    }, COUNTED_MS_MAX);
    await page.screenshot({ path: artifact("console-board.png"), fullPage: true });
    await held.click();
    const rows = page.getByRole("dialog").getByRole("row").filter({ hasText: "一分钟内来了 5 个以上" });
    await rows.nth(BURST_COUNT - 1).waitFor();
    await rows.first().getByText("另一天来消费并录了金额就计入").waitFor();
    await page.screenshot({ path: artifact("console-held.png") });
    return await serious(page);
  } finally {
    await context.close();
  }
}

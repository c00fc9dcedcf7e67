// The demo street as a person walks it: a newcomer scans a clerk's code, joins and claims with one tap, shows
// the code; another clerk scans it and redeems. Real clicks, both phones on one page, against `npm start`.
import { isDeepStrictEqual } from "node:util";
import type { Browser, Page } from "playwright-core";
import { artifact } from "./artifacts.ts";
import { describeInChromium } from "./find-chromium.ts";
import { type LocalStack, startStack } from "./local-stack.ts";
import { walkProfile } from "./profile-walk.ts";
import { StreetPhone } from "./street-phone.ts";

const STARTING_MS_MAX = 240_000;
const WALK_MS_MAX = 120_000;
/** The member's phone asks every second; more than this is a hang, not a slow machine. */
const BOTH_PHONES_MS_MAX = 6_000;
const COUNTED_MS_MAX = 25_000;
/** The clerk whose code the newcomer scans, and the one who redeems: what each has done is counted apart. */
const CODE_OF_CLERK_01 = "k7m2q9ra";
const REDEEMING_CLERK = "clerk-02";
const LINK_CODE = "h3t9k2mb";
const ONLINE_POSTER = "f8s3u6qx";

/** Opens 我的业绩, and again until it shows this: the counts come behind the redemption, and are cached. */
async function todayShows(clerk: StreetPhone, wanted: Record<string, string>): Promise<void> {
  const deadlineMs = Date.now() + COUNTED_MS_MAX;
  for (;;) {
    await clerk.tap("我的业绩");
    await clerk.shows("我的核销");
    const counted: Record<string, string> = {};
    for (const label of Object.keys(wanted)) counted[label] = await clerk.tally(label);
    if (isDeepStrictEqual(counted, wanted)) return;
    if (Date.now() > deadlineMs) expect(counted).toEqual(wanted);
    await clerk.back();
  }
}

describeInChromium("the demo street", (launch) => {
  let stack: LocalStack;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    stack = await startStack();
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1680, height: 1050 }, locale: "zh-CN" });
    page.on("pageerror", ({ message }) => errors.push(message));
    page.on("console", (line) => {
      // Chromium prints every refused request; a refusal is an ordinary answer here.
      if (line.type() === "error" && !/status of 4\d\d/.test(line.text())) errors.push(line.text());
    });
    await page.goto(`${stack.origin}/`);
  }, STARTING_MS_MAX);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  test(
    "a scan becomes a coupon, the coupon a redemption, and the day sheets know",
    async () => {
      const member = new StreetPhone(page, "member");
      const clerk = new StreetPhone(page, "clerk");
      const poster = page.locator(`[data-scene="${CODE_OF_CLERK_01}"]`);
      await poster.waitFor();
      expect(await page.locator("[data-scene]").count()).toBeGreaterThanOrEqual(6);
      await page.selectOption("#clerk-select", REDEEMING_CLERK);
      await member.shows("扫一扫店里的码，领第一张券");
      await page.screenshot({ path: artifact("street.png") });

      await poster.getByRole("button").click();
      await member.shows("送你一张券");
      await member.shows("同意协议并领取");
      await member.screen.screenshot({ path: artifact("landing.png") });
      await member.tap("同意协议并领取");
      await member.shows("已在你的卡包");
      await member.tap("出示券码");
      await member.has(".qr-code img");
      await member.screen.screenshot({ path: artifact("code.png") });

      await clerk.tap("去收银台");
      await clerk.tap("扫台卡上班");
      await page.click("#clerk-scans-table-card");
      await clerk.shows("交班");
      await clerk.screen.screenshot({ path: artifact("till.png") });

      clerk.taps = 0;
      await clerk.tap("扫码");
      await page.click("#clerk-scans-member");
      await clerk.shows("已满¥100，核销 −¥20");
      await clerk.screen.screenshot({ path: artifact("confirm.png") });
      await clerk.tap("已满¥100，核销 −¥20");
      await clerk.shows("核销成功", BOTH_PHONES_MS_MAX);
      const clerkSawItMs = Date.now();
      await member.shows("−¥20.00", BOTH_PHONES_MS_MAX);
      process.stderr.write(`the member's phone showed it ${Date.now() - clerkSawItMs} ms after the clerk's\n`);
      await member.shows("留个手机号，换手机也不丢券");
      await page.screenshot({ path: artifact("receipts.png") });
      expect(clerk.taps).toBeLessThanOrEqual(2);

      await member.tap("好的");
      expect(member.taps).toBeLessThanOrEqual(3);
      await member.tap("已使用");
      await member.shows("新朋友见面礼");
      await member.screen.screenshot({ path: artifact("wallet.png") });

      await clerk.tap("回收银台");
      await todayShows(clerk, { 我带来的会员: "0", 我的核销: "1" });
      await clerk.screen.screenshot({ path: artifact("today.png") });
      await page.selectOption("#clerk-select", "clerk-01");
      await clerk.tap("去收银台");
      await todayShows(clerk, { 我带来的会员: "1", 我的核销: "0", 新会员: "1", 核销: "1" });
      expect(errors).toEqual([]);
    },
    WALK_MS_MAX,
  );

  test(
    "the online poster leads by the service account to a gift in the wallet",
    async () => {
      await page.selectOption("#member-select", "+");
      const member = new StreetPhone(page, "member");
      await member.shows("扫一扫店里的码，领第一张券");
      await page.locator(`[data-scene="${ONLINE_POSTER}"]`).getByText("线上用，不放在店里").waitFor();
      await page.locator(`[data-scene="${ONLINE_POSTER}"]`).getByRole("button").click();
      await page.locator("#wechat").getByRole("button", { name: "关注公众号" }).click();
      const welcome = page.locator("#wechat-said .service_account");
      await welcome.getByText("24 小时内点开就能领").waitFor();
      await page.locator("#hint").getByText("在公众号会话里点「领取见面礼」").waitFor();
      await page.fill("#wechat-words", "你好");
      await page.keyboard.press("Enter");
      await welcome.getByText("收到啦").waitFor();
      expect(await page.locator("#wechat-said .user").allTextContents()).toEqual(["你好"]);
      await page.locator("#member .phone").screenshot({ path: artifact("chat.png") });

      await welcome.getByRole("button", { name: "领取见面礼" }).click();
      await page.locator("#wechat").waitFor({ state: "hidden" });
      await member.shows("线上新朋友券");
      await member.tap("同意协议并领取");
      await member.shows("已在你的卡包");
      expect(member.taps).toBe(1);

      await page.click("#member-chat");
      await page.locator("#wechat").getByRole("button", { name: "取消关注" }).click();
      await page.locator("#wechat").getByRole("button", { name: "关注公众号" }).waitFor();
      await page.locator("#wechat").getByRole("button", { name: "关闭会话" }).click();
      await page.click("#member-reopen");
      await member.tap("卡包");
      await member.shows("线上新朋友券");
      // The joining gives it, and so does the tap: it is one.
      expect(await member.howMany("线上新朋友券")).toBe(1);
      await member.screen.screenshot({ path: artifact("gift.png") });
      expect(errors).toEqual([]);
    },
    WALK_MS_MAX,
  );

  test(
    "a link code opens the mini-program in WeChat, and a page with a way in for any other camera",
    async () => {
      await page.selectOption("#member-select", "+");
      const member = new StreetPhone(page, "member");
      await member.shows("扫一扫店里的码，领第一张券");
      const poster = page.locator(`[data-scene="${LINK_CODE}"]`);
      await poster.getByRole("button").click();
      await member.shows("新朋友见面礼");
      await member.tap("同意协议并领取");
      await member.shows("已在你的卡包");

      const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
      await phone.goto(new URL((await poster.getByRole("link").getAttribute("href")) ?? "", stack.origin).href);
      await phone.getByRole("heading", { name: "送你一张券" }).waitFor();
      await phone.screenshot({ path: artifact("link-page.png"), fullPage: true });
      await phone.getByRole("link", { name: "在微信里打开" }).click();
      await phone.getByText("同意协议并领取").filter({ visible: true }).waitFor();
      await phone.goto(`${stack.origin}/q/w5j7f2te`);
      await phone.getByText("这张码已停用").waitFor();
      await phone.screenshot({ path: artifact("link-page-retired.png"), fullPage: true });
      await phone.close();
      expect(errors).toEqual([]);
    },
    WALK_MS_MAX,
  );

  test(
    "a member tells a name, a birthday and a phone number, which is shown masked from then on",
    async () => {
      await walkProfile(page, CODE_OF_CLERK_01);
      expect(errors).toEqual([]);
    },
    WALK_MS_MAX,
  );

  test(
    "a retired and a strange code lead to the shops",
    async () => {
      const member = new StreetPhone(page, "member");
      for (const [state, sentence] of [
        ["retired", "这张码已停用，看看附近门店"],
        ["unknown", "这张码不是我们的，看看附近门店"],
      ] as const) {
        await page.locator(`[data-state="${state}"]`).getByRole("button").click();
        await member.shows(sentence);
      }
      await member.tap("看看附近门店");
      await member.shows(/人民路店/);
      expect(errors).toEqual([]);
    },
    WALK_MS_MAX,
  );
});

// The real weapp output in Chromium, on the test host, against `npm start`: what people will hold in their
// hands, as far as it can be seen without WeChat. Layout, taps by a finger, navigation, wx.request.
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { BrowserOptions } from "../miniapp/test/weapp-host/browser-entry.ts";
import type { WeappBundle } from "../miniapp/test/weapp-host/bundle.ts";
import { artifact } from "./artifacts.ts";
import { describeInChromium } from "./find-chromium.ts";
import { type LocalStack, startStack } from "./local-stack.ts";
import { errorsOf, openWeapp, weappBundle } from "./weapp-in-chromium.ts";

const STARTING_MS_MAX = 240_000;
const TEST_MS_MAX = 60_000;
/** Skeletons, first answers, animations. */
const SETTLED_MS = 500;
const SCENE = "k7m2q9ra";
const SHOP_OF_CLERK_03 = "sto_sh04";
const landing = { path: "pages/landing/index", query: { scene: SCENE }, scene: 1047 };

const NARROW = { width: 320, height: 640 };
const USUAL = { width: 390, height: 844 };

/** Words that a person cannot read, because they lie beyond the side of the screen. Runs in the browser. */
function wordsBeyondTheEdge(): string[] {
  const phone = window.weapp.window;
  const edge = phone.getBoundingClientRect().right + 0.5;
  return [...phone.querySelectorAll<HTMLElement>("text, wx-button, wx-image")]
    .filter((e) => e.getClientRects().length > 0 && e.getBoundingClientRect().right > edge)
    .map((e) => `${e.className}: ${e.textContent?.slice(0, 20)}`);
}

describeInChromium("the weapp build in a browser", (launch) => {
  let stack: LocalStack;
  let browser: Browser;
  let bundle: WeappBundle;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    bundle = weappBundle();
    stack = await startStack();
    browser = await launch();
  }, STARTING_MS_MAX);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });

  type Look = { viewport?: typeof USUAL; colorScheme?: "light" | "dark" };
  async function open(options: BrowserOptions, { viewport = USUAL, colorScheme = "light" }: Look = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport,
      colorScheme,
      hasTouch: true,
      isMobile: true,
      deviceScaleFactor: 2,
    });
    contexts.push(context);
    return openWeapp(context, stack.origin, bundle, options);
  }

  /** On the page on top: pages below stay in the document, hidden. */
  const words = (page: Page, text: string | RegExp) =>
    page.getByText(text, { exact: true }).filter({ visible: true }).first();
  const shows = (page: Page, text: string | RegExp) => words(page, text).waitFor({ timeout: 15_000 });

  test(
    "a newcomer lands, claims with one tap and shows the code",
    async () => {
      const page = await open({ phone: "chrome-newcomer", launch: landing });
      await shows(page, "送你一张券");
      await shows(page, "同意协议并领取");
      await page.screenshot({ path: artifact("weapp-landing.png") });
      await words(page, "同意协议并领取").tap();
      await shows(page, /已在你的卡包/);
      await words(page, "出示券码").tap();
      await page.locator(".qr-code wx-image").filter({ visible: true }).waitFor();
      await page.screenshot({ path: artifact("weapp-code.png") });
      expect(await page.evaluate(() => window.weapp.log.routes)).toEqual(["pages/landing/index", "pages/code/index"]);
      await page.getByRole("button", { name: "返回" }).tap();
      await shows(page, /已在你的卡包/);
      await words(page, "看看门店").tap();
      await shows(page, /人民路店/);
      await page.screenshot({ path: artifact("weapp-stores.png") });
      await page.locator(".phone-tabs").getByText("卡包").tap();
      await shows(page, "新朋友见面礼");
      await page.screenshot({ path: artifact("weapp-wallet.png") });
      await page.locator(".phone-tabs").getByText("首页").tap();
      await shows(page, "出示会员码");
      await page.screenshot({ path: artifact("weapp-home.png") });
      expect(await errorsOf(page)).toEqual([]);
    },
    TEST_MS_MAX,
  );

  test(
    "a clerk starts the shift by the table card",
    async () => {
      const page = await open({ phone: "clerk-03" });
      await words(page, "去收银台").tap();
      await shows(page, "还没上班");
      await page.evaluate((card) => window.weapp.camera.hold(card), stack.tableCard(SHOP_OF_CLERK_03));
      await words(page, "扫台卡上班").tap();
      await shows(page, "交班");
      await page.screenshot({ path: artifact("weapp-till.png") });
      await words(page, "手动输入").tap();
      await page.locator("wx-input .wx-inner").fill("134567890123456789");
      await words(page, "查找会员").tap();
      await shows(page, /这是付款码/);
      expect(await errorsOf(page)).toEqual([]);
    },
    TEST_MS_MAX,
  );

  const looks: [string, Look & { fontScale: number }][] = [
    ["dark", { fontScale: 1, colorScheme: "dark" }],
    ["narrow-large", { fontScale: 1.4, viewport: NARROW }],
  ];
  test.each(looks)(
    "nothing sticks out sideways: %s",
    async (name, { fontScale, ...look }) => {
      for (const path of ["pages/home/index", "pages/landing/index", "pages/stores/index", "pages/me/index"]) {
        const page = await open({ phone: "aming", fontScale, launch: { ...landing, path } }, look);
        await shows(page, path === "pages/landing/index" ? "送你一张券" : /\S/);
        await page.waitForTimeout(SETTLED_MS);
        const tooWide = await page.evaluate(wordsBeyondTheEdge);
        expect({ path, tooWide }).toEqual({ path, tooWide: [] });
        await page.screenshot({ path: artifact(`weapp-${name}-${path.split("/")[1]}.png`) });
        expect(await errorsOf(page)).toEqual([]);
        await page.context().close();
      }
    },
    TEST_MS_MAX,
  );
});

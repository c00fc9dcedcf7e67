// A campaign as an operator sends it, in a browser against `npm start`: written, refused where WeChat's rules forbid it,
// rehearsed over ten thousand members, approved by a phone, paused and gone on with, and measured at its end.
import { GetCampaign, ReviseCampaign } from "@huike/shared/campaign";
import { CampaignCounts } from "@huike/shared/campaign-live";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type Engine, startEngine } from "../dev/engine/start-engine.ts";
import { call } from "../dev/seed/call.ts";
import { draft } from "../dev/seed/pushes.ts";
import { type SignedIn, signIn } from "../dev/seed/sign-in.ts";
import { artifact } from "./artifacts.ts";
import { Desk } from "./console-desk.ts";
import { describeInChromium } from "./find-chromium.ts";
import { type LocalStack, startStack } from "./local-stack.ts";
import { joinedOnly, putFacts } from "./put-facts.ts";
import { serious } from "./serious.ts";

const STARTING_MS_MAX = 240_000;
const WALK_MS_MAX = 180_000;
/** The worker comes once a minute, and ten thousand lines are written by a machine that does all the rest as well. */
const SENDING_MS_MAX = 900_000;
const OWNER_PHONE = "owner";
const MEMBERS = 10_000;
const NAME = "冬天来坐坐";

describeInChromium("a campaign from the console", (launch) => {
  let engine: Engine;
  let stack: LocalStack;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let desk: Desk;
  let owner: SignedIn;
  let campaignId = "";
  const errors: string[] = [];
  const at = (path: string) => `${stack.origin}/console${path}`;
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const live = () => call(owner.api, GetCampaign, { campaignId });
  const sure = async (why: string) => {
    await page.getByPlaceholder("原因，留在记录里").fill(why);
    await button("确定").click();
  };

  beforeAll(async () => {
    // An engine of the test's own: ten thousand members are not made one by one on phones.
    engine = await startEngine();
    stack = await startStack({ DYNAMODB_ENDPOINT: engine.endpoint });
    await putFacts(engine.endpoint, MEMBERS, (i) => joinedOnly(String(700_000_000 + i)));
    owner = await signIn(stack.origin, OWNER_PHONE);
    browser = await launch();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
    page = await context.newPage();
    page.on("pageerror", ({ message }) => errors.push(message));
    page.on("console", (line) => {
      // Chromium prints every refused request; a refusal is an ordinary answer here.
      if (line.type() === "error" && !/status of 4\d\d/.test(line.text())) errors.push(line.text());
    });
  }, STARTING_MS_MAX);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    await engine?.stop();
  });

  test(
    "is written beside the phone; what WeChat forbids is said at the field, and a reload costs no word",
    async () => {
      desk = await Desk.open(page, stack.origin, OWNER_PHONE, "/console/campaigns");
      await page.getByText(draft.plan.name).waitFor();
      expect(await serious(page)).toEqual([]);
      await page.keyboard.press("n");
      await page.getByLabel("这次推送叫").fill(NAME);
      await page.getByText("订阅消息", { exact: true }).click();
      await page.getByText("这种方式只能发通知").waitFor();
      await page.getByText("首页一行消息").click();
      await page.getByLabel("标题").fill("新到的烤梨");
      await page.getByLabel("正文").fill("冬天的第一锅，趁热来。");
      await page.locator(".pushed__line").getByText("新到的烤梨").waitFor();
      await page.locator(".count-card__figure").getByText("10,0", { exact: false }).waitFor();
      await button("存草稿").click();
      await page.getByText("还有几处要补：写上原因").waitFor();
      await page.reload();
      await page.getByText("接着上次没写完的草稿").waitFor();
      expect(await page.getByLabel("标题").inputValue()).toBe("新到的烤梨");
      await page.getByLabel("为什么推送").fill("召回");
      await page.screenshot({ path: artifact("console-campaign-write.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      await button("存草稿").click();
      await page.getByText("批准前要预演这一版").waitFor();
      campaignId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    },
    WALK_MS_MAX,
  );

  test(
    "who was overtaken sees the difference first",
    async () => {
      await page.goto(at(`/campaigns/${campaignId}/edit`));
      await page.getByLabel("正文").fill("来坐坐。");
      await page.getByLabel("为什么修改").fill("短一点");
      const { plan, version } = await live();
      const theirs = { ...plan, holdOutPermille: 50 };
      await call(owner.api, ReviseCampaign, { campaignId, ifVersion: version, plan: theirs, why: "少留一些" });
      await button("存为新版").click();
      await page.getByText("别人刚改过，先看差异").waitFor();
      await page.getByRole("cell", { name: "5%", exact: true }).waitFor();
      await page.screenshot({ path: artifact("console-campaign-conflict.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      await button("在新版上用我的").click();
      await button("存为新版").click();
      await page.getByText("批准前要预演这一版").waitFor();
      expect(await live()).toMatchObject({ version: 3, plan: { holdOutPermille: 100, content: { text: "来坐坐。" } } });
    },
    WALK_MS_MAX,
  );

  test(
    "comes to the own phone as a test",
    async () => {
      await button("发到我的手机").click();
      await page.getByText("已发，打开手机上的回客首页看").waitFor();
      const phone = await context.newPage();
      await phone.goto(`${stack.origin}/m/?phone=${OWNER_PHONE}`);
      await phone.getByText("【测试】新到的烤梨").waitFor();
      await phone.close();
    },
    WALK_MS_MAX,
  );

  test(
    "is rehearsed over everybody, and what one person may not approve says so",
    async () => {
      await button("预演").click();
      await page.getByText("此刻各条路能到的人").waitFor({ timeout: 120_000 });
      const { rehearsal } = await live();
      expect(rehearsal?.people).toBeGreaterThan(MEMBERS);
      await page
        .locator(".figure", { hasText: "人群" })
        .getByText((rehearsal?.people ?? 0).toLocaleString("en-US"))
        .waitFor();
      await page.getByText("写这个推送的人不能自己批准").waitFor();
      await page.screenshot({ path: artifact("console-campaign-rehearsal.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      await button("批准").click();
      await sure("可以发");
      await page.locator(".approval__action").getByText(NAME).waitFor();
      await desk.decide("approve");
      await page.getByText("人数或金额超过一个人能批准的上限，请另一位同事来批准").waitFor();
      await button("先不").click();
    },
    WALK_MS_MAX,
  );

  test(
    "goes to ten thousand with a pause in between, everybody in exactly one count",
    async () => {
      await page.goto(at("/settings/pushes"));
      await page.getByLabel("一个人可批准的人数").fill("20000");
      await page.getByLabel("为什么改（留在审计里）").fill("小店，店主自己批");
      await page.screenshot({ path: artifact("console-pushes.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      await button("保存").click();
      await page.getByText("已保存").waitFor();
      await page.goto(at(`/campaigns/${campaignId}`));
      await button("批准").click();
      await sure("可以发");
      await page.locator(".approval__action").getByText(NAME).waitFor();
      expect(await desk.decide("approve")).toContain(NAME);
      await page.locator(".state", { hasText: "推送中" }).waitFor({ timeout: 120_000 });
      await page
        .locator(".parts li", { hasText: "已发" })
        .locator("strong:not(:text-is('0'))")
        .waitFor({ timeout: 120_000 });
      await page.screenshot({ path: artifact("console-campaign-running.png"), fullPage: true });
      await button("暂停").click();
      await sure("看一下");
      await page.locator(".state", { hasText: "已暂停" }).waitFor();
      // What a worker had in hand is through within ten seconds; after that nobody is sent anything.
      await page.waitForTimeout(12_000);
      const stood = (await live()).counts;
      await page.waitForTimeout(5_000);
      expect((await live()).counts).toEqual(stood);
      expect(stood.sent).toBeGreaterThan(0);
      expect(stood.waiting).toBeGreaterThan(0);
      await page.reload();
      await button("继续").waitFor();
      await page.screenshot({ path: artifact("console-campaign-paused.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      await button("继续").click();
      await sure("没问题");
      await page.locator(".state", { hasText: "已完成" }).waitFor({ timeout: SENDING_MS_MAX });
      const { counts } = await live();
      const { planned, quiet: _, ...parts } = CampaignCounts.parse(counts);
      expect(Object.values(parts).reduce((sum, n) => sum + n, 0)).toBe(planned);
      expect({ planned, reached: parts.sent + parts.heldOut }).toEqual({ planned, reached: planned });
      expect(planned).toBeGreaterThan(MEMBERS);
      process.stdout.write(
        `${planned} planned, ${stood.sent} sent at the pause, ${parts.sent} in the end, ${parts.heldOut} held out\n`,
      );
    },
    SENDING_MS_MAX + WALK_MS_MAX,
  );

  test(
    "says at its end what came of it, and that nothing can be told yet",
    async () => {
      await button("算一算").click();
      await page.getByText("用掉的券").waitFor({ timeout: 150_000 });
      expect(await page.locator(".measure__said", { hasText: "无法判断" }).count()).toBe(2);
      await page.screenshot({ path: artifact("console-campaign-result.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      await page.goto(at("/campaigns/calendar"));
      await page.getByRole("link", { name: NAME }).waitFor();
      expect(await serious(page)).toEqual([]);
      await page.getByText("列表", { exact: true }).click();
      await page.getByRole("row", { name: NAME }).getByText("已完成").waitFor();
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("heading", { name: "Campaigns" }).waitFor();
      expect(await serious(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
    WALK_MS_MAX,
  );
});

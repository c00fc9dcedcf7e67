// Mass messages from the console, in a browser against `npm start`: four have gone out this month, the fifth is written by
// the operator, rehearsed, approved by the owner, sent through WeChat to those who have had fewer, and reported by it.
import type { AudienceRule } from "@huike/shared/audience";
import { ApproveCampaign, GetCampaign, PutCampaign, RehearseCampaign } from "@huike/shared/campaign";
import type { Rehearsal } from "@huike/shared/campaign-live";
import { calendarDay, DAY_MS } from "@huike/shared/day";
import { GetPushRules, PutPushRules } from "@huike/shared/push-rules";
import type { Browser, Page } from "playwright-core";
import { call } from "../dev/seed/call.ts";
import { draft } from "../dev/seed/pushes.ts";
import { type SignedIn, signIn } from "../dev/seed/sign-in.ts";
import { makeId } from "../functions/testing/made-up.ts";
import { until } from "../miniapp/test/hand.ts";
import { artifact } from "./artifacts.ts";
import { Desk } from "./console-desk.ts";
import { describeInChromium } from "./find-chromium.ts";
import { type LocalStack, startStack } from "./local-stack.ts";
import { serious } from "./serious.ts";

const STARTING_MS_MAX = 240_000;
const WALK_MS_MAX = 180_000;
/** The worker comes once a minute. */
const SENDING_MS_MAX = 400_000;
const OLD_FANS = ["fan-1", "fan-2", "fan-3"];
const NEW_FANS = ["fan-4", "fan-5"];
const MASS_PER_MONTH = 4;
const NAME = "周末上新";
const TEXT = "周末上新：烤梨和姜茶，来店里尝尝。";

describeInChromium("mass messages from the console", (launch) => {
  let stack: LocalStack;
  let browser: Browser;
  let page: Page;
  let ownersPage: Page;
  let ownersDesk: Desk;
  let operator: SignedIn;
  let owner: SignedIn;
  let campaignId = "";
  const errors: string[] = [];
  const at = (path: string) => `${stack.origin}/console${path}`;
  const button = (name: string, on = page) => on.getByRole("button", { name, exact: true });
  const exactly = (n: number) => new RegExp(`^${n}$`);
  const reported = (name: string) => ownersPage.locator(".brought .figure").filter({ hasText: name }).first();

  const inWechat = async <T>(path: string, body?: object): Promise<T> => {
    const sent = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${stack.origin}/fake-wechat${path}`, body === undefined ? {} : sent);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  const follows = async (phone: string) => {
    await signIn(stack.origin, phone);
    await inWechat(`/phones/${phone}/follow`, {});
  };
  const heard = async (phone: string, text: string) => {
    const chat = await inWechat<{ from: string; text: string }[]>(`/phones/${phone}/chat`);
    return chat.filter((said) => said.from === "service_account" && said.text === text).length;
  };
  const rehearse = async (id: string): Promise<Rehearsal> => {
    for (;;) {
      const { rehearsal } = await call(operator.api, RehearseCampaign, { campaignId: id, ifVersion: 1 });
      if (rehearsal) return rehearsal;
    }
  };
  /** Written by the operator's own call, let go by the owner's once it reaches as many as follow. */
  const earlier = async (text: string): Promise<string> => {
    const id = makeId("campaign");
    const content = { path: "mass", kind: "promotion", text } as const;
    const plan = { name: text, audience: { is: "all" as const, of: [] }, content, holdOutPermille: 0 };
    await call(operator.api, PutCampaign, {
      ...{ campaignId: id, plan: { ...plan, time: { when: "now" as const } }, why: "上新" },
    });
    await until(async () => expect((await rehearse(id)).reachable.mass).toBe(OLD_FANS.length), 60_000);
    await call(owner.api, ApproveCampaign, { campaignId: id, ifVersion: 1, why: "可以" });
    return id;
  };

  beforeAll(async () => {
    stack = await startStack();
    owner = await signIn(stack.origin, "owner");
    operator = await signIn(stack.origin, "operator");
    // At any hour of the day, so that a test does not wait for the morning; and a second person for everybody.
    const { version, rules } = await call(owner.api, GetPushRules, {});
    const changed = { ...rules, perWeek: 7, quiet: { fromMinute: 0, toMinute: 0 }, soloPeople: 1 };
    await call(owner.api, PutPushRules, { ifVersion: version, rules: changed, why: "两个人批" });
    for (const phone of OLD_FANS) await follows(phone);
    browser = await launch();
    [page, ownersPage] = [await open(), await open()];
  }, STARTING_MS_MAX);

  /** One for everybody and one for a shop's members, approved for a day soon; answers the day. */
  const twoOnOneDay = async (): Promise<string> => {
    const atMs = Date.now() + 3 * DAY_MS;
    const storeId = stack.street.stores[0]?.storeId ?? "";
    const audiences: Record<string, AudienceRule> = {
      ...{ 给所有人: { is: "all", of: [] }, 只给一家店: { is: "store", storeIds: [storeId] } },
    };
    for (const [name, audience] of Object.entries(audiences)) {
      const id = makeId("campaign");
      const content = { path: "notice", kind: "promotion", title: "来坐坐", text: "天冷了。" } as const;
      const plan = { ...{ name, audience, content }, time: { when: "at" as const, atMs }, holdOutPermille: 0 };
      await call(operator.api, PutCampaign, { campaignId: id, plan, why: "上新" });
      await rehearse(id);
      await call(owner.api, ApproveCampaign, { campaignId: id, ifVersion: 1, why: "可以" });
    }
    return calendarDay(atMs);
  };

  const open = async (): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
    const opened = await context.newPage();
    opened.on("pageerror", ({ message }) => errors.push(message));
    opened.on("console", (line) => {
      // Chromium prints every refused request; a refusal is an ordinary answer here.
      if (line.type() === "error" && !/status of 4\d\d/.test(line.text())) errors.push(line.text());
    });
    return opened;
  };

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  test(
    "four in the month reach those who follow",
    async () => {
      const texts = Array.from({ length: MASS_PER_MONTH }, (_, i) => `第 ${i + 1} 次上新`);
      const ids: string[] = [];
      for (const text of texts) ids.push(await earlier(text));
      await until(async () => {
        for (const id of ids) {
          const { state, counts } = await call(owner.api, GetCampaign, { campaignId: id });
          expect([state, counts.sent]).toEqual(["done", OLD_FANS.length]);
        }
      }, SENDING_MS_MAX);
      for (const phone of OLD_FANS) for (const text of texts) expect(await heard(phone, text)).toBe(1);
    },
    SENDING_MS_MAX + WALK_MS_MAX,
  );

  test(
    "the fifth is written by the operator, and what it cannot be is said beside the way",
    async () => {
      for (const phone of NEW_FANS) await follows(phone);
      await Desk.open(page, stack.origin, "operator", "/console/campaigns");
      await page.getByText(draft.plan.name).waitFor();
      await page.keyboard.press("n");
      await page.getByLabel("这次推送叫").fill(NAME);
      await page.getByText("群发消息", { exact: true }).click();
      await page.getByText("微信规定每位粉丝每月最多收到 4 条").waitFor();
      await page.getByText("有事发生时", { exact: true }).click();
      await page.getByText("群发一次至少两个人，不能等一个人的事再发").waitFor();
      await page.getByText("批准后马上", { exact: true }).click();
      await page.getByLabel("正文").fill(TEXT);
      await page.getByLabel("留出对照").fill("0");
      await page.getByLabel("为什么推送").fill("上新");
      await page.screenshot({ path: artifact("console-mass-write.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      await button("存草稿").click();
      await page.getByText("批准前要预演这一版").waitFor();
      campaignId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    },
    WALK_MS_MAX,
  );

  test(
    "its rehearsal names who has had the month's four, and its author may not let it go alone",
    async () => {
      await until(async () => {
        expect((await rehearse(campaignId)).reachable.mass).toBe(NEW_FANS.length);
      }, 60_000);
      await page.reload();
      await button("重新预演").click();
      await page.getByText("此刻各条路能到的人").waitFor({ timeout: 60_000 });
      const rows = page.locator(".found dl > div");
      await rows.filter({ hasText: "本月已收满 4 条群发" }).locator("dd", { hasText: /^3$/ }).waitFor();
      await page.getByText("写这个推送的人不能自己批准").waitFor();
      await page.screenshot({ path: artifact("console-mass-rehearsal.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
    },
    WALK_MS_MAX,
  );

  test(
    "the owner lets it go; it reaches those who have room, and WeChat's report is beside our own count",
    async () => {
      ownersDesk = await Desk.open(ownersPage, stack.origin, "owner", `/console/campaigns/${campaignId}`);
      await button("批准", ownersPage).click();
      await ownersPage.getByPlaceholder("原因，留在记录里").fill("可以发");
      await button("确定", ownersPage).click();
      await ownersPage.locator(".approval__action").getByText(NAME).waitFor();
      expect(await ownersDesk.decide("approve")).toContain(NAME);
      await ownersPage.locator(".state", { hasText: "已完成" }).waitFor({ timeout: SENDING_MS_MAX });
      await ownersPage.getByText("数字是微信的").waitFor({ timeout: SENDING_MS_MAX });
      const { counts, massReport } = await call(owner.api, GetCampaign, { campaignId });
      const { planned, sent, quota, notFollowing } = counts;
      expect({ sent, quota }).toEqual({ sent: NEW_FANS.length, quota: OLD_FANS.length });
      expect(sent + quota + notFollowing).toBe(planned);
      expect(massReport).toMatchObject({
        calls: 1,
        reported: 1,
        total: sent,
        filtered: sent,
        sent,
        failed: 0,
        faults: [],
      });
      for (const [name, n] of Object.entries({
        已发: sent,
        本月已收满: quota,
        没有关注公众号: notFollowing,
        人群: planned,
      }))
        await ownersPage
          .locator(".parts li", { hasText: name })
          .locator("strong", { hasText: exactly(n) })
          .waitFor();
      for (const name of ["共", "过滤后", "送达"])
        await reported(name)
          .locator("strong", { hasText: exactly(sent) })
          .waitFor();
      for (const phone of NEW_FANS) expect(await heard(phone, TEXT)).toBe(1);
      for (const phone of OLD_FANS) expect(await heard(phone, TEXT)).toBe(0);
      await ownersPage.screenshot({ path: artifact("console-mass-sent.png"), fullPage: true });
      expect(await serious(ownersPage)).toEqual([]);
      process.stdout.write(`${planned} planned, ${sent} sent, ${quota} over quota, ${massReport?.sent} reported\n`);
    },
    SENDING_MS_MAX + WALK_MS_MAX,
  );

  test(
    "the calendar says that the month's four are passed, and by shop that a shop's campaign meets the chain's",
    async () => {
      await page.goto(at("/campaigns/calendar"));
      await page.getByText("本月群发 5 次，超过 4 次").waitFor();
      await page.getByRole("link", { name: NAME }).waitFor();
      await page.screenshot({ path: artifact("console-mass-calendar.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      const day = await twoOnOneDay();
      await page.getByText("按门店", { exact: true }).click();
      const shown = page.locator(".month-head h2");
      const shop = page.getByRole("row", { name: stack.street.stores[0]?.name ?? "" });
      // Approved after the calendar was read.
      await page.reload();
      await shown.waitFor();
      if ((await shown.textContent()) !== day.slice(0, 7)) await page.getByRole("button", { name: "下个月" }).click();
      await shop.getByRole("button", { name: `${day}：2 个推送 · 撞期：2 个推送` }).click();
      await page.locator(".lane-day").getByRole("link", { name: "只给一家店" }).waitFor();
      await page.locator(".lane-day li", { hasText: "给所有人" }).getByText("全连锁").waitFor();
      await page.screenshot({ path: artifact("console-lanes.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      await page.getByRole("button", { name: "English" }).click();
      await shop.getByRole("button", { name: `${day}: 2 campaigns · 2 on one day` }).press("Enter");
      await page.screenshot({ path: artifact("console-lanes-en.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
    WALK_MS_MAX,
  );
});

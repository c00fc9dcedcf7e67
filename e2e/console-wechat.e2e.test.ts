// What operators set up for WeChat, in a browser against `npm start`: a keyword reply written in the console is answered in
// the chat, a menu published there is seen and tapped on a phone, and a rule of attribution waits for the phone's yes.
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { inRepository } from "../dev/repository.ts";
import { artifact } from "./artifacts.ts";
import { Desk } from "./console-desk.ts";
import { describeInChromium } from "./find-chromium.ts";
import { type LocalStack, startStack } from "./local-stack.ts";

const STARTING_MS_MAX = 240_000;
const WALK_MS_MAX = 180_000;
const PHONE = "asks-the-account";
const axe = readFileSync(inRepository("node_modules", "axe-core", "axe.min.js"), "utf8");
type Violation = { id: string; impact: string; nodes: { html: string }[] };
type Said = { from: string; text: string; links: { path: string }[] };

async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate("axe.run()")) as { violations: Violation[] };
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

describeInChromium("the console's settings of WeChat", (launch) => {
  let stack: LocalStack;
  let browser: Browser;
  let page: Page;
  let desk: Desk;
  const errors: string[] = [];
  const at = (path: string) => `${stack.origin}/console/settings/${path}`;
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const inWechat = async <T>(path: string, body?: object): Promise<T> => {
    const sent = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(`${stack.origin}/fake-wechat${path}`, body === undefined ? {} : sent);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  /** Asks again and again: another instance answers by what it remembers for fifteen seconds. */
  const isAnswered = async (text: string, answer: string): Promise<Said> => {
    for (let tries = 0; tries < 30; tries++) {
      await inWechat(`/phones/${PHONE}/say`, { text });
      await inWechat("/callbacks/settle", {});
      const last = (await inWechat<Said[]>(`/phones/${PHONE}/chat`)).at(-1);
      if (last?.text.includes(answer)) return last;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    throw new Error(`「${text}」 is not answered by 「${answer}」`);
  };

  beforeAll(async () => {
    stack = await startStack();
    browser = await launch();
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: "zh-CN" });
    page = await context.newPage();
    page.on("pageerror", ({ message }) => errors.push(message));
    await inWechat(`/phones/${PHONE}/follow`, {});
    desk = await Desk.open(page, stack.origin, "owner", "/console/settings/replies");
  }, STARTING_MS_MAX);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  test(
    "a keyword reply written here is answered in the chat; one that lures is refused with its words",
    async () => {
      await page.getByText("还没有关键词回复").waitFor();
      await page.keyboard.press("n");
      await page.getByLabel("名称").fill("停车");
      await page.getByText("话里有", { exact: true }).click();
      await page.getByLabel("关键词").fill("停车");
      await page.keyboard.press("Enter");
      await page.locator("#rule-text").fill("关注有礼！地下两层都能停");
      await page.getByText("请删去这几个字（「停车」，「关注有礼」）").waitFor();
      await page.locator("#rule-text").fill("地下两层都能停，满 50 免两小时。");
      await page.getByLabel("顾客发来").fill("请问哪里停车？");
      await page.getByText("由「停车」回复").waitFor();
      await page.getByLabel("为什么改（留在审计里）").fill("总有人问");
      await page.screenshot({ path: artifact("console-replies.png"), fullPage: true });
      await button("保存").click();
      await page.getByText("已保存").waitFor();
      await page.getByText("已保存").waitFor({ state: "hidden" });
      expect((await isAnswered("请问哪里停车？", "地下两层都能停")).from).toBe("service_account");
      expect(await serious(page)).toEqual([]);
    },
    WALK_MS_MAX,
  );

  test(
    "a menu published here is on the phone, and its button is answered",
    async () => {
      await page.goto(at("menu"));
      await page.getByText("还没有发布过").waitFor();
      await page.getByLabel("按钮名").nth(2).fill("停车");
      await page.locator(".menu-tab__kind").nth(2).click();
      await page.locator(".ant-select-dropdown:visible").getByText("回复一句").click();
      await page.getByLabel("回复哪一条").click();
      await page.locator(".ant-select-dropdown:visible").getByText("停车").click();
      await page.getByLabel("为什么改（留在审计里）").fill("停车问得多");
      await button("保存").click();
      await page.getByText("已保存").waitFor();
      await inWechat("/settings", { faults: [{ path: "/cgi-bin/menu/create", times: 1, errcode: 45064 }] });
      await button("发布到微信").click();
      await page.locator(".ant-popconfirm-buttons").getByRole("button", { name: "发布到微信" }).click();
      await page.getByText("小程序还没有关联到这个公众号").waitFor();
      await button("发布到微信").click();
      await page.locator(".ant-popconfirm-buttons").getByRole("button", { name: "发布到微信" }).click();
      await page.getByText("第 1 版已发布").waitFor();
      await page.screenshot({ path: artifact("console-menu.png"), fullPage: true });
      const menu = await inWechat<{ name: string }[]>(`/phones/${PHONE}/menu`);
      expect(menu.map(({ name }) => name)).toEqual(["会员卡", "优惠券", "停车"]);
      await inWechat(`/phones/${PHONE}/menu`, { name: "停车" });
      await inWechat("/callbacks/settle", {});
      expect((await inWechat<Said[]>(`/phones/${PHONE}/chat`)).at(-1)?.text).toContain("地下两层都能停");
      expect(await serious(page)).toEqual([]);
    },
    WALK_MS_MAX,
  );

  test(
    "an AppSecret that WeChat does not take is not kept; the new one is, after the phone's yes, and is shown nowhere",
    async () => {
      await page.goto(at("wechat"));
      await button("更换小程序 AppSecret").click();
      await page.getByLabel("新的 AppSecret").fill("abc");
      await page.getByText("AppSecret 是 32 位的 0–9、a–f").waitFor();
      await page.getByLabel("新的 AppSecret").fill("0".repeat(32));
      await page.getByLabel("为什么换（留在审计里，不要写密钥）").fill("例行更换");
      await button("保存").click();
      await page.getByText("在手机上确认").waitFor();
      expect(await desk.decide("approve")).toMatch(/^换掉小程序（wx[0-9a-f]{16}）的 AppSecret$/);
      await page.getByText(/微信不认这个 AppSecret，没有保存/).waitFor();
      const { appSecret } = await inWechat<{ appSecret: string }>("/accounts/mini_program/secret", {});
      await page.getByLabel("新的 AppSecret").fill(` ${appSecret} `);
      await button("保存").click();
      await page.getByText("在手机上确认").waitFor();
      await desk.decide("approve");
      await page.getByText(/末次 .*标记 [0-9a-f]{4}/).waitFor();
      await page.getByText("没有问题").waitFor();
      await page.screenshot({ path: artifact("console-wechat-secrets.png"), fullPage: true });
      const kept = await page.evaluate(
        "JSON.stringify([document.documentElement.outerHTML, sessionStorage, localStorage])",
      );
      expect(kept).not.toContain(appSecret);
      expect(await serious(page)).toEqual([]);
    },
    WALK_MS_MAX,
  );

  test(
    "a rule of attribution is tried, waits for the phone's yes and is planned",
    async () => {
      await page.goto(at("attribution"));
      await page.getByText("（还没有人改过）").waitFor();
      await page.getByText("入会前最后触点", { exact: true }).click();
      await button("试算最近 30 天").click();
      await page.getByText(/最近 30 天入会的 \d+ 位里/).waitFor();
      await page.getByLabel("为什么改（留在审计里）").fill("店员多劳多得");
      await button("定下这一版").click();
      await page.getByRole("dialog").waitFor();
      expect(await desk.decide("approve")).toMatch(/起，新会员按「最后触点」归属/);
      await page.getByRole("row", { name: /最后触点.*未到时间.*店员多劳多得/ }).waitFor({ timeout: 30_000 });
      await page.screenshot({ path: artifact("console-attribution.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
    WALK_MS_MAX,
  );
});

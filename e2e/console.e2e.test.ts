// The console as an operator works with it, in a browser against `npm start`: signed in by a phone, an offer written and
// claimed on another phone, codes printed and read again, a sheet of shops tried, an offer voided by a yes on the phone,
// members and audiences looked after.
import { GetOffer, ReviseOffer, SetDayStock } from "@huike/shared/offer-life";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { call } from "../dev/seed/call.ts";
import { signIn } from "../dev/seed/sign-in.ts";
import { artifact } from "./artifacts.ts";
import { Desk, readCode } from "./console-desk.ts";
import { describeInChromium } from "./find-chromium.ts";
import { type LocalStack, startStack } from "./local-stack.ts";
import { walkAudience, walkList, walkMember, walkProfile } from "./members-walk.ts";
import { serious } from "./serious.ts";

const STARTING_MS_MAX = 240_000;
/** Nine codes are decoded six times over, and eleven pages looked through: more than this is a hang. */
const WALK_MS_MAX = 300_000;
const OWNER_PHONE = "owner";
const MM_PX = 96 / 25.4;
const TITLE = "秋天的第一杯";

/** Each of the nine is wide enough, and says by its code what is printed beside it. */
async function readPieces(sheet: Page, minMm: number): Promise<void> {
  const pieces = await sheet.locator(".piece").all();
  expect(pieces).toHaveLength(9);
  for (const piece of pieces) {
    const image = piece.locator("img");
    const box = await image.boundingBox();
    expect((box?.width ?? 0) / MM_PX).toBeGreaterThanOrEqual(minMm);
    const printed = (await piece.locator(".piece__small").textContent()) ?? "";
    const scene = /^([0-9A-Z-]+) /.exec(printed)?.[1]?.replaceAll("-", "").toLowerCase();
    expect(readCode(await image.screenshot())).toContain(scene);
  }
}

describeInChromium("the operators' console", (launch) => {
  let stack: LocalStack;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let desk: Desk;
  let offerId = "";
  /** Addresses of a member and of a kept rule. */
  let [member, audience] = ["", ""];
  const errors: string[] = [];
  const at = (path: string) => `${stack.origin}/console${path}`;
  /** Pages are in Chinese whatever the machine speaks. */
  const button = (name: string) => page.getByRole("button", { name, exact: true });

  beforeAll(async () => {
    stack = await startStack();
    browser = await launch();
    context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: "zh-CN" });
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
  });

  test(
    "a scanned code and a yes on the phone sign in, and the address stays",
    async () => {
      desk = await Desk.open(page, stack.origin, OWNER_PHONE, "/console/stores");
      await page.getByRole("heading", { name: "门店", exact: true }).waitFor();
      expect(new URL(page.url()).pathname).toBe("/console/stores");
      await page.getByRole("link", { name: "首页" }).click();
      await page.getByText("和上周同一天的这个时刻比").waitFor();
      await page.getByRole("heading", { name: "需要处理" }).waitFor();
      await page.getByRole("link", { name: "开店纪念券" }).waitFor(); // the demo's sold-out offer
      await page.screenshot({ path: artifact("console-home.png") });
    },
    WALK_MS_MAX,
  );

  test(
    "an offer written in the console is claimed on a phone",
    async () => {
      await page.keyboard.press("g");
      await page.keyboard.press("o");
      await page.getByRole("heading", { name: "券活动", exact: true }).waitFor();
      await page.getByRole("link", { name: "新朋友见面礼" }).waitFor();
      await page.keyboard.press("n");
      await page.getByLabel("这张券叫").fill(TITLE);
      await page.getByLabel("减", { exact: true }).fill("30");
      await page.getByLabel("每天放出").fill("20");
      const ticket = page.locator(".live__phone .ticket");
      await ticket.getByText(TITLE).waitFor();
      await ticket.getByText("30", { exact: true }).waitFor();
      // A fault is named, and a reload costs no word.
      await button("发布").click();
      await page.getByText("还有几处要补：写上原因").waitFor();
      await page.reload();
      await page.getByText("接着上次没写完的草稿").waitFor();
      expect(await page.getByLabel("这张券叫").inputValue()).toBe(TITLE);
      await page.getByLabel("为什么发这张券").fill("入秋拉新");
      await page.screenshot({ path: artifact("console-offer.png") });
      await button("发布").click();
      await page.getByRole("heading", { name: TITLE }).waitFor();
      offerId = new URL(page.url()).pathname.split("/").at(-1) ?? "";

      await page.goto(at("/channels/new"));
      await page.getByText("一家店的每张桌").click();
      await page.getByLabel("名称").fill("露台");
      await page.getByLabel("选门店").fill("人民路");
      await page.getByTitle("回客茶铺 人民路店（上海）").click();
      await page.getByLabel("桌数").fill("9");
      await page.getByLabel("扫码送的券").click();
      await page.getByTitle(TITLE).click();
      await page.getByLabel("原因（留在记录里）").fill("露台开放");
      await button("建 9 个").click();
      await page.getByText("9 个渠道已建好").waitFor({ timeout: 30_000 });
      const code = await page.getByRole("row", { name: "露台 3 号桌" }).locator("td.code").textContent();
      const scene = (code ?? "").replaceAll("-", "").toLowerCase();

      const phone = await context.newPage();
      await phone.goto(`${stack.origin}/m/?phone=from-the-terrace#/pages/landing/index?scene=${scene}`);
      await phone.getByText(TITLE).first().waitFor();
      await phone.getByText("同意协议并领取").click();
      await phone.getByText("已在你的卡包").waitFor();
      await phone.close();

      await page.goto(at(`/offers/${offerId}`));
      await page.locator(".balance__part", { hasText: "已领" }).getByText("1", { exact: true }).waitFor();
    },
    WALK_MS_MAX,
  );

  test(
    "what is printed is read again: every code, 30 mm wide at least, on as many sheets as it takes",
    async () => {
      await page.goto(at("/channels"));
      await page.getByLabel("搜索名称、门店、短码").fill("露台");
      await page.getByRole("row", { name: "露台 1 号桌" }).waitFor();
      await page.locator("thead").getByRole("checkbox").check();
      const opening = context.waitForEvent("page");
      await button("打印 9 张").click();
      const sheet = await opening;
      await sheet.setViewportSize({ width: 900, height: 1300 });
      for (const [form, minMm, each] of [
        ["贴纸", 30, 8],
        ["桌卡", 30, 10],
        ["海报", 100, 1],
      ] as const) {
        await sheet.getByText(form).first().click();
        for (const kind of ["小程序码", "链接码"]) {
          await sheet.getByText(kind, { exact: true }).click();
          await sheet.locator("main[data-whole=true]").waitFor();
          await readPieces(sheet, minMm);
          // Chromium's own print: A4, every page full.
          const pdf = (await sheet.pdf({ preferCSSPageSize: true })).toString("latin1");
          expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(Math.ceil(9 / each));
        }
        await sheet.screenshot({ path: artifact(`console-print-${minMm}.png`) });
      }
      expect(await serious(sheet)).toEqual([]);
      await sheet.close();
    },
    WALK_MS_MAX,
  );

  test(
    "who was overtaken sees the difference first, and their words are kept",
    async () => {
      await page.goto(at(`/offers/${offerId}/edit`));
      await page.getByLabel("这张券叫").fill("我改的名字");
      await page.getByLabel("为什么修改").fill("换个名字");
      const { api } = await signIn(stack.origin, OWNER_PHONE);
      const { terms, version } = await call(api, GetOffer, { offerId });
      await call(api, ReviseOffer, { offerId, ifVersion: version, terms: { ...terms, perMember: 3 }, why: "先改" });
      await button("存为新版").click();
      await page.getByText("别人刚改过，先看差异").waitFor();
      await page.getByRole("cell", { name: "3 / —" }).waitFor();
      await page.screenshot({ path: artifact("console-conflict.png") });
      await button("在新版上用我的").click();
      await button("存为新版").click();
      await page.getByRole("heading", { name: "我改的名字" }).waitFor();
      expect(await call(api, GetOffer, { offerId })).toMatchObject({ version: 3, terms: { title: "我改的名字" } });
    },
    WALK_MS_MAX,
  );

  test(
    "what a day gives out is changed in a window that sees another's change",
    async () => {
      const { api } = await signIn(stack.origin, OWNER_PHONE);
      await button("改每天放出").click();
      await page.getByLabel("改成").fill("25");
      await page.getByPlaceholder("原因，留在记录里").fill("周末人多");
      await call(api, SetDayStock, { offerId, ifStock: 20, stock: 30, why: "先改" });
      await button("确定").click();
      await page.getByText("每天放出的数量刚被改成 30（你看到的是 20）").waitFor();
      await page.screenshot({ path: artifact("console-day-stock.png") });
      await button("确定").click();
      await page.getByText("每天放出的数量已改").waitFor();
      await page.getByText("1 / 25").waitFor();
    },
    WALK_MS_MAX,
  );

  test(
    "voiding waits for the phone: a no changes nothing, a yes cancels what was claimed",
    async () => {
      const phoneIsAsked = async () => {
        await button("作废").click();
        await page.getByPlaceholder("原因，留在记录里").fill("印错了");
        await button("确定").click();
        await page.locator(".ant-modal-title", { hasText: "在手机上确认" }).waitFor();
        await page.locator(".approval__action").getByText("我改的名字").waitFor();
      };
      await phoneIsAsked();
      await desk.decide("refuse");
      await page.getByText("手机上点了不同意，没有执行。").waitFor();
      await page.reload();
      await phoneIsAsked();
      await page.screenshot({ path: artifact("console-approval.png") });
      expect(await desk.decide("approve")).toContain("我改的名字");
      await page.getByText("作废完成，取消了 1 张").waitFor({ timeout: 30_000 });
      await page.getByText("已作废").first().waitFor();
    },
    WALK_MS_MAX,
  );

  test(
    "a sheet of 500 shops names its seven bad rows before anything is done, and puts the good ones of a short one",
    async () => {
      await page.goto(at("/stores/import"));
      const head = "编号,名称,城市,地址,电话,位置,营业时间";
      const good = (i: number) =>
        `n${String(i).padStart(4, "0")},新店${i},杭州,西湖路 ${i} 号,0571-${1000000 + i},"30.2,120.${1000 + i}",10:00-22:00`;
      const bad = (i: number) =>
        `n${String(i).padStart(4, "0")},坏店${i},杭州,西湖路,0571-1000000,西湖边上,10:00-22:00`;
      const rows = Array.from({ length: 500 }, (_, i) => (i % 70 === 69 ? bad(i) : good(i)));
      const choose = (text: string) =>
        page.setInputFiles("input[type=file]", { name: "门店.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
      await choose([head, ...rows].join("\n"));
      await page.getByText("新增 493，修改 0，没变 0，有问题 7").waitFor();
      expect(await page.locator("tbody tr.ant-table-row").count()).toBe(7);
      await page.getByRole("row", { name: "71 坏店69" }).getByText("位置看不懂").waitFor();
      await page.screenshot({ path: artifact("console-import.png") });
      await choose([head, good(1), bad(2), good(3)].join("\n"));
      await button("导入 2 家").click();
      await page.getByText("导入了 2 家门店").waitFor();
      await page.goto(at("/stores"));
      await page.getByRole("link", { name: "新店3", exact: true }).waitFor();
    },
    WALK_MS_MAX,
  );

  test(
    "a member is found, tagged and corrected; an audience is counted, kept, and changed under somebody's hands",
    async () => {
      const { api } = await signIn(stack.origin, OWNER_PHONE);
      const { memberNo } = await signIn(stack.origin, "xiaoyu");
      const desk = { page, at, api };
      await walkMember(desk, memberNo);
      await walkProfile(desk);
      audience = await walkAudience(desk, memberNo);
      await walkList(desk, memberNo);
      member = at(`/members/${memberNo}`);
    },
    WALK_MS_MAX,
  );

  test(
    "no page has a serious fault for those who read by ear or keyboard, in either language",
    async () => {
      const paths = ["/", "/offers", "/offers/new", `/offers/${offerId}`, "/channels", "/channels/new"];
      const shops = ["/stores", "/stores/new", "/stores/import", "/staff", "/sessions"];
      const people = ["/members", "/audiences", "/audiences/new", "/audiences/lists"];
      for (const path of [...[...paths, ...shops, ...people].map(at), member, audience]) {
        await page.goto(path);
        await page.locator("h1").first().waitFor();
        await page.waitForLoadState("networkidle");
        expect([path, await serious(page)]).toEqual([path, []]);
      }
      await page.goto(at("/sessions"));
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("heading", { name: "Sessions" }).waitFor();
      expect(await serious(page)).toEqual([]);
      await page.getByRole("button", { name: "中文" }).click();
      expect(errors).toEqual([]);
    },
    WALK_MS_MAX,
  );
});

// The house's own pages against `npm start`: an audit row changed behind the product's back is found from the console, a
// correction waits for a second person, the night's findings are named on home, and a brand set here is worn by a phone.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { AdjustPoints } from "@huike/shared/adjustment";
import { GetBrand, PutBrand } from "@huike/shared/brand";
import { businessDay } from "@huike/shared/day";
import { GetProgram } from "@huike/shared/program";
import { PutStaff } from "@huike/shared/staff";
import { GetStore, PutStore } from "@huike/shared/store";
import { GetTargets, monthOf } from "@huike/shared/target";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { PNG } from "pngjs";
import { localTables } from "../dev/engine/create-tables.ts";
import { type Engine, startEngine } from "../dev/engine/start-engine.ts";
import { call } from "../dev/seed/call.ts";
import { type SignedIn, signIn } from "../dev/seed/sign-in.ts";
import { auditRange, type ChangeItem, dayEndMs, SEALED_FROM_MS } from "../functions/audit/audit.items.ts";
import { sealDays } from "../functions/audit/seal-days.ts";
import { reportKey } from "../functions/nightly/walk.items.ts";
import { makeEnv } from "../functions/platform/env.ts";
import { queryRange } from "../functions/platform/read.ts";
import { attributes, type Item, type Key, openTables, type Tables } from "../functions/platform/table.ts";
import { makeId, testSecrets } from "../functions/testing/made-up.ts";
import { until } from "../miniapp/test/hand.ts";
import { artifact } from "./artifacts.ts";
import { Desk } from "./console-desk.ts";
import { describeInChromium } from "./find-chromium.ts";
import { type LocalStack, startStack } from "./local-stack.ts";
import { serious } from "./serious.ts";

const STARTING_MS_MAX = 240_000;
const WALK_MS_MAX = 180_000;
const OWNER_PHONE = "owner";

function greenSquare(edge: number): Buffer {
  const png = new PNG({ width: edge, height: edge });
  for (let i = 0; i < edge * edge; i++) png.data.set([11, 93, 74, 255], i * 4);
  return PNG.sync.write(png);
}

describeInChromium("the house's own pages", (launch) => {
  let engine: Engine;
  let stack: LocalStack;
  let tables: Tables;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let desk: Desk;
  let owner: SignedIn;
  const errors: string[] = [];
  const at = (path: string) => `${stack.origin}/console${path}`;
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const put = (item: Item) =>
    tables.client.send(new PutItemCommand({ TableName: tables.views, Item: attributes(item) }));

  beforeAll(async () => {
    // An engine of the test's own: who changes a row behind the product's back needs a way to the table.
    engine = await startEngine();
    stack = await startStack({ DYNAMODB_ENDPOINT: engine.endpoint });
    tables = openTables(localTables.AppTable ?? "", localTables.ViewsTable ?? "", engine.endpoint);
    owner = await signIn(stack.origin, OWNER_PHONE);
    browser = await launch();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
    page = await context.newPage();
    page.on("pageerror", ({ message }) => errors.push(message));
    page.on("console", (line) => {
      if (line.type() === "error" && !/status of 4\d\d/.test(line.text())) errors.push(line.text());
    });
  }, STARTING_MS_MAX);

  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    tables?.client.destroy();
    tables?.once.destroy();
    await engine?.stop();
  });

  const auditRows = () => queryRange<ChangeItem & Key>(tables, auditRange(businessDay(Date.now())), { table: "views" });

  /** The night that seals today, before its time. */
  const sealToday = () =>
    sealDays(
      makeEnv({
        ...{ tables, secrets: testSecrets(), wechatApiUrl: stack.origin, wechatMpUrl: stack.origin },
        nowMs: () => dayEndMs(businessDay(Date.now())) + SEALED_FROM_MS,
      }),
      { hasTime: () => true },
    );

  test(
    "an audit row that was changed in the table is found and named red, and whole days are said to be whole",
    async () => {
      desk = await Desk.open(page, stack.origin, OWNER_PHONE, "/console/audit");
      await page.getByRole("heading", { name: "审计", exact: true }).waitFor();
      await page.getByText("还没有封存").waitFor();
      await page.locator(".ant-table-row-expand-icon").first().click();
      await page.getByRole("columnheader", { name: "改前" }).waitFor();
      await sealToday();
      await page.reload();
      await page.getByText(/已封存 \d+ 行/).waitFor();
      await button("核对封存").click();
      await page.getByText("每一行都和封存时一样").waitFor();

      const [row] = await auditRows();
      if (!row) throw new Error("the demo's own making is in the audit");
      await put({ ...row, why: "没有这回事" });
      await button("核对封存").click();
      await page.getByText("有 1 处和封存对不上").waitFor();
      await page.getByText("这一行被改动过").waitFor();
      await page.getByRole("link", { name: "看这一行" }).click();
      const red = page.locator(".audit__row--changed");
      await red.getByText("没有这回事").waitFor();
      await red.getByText("被改动过").waitFor();
      await page.screenshot({ path: artifact("console-audit.png") });
      expect(await serious(page)).toEqual([]);
      await put(row);
      await button("核对封存").click();
      await page.getByText("每一行都和封存时一样").waitFor();
    },
    WALK_MS_MAX,
  );

  test(
    "a correction above the limit is on home, and is posted by the owner's yes on the phone",
    async () => {
      const operator = await signIn(stack.origin, "operator-of-the-house");
      const { memberNo } = operator;
      const staff = { memberNo, name: "方圆", clerkNo: "31", role: "operator" as const, storeIds: [] };
      await call(owner.api, PutStaff, { ...staff, state: "active", why: "新运营" });
      const member = await signIn(stack.origin, "somebody-with-points");
      const asked = {
        adjustmentId: makeId("adjustment"),
        memberNo: member.memberNo,
        points: 90_000,
        why: "补三月的分",
      };
      await call(operator.api, AdjustPoints, asked);
      await page.goto(at("/corrections"));
      const line = page.getByRole("row", { name: /补三月的分/ });
      await line.waitFor({ timeout: 60_000 });
      await line.getByText("31 方圆").waitFor();
      await page.goto(at("/"));
      await page.getByRole("link", { name: "1 笔积分调整等第二个人批准" }).click();
      await line.getByRole("button", { name: "批准" }).click();
      await page.locator(".approval__action").getByText("+90000 分").waitFor();
      await page.screenshot({ path: artifact("console-corrections.png") });
      expect(await desk.decide("approve")).toContain("+90000");
      await page.getByText("已批准，积分已到账").waitFor();
      await page.getByText("没有等批准的调整。").waitFor();
      expect(await serious(page)).toEqual([]);
    },
    WALK_MS_MAX,
  );

  test(
    "no night yet is said plainly; what one found and could not mend is on home and on its page",
    async () => {
      await page.goto(at("/night"));
      await page.getByText("还没有对过账").waitFor();
      const { memberNo } = owner;
      const found = [
        { what: "balance_differs", of: `MBR#${memberNo}`, item: "CARD", expected: 120, found: 90 },
        { what: "row_missing", of: "v1#STO#sto_sh01", item: "x", isMended: true },
      ];
      const began = Date.now() - 60_000;
      const done = { members: 12, rows: 345, offers: 6, ended: 0, reviewed: 0 };
      await put({ ...reportKey(businessDay(began)), ...done, began, findings: found, more: 0, ttl: 4_000_000_000 });
      await page.goto(at("/"));
      await page.getByRole("link", { name: "1 处要人处理：积分余额与记账合计不符" }).click();
      await page.getByText("发现 2 处不符，1 处已自动修好").waitFor();
      const row = page.getByRole("row", { name: /积分余额与记账合计不符/ });
      await row.getByText("要人处理").waitFor();
      await page.screenshot({ path: artifact("console-night.png") });
      expect(await serious(page)).toEqual([]);
    },
    WALK_MS_MAX,
  );

  const colour = (name: string) => page.getByLabel(`${name} 颜色代码`);

  test(
    "a brand whose text cannot be read is refused; one that can be is on the phone, by day and in the dark",
    async () => {
      await page.goto(at("/settings"));
      await page.getByRole("heading", { name: "设置 · 品牌" }).waitFor();
      await colour("主色").fill("#717171");
      await colour("会员卡底色").fill("#ffffff");
      await page.locator(".contrasts li").first().getByText("看不清").waitFor();
      await page.getByLabel("为什么改（留在审计里）").fill("换季");
      expect(await button("保存").isDisabled()).toBe(true);
      // The page only spares a way: the API refuses by itself, with the pair and its contrast.
      const faint = { name: "灰", accent: "#717171", card: "#ffffff" };
      const refused = await fetch(`${stack.origin}/api/operator/brand`, {
        method: "PUT",
        headers: { "content-type": "application/json", authorization: `Bearer ${owner.api.token}` },
        body: JSON.stringify({ version: 0, brand: faint, why: "灰" }),
      });
      expect([refused.status, await refused.json()]).toMatchObject([
        400,
        { error: "brand_too_faint", detail: { pair: "accent_on_ground", contrast: "4.4" } },
      ]);

      await page.getByLabel("名称", { exact: true }).fill("青山茶铺");
      await colour("主色").fill("#0b5d4a");
      await colour("会员卡底色").fill("#f4e7cf");
      await page.setInputFiles("input[type=file]", {
        ...{ name: "logo.png", mimeType: "image/png", buffer: greenSquare(64) },
      });
      await page.locator(".logo-field img").waitFor();
      await page.locator(".look__phone .brand-line__name").first().getByText("青山茶铺").waitFor();
      await page.screenshot({ path: artifact("console-brand.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      await button("保存").click();
      await page.getByText("已保存").waitFor();
      expect((await call(owner.api, GetBrand, {})).brand).toMatchObject({ name: "青山茶铺", accent: "#0b5d4a" });
      for (const colorScheme of ["light", "dark"] as const) await wornByPhones(colorScheme);
    },
    WALK_MS_MAX,
  );

  /** A guest's first screen, then the home of the same person as a member. */
  async function wornByPhones(colorScheme: "light" | "dark"): Promise<void> {
    const name = `phone-in-the-${colorScheme}`;
    const opened = async () => {
      const held = await browser.newContext({ viewport: { width: 375, height: 812 }, locale: "zh-CN", colorScheme });
      const phone = await held.newPage();
      // An instance of the API remembers the brand for ten seconds.
      await until(async () => {
        await phone.goto(`${stack.origin}/m/?phone=${name}`);
        await phone.reload();
        await phone.getByText("青山茶铺").first().waitFor({ timeout: 3_000 });
      }, 60_000);
      expect(await serious(phone, "axe.run('.page--branded', { runOnly: ['color-contrast'] })")).toEqual([]);
      return phone;
    };
    const guest = await opened();
    const filled = guest.locator(".newcomer__button");
    const ground = await filled.evaluate((element) => getComputedStyle(element).backgroundColor);
    if (colorScheme === "light") expect(ground).toBe("rgb(11, 93, 74)");
    // Neither the day's colour nor the built-in one.
    else expect(ground).not.toMatch(/rgb\((11, 93, 74|240, 163, 196)\)/);
    await guest.context().close();
    await signIn(stack.origin, name);
    const member = await opened();
    await member.locator(".card .brand-line__logo").waitFor();
    await member.screenshot({ path: artifact(`phone-brand-${colorScheme}.png`) });
    await member.context().close();
  }

  test(
    "who was overtaken sees the difference first; points and levels are changed as a whole",
    async () => {
      await page.goto(at("/settings/brand"));
      await page.getByLabel("名称", { exact: true }).fill("我的名字");
      const { version, brand } = await call(owner.api, GetBrand, {});
      await call(owner.api, PutBrand, { version, brand: { ...brand, name: "别人的名字" }, why: "先改" });
      await page.getByLabel("为什么改（留在审计里）").fill("换名");
      await button("保存").click();
      await page.getByText("别人刚改过，先看差异").waitFor();
      await page.getByRole("cell", { name: "别人的名字" }).waitFor();
      await button("在新版上用我的").click();
      await button("保存").click();
      await page.getByText("已保存").waitFor();
      await page.getByText("已保存").waitFor({ state: "hidden" });
      expect((await call(owner.api, GetBrand, {})).brand.name).toBe("我的名字");

      await page.getByRole("link", { name: "积分与等级" }).click();
      await page.getByRole("heading", { name: "设置 · 积分与等级" }).waitFor();
      await page.getByLabel("一年消费满（元） 2").fill("9000");
      await page.getByText("后面的门槛要一级比一级高").last().waitFor();
      await page.getByLabel("一年消费满（元） 2").fill("3000");
      await page.getByLabel("积分倍率 % 3").fill("150");
      await page.getByLabel("为什么改（留在审计里）").fill("会员日");
      await page.screenshot({ path: artifact("console-program.png"), fullPage: true });
      expect(await serious(page)).toEqual([]);
      await button("保存").click();
      await page.getByText("已保存").waitFor();
      const { program } = await call(owner.api, GetProgram, {});
      expect(program.tiers.map(({ fromGrowth, earnPercent }) => [fromGrowth, earnPercent])).toEqual([
        [0, 100],
        [3000, 110],
        [8000, 150],
      ]);
    },
    WALK_MS_MAX,
  );

  test(
    "a shop's holiday, what it stakes without a signal and what it expects of its clerks are written down",
    async () => {
      const storeId = "sto_sh01";
      await page.goto(at(`/stores/${storeId}`));
      await button("加一天").click();
      await page.getByLabel("第 1 个日期", { exact: true }).fill("2027-05-01");
      await page.getByLabel("第 1 个日期的时间").fill("10:00-15:00");
      // Another's change in between is seen before it is written over.
      const { version, facts } = await call(owner.api, GetStore, { storeId });
      await call(owner.api, PutStore, {
        storeId,
        ifVersion: version,
        facts: { ...facts, phone: "021-0000-0999" },
        why: "换号码",
      });
      await page.getByLabel("原因（留在记录里）").fill("五一");
      await page.getByRole("button", { name: "保存" }).first().click();
      await page.getByText("别人刚改过，先看差异").waitFor();
      await page.getByText("021-0000-0999").first().waitFor();
      await page.screenshot({ path: artifact("console-store-overtaken.png"), fullPage: true });
      await button("用现在的，放弃我的").click();
      await page.getByLabel("第 1 个日期", { exact: true }).waitFor({ state: "hidden" });
      await button("加一天").click();
      await page.getByLabel("第 1 个日期", { exact: true }).fill("2027-05-01");
      await page.getByLabel("第 1 个日期的时间").fill("10:00-15:00");
      await page.getByLabel("原因（留在记录里）").fill("五一");
      await page.getByRole("button", { name: "保存" }).first().click();
      await page.getByText("已保存").waitFor();
      const after = await call(owner.api, GetStore, { storeId });
      expect(after.facts.exceptions).toEqual([{ date: "2027-05-01", spans: [[600, 900]] }]);
      expect(after.facts.phone).toBe("021-0000-0999");

      await page.goto(at(`/stores/${storeId}`));
      await page.getByLabel("每小时最多几笔").fill("3");
      await page.getByLabel("为什么改（留在审计里）").fill("先少一点");
      expect(await serious(page)).toEqual([]);
      await page.getByRole("button", { name: "保存" }).last().click();
      await page.getByText("已保存", { exact: true }).waitFor();
      expect((await call(owner.api, GetStore, { storeId })).slipLimits.perHour).toBe(3);

      await page.goto(at("/staff"));
      await page.getByLabel("门店", { exact: true }).fill("人民路");
      await page.keyboard.press("Enter");
      await page.getByLabel("每位店员的会员目标").fill("30");
      await page.getByLabel("02 吴桐的核销目标").fill("80");
      await page.getByLabel("为什么改（留在审计里）").fill("十一月");
      expect(await serious(page)).toEqual([]);
      await page.screenshot({ path: artifact("console-targets.png"), fullPage: true });
      await button("保存").click();
      await page.getByText("已保存").waitFor();
      const month = monthOf(businessDay(Date.now()));
      const { targets } = await call(owner.api, GetTargets, { storeId, month });
      expect(targets).toMatchObject({ each: { members: 30 }, clerks: [{ members: 30, redemptions: 80 }] });
    },
    WALK_MS_MAX,
  );

  test(
    "no page of the house has a serious fault in English either, and nothing broke on the way",
    async () => {
      await page.getByRole("button", { name: "English" }).click();
      const pages = [
        "/audit",
        "/corrections",
        "/night",
        "/settings/brand",
        "/settings/points",
        "/staff",
        "/stores/sto_sh05",
      ];
      for (const path of pages) {
        await page.goto(at(path));
        await page.locator("h1").first().waitFor();
        await page.waitForLoadState("networkidle");
        expect([path, await serious(page)]).toEqual([path, []]);
      }
      expect(errors).toEqual([]);
    },
    WALK_MS_MAX,
  );
});

// A member looked up, tagged and corrected; an audience counted, kept and changed under somebody's hands; a list sent in.
import { GetSegment, PutSegment } from "@huike/shared/audience-calls";
import { spacedMemberNo } from "@huike/shared/id";
import { ShowMember } from "@huike/shared/members";
import type { Locator, Page } from "playwright-core";
import { type Api, call } from "../dev/seed/call.ts";
import { artifact } from "./artifacts.ts";

export type AtDesk = {
  readonly page: Page;
  /** Below /console. */
  readonly at: (path: string) => string;
  /** The owner's own calls, beside the browser. */
  readonly api: Api;
};

const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });

export async function walkMember({ page, at, api }: AtDesk, memberNo: string): Promise<void> {
  await page.goto(at("/"));
  await page.getByRole("heading", { name: "今天" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await page.getByRole("heading", { name: "会员", exact: true }).waitFor();
  await page.getByLabel("会员号、手机号、末四位或姓名").fill(memberNo.slice(-4));
  await page.getByRole("link", { name: spacedMemberNo(memberNo) }).click();
  await page.getByRole("heading", { name: `会员 ${spacedMemberNo(memberNo)}` }).waitFor();

  await button(page, "加标签").click();
  await page.getByLabel("标签", { exact: true }).fill("老街坊");
  await page.getByRole("dialog").getByLabel("原因（留在记录里）").fill("常来");
  await button(page, "确定").click();
  await page.getByText("手工 · 常来").waitFor();

  const adjust = async (points: string, why: string) => {
    await page.getByLabel("加或减多少").fill(points);
    await page.getByLabel("原因（留在记录里）").fill(why);
    await button(page, "提交").click();
  };
  await adjust("50", "补昨天漏的");
  await page.getByText("人工调整积分 +50").waitFor();
  await adjust("900000", "多打了零");
  await page.getByText("等另一位同事批准后才入账").waitFor();
  await page.screenshot({ path: artifact("console-member.png") });
  const { member, tags } = await call(api, ShowMember, { memberNo });
  expect([member.points, tags.map(({ tag }) => tag)]).toEqual([expect.any(Number), ["老街坊"]]);
  expect(member.points).toBeLessThan(900_000);
}

/** Found by what they told, the whole number seen by an owner who says why, and nothing of it in the address. */
export async function walkProfile({ page, at }: AtDesk): Promise<void> {
  await page.goto(at("/members"));
  const search = page.getByLabel("会员号、手机号、末四位或姓名");
  for (const text of ["陈", "13800138000", "138 0013 8000", "8000"]) {
    await search.fill(text);
    await page.getByRole("row").filter({ hasText: "陈明" }).filter({ hasText: "138****8000" }).waitFor();
  }
  await search.fill("陈明明");
  await page.getByText("没有找到").waitFor();
  await search.fill("陈明");
  await page.getByRole("row").filter({ hasText: "陈明" }).getByRole("link").first().click();
  await page.getByRole("heading", { name: /^会员 陈明/ }).waitFor();
  await page.getByText("12 月 3 日").waitFor();
  await button(page, "看完整手机号").click();
  await page.getByRole("dialog").getByLabel("原因（留在记录里）").fill("顾客来电核对");
  await button(page, "确定").click();
  await page.getByText("+8613800138000").waitFor();
  expect(page.url()).not.toMatch(/陈|%|138/);
  await page.screenshot({ path: artifact("console-profile.png") });
}

export async function walkAudience({ page, at, api }: AtDesk, memberNo: string): Promise<string> {
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await page.getByRole("heading", { name: "人群", exact: true }).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("heading", { name: "新建人群" }).waitFor();
  await button(page, "存下来").click();
  await page.getByText("还有几处要补：写上名称；写上原因").waitFor();
  await page.getByLabel("名称").fill("街坊");
  await button(page, "标签").click();
  await page.getByLabel("1 写标签，回车").fill("老街坊");
  await page.keyboard.press("Enter");
  const count = page.getByRole("region", { name: "会有多少人" });
  await count.getByText("有标签「老街坊」").waitFor();
  await count.locator("strong", { hasText: /^1$/ }).waitFor();
  await count.getByText(`••••• ${memberNo.slice(-4)}`).waitFor();
  await page.getByLabel("原因").fill("开街坊日");
  await page.screenshot({ path: artifact("console-audience.png") });
  await button(page, "存下来").click();
  await page.getByRole("link", { name: "街坊", exact: true }).click();

  // Somebody else keeps another name meanwhile: the difference is shown, and only then is it written over.
  await page.getByLabel("名称").fill("我的街坊");
  const segmentId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const { versions } = await call(api, GetSegment, { segmentId });
  const { rule, state } = versions[0] ?? { rule: { is: "all", of: [] }, state: "active" };
  await call(api, PutSegment, { segmentId, version: 1, name: "别人的街坊", rule, state, why: "先改" });
  await page.getByLabel("原因").fill("换个名字");
  await button(page, "存为新版").click();
  await page.getByText("别人刚改过，先看差异").waitFor();
  await page.getByRole("cell", { name: "别人的街坊" }).waitFor();
  await button(page, "在新版上用我的").click();
  await button(page, "存为新版").click();
  await page.getByRole("link", { name: "我的街坊" }).waitFor();
  expect((await call(api, GetSegment, { segmentId })).versions.map(({ name }) => name)).toEqual([
    ...["我的街坊", "别人的街坊", "街坊"],
  ]);
  return at(`/audiences/${segmentId}`);
}

export async function walkList({ page, at }: AtDesk, memberNo: string): Promise<void> {
  await page.goto(at("/audiences/lists"));
  const text = `姓名,会员号\n小雨,${memberNo}\n谁,没有号\n她,999999991\n`;
  await page.setInputFiles("input[type=file]", {
    name: "街坊.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(text),
  });
  await button(page, "上传 3 行").click();
  await page.getByText("名单里有 1 位会员，2 行没用上").waitFor();
  await page.getByRole("row", { name: "3 没有号 不是 9 位会员号" }).waitFor();
  await page.getByRole("row", { name: "4 999999991 没有这位会员" }).waitFor();
  await button(page, "用它建人群").click();
  const count = page.getByRole("region", { name: "会有多少人" });
  await count.getByText("在名单「街坊.csv」里").waitFor();
  await count.locator("strong", { hasText: /^1$/ }).waitFor();
}

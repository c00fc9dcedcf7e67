// 我的资料 on the street: a member tells three things of their own, each by the control WeChat gives for it, and finds them again.
import type { Page } from "playwright-core";
import { artifact } from "./artifacts.ts";
import { StreetPhone } from "./street-phone.ts";

export async function walkProfile(page: Page, scene: string): Promise<void> {
  await page.selectOption("#member-select", "+");
  const member = new StreetPhone(page, "member");
  await member.shows("扫一扫店里的码，领第一张券");
  await page.locator(`[data-scene="${scene}"]`).getByRole("button").click();
  await member.tap("同意协议并领取");
  await member.shows("已在你的卡包");
  const open = async () => {
    await page.click("#member-reopen");
    await member.tap("我的");
    await member.tap("我的资料");
    await member.shows("都可以不填，随时能删。不填也一样领券、用券。");
  };

  await open();
  await member.field("怎么称呼你").fill("小雨");
  await member.tap("保存称呼");
  await member.shows("清除称呼");
  await member.tap("选月和日");
  await member.tap("确定");
  await member.shows("1 月 1 日");
  await member.tap("保存生日");
  await member.shows("生日是 1 月 1 日？");
  await member.tap("存下");
  await member.shows(/^一年改一次，\d{4}-\d\d-\d\d 起可以再改$/);
  await member.tap("授权手机号");
  await member.shows("申请获取你的手机号");
  await member.tap("允许");
  await member.shows(/^\d{3}\*{4}\d{4}$/);
  await member.screen.screenshot({ path: artifact("profile.png") });

  await open();
  await member.shows(/^\d{3}\*{4}\d{4}$/);
  await member.shows("1 月 1 日");
  expect(await member.field("怎么称呼你").inputValue()).toBe("小雨");
}

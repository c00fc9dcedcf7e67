import { currentStep, FINISHED, hintAt, type Screen, steps } from "./steps.ts";

const screen = (page: string, words = "", hasCode = false): Screen => ({ page, words, hasCode });
const home = screen("pages/home/index", "扫一扫店里的码，领第一张券");
const landing = screen("pages/landing/index", "新朋友见面礼\n同意协议并领取");
const claimed = screen("pages/landing/index", "已在你的卡包 出示券码");
const code = screen("pages/code/index", "", true);
const clerkHome = screen("pages/home/index", "去收银台");
const offShift = screen("packages/clerk/ready/index", "扫台卡上班");
const onShift = screen("packages/clerk/ready/index", "人民路店 扫码");
const confirm = screen("packages/clerk/confirm/index", "已满¥100，核销 −¥20");
const receipt = screen("packages/clerk/receipt/index", "核销成功");

describe("the next step", () => {
  test.each([
    ["a newcomer at home", home, clerkHome, "扫海报"],
    [
      "a dead code on the landing page",
      screen("pages/landing/index", "这张码已停用，看看附近门店"),
      clerkHome,
      "扫海报",
    ],
    ["an offer that is gone", screen("pages/landing/index", "领取后 60 天内有效\n这张抢完了"), clerkHome, "扫海报"],
    ["an offer on a newcomer's phone", landing, clerkHome, "领取"],
    ["an offer on a member's phone", screen("pages/landing/index", "老朋友代金券\n领取\n看看门店"), clerkHome, "领取"],
    ["a coupon just claimed", claimed, clerkHome, "出示券码"],
    ["a member at home", screen("pages/home/index", "出示会员码"), onShift, "出示券码"],
    ["a code shown to a clerk at home", code, clerkHome, "店员上班扫台卡"],
    ["a code shown to a clerk off shift", code, offShift, "店员上班扫台卡"],
    ["a code shown to a clerk on shift", code, onShift, "扫会员码"],
    ["a coupon on the clerk's confirm page", code, confirm, "核销"],
  ])("with %s", (_, member, clerk, zh) => {
    expect(steps[currentStep(member, clerk)]?.zh).toBe(zh);
  });

  test("is none when either phone shows the receipt", () => {
    expect(currentStep(code, receipt)).toBe(FINISHED);
    expect(currentStep(screen("pages/receipt/index"), confirm)).toBe(FINISHED);
  });

  test("begins again with the next member, though the clerk still looks at the last receipt", () => {
    expect(currentStep(home, receipt)).toBe(0);
    expect(currentStep(landing, receipt)).toBe(1);
  });

  test("is the first one in WeChat's own pages, with a hint of their own", () => {
    for (const [page, hint] of [
      ["wechat/page", "关注公众号"],
      ["wechat/chat", "领取见面礼"],
    ] as const) {
      const member = screen(page);
      expect(currentStep(member, onShift)).toBe(0);
      expect(hintAt(0, member)).toContain(hint);
    }
    expect(hintAt(0, home)).toBe(steps[0].hint);
    expect(hintAt(FINISHED, code)).toBeUndefined();
  });
});

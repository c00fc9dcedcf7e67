// What to do next on the street, told from what the two phones show: no memory of its own, so that
// going back, changing phones or starting in the middle never leaves the hint behind.

/** A phone's screen: the page it is on, whether a code can be scanned off it, the words on it. */
export type Screen = { readonly page: string; readonly hasCode: boolean; readonly words: string };

export const steps = [
  { zh: "扫海报", en: "Scan a poster", hint: "在左边挑一张海报，点「用会员手机扫」" },
  { zh: "领取", en: "Claim", hint: "在会员手机上点「同意协议并领取」" },
  { zh: "出示券码", en: "Show the code", hint: "在会员手机上点「出示券码」" },
  {
    zh: "店员上班扫台卡",
    en: "Start the shift",
    hint: "店员手机：「去收银台」→「扫台卡上班」，再点收银台的「用店员手机扫台卡」",
  },
  { zh: "扫会员码", en: "Scan the member", hint: "店员手机上点「扫码」，再点「让店员手机扫会员手机的屏幕」" },
  { zh: "核销", en: "Redeem", hint: "在店员手机上点核销，看两台手机一起变" },
] as const;

export const FINISHED = steps.length;

/** The other way to the first coupon, by the online poster, leads through WeChat itself. */
const hintsInWechat: Readonly<Record<string, string>> = {
  "wechat/page": "在会员手机上点「关注公众号」，欢迎消息里有见面礼",
  "wechat/chat": "在公众号会话里点「领取见面礼」，小程序就打开了",
};

/** What to do now; nothing when the coupon is used. */
export const hintAt = (step: number, member: Screen): string | undefined =>
  hintsInWechat[member.page] ?? steps[step]?.hint;

/** The first step not yet done, counted from 0; {@link FINISHED} when the coupon is used. */
export function currentStep(member: Screen, clerk: Screen): number {
  if (member.page.startsWith("pages/receipt")) return FINISHED;
  if (!member.hasCode) return stepBeforeCode(member);
  if (clerk.page.startsWith("packages/clerk/receipt")) return FINISHED;
  if (clerk.page.startsWith("packages/clerk/confirm")) return 5;
  return isAtWork(clerk) ? 4 : 3;
}

/** Off shift, the till asks for the shop's table card before anything else. */
export const asksForTableCard = (clerk: Screen): boolean => clerk.words.includes("扫台卡上班");

const isAtWork = (clerk: Screen): boolean => clerk.page.startsWith("packages/clerk/") && !asksForTableCard(clerk);

/** A line of its own: terms speak of 「领取」 too, also those of an offer that is gone. */
const CLAIM_BUTTON = /^(同意协议并领取|领取)$/m;

function stepBeforeCode(member: Screen): number {
  if (/出示(券码|会员码)/.test(member.words)) return 2;
  return member.page.startsWith("pages/landing") && CLAIM_BUTTON.test(member.words) ? 1 : 0;
}

// One phone's camera on what lies before it: a poster, the table card, the other phone's screen. A
// picture goes to the mini-program's own scanner when that is open; the member's phone has WeChat's besides.
import { photograph, readCode } from "./camera.ts";
import { say } from "./dom.ts";
import type { PhoneFrame } from "./phone-frame.ts";
import { type Account, scanOutside } from "./wechat.ts";

export async function clerkScans(
  clerk: PhoneFrame,
  image: HTMLImageElement | undefined,
  advice: Advice,
): Promise<void> {
  if (!clerk.isScanning()) return say(advice.whenNotScanning);
  if (!image) return say(advice.whenNoCode);
  clerk.showToCamera((await photograph(image)).toDataURL("image/png"));
}

export type Advice = { whenNotScanning: string; whenNoCode: string };

export async function memberScans(
  member: PhoneFrame,
  phone: string,
  image: HTMLImageElement | undefined,
  onAccount: (account: Account) => void,
): Promise<void> {
  if (!image) return say("店员手机上还没有码：请店员先打开「出示我的码」");
  const photo = await photograph(image);
  if (member.isScanning()) return member.showToCamera(photo.toDataURL("image/png"));
  const text = readCode(photo);
  if (text === undefined) return say("没有看清这张码，请再扫一次");
  const opened = await scanOutside(phone, text);
  if (opened.is === "text") return say(`微信扫出来的是文字：${opened.text}`);
  if (opened.is === "service_account") return onAccount(opened);
  if (opened.is === "web" && !isOfStreet(opened.url)) return say(`微信会打开网页：${opened.url}`);
  member.open(opened.url);
}

/** Pages of other origins are not shown in a phone's frame. */
const isOfStreet = (url: string): boolean => new URL(url).origin === location.origin;

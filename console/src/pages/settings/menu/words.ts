import type { MenuRefusal } from "@huike/shared/menu";

export const words = {
  note: {
    zh: "公众号会话底部的菜单。保存只是存下来，发布后顾客才看得到（手机上最多 5 分钟）。",
    en: "The menu below the chat. Saving keeps it; followers see it once it is published, within five minutes on a phone.",
  },
  buttons: { zh: "按钮", en: "Buttons" },
  addBar: { zh: "加一个底部按钮", en: "Add a button to the bar" },
  addBelow: { zh: "往列表里加一个", en: "Add to the list" },
  name: { zh: "按钮名", en: "Name" },
  does: { zh: "点了以后", en: "When tapped" },
  reply: { zh: "回复一句", en: "Answers" },
  web: { zh: "打开网页", en: "Opens a web page" },
  page: { zh: "打开小程序", en: "Opens the mini-program" },
  list: { zh: "弹出列表", en: "Opens a list" },
  whichReply: { zh: "回复哪一条", en: "Which reply" },
  noReply: { zh: "先在「欢迎与回复」里加一条回复", en: "Add a reply under Welcome and replies first" },
  url: { zh: "https:// 开头的网址", en: "Address, beginning with https://" },
  left: { zh: (name: string) => `把「${name}」前移`, en: (name: string) => `Move "${name}" forward` },
  remove: { zh: (name: string) => `删除「${name}」`, en: (name: string) => `Remove "${name}"` },
  newName: { zh: "新按钮", en: "New" },
  look: { zh: "手机上的样子", en: "On the phone" },
  publish: { zh: "发布到微信", en: "Publish" },
  publishSure: {
    zh: (version: number) => `把第 ${version} 版发布给所有粉丝？`,
    en: (version: number) => `Publish version ${version} to all followers?`,
  },
  saveFirst: { zh: "先保存，再发布", en: "Save before publishing" },
  why: { zh: "在后台发布菜单", en: "Published from the console" },
  never: { zh: "还没有发布过", en: "Never published" },
  published: {
    zh: (version: number, at: string) => `第 ${version} 版已发布 · ${at}`,
    en: (version: number, at: string) => `Version ${version} published · ${at}`,
  },
  older: { zh: "之后改过，还没有发布", en: "Changed since, not published" },
  sending: {
    zh: (at: string) => `${at} 开始发布，微信还没有答复；过 15 秒可以再发布一次`,
    en: (at: string) => `Sent at ${at}, no answer from WeChat; publish again after 15 seconds`,
  },
  refused: { zh: (at: string) => `${at} 发布失败`, en: (at: string) => `Refused at ${at}` },
} as const;

/** What to do about each. */
export const refusalWords: Record<MenuRefusal, { readonly zh: string; readonly en: string }> = {
  not_linked: {
    zh: "小程序还没有关联到这个公众号：到公众平台「小程序管理」里关联，再发布",
    en: "The mini-program is not linked to the account: link it in WeChat's console, then publish again",
  },
  not_allowed: {
    zh: "公众号没有菜单接口权限，或密钥不对：先看「微信」一页的检查",
    en: "The account may not set menus, or its secret is wrong: see the checks under WeChat",
  },
  bad_button: {
    zh: "微信不接受其中一个按钮：检查名字长短和网址",
    en: "WeChat does not take one of the buttons: check names and addresses",
  },
  bad_address: {
    zh: "微信不接受其中一个网址：检查域名",
    en: "WeChat does not take one of the addresses: check its domain",
  },
  quota: { zh: "今天发布的次数用完了：明天再发布", en: "Today's calls are used up: publish tomorrow" },
  busy: { zh: "微信忙：过一会再发布", en: "WeChat is busy: publish again in a while" },
  other: { zh: "微信没有接受：把错误号告诉技术支持", en: "WeChat did not take it: tell support the number" },
};

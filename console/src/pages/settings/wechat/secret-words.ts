// Words of the secrets: what each is called here and in WeChat's console, where it is found there, what is wrong with one.
import type { WechatSecretPart } from "@huike/shared/wechat-secrets";

type Both = { readonly zh: string; readonly en: string };

export const words = {
  title: { zh: "密钥", en: "Secrets" },
  note: {
    zh: "只能换，不能看：存下的是密封的值，谁也读不出来。没有在这里设置过的，用部署时下发的。",
    en: "They can be replaced, not read: what is kept is sealed. Where none was set here, the deployment's is used.",
  },
  deployed: { zh: "随部署下发", en: "From the deployment" },
  isSet: { zh: "已设置", en: "Set" },
  setBy: {
    zh: (at: string, who: string, mark: string) => `末次 ${at}，${who}，标记 ${mark}`,
    en: (at: string, who: string, mark: string) => `Last ${at} by ${who}, mark ${mark}`,
  },
  broken: { zh: "打不开", en: "Does not open" },
  brokenHint: {
    zh: "部署的 sealKey 换过，请重新设置",
    en: "The deployment's sealKey has changed: set it anew",
  },
  oldUntil: {
    zh: (at: string) => `换之前的用到 ${at}，请在这之前到微信后台换好`,
    en: (at: string) => `The ones of before hold until ${at}: change WeChat's console before`,
  },
  replace: { zh: "更换", en: "Replace" },
  replaceOf: { zh: (name: string) => `更换${name}`, en: (name: string) => `Replace ${name}` },
  appSecret: { zh: "新的 AppSecret", en: "The new AppSecret" },
  token: { zh: "新的 Token", en: "The new Token" },
  aesKey: { zh: "新的 EncodingAESKey", en: "The new EncodingAESKey" },
  wrongAppSecret: { zh: "AppSecret 是 32 位的 0–9、a–f", en: "An AppSecret has 32 digits of 0–9 and a–f" },
  wrongToken: { zh: "Token 是 3–32 位字母和数字", en: "A Token has 3 to 32 letters and digits" },
  wrongAesKey: { zh: "EncodingAESKey 是 43 位字母和数字", en: "An EncodingAESKey has 43 letters and digits" },
  reason: { zh: "为什么换（留在审计里，不要写密钥）", en: "Why, kept in the audit; write no secret here" },
  save: { zh: "保存", en: "Save" },
  back: { zh: "先不换", en: "Not now" },
  done: { zh: "已换上，十秒内处处生效", en: "Replaced; in use everywhere within ten seconds" },
  othersSet: {
    zh: (name: string, at: string, who: string) => `${who} 在 ${at} 换过${name}`,
    en: (name: string, at: string, who: string) => `${who} replaced ${name} at ${at}`,
  },
} as const;

export const partNames: Record<WechatSecretPart, Both> = {
  mini: { zh: "小程序 AppSecret", en: "the mini-program's AppSecret" },
  service: { zh: "公众号 AppSecret", en: "the service account's AppSecret" },
  callback: { zh: "消息推送 Token 与 EncodingAESKey", en: "Token and EncodingAESKey of the message push" },
};

export const howTo: Record<WechatSecretPart, Both> = {
  mini: {
    zh: "到小程序后台「开发管理 · 开发设置」重置 AppSecret，马上粘到这里：重置之后、换上之前，没有人能登录。保存前会先向微信试一次，微信不认就不保存。",
    en: "Reset the AppSecret in the mini-program's console and paste it here at once: in between nobody can sign in. It is tried with WeChat before it is kept.",
  },
  service: {
    zh: "到公众号后台「设置与开发 · 基本配置」重置 AppSecret，马上粘到这里。保存前会先向微信试一次，微信不认就不保存。",
    en: "Reset the AppSecret in the service account's console and paste it here at once. It is tried with WeChat before it is kept.",
  },
  callback: {
    zh: "先在这里保存，再到公众号和小程序后台的「服务器配置 / 消息推送」填一样的。之后 72 小时里新旧都收，一条也不丢。",
    en: "Save here first, then enter the same in both consoles of WeChat. For 72 hours old and new both hold: no push is lost.",
  },
};

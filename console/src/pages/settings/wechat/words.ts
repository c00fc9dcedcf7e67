import type { CheckName, Finding } from "@huike/shared/wechat-checks";

type Both = { readonly zh: string; readonly en: string };

export const words = {
  checks: { zh: "检查", en: "Checks" },
  checksNote: {
    zh: "每一项点「检查」就现查一次。",
    en: "Each row looks anew when you press Check.",
  },
  mini: { zh: "小程序 AppID", en: "Mini-program's AppID" },
  service: { zh: "公众号 AppID", en: "Service account's AppID" },
  runAll: { zh: "全部检查", en: "Check all" },
  run: { zh: "检查", en: "Check" },
  runOne: { zh: (name: string) => `检查${name}`, en: (name: string) => `Check ${name}` },
  never: { zh: "还没检查过", en: "Not checked yet" },
  ok: { zh: "正常", en: "Fine" },
  warn: { zh: "留意", en: "Look" },
  bad: { zh: "要处理", en: "To do" },
  checkedAt: { zh: (at: string) => `${at} 查的`, en: (at: string) => `Checked ${at}` },
} as const;

export const checkNames: Record<CheckName, Both> = {
  mini_secret: { zh: "小程序密钥", en: "Mini-program's secret" },
  service_secret: { zh: "公众号密钥", en: "Service account's secret" },
  callback: { zh: "消息推送", en: "Message push" },
  unionid: { zh: "两边认得同一个人", en: "One person on both sides" },
  link: { zh: "普通链接二维码", en: "Link codes" },
  templates: { zh: "订阅消息模板", en: "Message templates" },
  quota: { zh: "今天的接口次数", en: "Calls left today" },
};

/** What was found, and what to do about it. */
export const findingWords: Record<Finding, Both> = {
  fine: { zh: "没有问题", en: "Nothing to do" },
  secret_wrong: {
    zh: "AppSecret 不对：到微信后台重置，再在上面换上",
    en: "The AppSecret is wrong: reset it in WeChat's console and replace it above",
  },
  appid_wrong: { zh: "AppID 不对：核对部署里填的 AppID", en: "The AppID is wrong: compare it with the deployment's" },
  secret_frozen: {
    zh: "AppSecret 被冻结：到微信后台解冻",
    en: "The AppSecret is frozen: unfreeze it in WeChat's console",
  },
  seal_broken: {
    zh: "在后台设置的值打不开：部署的 sealKey 换过，请在上面重新设置",
    en: "What was set in the console does not open under the deployment's sealKey: set it anew above",
  },
  ip_not_listed: {
    zh: "服务器地址不在 IP 白名单：到微信后台「开发 · 基本配置」加上",
    en: "The server's address is not on the IP whitelist: add it in WeChat's console",
  },
  admin_must_confirm: {
    zh: "要公众号管理员在手机上确认这个地址",
    en: "The account's administrator must confirm the address",
  },
  no_answer: { zh: "微信没有答复：过几分钟再查", en: "No answer from WeChat: check again in some minutes" },
  refused: { zh: "微信拒绝了：按错误号到微信文档查", en: "WeChat refused: look its number up" },
  no_push_yet: {
    zh: "还没有收到过推送：在公众号后台填好服务器地址并启用，再给公众号发一句话",
    en: "No push has come yet: enter the server's address in WeChat's console, then write to the account",
  },
  no_push_lately: {
    zh: "一天多没有收到推送：给公众号发一句话试试",
    en: "No push for over a day: write to the account to see",
  },
  old_key: {
    zh: "微信还在用旧的 EncodingAESKey：到公众号后台换成新的",
    en: "WeChat still uses the old EncodingAESKey: enter the new one in its console",
  },
  plain_mode: {
    zh: "推送没有加密：建议在公众号后台改成安全模式",
    en: "Pushes are not encrypted: choose safe mode in WeChat's console",
  },
  no_followers: { zh: "还没有人关注，查不出来：先关注一下", en: "Nobody follows yet: follow the account first" },
  service_not_linked: {
    zh: "公众号没有绑到开放平台：绑到和小程序同一个开放平台账号",
    en: "The service account is not bound: bind it to the mini-program's Open Platform account",
  },
  mini_not_linked: {
    zh: "小程序登录没有带 unionid：把小程序绑到同一个开放平台账号，再重新打开小程序",
    en: "The mini-program brings no unionid: bind it to the same Open Platform account and open it again",
  },
  no_link_domain: {
    zh: "还没有链接码的域名：部署时填上 linkDomain",
    en: "No domain for link codes: deploy with linkDomain",
  },
  no_link_rule: {
    zh: "小程序后台没有这条扫码规则：在「扫普通链接二维码打开小程序」里加上",
    en: "The mini-program has no such rule: add it under links opened by scanning",
  },
  link_rule_unpublished: { zh: "扫码规则还没有发布：到小程序后台发布", en: "The rule is not published: publish it" },
  cannot_ask: {
    zh: "微信不让查扫码规则：到小程序后台看一眼",
    en: "WeChat does not tell the rules: look in its console",
  },
  no_templates: { zh: "推送规则里还没有模板", en: "No templates in the push rules yet" },
  template_unknown: {
    zh: "小程序里没有这个模板：到「订阅消息」里添加，再更新推送规则",
    en: "The mini-program has no such template: add it, then change the push rules",
  },
  quota_low: { zh: "今天的次数快用完了", en: "Few calls are left today" },
  quota_used_up: { zh: "今天的次数用完了：明天恢复", en: "Today's calls are used up: they come back tomorrow" },
};

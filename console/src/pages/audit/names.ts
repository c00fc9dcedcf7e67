// What a changed thing is called.
import type { AuditSubject } from "@huike/shared/audit";

type Name = { readonly zh: string; readonly en: string };

export const subjectNames = {
  offer: { zh: "券活动", en: "Offer" },
  terms: { zh: "券条款", en: "Terms" },
  stock: { zh: "库存", en: "Stock" },
  voiding: { zh: "作废", en: "Voiding" },
  store: { zh: "门店", en: "Shop" },
  staff: { zh: "员工", en: "Staff" },
  invite: { zh: "员工邀请", en: "Invite" },
  channel: { zh: "渠道", en: "Channel" },
  program: { zh: "积分与等级", en: "Points and levels" },
  brand: { zh: "品牌", en: "Brand" },
  grant: { zh: "发券", en: "Grant" },
  correction: { zh: "改分", en: "Correction" },
  campaign: { zh: "营销活动", en: "Campaign" },
  push_rules: { zh: "推送规则", en: "Push rules" },
  replies: { zh: "欢迎与回复", en: "Welcome and replies" },
  menu: { zh: "公众号菜单", en: "Menu" },
  attribution: { zh: "归属规则", en: "Attribution" },
  wechat: { zh: "微信密钥", en: "WeChat secrets" },
  target: { zh: "店员目标", en: "Clerks' targets" },
  segment: { zh: "人群", en: "Segment" },
  list: { zh: "名单", en: "List" },
  tag: { zh: "会员标签", en: "Member's tags" },
  profile: { zh: "会员资料", en: "Member's details" },
  tags: { zh: "标签", en: "Tags" },
  export: { zh: "导出", en: "Export" },
  other: { zh: "其他", en: "Other" },
} as const satisfies Record<AuditSubject, Name>;

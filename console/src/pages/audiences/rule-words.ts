// The words of the rule editor and of its count.
import type { PushTemplate } from "@huike/shared/campaign";
import type { Asked } from "./questions";
import type { RuleFault } from "./rule-tree";

/** As on the chips that add a question. */
export const askedWords = {
  visits: { zh: "到店 ≥ 2", en: "Visits ≥ 2" },
  absent: { zh: "30 天未到", en: "Not here for 30 days" },
  holds: { zh: "有未用券", en: "Holds a coupon" },
  spent: { zh: "消费满", en: "Paid at least" },
  sales: { zh: "消费笔数", en: "Purchases" },
  used: { zh: "用过券", en: "Used a coupon" },
  joined: { zh: "新会员", en: "New member" },
  level: { zh: "等级", en: "Level" },
  points: { zh: "积分", en: "Points" },
  tag: { zh: "标签", en: "Tag" },
  store: { zh: "归属门店", en: "Shop" },
  clerk: { zh: "归属店员", en: "Clerk" },
  city: { zh: "城市", en: "City" },
  channel: { zh: "来源渠道", en: "Channel" },
  channel_kind: { zh: "渠道类型", en: "Kind of channel" },
  consent: { zh: "同意提醒", en: "Agreed to messages" },
  in_list: { zh: "在名单里", en: "On a list" },
} as const satisfies Record<Asked, { zh: string; en: string }>;

export const templateWords = {
  expiring: { zh: "券快到期", en: "Coupon ends soon" },
  receipt: { zh: "核销回执", en: "Receipt" },
  restock: { zh: "补货", en: "Back in stock" },
} as const satisfies Record<PushTemplate, { zh: string; en: string }>;

export const faultWords = {
  open: { zh: "还有条件没填完（标红的）", en: "Some conditions are not filled in yet (in red)" },
  too_big: {
    zh: "条件太多或套得太深：最多 40 个、5 层",
    en: "Too many conditions or too deep: 40 and 5 levels at most",
  },
} as const satisfies Record<RuleFault, { zh: string; en: string }>;

export const words = {
  rule: { zh: "条件", en: "Conditions" },
  all: { zh: "同时满足", en: "All of these" },
  any: { zh: "满足任一", en: "Any of these" },
  and: { zh: "且", en: "and" },
  or: { zh: "或", en: "or" },
  not: { zh: "不是", en: "not" },
  notLabel: { zh: (i: string) => `条件 ${i} 取反`, en: (i: string) => `Turn condition ${i} round` },
  groupLabel: { zh: (i: string) => `组 ${i} 怎么满足`, en: (i: string) => `How group ${i} holds` },
  remove: { zh: (i: string) => `删除条件 ${i}`, en: (i: string) => `Remove condition ${i}` },
  add: { zh: "加条件", en: "Add" },
  addGroup: { zh: "加一组", en: "Add a group" },
  everybody: { zh: "没有条件：全部会员", en: "No condition: all members" },

  inDays: { zh: "近", en: "In the last" },
  visits: { zh: "天到店", en: "days: days with a visit" },
  absent: { zh: "天没有到店", en: "days: no visit" },
  sales: { zh: "天消费", en: "days: purchases" },
  spent: { zh: "天消费", en: "days: paid" },
  used: { zh: "天用过", en: "days: used" },
  holds: { zh: "手里有没用的", en: "Holds, unused," },
  joined: { zh: "入会", en: "Joined, days ago," },
  level: { zh: "等级", en: "Level" },
  points: { zh: "积分", en: "Points" },
  tag: { zh: "有标签", en: "Tagged" },
  store: { zh: "归属门店", en: "Belongs to" },
  clerk: { zh: "归属店员", en: "Belongs to clerk" },
  city: { zh: "所在城市", en: "In the city of" },
  channel: { zh: "来自渠道", en: "Won by the channel" },
  channel_kind: { zh: "来自", en: "Won by a code of the kind" },
  consent: { zh: "同意过提醒", en: "Agreed to messages of" },
  in_list: { zh: "在名单里", en: "On the list" },
  least: { zh: "至少", en: "at least" },
  most: { zh: "最多", en: "at most" },
  noLimit: { zh: "不限", en: "any" },
  day: { zh: "天", en: "" },
  sale: { zh: "笔", en: "" },
  yuan: { zh: "元", en: "¥" },
  times: { zh: "次", en: "times" },
  pickOffers: { zh: "选券活动", en: "Pick offers" },
  pickAll: { zh: "全选", en: "All" },
  pickTags: { zh: "写标签，回车", en: "Type a tag, Enter" },
  pickStores: { zh: "选门店", en: "Pick shops" },
  pickClerks: { zh: "选店员", en: "Pick clerks" },
  pickCities: { zh: "选城市", en: "Pick cities" },
  pickChannels: { zh: "选渠道", en: "Pick channels" },
  pickKinds: { zh: "选类型", en: "Pick kinds" },

  count: { zh: "会有多少人", en: "How many" },
  counting: { zh: "正在数…", en: "Counting…" },
  of: { zh: (all: string) => `/ ${all} 位会员`, en: (all: string) => `of ${all} members` },
  reach: { zh: "能送到", en: "Reach" },
  wallet: { zh: "卡包（发券）", en: "Wallet (a coupon)" },
  reply: { zh: "服务号回复（48 小时内说过话）", en: "Service account (wrote within 48 h)" },
  byTemplate: { zh: (name: string) => `订阅消息「${name}」`, en: (name: string) => `Message “${name}”` },
  noTemplates: { zh: "还没有人同意订阅消息", en: "Nobody has agreed to messages yet" },
  samples: { zh: "其中的人（遮住号码）", en: "Some of them, masked" },
  number: { zh: "会员号", en: "Member" },
  lastVisit: { zh: "上次到店", en: "Last visit" },
  in90: { zh: "近 90 天", en: "Last 90 days" },
  in90Text: { zh: (n: number, yuan: string) => `${n} 天 ${yuan}`, en: (n: number, yuan: string) => `${n} d ${yuan}` },
  never: { zh: "没来过", en: "never" },
  nobody: { zh: "没有人符合", en: "Nobody" },
} as const;

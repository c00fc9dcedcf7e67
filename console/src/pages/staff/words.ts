// The words of the staff's page.
import type { HeldWhat } from "@huike/shared/held";
import type { InviteState } from "@huike/shared/invite";
import type { StaffRole } from "@huike/shared/staff";
import type { Target } from "@huike/shared/target";

export const roleWords = {
  clerk: { zh: "店员", en: "Clerk" },
  manager: { zh: "店长", en: "Manager" },
  operator: { zh: "运营", en: "Operator" },
  auditor: { zh: "审计", en: "Auditor" },
  owner: { zh: "店主", en: "Owner" },
} as const satisfies Record<StaffRole, { zh: string; en: string }>;

export const inviteWords = {
  open: { zh: "等对方扫码", en: "Waiting" },
  accepted: { zh: "已接受", en: "Accepted" },
  revoked: { zh: "已撤回", en: "Taken back" },
  over: { zh: "已过期", en: "Over" },
} as const satisfies Record<InviteState, { zh: string; en: string }>;

export const heldWhat = {
  member: { zh: "新会员", en: "Member" },
  fan: { zh: "粉丝", en: "Fan" },
  redemption: { zh: "核销", en: "Redemption" },
} as const satisfies Record<HeldWhat, { zh: string; en: string }>;

export const goalWords = {
  members: { zh: "会员", en: "members" },
  redemptions: { zh: "核销", en: "redemptions" },
} as const satisfies Record<keyof Target, { zh: string; en: string }>;

export const words = {
  title: { zh: "员工", en: "Staff" },
  count: { zh: (n: number) => `在职 ${n} 人`, en: (n: number) => `${n} active` },
  invite: { zh: "邀请员工", en: "Invite" },
  search: { zh: "搜索姓名、工号", en: "Search by name or number" },
  none: { zh: "还没有员工，邀请第一位", en: "No staff yet; invite the first" },
  name: { zh: "姓名", en: "Name" },
  clerkNo: { zh: "工号", en: "No." },
  role: { zh: "职级", en: "Rank" },
  shops: { zh: "门店", en: "Shops" },
  allShops: { zh: "全部", en: "All" },
  state: { zh: "状态", en: "State" },
  active: { zh: "在职", en: "Active" },
  left: { zh: "已离职", en: "Left" },
  act: { zh: "操作", en: "Do" },
  leave: { zh: "办离职", en: "Leave" },
  leaveNote: {
    zh: "离职后马上不能上班和登录；TA 带来的会员归到门店。要在手机上确认。",
    en: "No shift and no sign-in from then on; members they won pass to the shop. Confirmed on your phone.",
  },
  reason: { zh: "原因（留在记录里）", en: "Reason, kept on record" },
  sure: { zh: "确定", en: "Go" },
  back: { zh: "返回", en: "Back" },
  done: { zh: "已生效", en: "Done" },
  invites: { zh: "邀请记录", en: "Invites" },
  expires: { zh: "有效到", en: "Until" },
  revoke: { zh: "撤回", en: "Take back" },
  makeInvite: { zh: "生成邀请码", en: "Make the code" },
  inviteNote: {
    zh: "要在手机上确认。邀请码只显示这一次，24 小时内用一次。",
    en: "Confirmed on your phone. The code is shown this once, good once within 24 hours.",
  },
  scanIt: {
    zh: (name: string) => `请 ${name} 用手机打开回客扫这张码`,
    en: (name: string) => `${name}: scan this with Huike on your phone`,
  },
  code: { zh: "邀请码", en: "Invite code" },
  gotIt: { zh: "好的", en: "Done" },
  board: { zh: "最近 7 天排行", en: "Last 7 days" },
  netFans: { zh: "净增粉丝", en: "Net fans" },
  redemptions: { zh: "核销", en: "Redeemed" },
  undone: { zh: "撤销", en: "Undone" },
  netMembers: { zh: "净增会员", en: "Net members" },
  held: { zh: "待确认", en: "Held" },
  heldOf: { zh: (name: string) => `${name} 的待确认`, en: (name: string) => `Held of ${name}` },
  heldCount: {
    zh: (name: string, n: number) => `${name} 有 ${n} 个待确认`,
    en: (name: string, n: number) => `${n} held of ${name}`,
  },
  heldNote: {
    zh: "看起来不像真客人的先不计入；净增加上待确认就是全部带来的。",
    en: "What does not look like true customers is not counted yet; net and held are all that was brought.",
  },
  moreHeld: { zh: (n: number) => `还有 ${n} 条没有列出`, en: (n: number) => `${n} more are not listed` },
  time: { zh: "时间", en: "Time" },
  what: { zh: "什么", en: "What" },
  member: { zh: "会员", en: "Member" },
  shop: { zh: "门店", en: "Shop" },
  heldWhy: { zh: "为什么待确认", en: "Why it is held" },
  release: { zh: "什么时候计入", en: "What releases it" },
  month: { zh: "本月目标", en: "This month" },
  reached: { zh: "已达成", en: "reached" },
  wanting: {
    zh: (short: number, perDay: number) => `还差 ${short}，每天 ${perDay}`,
    en: (short: number, perDay: number) => `${short} to go, ${perDay} a day`,
  },
  missing: {
    zh: (n: number) => `有 ${n} 天还没算完，今晚补上`,
    en: (n: number) => `${n} days are not counted yet; the night does it`,
  },
  targets: { zh: (month: string) => `店员目标 ${month}`, en: (month: string) => `Clerks' targets ${month}` },
  each: { zh: "每位店员", en: "Each clerk" },
  asEach: { zh: "同每位", en: "As each" },
  goalOf: {
    zh: (name: string, goal: string) => `${name}的${goal}目标`,
    en: (name: string, goal: string) => `${name}: ${goal}`,
  },
  noBoard: { zh: "最近 7 天还没有成绩", en: "Nothing in the last 7 days" },
} as const;

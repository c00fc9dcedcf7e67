// The words of the members' pages.
import type { MemberCoupon, MemberEvent } from "@huike/shared/members";

type Said = { readonly zh: string; readonly en: string };

export const couponWords = {
  usable: { zh: "可用", en: "Usable" },
  coming: { zh: "未到时间", en: "Not yet" },
  over: { zh: "已过期", en: "Ended" },
  redeemed: { zh: "已核销", en: "Redeemed" },
  voided: { zh: "已作废", en: "Void" },
  giving: { zh: "转赠中", en: "On its way to a friend" },
  given: { zh: "已送出", en: "Given" },
} as const satisfies Record<MemberCoupon["state"], Said>;

type CouponEvent = Extract<MemberEvent, { is: "coupon" }>;
export const couponEventWords = {
  claimed: { zh: "领取", en: "Claimed" },
  received: { zh: "收到转赠", en: "Got from a friend" },
  redeemed: { zh: "核销", en: "Redeemed" },
  undone: { zh: "撤销核销", en: "Redemption undone" },
  voided: { zh: "作废", en: "Voided" },
} as const satisfies Record<CouponEvent["what"], Said>;

/** As the ledger calls its postings. */
export const pointsWords: Readonly<Record<string, Said>> = {
  earn: { zh: "消费得积分", en: "Earned" },
  undo: { zh: "撤销消费，扣回积分", en: "Taken back with a sale" },
  spend: { zh: "用积分换券", en: "Spent on a coupon" },
  refund: { zh: "退回积分", en: "Given back" },
  expire: { zh: "积分到期", en: "Ended" },
  adjust: { zh: "人工调整积分", en: "Corrected by hand" },
};

export const words = {
  title: { zh: "会员", en: "Members" },
  search: { zh: "会员号、手机号、末四位或姓名", en: "Number, phone, last four digits or name" },
  searchNote: {
    zh: "姓名从头写起；手机号要写全，或只写末四位。会员自己留了才找得到。",
    en: "Names from their beginning; phones whole or their last four digits. Only what members gave can be found.",
  },
  cut: { zh: "符合的太多，只列出前 100 位：再写几个字", en: "Too many fit; the first 100 are listed. Type some more." },
  none: { zh: "还没有会员，扫码领券就会入会", en: "No members yet; they join by scanning a code" },
  notFound: {
    zh: "没有找到：会员可能没留手机号或姓名，让会员出示会员码",
    en: "Nobody found: they may have given no phone or name; ask for their member code",
  },
  number: { zh: "会员号", en: "Member" },
  name: { zh: "称呼", en: "Name" },
  phone: { zh: "手机号", en: "Phone" },
  birthday: { zh: "生日", en: "Birthday" },
  birthdayText: {
    zh: (month: number, day: number) => `${month} 月 ${day} 日`,
    en: (month: number, day: number) => `${day}/${month}`,
  },
  level: { zh: "等级", en: "Level" },
  levelText: { zh: (n: number) => `${n} 级`, en: (n: number) => `Level ${n}` },
  points: { zh: "积分", en: "Points" },
  tags: { zh: "标签", en: "Tags" },
  shop: { zh: "归属门店", en: "Shop" },
  city: { zh: "城市", en: "City" },
  lastVisit: { zh: "上次到店", en: "Last visit" },
  never: { zh: "没来过", en: "never" },
  visits: { zh: "近 90 天到店", en: "Visits, 90 days" },
  spent: { zh: "近 90 天消费", en: "Paid, 90 days" },
  in90: { zh: "近 90 天", en: "Last 90 days" },
  in90Text: { zh: (n: number, yuan: string) => `${n} 天 ${yuan}`, en: (n: number, yuan: string) => `${n} d ${yuan}` },
  joined: { zh: "入会", en: "Joined" },
  days: { zh: (n: number) => `${n} 天`, en: (n: number) => `${n} days` },
  shown: { zh: (n: string) => `已列出 ${n} 位`, en: (n: string) => `${n} listed` },
  loading: { zh: "正在取…", en: "Loading…" },
  all: { zh: (n: string) => `共 ${n} 位`, en: (n: string) => `${n} in all` },

  memberOf: {
    zh: (name: string, no: string) => `会员 ${name} ${no}`.replace("  ", " "),
    en: (name: string, no: string) => `Member ${name} ${no}`.replace("  ", " "),
  },
  told: { zh: "会员自己填的", en: "Told by the member" },
  untold: { zh: "没有留", en: "not given" },
  reveal: { zh: "看完整手机号", en: "Show the whole phone" },
  revealNote: {
    zh: "你的名字、时间和原因会记进审计，离开这一页就不再显示。",
    en: "Your name, the time and the reason go on record; it is hidden again when you leave this page.",
  },
  dropPhone: { zh: "删除手机号", en: "Delete the phone" },
  dropNote: {
    zh: "号码换了主人时用：删除后，这位会员不再能按它找到，新主人可以留它。",
    en: "For a number that has changed hands: nobody finds this member by it any more, and whoever has it now can give it.",
  },
  phoneDropped: { zh: "手机号已删除", en: "Phone deleted" },
  clash: {
    zh: "他想留的手机号在另一张会员卡上",
    en: "Another card has the phone this member tried to give",
  },
  card: { zh: "会员卡", en: "Card" },
  owner: { zh: "归属", en: "Belongs to" },
  nobody: { zh: "不归属任何门店", en: "No shop" },
  clerk: { zh: (no: string) => `店员 ${no}`, en: (no: string) => `clerk ${no}` },

  noTags: { zh: "还没有标签", en: "No tags" },
  addTag: { zh: "加标签", en: "Add a tag" },
  takeTag: { zh: (tag: string) => `去掉「${tag}」`, en: (tag: string) => `Take “${tag}” away` },
  tag: { zh: "标签", en: "Tag" },
  tagHint: { zh: "1–12 个字，不带标点和空格", en: "1–12 letters or digits" },
  why: { zh: "原因（留在记录里）", en: "Reason, kept on record" },
  handNote: {
    zh: "手工加的、手工去掉的，晚上的自动规则都不会再改它。",
    en: "What a hand has said of a tag, no rule of the night changes.",
  },
  tagTaken: { zh: "标签已更新", en: "Tags changed" },
  byHand: { zh: "手工", en: "By hand" },
  byRule: { zh: "自动规则", en: "By rule" },
  takenByHand: { zh: "已手工去掉", en: "Taken away by hand" },
  takenByRule: { zh: "已不符合规则", en: "No longer by rule" },

  coupons: { zh: "优惠券", en: "Coupons" },
  noCoupons: { zh: "没有券", en: "No coupons" },
  until: { zh: (day: string) => `到 ${day}`, en: (day: string) => `until ${day}` },

  adjust: { zh: "改积分", en: "Correct points" },
  adjustBy: { zh: "加或减多少", en: "By how many" },
  adjustHint: { zh: "减就写 −200", en: "−200 to take away" },
  adjustDo: { zh: "提交", en: "Submit" },
  posted: { zh: "已入账", en: "Posted" },
  pending: {
    zh: "超过一个人能改的上限，先记着：等另一位同事批准后才入账。",
    en: "Above what one person may correct: it waits for a colleague to approve it.",
  },
  toCorrections: { zh: "看待批改分", en: "Waiting corrections" },
  declined: { zh: "这次调整没有被批准。", en: "This correction was declined." },

  timeline: { zh: "经过", en: "What happened" },
  timelineNote: { zh: "标出的那一条决定了归属", en: "The marked one decided whose member it is" },
  nothing: { zh: "还没有记录", en: "Nothing yet" },
  earlier: { zh: "更早的", en: "Earlier" },
  decided: { zh: "定归属", en: "Decided" },
  scanned: { zh: (name: string) => `扫了「${name}」`, en: (name: string) => `Scanned “${name}”` },
  followed: { zh: (name: string) => `从「${name}」关注公众号`, en: (name: string) => `Followed by “${name}”` },
  joinedNow: { zh: "入会", en: "Joined" },
  couponOf: {
    zh: (what: string, title: string) => `${what}「${title}」`,
    en: (what: string, title: string) => `${what}: “${title}”`,
  },
  bought: { zh: "消费", en: "Bought" },
  undone: { zh: "撤销消费", en: "Sale undone" },
  tagged: { zh: (tag: string) => `加标签「${tag}」`, en: (tag: string) => `Tagged “${tag}”` },
  untagged: { zh: (tag: string) => `去掉标签「${tag}」`, en: (tag: string) => `Tag “${tag}” taken away` },
  sure: { zh: "确定", en: "Go" },
  cancel: { zh: "取消", en: "Cancel" },
} as const;

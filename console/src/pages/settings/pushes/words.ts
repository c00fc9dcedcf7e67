// The words of the push rules.
export const words = {
  perWeek: { zh: "次数上限", en: "Week's cap" },
  perWeekBefore: { zh: "每位会员一周最多收到", en: "Each member gets at most" },
  perWeekAfter: { zh: "次推送（周一算起，所有活动合计）", en: "pushes a week from Monday, of all campaigns together" },
  quiet: { zh: "静默时段", en: "Quiet hours" },
  quietFrom: { zh: "静默开始", en: "Quiet from" },
  quietUntil: { zh: "静默结束", en: "Quiet until" },
  quietNote: {
    zh: "这段时间不让手机响；发券和首页消息不受影响",
    en: "No phone is made to ring; coupons and lines wait silently anyway",
  },
  neverQuiet: { zh: "开始和结束一样：没有静默时段", en: "Both the same: never quiet" },
  solo: { zh: "一个人可批准", en: "One may approve" },
  soloPeople: { zh: "一个人可批准的人数", en: "People one may approve" },
  soloPeopleBefore: { zh: "不超过", en: "up to" },
  soloMoney: { zh: "一个人可批准的让利，元", en: "Money one may approve, in yuan" },
  soloMoneyBefore: { zh: "人，且最多让利 ¥", en: "people, and at worst ¥" },
  soloAfter: { zh: "；超过的要另一个人批准", en: "; above either a second person approves" },
  expiringNote: { zh: "会员留着券不用时问：「到期前提醒我」", en: "Asked when a member keeps a coupon for later" },
  receiptNote: { zh: "核销后在小票页问：「积分到账告诉我」", en: "Asked on the receipt" },
  restockNote: { zh: "抢完的页面问：「补货提醒」", en: "Asked where an offer is sold out" },
  templateId: { zh: "微信后台的模板编号", en: "Template id in WeChat's console" },
  templateTitle: { zh: "模板标题", en: "Template title" },
  keys: { zh: "字段", en: "Fields" },
  keysHint: { zh: "字段，如 thing1 time2", en: "Fields, e.g. thing1 time2" },
  fault_expiring: {
    zh: "「券快到期」的模板（编号 20–64 位，标题，字段如 thing1）",
    en: "the template “Coupon ends soon” (id of 20–64, title, fields such as thing1)",
  },
  fault_receipt: {
    zh: "「核销回执」的模板（编号 20–64 位，标题，字段如 thing1）",
    en: "the template “Receipt” (id of 20–64, title, fields such as thing1)",
  },
  fault_restock: {
    zh: "「补货」的模板（编号 20–64 位，标题，字段如 thing1）",
    en: "the template “Back in stock” (id of 20–64, title, fields such as thing1)",
  },
} as const;

// The words of the shops' pages.
import type { RowFault } from "./check-rows";

export const faultWords = {
  short_link: {
    zh: "位置是短链接，看不出坐标：请打开后复制地址栏里的长链接",
    en: "A short link holds no place: open it and copy the long one",
  },
  no_place: {
    zh: "位置看不懂：填坐标（31.23, 121.47）或地图链接",
    en: "No place in it: give coordinates (31.23, 121.47) or a map link",
  },
  abroad: { zh: "坐标不在国内，请核对", en: "The coordinates are not in China" },
  name: { zh: "名称要 1–30 个字", en: "A name of 1 to 30 characters" },
  city: { zh: "城市要 1–20 个字", en: "A city of 1 to 20 characters" },
  address: { zh: "地址要 1–80 个字", en: "An address of 1 to 80 characters" },
  phone: { zh: "电话只能有数字和横线", en: "A telephone of digits and dashes" },
  hours: { zh: "营业时间写成 10:00-22:00", en: "Hours as 10:00-22:00" },
  state: { zh: "状态只能是 营业 或 停业", en: "State is open or shut" },
  tags: { zh: "标签每个 12 个字以内，最多 10 个", en: "Ten tags of 12 characters at most" },
  id: {
    zh: "编号只能用数字和小写字母（不含 i l o u），4–8 位",
    en: "An id of 4 to 8 digits and letters without i l o u",
  },
  id_twice: { zh: "编号和前面的一行重复", en: "The id stands on an earlier line too" },
  name_twice: { zh: "同城同名的店前面已有一行", en: "An earlier line has this name in this city" },
} as const satisfies Record<RowFault, { zh: string; en: string }>;

export const words = {
  title: { zh: "门店", en: "Shops" },
  count: { zh: (n: number) => `${n} 家`, en: (n: number) => `${n} shops` },
  add: { zh: "新增门店", en: "Add a shop" },
  import: { zh: "导入", en: "Import" },
  search: { zh: "搜索店名、城市、地址", en: "Search by name, city, address" },
  none: { zh: "还没有门店，新增一家或导入一个表格", en: "No shops yet; add one or import a sheet" },
  name: { zh: "名称", en: "Name" },
  city: { zh: "城市", en: "City" },
  address: { zh: "地址", en: "Address" },
  phone: { zh: "电话", en: "Telephone" },
  hours: { zh: "营业时间", en: "Hours" },
  hoursHint: {
    zh: "如 10:00-22:00，或 周一至周五 10:00-21:00；周六、周日 09:00-22:00",
    en: "e.g. 10:00-22:00, or Mon-Fri 10:00-21:00; Sat-Sun 09:00-22:00",
  },
  holidays: { zh: "节假日和临时调整", en: "Holidays and other dates" },
  holidaysHint: {
    zh: "这一天按这里的时间，不按每周的；时间不填就是休息",
    en: "On that date these hours hold instead of the week's; without hours the shop is closed",
  },
  holidayDate: { zh: (n: number) => `第 ${n} 个日期`, en: (n: number) => `Date ${n}` },
  holidayHours: { zh: (n: number) => `第 ${n} 个日期的时间`, en: (n: number) => `Hours of date ${n}` },
  holidayHint: { zh: "如 10:00-15:00；不填是休息", en: "e.g. 10:00-15:00; none is closed" },
  closed: { zh: "休息", en: "Closed" },
  addHoliday: { zh: "加一天", en: "Add a date" },
  dropHoliday: { zh: (n: number) => `删除第 ${n} 个日期`, en: (n: number) => `Remove date ${n}` },
  slips: { zh: "断网登记额度", en: "Slips without a signal" },
  slipsNote: {
    zh: "店里断网时，店员可以先登记、恢复后再核销；最后核不了的由门店承担。这里定每小时最多登记多少。",
    en: "Without a signal clerks write slips that are redeemed later; what fails is the shop's loss. This limits them by the hour.",
  },
  slipsPerHour: { zh: "每小时最多几笔", en: "Slips an hour at most" },
  noSlips: { zh: "0：断网时不能登记", en: "0: no slips at all" },
  slipsYuan: { zh: "每小时券面合计最多（元）", en: "What their coupons take off an hour, yuan" },
  readOnly: { zh: "你只能看，修改请找运营", en: "You may only look; ask an operator to change it" },
  state: { zh: "状态", en: "State" },
  open: { zh: "营业", en: "Open" },
  shut: { zh: "停业", en: "Shut" },
  tags: { zh: "标签", en: "Tags" },
  tagsHint: { zh: "券活动可以按标签选门店，如：机场", en: "Offers can name shops by tag, e.g. airport" },
  place: { zh: "位置", en: "Place" },
  placeHint: {
    zh: "粘贴高德、腾讯、百度地图的链接，或坐标 31.2304, 121.4737",
    en: "Paste a map's link, or coordinates 31.2304, 121.4737",
  },
  placeRead: {
    zh: (lat: number, lng: number) => `读到 ${lat}, ${lng}`,
    en: (lat: number, lng: number) => `Read as ${lat}, ${lng}`,
  },
  reported: {
    zh: (no: string, time: string) => `${no} 号店员 ${time} 在店里报过位置`,
    en: (no: string, time: string) => `Clerk ${no} reported a place from the shop at ${time}`,
  },
  takeReported: { zh: "填入这个位置", en: "Fill in this place" },
  seeMap: { zh: "在地图上核对", en: "See it on a map" },
  reason: { zh: "原因（留在记录里）", en: "Reason, kept on record" },
  save: { zh: "保存", en: "Save" },
  back: { zh: "返回", en: "Back" },
  saved: { zh: "已保存，手机上几秒后更新", en: "Saved; phones show it in seconds" },
  edit: { zh: "修改", en: "Change" },

  importTitle: { zh: "导入门店", en: "Import shops" },
  choose: { zh: "选 CSV 或 XLSX 文件", en: "Choose a CSV or XLSX file" },
  chooseNote: {
    zh: "第一行写列名：编号（可不填）、名称、城市、地址、电话、位置、营业时间、状态、标签。先试导入，不会改动任何数据。",
    en: "First line: id (optional), name, city, address, phone, position, hours, state, tags. It is checked first; nothing is changed.",
  },
  template: { zh: "下载模板", en: "Template" },
  unreadable: {
    zh: "这个文件读不出来，请另存为 XLSX 或 CSV 再试",
    en: "The file cannot be read; save it as XLSX or CSV and try again",
  },
  missing: {
    zh: (names: string) => `缺少这些列：${names}`,
    en: (names: string) => `These columns are missing: ${names}`,
  },
  summary: {
    zh: (n: number, c: number, s: number, b: number) => `新增 ${n}，修改 ${c}，没变 ${s}，有问题 ${b}`,
    en: (n: number, c: number, s: number, b: number) => `${n} new, ${c} changed, ${s} as they were, ${b} wrong`,
  },
  line: { zh: "行", en: "Line" },
  outcome: { zh: "结果", en: "Outcome" },
  new: { zh: "新增", en: "New" },
  changed: { zh: "修改", en: "Changed" },
  same: { zh: "没变", en: "As it was" },
  bad: { zh: "有问题", en: "Wrong" },
  what: { zh: "问题", en: "What is wrong" },
  onlyBad: { zh: "只看有问题的", en: "Only what is wrong" },
  everything: { zh: "全部", en: "All" },
  doImport: { zh: (n: number) => `导入 ${n} 家`, en: (n: number) => `Import ${n}` },
  skipBad: {
    zh: (n: number) => `有问题的 ${n} 行不会导入；改好后再导入一次，已导入的不会重复。`,
    en: (n: number) => `${n} lines with faults are left out; mend them and import again, nothing is made twice.`,
  },
  importing: {
    zh: (done: number, all: number) => `已导入 ${done} / ${all}`,
    en: (done: number, all: number) => `${done} of ${all} imported`,
  },
  stopped: {
    zh: (done: number, all: number, why: string) =>
      `导入到第 ${done} 家停下（共 ${all} 家）：${why}。再点一次接着导入。`,
    en: (done: number, all: number, why: string) => `Stopped after ${done} of ${all}: ${why}. Press again to go on.`,
  },
  imported: { zh: (n: number) => `导入了 ${n} 家门店`, en: (n: number) => `${n} shops imported` },
} as const;

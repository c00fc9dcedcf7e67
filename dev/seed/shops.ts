// The chain of the demo: twelve shops in Shanghai, GCJ-02. The streets are real; the shops, their
// house numbers and their telephones (no number begins with 0 after the area code) are not.
import type { HoursException, WeeklyHours } from "@huike/shared/hours";
import type { StoreFacts } from "@huike/shared/store-facts";

export const BRAND = "回客茶铺";

export type Shop = { readonly storeId: string; readonly facts: StoreFacts };

const everyDay = (opens: string, closes: string): WeeklyHours =>
  Array.from({ length: 7 }, () => [[minuteOf(opens), minuteOf(closes)] as [number, number]]);

/** "26:00" is two in the morning of the next day. */
function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

const usual = everyDay("10:00", "22:00");
const early = everyDay("07:30", "21:00");
const late = everyDay("18:00", "26:00");

type Row = readonly [id: string, name: string, address: string, lat: number, lng: number, hours: WeeklyHours];

const rows: readonly Row[] = [
  ["sh01", "人民路店", "黄浦区人民路 885 号", 31.22903, 121.48914, usual],
  ["sh02", "南京西路店", "静安区南京西路 1039 号", 31.22914, 121.45953, usual],
  ["sh03", "淮海中路店", "黄浦区淮海中路 527 号", 31.22236, 121.46952, usual],
  ["sh04", "大学路店", "杨浦区大学路 166 号", 31.30468, 121.51183, late],
  ["sh05", "陆家嘴店", "浦东新区世纪大道 9 号", 31.23574, 121.50194, early],
  ["sh06", "徐家汇店", "徐汇区虹桥路 3 号", 31.19516, 121.43662, usual],
  ["sh07", "中山公园店", "长宁区长宁路 1021 号", 31.21866, 121.41693, usual],
  ["sh08", "五角场店", "杨浦区淞沪路 79 号", 31.30033, 121.51412, usual],
  ["sh09", "四川北路店", "虹口区四川北路 1663 号", 31.25617, 121.48447, early],
  ["sh10", "七宝老街店", "闵行区青年路 26 弄 8 号", 31.15647, 121.35262, usual],
  ["sh11", "虹桥天地店", "闵行区申长路 691 号", 31.19061, 121.31694, usual],
  ["sh12", "张江店", "浦东新区祖冲之路 1241 号", 31.20364, 121.59012, early],
];

/** Being done up: listed, but shut. */
const shut = new Set(["sh11", "sh12"]);

/** Spring Festival 2027: its eve is 5 February. Two shops close for it; one stays open into the new year of the calendar. */
const festival = ["2027-02-05", "2027-02-06", "2027-02-07"];
const closed: HoursException[] = festival.map((date) => ({ date, spans: [] }));
const untilTwo: HoursException[] = [{ date: "2026-12-31", spans: [[minuteOf("10:00"), minuteOf("26:00")]] }];
const holidays = new Map([
  ["sh05", closed],
  ["sh09", closed],
  ["sh03", untilTwo],
]);

export const shops: readonly Shop[] = rows.map(([id, name, address, lat, lng, hours], i) => {
  const exceptions = holidays.get(id);
  return {
    storeId: `sto_${id}`,
    facts: {
      name: `${BRAND} ${name}`,
      city: "上海",
      address,
      lat,
      lng,
      phone: `021-0000-01${String(i + 1).padStart(2, "0")}`,
      hours,
      ...(exceptions ? { exceptions } : {}),
      state: shut.has(id) ? "shut" : "open",
    },
  };
});

export function shopName(storeId: string): string {
  const shop = shops.find((one) => one.storeId === storeId);
  if (!shop) throw new Error(`${storeId} is not a shop of the demo`);
  return shop.facts.name;
}

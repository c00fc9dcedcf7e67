// A chain that does not exist, as irregular as a real one: places, telephones, roads and house numbers are random, so that
// a compressor finds only what it would find in life. Shop ids are shop numbers, as a chain's own list has them and as
// the demo's are. The same seed gives the same chain.
import type { HoursException, WeeklyHours } from "../shared/hours.ts";
import type { StoreRow } from "../shared/store-facts.ts";

const words = (text: string) => text.split(" ");

type City = { name: string; sign: string; code: string; lat: number; lng: number; share: number; districts: string[] };
const city = (head: string, lat: number, lng: number, share: number, districts: string): City => {
  const [name = "", sign = "", code = ""] = words(head);
  return { name, sign, code, lat, lng, share, districts: words(districts) };
};

/** Each district with the quarters its malls are named after. */
const CITIES = [
  city(
    "上海 sh 021",
    31.23,
    121.47,
    30,
    "黄浦区:豫园,打浦桥 静安区:大宁,静安寺 徐汇区:徐家汇,漕河泾 长宁区:中山公园,天山 普陀区:长风,真如 虹口区:北外滩,凉城 杨浦区:五角场,控江 浦东新区:金桥,川沙,三林,周浦,张江 闵行区:莘庄,七宝,颛桥,浦江 宝山区:顾村,大场 嘉定区:江桥,南翔 松江区:九亭,泗泾",
  ),
  city(
    "北京 bj 010",
    39.91,
    116.4,
    17,
    "东城区:东直门 西城区:西单 朝阳区:望京,双井,三里屯 海淀区:中关村,五道口 丰台区:方庄 通州区:梨园 昌平区:回龙观,天通苑 大兴区:亦庄",
  ),
  city(
    "杭州 hz 0571",
    30.27,
    120.16,
    12,
    "上城区:湖滨,钱江新城 拱墅区:武林,运河 西湖区:城西,三墩 滨江区:星光 萧山区:市心,钱江世纪城 余杭区:良渚,未来科技城 临平区:南苑",
  ),
  city(
    "苏州 sz 0512",
    31.3,
    120.6,
    9,
    "姑苏区:观前,石路 虎丘区:狮山,浒关 吴中区:木渎,越溪 相城区:元和 吴江区:松陵,盛泽 工业园区:湖东,湖西",
  ),
  city(
    "南京 nj 025",
    32.06,
    118.8,
    8,
    "玄武区:新街口 秦淮区:夫子庙 建邺区:河西,奥体 鼓楼区:湖南路 栖霞区:仙林 江宁区:百家湖,东山",
  ),
  city(
    "成都 cd 028",
    30.66,
    104.07,
    8,
    "锦江区:春熙,三圣乡 青羊区:光华 金牛区:茶店子 武侯区:双楠 成华区:建设路 高新区:金融城,大源 双流区:航空港",
  ),
  city(
    "深圳 sx 0755",
    22.54,
    114.06,
    6,
    "福田区:车公庙,景田 罗湖区:东门 南山区:后海,前海 宝安区:壹方,西乡 龙岗区:坂田,布吉 龙华区:民治",
  ),
  city(
    "武汉 wh 027",
    30.59,
    114.31,
    5,
    "江岸区:后湖 江汉区:汉街 硚口区:宗关 汉阳区:王家湾 武昌区:徐东,中南 洪山区:光谷,街道口",
  ),
  city("宁波 nb 0574", 29.87, 121.54, 3, "海曙区:天一 江北区:老外滩 鄞州区:东部新城,南部商务区 镇海区:骆驼"),
  city("绍兴 sq 0575", 30.0, 120.58, 2, "越城区:迪荡,镜湖 柯桥区:柯桥 上虞区:百官"),
];
const STEMS = words(
  "人民 解放 中山 建设 和平 新华 长江 黄河 延安 南京 北京 淮海 四川 西藏 福州 广东 江苏 浙江 金陵 衡山 天目山 武宁 共和 场中 " +
    "大华 真华 桃浦 曹杨 兰溪 花溪 枫林 宛平 龙华 漕宝 沪闵 莘松 报春 七莘 虹桥 仙霞 古北 天山 玉屏 文三 学院 体育场 庆春 凤起 " +
    "莫干山 古墩 江南 网商 时代 金鸡湖 现代 星湖 干将 桐泾 竹辉 临顿 中央 珠江 升州 集庆 汉中 江东 河西 应天 双龙 胜太 春熙 " +
    "红星 天府 锦城 益州 府城 科华 深南 滨河 福华 红荔 香蜜湖 前海 创业 宝民 光谷 珞喻 雄楚 武珞 鹦鹉 汉阳 中兴 百丈 兴宁 沧海 太湖 梁清 胜利 迪荡",
);
const ENDS = words("路 路 路 路 路 东路 西路 南路 北路 中路 大道 街");
const MALLS = words("万达广场 万达广场 吾悦广场 印象城 龙湖天街 大悦城 银泰城 万象汇 宝龙广场 环球港 百联 凯德广场");

const weekly = (weekday: [number, number], weekend: [number, number]): WeeklyHours =>
  Array.from({ length: 7 }, (_, day) => [day === 0 || day === 6 ? weekend : weekday]);
const USUAL = weekly([600, 1320], [600, 1320]);
const HOURS: readonly WeeklyHours[] = [
  weekly([600, 1320], [600, 1350]),
  weekly([450, 1260], [510, 1290]),
  weekly([1080, 1560], [1080, 1620]),
  weekly([0, 1440], [0, 1440]),
  weekly([570, 1290], [570, 1320]),
];
const SPRING_FESTIVAL = ["2027-02-05", "2027-02-06", "2027-02-07"];
const HOLIDAYS: readonly HoursException[][] = [
  SPRING_FESTIVAL.map((date) => ({ date, spans: [] })),
  SPRING_FESTIVAL.map((date) => ({ date, spans: [[720, 1080]] })),
  [{ date: "2027-01-01", spans: [[720, 1320]] }],
];

/** mulberry32: small, and the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const BY_SHARE = CITIES.flatMap((one) => Array.from({ length: one.share }, () => one));

export function syntheticShops(count: number, seed = 20261121): StoreRow[] {
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const digits = (n: number) => Array.from({ length: n }, () => below(10)).join("");
  /** Low house numbers are the most frequent, as in every street. */
  const houseNo = () => Math.ceil(Math.exp(random() * Math.log(3000)));
  /** Around the middle of a district, within some kilometres; the district around the middle of its city. */
  const near = (centre: number, i: number, turn: (angle: number) => number) =>
    Math.round((centre + 0.12 * turn(i * 2.4) + (random() + random() - 1) * 0.04) * 1e5) / 1e5;
  const mobile = () => `1${one(["38", "39", "50", "86", "77"])}${digits(8)}`;
  /** No landline begins with 0 or 1. */
  const phone = (code: string) => (random() < 0.2 ? mobile() : `${code}-${2 + below(8)}${digits(7)}`);
  /** In a mall more often than not outside the old town: the shop is named after it, the address gives floor and unit. */
  const nameAndAddress = (district: string, quarters: string) => {
    const road = one(STEMS) + one(ENDS);
    const address = `${district}${road} ${houseNo()} 号`;
    if (random() > 0.45) return { name: `回客茶铺 ${road}店`, address };
    const mall = one(quarters.split(",")) + one(MALLS);
    return {
      name: `回客茶铺 ${mall}店`,
      address: `${address}${mall} ${one(["B1", "1F", "1F", "2F", "3F"])}-${digits(2)}`,
    };
  };
  const numbers = new Map<string, number>();
  const nextNumber = (sign: string) => {
    const number = (numbers.get(sign) ?? 0) + 1;
    numbers.set(sign, number);
    return String(number).padStart(4, "0");
  };

  return Array.from({ length: count }, () => {
    const where = one(BY_SHARE);
    const i = below(where.districts.length);
    const [district = "", quarters = ""] = (where.districts[i] ?? "").split(":");
    const row: StoreRow = {
      storeId: `sto_${where.sign}${nextNumber(where.sign)}`,
      ...nameAndAddress(district, quarters),
      city: where.name,
      lat: near(where.lat, i, Math.sin),
      lng: near(where.lng, i, Math.cos),
      phone: phone(where.code),
      hours: random() < 0.7 ? USUAL : one(HOURS),
      state: random() < 0.02 ? "shut" : "open",
    };
    return random() < 0.3 ? { ...row, exceptions: one(HOLIDAYS) } : row;
  });
}

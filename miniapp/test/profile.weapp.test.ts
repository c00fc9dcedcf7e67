// 我的资料 on the real output: WeChat's own phone button and its keyboard for names, and what a button's answer becomes.
import { Hand, until } from "./hand.ts";
import { couponsEnding, KeptWallet, redeemed } from "./kept-wallet.ts";
import { weappDist } from "./weapp-dist.ts";
import { packWeapp } from "./weapp-host/pack.ts";

const bundle = packWeapp(weappDist);
const GIVE = "/api/member/profile/phone";
const profile = { name: "小雨", birthday: 512, birthdayFromMs: Date.UTC(2099, 0, 1) };
const answers = {
  "/api/member/profile": profile,
  "/api/member/profile/name": { ...profile, name: "雨滴" },
  [GIVE]: { ...profile, phone: "138****0001" },
};
let wallet: KeptWallet;
afterEach(() => wallet.host.close());

const openTypes = () =>
  [...(wallet.host.pages.top?.element.querySelectorAll("[open-type]") ?? [])].map((e) => e.getAttribute("open-type"));
const sent = (path: string) => wallet.asked.filter((one) => one.path === path).map(({ body }) => body);

function open(path: string, also: Readonly<Record<string, unknown>> = answers): Hand {
  const coupons = couponsEnding(1, 5).map(redeemed);
  wallet = new KeptWallet(bundle, coupons, { also });
  wallet.host.launch({ path, query: { offerId: coupons[0]?.offerId ?? "", n: "1" } });
  return new Hand(wallet.host);
}

test("the page has WeChat's phone button, its keyboard for names and a wheel for the day", async () => {
  const hand = open("packages/profile/index", { ...answers, "/api/member/profile": {} });
  await hand.sees("授权手机号");
  expect(openTypes()).toEqual(["getPhoneNumber"]);
  const element = wallet.host.pages.top?.element;
  expect(element?.querySelector("wx-input")?.getAttribute("type")).toBe("nickname");
  expect(element?.querySelector("picker")).toBeTruthy();
  await hand.type("怎么称呼你", "雨滴");
  await hand.tap("保存称呼");
  await until(() => expect(sent("/api/member/profile/name")).toEqual([{ name: "雨滴" }]));
  expect(wallet.host.log.errors).toEqual([]);
});

test("its code is its own package's: nobody else's first second pays for it", () => {
  const holding = Object.entries(bundle.js).filter(([, code]) => code.includes("保存生日"));
  expect(holding.map(([file]) => file)).toEqual(["packages/profile/index.js"]);
});

test("the button's answer goes to the server as its code, and the number is shown masked", async () => {
  const hand = open("packages/profile/index");
  await hand.sees("5月12日");
  await hand.tap("授权手机号");
  await hand.sees("138****0001");
  expect(sent(GIVE)).toEqual([{ code: "number-code-of-no-phone" }]);
  expect(openTypes()).toEqual(["getPhoneNumber"]);
  expect(wallet.host.log.errors).toEqual([]);
});

test("no to the privacy guide is told, no to the number is not", async () => {
  const hand = open("packages/profile/index");
  wallet.host.person.agreesToPrivacy = false;
  await hand.tap("授权手机号");
  await hand.sees("先同意隐私保护指引");
  wallet.host.person.agreesToPrivacy = true;
  wallet.host.person.givesNumber = false;
  await hand.tap("授权手机号");
  await until(() => expect(hand.words).not.toContain("先同意隐私保护指引"));
  expect(sent(GIVE)).toEqual([]);
  expect(wallet.host.log.errors).toEqual([]);
});

test("a receipt asks by the same button, once", async () => {
  const hand = open("pages/receipt/index", { ...answers, "/api/member/consent-templates": { templates: [] } });
  await hand.sees("留个手机号，换手机也不丢券");
  expect(openTypes()).toEqual(["getPhoneNumber"]);
  await hand.tap("以后再说");
  await until(() => expect(hand.words).not.toContain("留个手机号"));
  expect(sent("/api/member/profile")).toHaveLength(1);
  expect(wallet.host.log.errors).toEqual([]);
});

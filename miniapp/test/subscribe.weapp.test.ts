// Asking for a subscribe message on the real output: WeChat opens its window within the tap only, and Taro's own handling of
// a tap stands between the finger and the page.
import { Hand, until } from "./hand.ts";
import { couponsEnding, KeptWallet } from "./kept-wallet.ts";
import { weappDist } from "./weapp-dist.ts";
import { packWeapp } from "./weapp-host/pack.ts";

const bundle = packWeapp(weappDist);
const templates = [{ template: "expiring", templateId: "tmpl_expiring_0123456789", left: 0 }];
const answers = {
  "/api/member/consent-templates": { templates },
  "/api/member/consents": { accepted: ["expiring"] },
};
const push = { campaignId: "cmp_abcd1234", run: 1 };
let wallet: KeptWallet;
afterEach(() => wallet.host.close());

const sentTo = (path: string) => wallet.asked.filter((one) => one.path === path).map(({ body }) => body);
const windows = () => wallet.host.log.calls.filter(({ name }) => name === "requestSubscribeMessage");

function openTicket(): Hand {
  const [coupon] = couponsEnding(1, 5);
  if (!coupon) throw new Error("no coupon was made");
  wallet = new KeptWallet(bundle, [coupon], { also: answers });
  wallet.host.launch({ path: "pages/ticket/index", query: { offerId: coupon.offerId, n: "1" } });
  return new Hand(wallet.host);
}

test("a kept ticket asks within the tap, and what was accepted is kept", async () => {
  const hand = openTicket();
  await hand.sees("到期前提醒我");
  expect(windows()).toEqual([]);
  await hand.tap("到期前提醒我");
  await hand.sees("好的，到期前会提醒你");
  expect(windows()).toHaveLength(1);
  expect(windows()[0]?.options).toMatchObject({ tmplIds: ["tmpl_expiring_0123456789"] });
  await until(() => expect(sentTo("/api/member/consents")).toHaveLength(1));
  expect(sentTo("/api/member/consents")[0]).toMatchObject({ accepted: ["expiring"] });
  expect(wallet.host.log.errors).toEqual([]);
});

test("a no keeps nothing, and the line is gone", async () => {
  const hand = openTicket();
  wallet.host.person.wantsMessages = false;
  await hand.tap("到期前提醒我");
  await until(() => {
    if (hand.words.includes("到期前提醒我")) throw new Error("still asks");
  });
  expect(sentTo("/api/member/consents")).toEqual([]);
  expect(wallet.host.log.errors).toEqual([]);
});

test("outside a tap no window comes up", async () => {
  openTicket();
  const ask = wallet.host.wx.requestSubscribeMessage as (options: object) => Promise<unknown>;
  await expect(ask({ tmplIds: ["tmpl_expiring_0123456789"] })).rejects.toMatchObject({
    errMsg: "requestSubscribeMessage:fail can only be invoked by user TAP gesture.",
  });
});

test("a coupon a campaign gave puts a red dot on its tab, which opening the wallet takes away and tells", async () => {
  const coupons = couponsEnding(1, 9).map((coupon) => ({ ...coupon, push }));
  wallet = new KeptWallet(bundle, coupons, { also: { "/api/member/notes/read": { campaignId: push.campaignId } } });
  wallet.host.launch({ path: "pages/home/index" });
  const dots = () => wallet.host.log.calls.filter(({ name }) => /RedDot$/.test(name));
  await until(() => expect(dots().at(-1)).toMatchObject({ name: "showTabBarRedDot", options: { index: 1 } }));
  expect(sentTo("/api/member/notes/read")).toEqual([]);
  wallet.host.tapTab("卡包");
  await until(() => expect(sentTo("/api/member/notes/read")).toEqual([push]));
  await until(() => expect(dots().at(-1)).toMatchObject({ name: "hideTabBarRedDot", options: { index: 1 } }));
  expect(wallet.host.log.errors).toEqual([]);
});

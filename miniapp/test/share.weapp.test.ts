// What WeChat passes on when a gift is sent, asked of the real output: Taro answers only where a page's config says so.
import { Hand } from "./hand.ts";
import { couponsEnding, KeptWallet } from "./kept-wallet.ts";
import { weappDist } from "./weapp-dist.ts";
import { packWeapp } from "./weapp-host/pack.ts";

const bundle = packWeapp(weappDist);
const giftId = "gft_0123456789abcdef";
let wallet: KeptWallet;
afterEach(() => wallet.host.close());

const sharedFrom = (path: string): unknown => {
  const page = wallet.host.pages.top?.page as { onShareAppMessage?: (asked: object) => unknown } | undefined;
  expect(wallet.host.pages.top?.path).toBe(path);
  return page?.onShareAppMessage?.({ from: "button" });
};

test("a wrapped coupon goes as its gift's link, by WeChat's own button", async () => {
  const [coupon] = couponsEnding(1, 5);
  if (!coupon) throw new Error("no coupon was made");
  wallet = new KeptWallet(bundle, [{ ...coupon, state: "giving", gift: { giftId, endsAtMs: Date.now() + 3_600_000 } }]);
  wallet.host.launch({ path: "packages/gift/give/index", query: { offerId: coupon.offerId, n: "1" } });
  const hand = new Hand(wallet.host);
  await hand.sees("送礼中");
  await hand.sees("发给微信好友");
  const buttons = wallet.host.pages.top?.element.querySelectorAll("[open-type=share]");
  expect(buttons).toHaveLength(1);
  expect(sharedFrom("packages/gift/give/index")).toMatchObject({ path: `/packages/gift/open/index?g=${giftId}` });
  expect(wallet.host.log.errors).toEqual([]);
});

test("what is not wrapped is not passed on: the app itself is", async () => {
  const coupons = couponsEnding(1, 5);
  wallet = new KeptWallet(bundle, coupons);
  wallet.host.launch({ path: "packages/gift/give/index", query: { offerId: coupons[0]?.offerId ?? "", n: "1" } });
  await new Hand(wallet.host).sees("这张券");
  expect(sharedFrom("packages/gift/give/index")).toEqual({ title: "回客", path: "/pages/home/index" });
});

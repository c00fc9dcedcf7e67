// What may cross from the logic to the view (docs/decisions/045): a wallet in one call, a changed coupon alone.
import type { Brand } from "@huike/shared/brand";
import { cameBack, couponsEnding, KeptWallet, redeemed } from "./kept-wallet.ts";
import { weappDist } from "./weapp-dist.ts";
import { packWeapp } from "./weapp-host/pack.ts";

const bundle = packWeapp(weappDist);
const FIRST_BYTES_MAX = 12 * 1024;
const CHANGE_BYTES_MAX = 300;
let wallet: KeptWallet;
afterEach(() => wallet.host.close());

/** On home every one of them ends within three days and carries a tag. */
test.each([
  ["home", 2],
  ["wallet", 5],
])("%s shows twenty tickets in one call, and sends of a changed one only what changed", async (page, days) => {
  wallet = new KeptWallet(bundle, couponsEnding(20, days));
  const first = await wallet.open(`pages/${page}/index`);
  expect(first.calls).toBe(1);
  expect(first.bytes).toBeLessThanOrEqual(FIRST_BYTES_MAX);
  expect(wallet.tickets).toHaveLength(20);

  const used = await wallet.change(5, redeemed);
  expect(used.calls).toBe(1);
  expect(used.bytes).toBeLessThanOrEqual(CHANGE_BYTES_MAX);
  expect(wallet.tickets).toHaveLength(19);
  expect(wallet.tickets.join()).not.toContain("第5张券");

  const back = await wallet.change(5, cameBack);
  expect(back.calls).toBe(1);
  expect(back.bytes).toBeLessThanOrEqual(CHANGE_BYTES_MAX);
  expect(wallet.tickets[5]).toMatch(/第5张券.*的使用已撤销/);
});

const LOGO_BYTES = 6_000;
/** Seven colours on the page's root, and the line with the name. */
const COLOURS_BYTES_MAX = 600;
const tea: Brand = {
  ...{ name: "回客茶铺", accent: "#0b5d4a", card: "#f4e7cf" },
  logo: `data:image/png;base64,iVBORw0KGgo${"A".repeat(LOGO_BYTES)}`,
};

test("a chain's own colours and logo, kept from the last start, cross with the first call and never again", async () => {
  wallet = new KeptWallet(bundle, couponsEnding(20, 2), { brand: tea });
  const first = await wallet.open("pages/home/index");
  expect(first.calls).toBe(1);
  expect(first.bytes).toBeLessThanOrEqual(FIRST_BYTES_MAX + LOGO_BYTES + COLOURS_BYTES_MAX);
  const page = wallet.host.pages.top?.element;
  const root = page?.querySelector<HTMLElement>(".page--branded");
  expect(root?.style.getPropertyValue("--b-accent")).toBe(tea.accent);
  expect(root?.style.getPropertyValue("--d-accent")).toMatch(/^#/);
  expect(page?.innerHTML).toContain(tea.logo);
  const used = await wallet.change(5, redeemed);
  expect(used.bytes).toBeLessThanOrEqual(CHANGE_BYTES_MAX);
});

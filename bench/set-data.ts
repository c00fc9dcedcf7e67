// What crosses from the logic to the view of home and wallet, on the weapp output itself, against a page written by hand
// in WeChat's own files (native-page/): the same wallet, the same host, the same words. Runs as a child of run.ts, because
// the host wants a document around it.
import { JSDOM } from "jsdom";
import { ensureBuilt } from "../dev/build/ensure-built.ts";
import { inRepository } from "../dev/repository.ts";
import type { Crossed } from "../miniapp/test/kept-wallet.ts";
import type { WeappBundle } from "../miniapp/test/weapp-host/bundle.ts";
import { type Row, row } from "./row.ts";

const COUPONS = 20;
const FIRST_BYTES_MAX = 12 * 1024;
const CHANGE_BYTES_MAX = 300;
/** In days: later than any tag of the wallet; within the three days of home, where each ticket carries one. */
const PAGES = { wallet: 5, home: 2 };
const USED = 5;
const LAST = COUPONS - 1;

function openDocument(): void {
  const { window } = new JSDOM("<!doctype html><body></body>");
  const { document, Node, Element, HTMLElement, Event, MouseEvent, MutationObserver } = window;
  Object.assign(globalThis, { window, document, Node, Element, HTMLElement, Event, MouseEvent, MutationObserver });
}

type Walk = Record<"open" | "used" | "back" | "later", Crossed> & { readonly words: string[] };

/** Opens the page, then changes one coupon at a time: used at a counter, given back, its end moved. */
async function walk(bundle: WeappBundle, page: keyof typeof PAGES): Promise<Walk> {
  const { KeptWallet, couponsEnding, redeemed, cameBack } = await import("../miniapp/test/kept-wallet.ts");
  const wallet = new KeptWallet(bundle, couponsEnding(COUPONS, PAGES[page]));
  const words: string[] = [];
  const seen = async (crossing: Promise<Crossed>) => {
    const crossed = await crossing;
    words.push(wallet.tickets.join("\n"));
    return crossed;
  };
  const open = await seen(wallet.open(`pages/${page}/index`));
  const used = await seen(wallet.change(USED, redeemed));
  const back = await seen(wallet.change(USED, cameBack));
  const later = await seen(wallet.change(LAST, (coupon) => ({ ...coupon, expiresAtMs: coupon.expiresAtMs + 60_000 })));
  wallet.host.close();
  return { open, used, back, later, words };
}

export async function measureSetData(): Promise<Row[]> {
  openDocument();
  const { packWeapp } = await import("../miniapp/test/weapp-host/pack.ts");
  const { output } = await ensureBuilt("weapp");
  const [ours, native] = [packWeapp(output), packWeapp(inRepository("bench", "native-page"))];
  const rows: Row[] = [];
  for (const page of Object.keys(PAGES) as (keyof typeof PAGES)[]) {
    rows.push(...rowsOf(page, await walk(ours, page), await walk(native, page)));
  }
  return rows;
}

function rowsOf(page: string, ours: Walk, native: Walk): Row[] {
  // Only pages that say the same of every ticket can be compared by their bytes.
  if (ours.words.join() !== native.words.join()) {
    throw new Error(`${page} does not say what the page by hand says:\n${ours.words}\n${native.words}`);
  }
  const versus = (step: keyof Omit<Walk, "words">, what: string, unit: "calls" | "bytes", most: number) =>
    row({
      ...{ id: `setData.${page}.${step}.${unit}`, what: `${page}, ${what}: setData ${unit}`, unit },
      ...{ value: ours[step][unit], anchor: "a native page by hand", anchorValue: native[step][unit] },
      goal: unit === "calls" ? `${most}` : `≤ ${most}`,
      isMet: ({ value }) => value <= most,
    });
  const both = (step: keyof Omit<Walk, "words">, what: string, bytesMax: number) => [
    versus(step, what, "calls", 1),
    versus(step, what, "bytes", bytesMax),
  ];
  return [
    ...both("open", `first ${COUPONS} tickets`, FIRST_BYTES_MAX),
    ...both("used", "one coupon used", CHANGE_BYTES_MAX),
    ...both("later", "one coupon's end moved", CHANGE_BYTES_MAX),
    ...both("back", "one coupon given back", CHANGE_BYTES_MAX),
  ];
}

if (process.send) process.send(await measureSetData());

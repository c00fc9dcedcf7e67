// A phone that keeps a member's wallet from before and opens a page on it: what crosses from the logic to the view is
// then the page's own doing. The server's next answer is what the caller says.
import { setTimeout as sleep } from "node:timers/promises";
import type { Brand } from "@huike/shared/brand";
import type { Coupon, Receipt } from "@huike/shared/coupon";
import { DAY_MS } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import type { GetHome, Session } from "@huike/shared/member";
import { weekAt } from "@huike/shared/member-code";
import type { OfferFace } from "@huike/shared/offer";
import type { StoreRow } from "@huike/shared/store-facts";
import { packStores } from "@huike/shared/store-sheet";
import { until } from "./hand.ts";
import type { WeappBundle } from "./weapp-host/bundle.ts";
import { createHost, type WeappHost } from "./weapp-host/host.ts";
import type { Transport } from "./weapp-host/transport.ts";

type Home = ResponseOf<typeof GetHome>;
export type Crossed = { readonly calls: number; readonly bytes: number };

const MEMBER_NO = "123456789";
const HOUR_MS = 3_600_000;
const ORIGIN = "http://localhost:8787";
/** A page that has said nothing for so long has said all. */
const QUIET_MS = 150;

const STORE: StoreRow = {
  ...{ storeId: "sto_7k2m9qd3", name: "人民路店", city: "上海", address: "人民路 1 号", lat: 31.2, lng: 121.4 },
  ...{ phone: "021-1234567", hours: Array.from({ length: 7 }, () => [[0, 1440]]), state: "open" },
};

const offerId = (i: number): string => `ofr_7k2m9q${String(i).padStart(2, "0")}`;

/** Coupons of as many offers, ending an hour apart, the first in `days` days. */
export function couponsEnding(count: number, days: number): Coupon[] {
  const nowMs = Date.now();
  return Array.from({ length: count }, (_, i) => ({
    ...{ offerId: offerId(i), n: 1, version: 1, state: "issued" as const, round: 0 },
    ...{
      validFromMs: nowMs - DAY_MS,
      claimedAtMs: nowMs - DAY_MS,
      expiresAtMs: nowMs + days * DAY_MS + (i + 1) * HOUR_MS,
    },
  }));
}

const faceOf = (coupon: Coupon, i: number): OfferFace => ({
  ...{ offerId: coupon.offerId, version: 1, title: `第 ${i} 张券`, perMember: 1, storeIds: [], lines: ["堂食可用"] },
  benefit: { kind: "threshold", minFen: 10_000, valueFen: 2_000 },
  validity: { kind: "after_claim", days: 7 },
});

const receiptOf = (coupon: Coupon): Receipt => ({
  ...{ redemptionId: "rdm_00000000000k2m7", offerId: coupon.offerId, n: coupon.n, title: "券", offFen: 2_000 },
  benefit: { kind: "threshold", minFen: 10_000, valueFen: 2_000 },
  ...{ storeId: "sto_7k2m9qd3", storeName: "人民路店", clerkNo: "03", memberTail: "6789", redeemedAtMs: Date.now() },
});

export const redeemed = (coupon: Coupon): Coupon => ({ ...coupon, state: "redeemed", receipt: receiptOf(coupon) });

/** A redeemed coupon whose redemption was taken back. */
export function cameBack({ receipt, ...coupon }: Coupon): Coupon {
  const undone: Receipt[] = receipt
    ? [{ ...receipt, undoneAtMs: Date.now(), undoneByNo: "90", undoReason: "mistake" }]
    : [];
  return { ...coupon, state: "issued", round: coupon.round + 1, undone };
}

const homeOf = (coupons: Coupon[], tag: string, brand: Brand | undefined): Home => ({
  ...{ tag, serverNowMs: Date.now(), storesVersion: 1, ...(brand ? { brandVersion: 1 } : {}) },
  wallet: {
    card: {
      ...{ memberNo: MEMBER_NO, joinedAtMs: 1_763_000_000_000, level: 1, levelName: "会员", points: 0 },
      earning: { centipointsPerYuan: 100, tierPercent: 100, storePercents: [] },
    },
    coupons,
    faces: coupons.map(faceOf),
  },
});

function sessionOf(): Session {
  const nowMs = Date.now();
  const weeks = [0, 1].map((later) => ({ week: weekAt(nowMs) + later, secretHex: "ab".repeat(32) }));
  const codeSecrets = { memberNo: MEMBER_NO, weeks };
  return {
    token: "t",
    expiresAtMs: nowMs + 5 * DAY_MS,
    who: "member",
    isStaff: false,
    serverNowMs: nowMs,
    codeSecrets,
  };
}

export class KeptWallet {
  readonly host: WeappHost;
  readonly #brand: Brand | undefined;
  #coupons: Coupon[];
  #tag = 0;
  #isAsked = false;

  /** Answers of other calls than home's, by path; `asked`: their bodies. */
  readonly #also: Readonly<Record<string, unknown>>;
  readonly asked: { path: string; body: unknown }[] = [];

  constructor(
    bundle: WeappBundle,
    coupons: Coupon[],
    { brand, also = {} }: { readonly brand?: Brand; readonly also?: Readonly<Record<string, unknown>> } = {},
  ) {
    this.#brand = brand;
    this.#coupons = coupons;
    this.#also = also;
    const kept = {
      session: sessionOf(),
      home: homeOf(coupons, "tag0", brand),
      ...(brand ? { brand: { version: 1, brand } } : {}),
      stores: { version: 1, stores: packStores([STORE]) },
    };
    // The app keeps its own JSON; storage keeps whatever it is given as JSON again.
    const storage = new Map(Object.entries(kept).map(([key, value]) => [key, JSON.stringify(JSON.stringify(value))]));
    this.host = createHost(bundle, { server: { transport: this.#serve, origin: ORIGIN }, storage, withStyles: false });
  }

  /** What crosses until the page has been shown and the server has answered "unchanged". */
  open(path: string): Promise<Crossed> {
    return this.#crossing(() => this.host.launch({ path }));
  }

  /** What crosses when the person comes back and the server tells of a changed coupon. */
  change(i: number, how: (coupon: Coupon) => Coupon): Promise<Crossed> {
    this.#coupons = this.#coupons.map((coupon, at) => (at === i ? how(coupon) : coupon));
    this.#tag += 1;
    return this.#crossing(() => {
      this.host.leave();
      this.host.enter();
    });
  }

  /** What a person reads of the tickets, without white space. */
  get tickets(): string[] {
    const all = this.host.pages.top?.element.querySelectorAll(".ticket:not(.ticket--gone)") ?? [];
    return [...all].map((ticket) => (ticket.textContent ?? "").replace(/\s+/g, ""));
  }

  async #crossing(act: () => void): Promise<Crossed> {
    const { setData, errors } = this.host.log;
    const before = { ...setData };
    this.#isAsked = false;
    act();
    await until(() => {
      if (!this.#isAsked || setData.calls === before.calls) throw new Error("nothing has crossed yet");
    });
    for (let seen = 0; seen !== setData.calls; await sleep(QUIET_MS)) seen = setData.calls;
    if (errors.length > 0) throw new Error(errors.join("\n"));
    return { calls: setData.calls - before.calls, bytes: setData.bytes - before.bytes };
  }

  readonly #serve: Transport = async ({ url, body }) => {
    const asked = new URL(url);
    const other = this.#also[asked.pathname];
    this.asked.push({ path: asked.pathname, body: body === undefined ? undefined : JSON.parse(String(body)) });
    if (other !== undefined) {
      const text = JSON.stringify(other);
      return { status: 200, headers: {}, bytes: Buffer.from(text), text };
    }
    const tag = `tag${this.#tag}`;
    const isUnchanged = asked.searchParams.get("tag") === tag;
    const { wallet: _, ...unchanged } = homeOf([], tag, this.#brand);
    if (asked.pathname === "/api/member/home") this.#isAsked = true;
    const text = JSON.stringify(isUnchanged ? unchanged : homeOf(this.#coupons, tag, this.#brand));
    return { status: 200, headers: {}, bytes: Buffer.from(text), text };
  };
}

// The printed codes of the demo: ten in use, of which one is for online use and one a link, and one retired. Scenes
// are opaque, as in real print.
import type { ChannelKind, CodeKind } from "@huike/shared/channel";
import { OFFER } from "./offers.ts";

export type SeedChannel = {
  readonly scene: string;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly storeId: string;
  /** The clerk's phone, for a clerk's own code. */
  readonly clerkPhone?: string;
  readonly offerId: string;
  readonly isRetired?: true;
  /** Printed as what; a mini-program code when not given. A follow QR is for articles and moments, never for a counter. */
  readonly code?: CodeKind;
  /** What the service account says to who follows by it. */
  readonly welcome?: string;
};

export const channels: readonly SeedChannel[] = [
  {
    scene: "k7m2q9ra",
    kind: "clerk",
    name: "周敏的码",
    storeId: "sto_sh01",
    clerkPhone: "clerk-01",
    offerId: OFFER.welcome,
  },
  {
    scene: "p4x8t1wc",
    kind: "clerk",
    name: "吴桐的码",
    storeId: "sto_sh01",
    clerkPhone: "clerk-02",
    offerId: OFFER.welcome,
  },
  {
    scene: "z3n6h5vd",
    kind: "clerk",
    name: "郑好的码",
    storeId: "sto_sh04",
    clerkPhone: "clerk-03",
    offerId: OFFER.welcome,
  },
  { scene: "b9r4e7yf", kind: "store", name: "收银台立牌", storeId: "sto_sh01", offerId: OFFER.cash },
  { scene: "g2c5s8jk", kind: "poster", name: "橱窗海报", storeId: "sto_sh02", offerId: OFFER.lastOne },
  { scene: "d6v1a3nm", kind: "campaign", name: "周年庆", storeId: "sto_sh06", offerId: OFFER.xujiahui },
  {
    scene: "f8s3u6qx",
    kind: "campaign",
    name: "线上海报",
    storeId: "sto_sh01",
    offerId: OFFER.follower,
    code: "follow",
    welcome: "谢谢关注回客茶铺！给新朋友备了一张满 50 减 10 的券，24 小时内点开就能领：",
  },
  {
    scene: "h3t9k2mb",
    kind: "packaging",
    name: "外带杯套",
    storeId: "sto_sh04",
    offerId: OFFER.welcome,
    code: "link",
  },
  { scene: "r2y6n8pc", kind: "product_tag", name: "茶罐吊牌", storeId: "sto_sh02", offerId: OFFER.shared },
  { scene: "m4h8z1xs", kind: "campaign", name: "会员日", storeId: "sto_sh01", offerId: OFFER.forPoints },
  {
    scene: "w5j7f2te",
    kind: "poster",
    name: "去年的海报",
    storeId: "sto_sh03",
    offerId: OFFER.cash,
    isRetired: true,
  },
];

/** A scene nobody ever made a channel for. */
export const STRANGE_SCENE = "nob0dykn0ws";

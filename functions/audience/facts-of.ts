// A member's facts, made from the member's own items as they were read at one moment. Pure, so that the row, the night
// that checks it and a test that made the items up agree by the same lines.
import { KNOWN_DAYS, type MemberFacts, type VisitDay } from "@huike/shared/audience";
import type { ChannelKind } from "@huike/shared/channel";
import { businessDayNo, calendarDayNo } from "@huike/shared/day";
import { type CouponItem, couponIdOf, standingRedemption, usableUntilMs } from "../coupon/coupon.items.ts";
import { isStub } from "../coupon/past.items.ts";
import { type CardItem, cardKey } from "../member/card.items.ts";
import type { Key } from "../platform/table.ts";
import { type ProfileItem, profileKey } from "../profile/profile.items.ts";
import type { SaleItem } from "../sale/sale.items.ts";
import { type PersonItem, personKey } from "../session/person.items.ts";
import { type TagsItem, tagsKey, tagsOn } from "./tags.items.ts";

/** Offers a row names in either list, the newest; nobody plans a campaign by the forty-first. */
const OFFERS_MAX = 40;

/** What the member's own partition does not say. */
export type Beside = {
  readonly channelKind?: ChannelKind | undefined;
  readonly city?: string | undefined;
  readonly consents: Readonly<Record<string, number>>;
  /** Until when the service account may answer them, in ms. */
  readonly replyUntilMs?: number | undefined;
};

type Sorted = Pick<Key, "sk">;

const itemAt = <T>(items: readonly Sorted[], sk: string): T | undefined =>
  items.find((item) => item.sk === sk) as T | undefined;

const isCoupon = ({ sk }: Sorted): boolean => sk.startsWith("CPN#") || sk.startsWith("PAST#");

/** The scene of the first touch as it is known now, which may be older than the one known at joining. */
export const sceneOf = (items: readonly Sorted[]): string | undefined =>
  itemAt<PersonItem>(items, personKey("").sk)?.src ?? itemAt<CardItem>(items, cardKey("").sk)?.src;

/** The follower this member is. */
export const fanOf = (items: readonly Sorted[]): string | undefined => itemAt<PersonItem>(items, personKey("").sk)?.fan;

/** The shop whose city is the member's: where they bought last, else whose member they are. */
export function homeStore(items: readonly Sorted[]): string | undefined {
  let last: SaleItem | undefined;
  for (const sale of standingSales(items)) if (!last || isLater(sale, last)) last = sale;
  return last?.sto ?? itemAt<CardItem>(items, cardKey("").sk)?.ost;
}

const isLater = (one: SaleItem, other: SaleItem): boolean =>
  one.at > other.at || (one.at === other.at && one.sk > other.sk);

const standingSales = (items: readonly Sorted[]): SaleItem[] =>
  (items.filter(({ sk }) => sk.startsWith("SAL#")) as SaleItem[]).filter(({ st }) => st === "s");

/** Of all items of MBR#m; undefined for a visitor. */
export function factsOf(
  memberNo: string,
  items: readonly Sorted[],
  { channelKind, city, consents, replyUntilMs = 0 }: Beside,
  nowMs: number,
): MemberFacts | undefined {
  const card = itemAt<CardItem>(items, cardKey(memberNo).sk);
  if (!card) return undefined;
  const scene = sceneOf(items);
  const birthday = itemAt<ProfileItem>(items, profileKey(memberNo).sk)?.bd;
  const coupons = (items as CouponItem[]).filter((item) => isCoupon(item) && !isStub(item));
  return {
    memberNo,
    level: card.lvl,
    points: card.pts,
    joinedDay: calendarDayNo(card.at),
    ...(birthday === undefined ? {} : { birthday }),
    ...(scene === undefined ? {} : { scene }),
    ...(channelKind === undefined ? {} : { channelKind }),
    ...(card.ost === undefined ? {} : { storeId: card.ost }),
    ...(card.own === undefined ? {} : { clerk: card.own }),
    ...(city === undefined ? {} : { city }),
    tags: tagsOn(itemAt<TagsItem>(items, tagsKey("").sk)),
    visits: visitDays(standingSales(items), nowMs),
    holds: held(coupons, nowMs),
    used: usedOffers(coupons, nowMs),
    consents: Object.fromEntries(Object.entries(consents).filter(([, n]) => n > 0)),
    ...(replyUntilMs > nowMs ? { replyUntilMs: Math.floor(replyUntilMs / MINUTE_MS) * MINUTE_MS } : {}),
  };
}

const isKnown = (day: number, nowMs: number): boolean => day > businessDayNo(nowMs) - KNOWN_DAYS;

function visitDays(sales: readonly SaleItem[], nowMs: number): VisitDay[] {
  const days = new Map<number, VisitDay>();
  for (const { at, pay = 0 } of sales) {
    const day = businessDayNo(at);
    const before = days.get(day) ?? { day, sales: 0, fen: 0 };
    if (isKnown(day, nowMs)) days.set(day, { day, sales: before.sales + 1, fen: before.fen + pay });
  }
  return [...days.values()].sort((a, b) => b.day - a.day);
}

/** One that is frozen, or not good before tomorrow, is held all the same; one on its way to a friend is not. */
function held(coupons: readonly CouponItem[], nowMs: number): MemberFacts["holds"] {
  const until = new Map<string, number>();
  for (const coupon of coupons) {
    const { offerId } = couponIdOf(coupon);
    const ends = usableUntilMs(coupon);
    if (coupon.st === "i" && ends > nowMs) until.set(offerId, Math.max(ends, until.get(offerId) ?? 0));
  }
  const offers = [...until].map(([offerId, untilMs]) => ({ offerId, untilMs: wholeMinutes(untilMs) }));
  return offers.sort((a, b) => b.untilMs - a.untilMs || byOffer(a, b)).slice(0, OFFERS_MAX);
}

const MINUTE_MS = 60_000;
/** As exact as a row is: a coupon that ends with the day's last millisecond ends at midnight. */
const wholeMinutes = (ms: number): number => Math.ceil(ms / MINUTE_MS) * MINUTE_MS;

function usedOffers(coupons: readonly CouponItem[], nowMs: number): MemberFacts["used"] {
  const last = new Map<string, number>();
  for (const coupon of coupons) {
    const standing = standingRedemption(coupon);
    if (!standing) continue;
    const { offerId } = couponIdOf(coupon);
    const day = businessDayNo(standing.rat);
    if (isKnown(day, nowMs)) last.set(offerId, Math.max(day, last.get(offerId) ?? 0));
  }
  const offers = [...last].map(([offerId, day]) => ({ offerId, day }));
  return offers.sort((a, b) => b.day - a.day || byOffer(a, b)).slice(0, OFFERS_MAX);
}

const byOffer = (a: { readonly offerId: string }, b: { readonly offerId: string }): number =>
  a.offerId < b.offerId ? -1 : 1;

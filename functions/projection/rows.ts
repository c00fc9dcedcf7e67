// The derived rows of a day, in `views` under a versioned prefix, so that they can be rebuilt
// beside the old ones and never feed the stream. A row's key is made from its source, so the same
// source always lands on the same row, however often and in whatever order its events come.

import type { UndoReason } from "@huike/shared/coupon";
import { businessDay } from "@huike/shared/day";
import { NO_CODE } from "@huike/shared/report";
import { type CouponItem, couponIdOf, type RedemptionEntry } from "../coupon/coupon.items.ts";
import type { FanItem } from "../follow/follow.items.ts";
import type { CardItem } from "../member/card.items.ts";
import type { Item, Key } from "../platform/table.ts";

export const VERSION = "v1";
/** Rows are kept a little over a year, then the closed day's totals stand alone. */
const KEPT_DAYS = 400;
/** A campaign's code can be hot; a shop's day cannot. */
const CHANNEL_SHARDS = 4;

export type Row = { readonly key: Key; readonly level: number; readonly fields: Item };

export type RedemptionRow = {
  mbr: string;
  clerk: string;
  no: string;
  store: string;
  sn: string;
  rid: string;
  ofr: string;
  n: number;
  v: number;
  rnd: number;
  rat: number;
  /** When the coupon was claimed, in ms. */
  cat: number;
  amt?: number;
  off?: number;
  mof?: number;
  /** The order, where several coupons were used in it: it is the sale that can be undone. */
  ord?: string;
  /** Undone: when, by which clerk number, why. */
  uat?: number;
  uno?: string;
  why?: UndoReason;
};
/** `moved`: won by another channel, as came to light later. `left`: when they last left, in ms; `mbr`: who they are. */
export type FanRow = { st?: "following" | "left" | "moved" | undefined; left?: number; mbr?: string };
export type MemberRow = { mbr: string; own?: string; src?: string };

export const storeDay = (storeId: string, day: string): string => `${VERSION}#STO#${storeId}#${day}#0`;
const channelDay = (scene: string, day: string, person: string): string =>
  `${VERSION}#CHN#${scene}#${day}#${shardOf(person)}`;

/** All shards of a channel's day, to count it. */
export const channelDayShards = (scene: string, day: string): string[] =>
  Array.from({ length: CHANNEL_SHARDS }, (_, shard) => `${VERSION}#CHN#${scene}#${day}#${shard}`);

/** Spreads people over a channel's shards by the last character of their number or openid. */
const shardOf = (person: string): number => (person.charCodeAt(person.length - 1) || 0) % CHANNEL_SHARDS;
export const endsAtS = (sourceMs: number): number => Math.floor(sourceMs / 1000) + KEPT_DAYS * 86_400;

export const REDEMPTIONS = "R#";
export const MEMBERS = "M#";
export const CLAIMS = "C#";
/** What the shop itself gave: nobody claimed it. */
export const GRANTS = "G#";
export const FANS = "F#";
export const SCANS = "S#";

/**
 * One row a redemption, level 1, undone 2, for the shop and for the channel the coupon came by; one for its claim there,
 * or for its having been given. Any image yields all of them, so a lost event heals on the next.
 */
export function couponRows(item: CouponItem): Row[] {
  const redemptions = (item.red ?? []).map((entry, round) => redemptionRow(item, entry, round));
  const { memberNo, offerId, n } = couponIdOf(item);
  const inChannel = (atMs: number, sk: string, level: number): Row => ({
    key: { pk: channelDay(item.ch ?? NO_CODE, businessDay(atMs), memberNo), sk },
    level,
    fields: { mbr: memberNo, ofr: offerId, at: atMs, ttl: endsAtS(atMs) },
  });
  const used = (item.red ?? []).map((entry, round) =>
    inChannel(entry.rat, `${REDEMPTIONS}${memberNo}#${offerId}#${n}#${round}`, entry.uat === undefined ? 1 : 2),
  );
  // What a friend gave was claimed once, by the friend.
  if (item.fr) return [...redemptions, ...used];
  const issued = item.gid === undefined ? CLAIMS : GRANTS;
  return [...redemptions, inChannel(item.at, `${issued}${memberNo}#${offerId}#${n}`, 1), ...used];
}

/** Under the day of the redemption, also when the undo came on a later one: it is that day's count it changes. */
function redemptionRow(item: CouponItem, entry: RedemptionEntry, round: number): Row {
  const { memberNo, offerId, n } = couponIdOf(item);
  const fields: RedemptionRow = {
    mbr: memberNo,
    clerk: entry.rby,
    no: entry.rno,
    store: entry.rst,
    sn: entry.rsn,
    rid: entry.rid,
    ofr: offerId,
    n,
    v: item.v,
    rnd: round,
    rat: entry.rat,
    cat: item.at,
    ...(entry.amt === undefined ? {} : { amt: entry.amt }),
    ...(entry.off === undefined ? {} : { off: entry.off }),
    ...(entry.mof === undefined ? {} : { mof: entry.mof }),
    ...(entry.stk ? { ord: entry.ord } : {}),
    ...(entry.uat === undefined ? {} : { uat: entry.uat }),
    ...(entry.uno === undefined ? {} : { uno: entry.uno }),
    ...(entry.why === undefined ? {} : { why: entry.why }),
  };
  const key = {
    pk: storeDay(entry.rst, businessDay(entry.rat)),
    sk: `${REDEMPTIONS}${entry.rat}#${memberNo}#${offerId}#${n}#${round}`,
  };
  return { key, level: entry.uat === undefined ? 1 : 2, fields: { ...fields, ttl: endsAtS(entry.rat) } };
}

/** A new member counts for the first touch's shop and clerk, and for its channel; one who came by none, for none. */
export function cardRows(memberNo: string, item: CardItem): Row[] {
  const day = businessDay(item.at);
  const fields: MemberRow = {
    mbr: memberNo,
    ...(item.own ? { own: item.own } : {}),
    ...(item.src ? { src: item.src } : {}),
  };
  const row = (pk: string): Row => ({
    key: { pk, sk: `${MEMBERS}${item.at}#${memberNo}` },
    level: 1,
    fields: { ...fields, ttl: endsAtS(item.at) },
  });
  return [...(item.ost ? [row(storeDay(item.ost, day))] : []), row(channelDay(item.src ?? NO_CODE, day, memberNo))];
}

/** One scan row a person, scene and day: unique people come free. */
export function touchRows(memberNo: string, scene: string, atMs: number): Row[] {
  const key = { pk: channelDay(scene, businessDay(atMs), memberNo), sk: `${SCANS}${memberNo}` };
  return [{ key, level: 1, fields: { at: atMs, ttl: endsAtS(atMs) } }];
}

/** Above any two times in seconds: a first touch that lost its place outranks every state it had there. */
const LOST_LEVEL = 1e11;

/**
 * A follower won by a channel. The level adds up what only ever grows (the time of the newest event, that of the last
 * leaving, that the member is known), so that following and leaving end as they were last. Where an older touch came to
 * light, the rows of the later ones say so.
 */
export function fanRows(fan: string, item: FanItem): Row[] {
  if (!item.src || item.srcAt === undefined) return [];
  const { lost = [], stAt = 0, leftAt, mbr } = item;
  const level = lost.length * LOST_LEVEL + stAt + (leftAt ?? 0) + (mbr === undefined ? 0 : 1);
  const known = { ...(leftAt === undefined ? {} : { left: leftAt * 1000 }), ...(mbr === undefined ? {} : { mbr }) };
  const row = (src: string, srcAt: number, st: FanRow["st"]): Row => {
    const atMs = srcAt * 1000;
    const key = { pk: channelDay(src, businessDay(atMs), fan), sk: `${FANS}${fan}` };
    return { key, level, fields: { st, at: atMs, ttl: endsAtS(atMs), ...known } };
  };
  const current = row(item.src, item.srcAt, item.st);
  const moved = lost.map(({ src, srcAt }) => row(src, srcAt, "moved"));
  return [current, ...moved.filter(({ key }) => key.pk !== current.key.pk)];
}

// 待确认: of what a clerk brought, that which looks made up is held, each for one reason, until time or the till speaks for
// it. Nothing is lost by it: what is held and what is not are what was brought.
//
// It is told of one clerk in one shop on one business day, from the rows of that day and what is known of the members in
// them. Which device somebody held is not known: WeChat names a person's account and nothing of their phone.
import * as z from "zod/mini";
import { businessDayNo, DAY_MS } from "./day.ts";
import type { Sentence } from "./sentences.ts";

/** The first that applies. */
export const HeldReason = z.enum(["staff", "burst", "refollowed", "no_amount"]);
export type HeldReason = z.infer<typeof HeldReason>;

/** So many of one clerk's within so long, in ms, are more than a counter can serve. */
export const BURST_COUNT = 5;
export const BURST_MS = 60_000;
/** A held follower who still follows so long after is one. */
export const FOLLOWED_DAYS = 7;

export const heldWords: Record<HeldReason, Sentence> = {
  staff: { zh: "是本店员工自己的账号，不计入", en: "The account is a member of staff's own; never counted" },
  burst: {
    zh: `一分钟内来了 ${BURST_COUNT} 个以上`,
    en: `${BURST_COUNT} or more came within a minute`,
  },
  refollowed: { zh: "取消关注后又关注", en: "Left and followed again" },
  no_amount: {
    zh: "自己带来的会员，核销时没有录金额",
    en: "A member the clerk won, redeemed without an amount",
  },
};

/** What releases it. */
export const releaseWords: Record<HeldWhat, Sentence> = {
  member: { zh: "另一天来消费并录了金额就计入", en: "Counts once they buy with an amount on another day" },
  fan: { zh: `满 ${FOLLOWED_DAYS} 天还关注就计入`, en: `Counts when they still follow after ${FOLLOWED_DAYS} days` },
  redemption: { zh: "另一天来消费并录了金额就计入", en: "Counts once they buy with an amount on another day" },
};

export const HeldWhat = z.enum(["member", "fan", "redemption"]);
export type HeldWhat = z.infer<typeof HeldWhat>;

type Came = { readonly memberNo: string; readonly atMs: number };
/** Who still follows; the member they are, where that is known, and when they last left. */
type Fan = { readonly memberNo?: string | undefined; readonly atMs: number; readonly leftAtMs?: number | undefined };

export type Brought = {
  readonly clerk: string;
  readonly joined: readonly Came[];
  readonly fans: readonly Fan[];
  /** Redemptions that stand and came without an amount, in a shop that entered any that day. */
  readonly unpaid: readonly Came[];
};

/** What is known of members now. */
export type Known = {
  readonly nowMs: number;
  /** Works here, or did. */
  readonly isStaff: (memberNo: string) => boolean;
  /** Whose member they are. */
  readonly wonBy: (memberNo: string) => string | undefined;
  /** The business days (`businessDayNo`) they bought on with an amount. */
  readonly boughtOn: (memberNo: string) => readonly number[];
};

export type Held = {
  readonly what: HeldWhat;
  readonly reason: HeldReason;
  readonly memberNo?: string;
  readonly atMs: number;
};

/** Of one clerk's day in one shop. */
export const heldOf = (brought: Brought, known: Known): Held[] => [
  ...heldMembers(brought, known),
  ...heldFans(brought, known),
  ...heldRedemptions(brought, known),
];

/** All of whom something must be known to tell. */
export const suspectsOf = ({ joined, unpaid }: Brought): string[] => [
  ...burstOf(joined).map(({ memberNo }) => memberNo),
  ...unpaid.map(({ memberNo }) => memberNo),
];

function heldMembers({ joined }: Brought, known: Known): Held[] {
  const burst = new Set(burstOf(joined));
  return joined.flatMap((one) => {
    const isMadeUp = burst.has(one) && !boughtOnAnotherDay(one, known);
    const reason = known.isStaff(one.memberNo) ? "staff" : isMadeUp ? "burst" : undefined;
    return reason ? [{ what: "member", reason, ...one }] : [];
  });
}

function heldFans({ fans }: Brought, { nowMs, isStaff }: Known): Held[] {
  const isYoung = (sinceMs: number): boolean => nowMs - sinceMs < FOLLOWED_DAYS * DAY_MS;
  const burst = new Set(burstOf(fans));
  const reasonOf = (fan: Fan): HeldReason | undefined => {
    if (fan.memberNo !== undefined && isStaff(fan.memberNo)) return "staff";
    if (burst.has(fan) && isYoung(fan.atMs)) return "burst";
    return fan.leftAtMs !== undefined && isYoung(fan.leftAtMs) ? "refollowed" : undefined;
  };
  return fans.flatMap((fan) => {
    const reason = reasonOf(fan);
    const { memberNo, atMs } = fan;
    return reason ? [{ what: "fan", reason, atMs, ...(memberNo === undefined ? {} : { memberNo }) }] : [];
  });
}

const heldRedemptions = ({ clerk, unpaid }: Brought, known: Known): Held[] =>
  unpaid
    .filter((one) => known.wonBy(one.memberNo) === clerk && !boughtOnAnotherDay(one, known))
    .map((one) => ({ what: "redemption", reason: "no_amount", ...one }));

const boughtOnAnotherDay = ({ memberNo, atMs }: Came, { boughtOn }: Known): boolean =>
  boughtOn(memberNo).some((day) => day !== businessDayNo(atMs));

/** Those of them that lie in a burst. */
function burstOf<T extends { readonly atMs: number }>(came: readonly T[]): T[] {
  const inTime = [...came].sort((a, b) => a.atMs - b.atMs);
  const isFull = (from: number): boolean => {
    const [first, last] = [inTime[from], inTime[from + BURST_COUNT - 1]];
    return first !== undefined && last !== undefined && last.atMs - first.atMs < BURST_MS;
  };
  return inTime.filter((_, i) => Array.from({ length: BURST_COUNT }, (_, back) => i - back).some(isFull));
}

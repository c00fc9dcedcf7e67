// A member takes a coupon. The key of the coupon is the limit: n of an offer exists once, and n
// stays within what the offer allows, so no count is kept and none can be raced. What a day allows is
// limited the same way, by marks written together with the coupon; what it costs in points is paid together with it.
import type { ClaimCoupon } from "@huike/shared/coupon";
import { calendarDay } from "@huike/shared/day";
import {
  type CommonError,
  type ErrorOf,
  ok,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import type { OfferTerms } from "@huike/shared/offer";
import { activeChannel } from "../channel/read-channel.ts";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { type CurrentOffer, currentOffer, faceOf, termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { Outage } from "../platform/outage.ts";
import { getItems } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { type CouponItem, couponKey, dayMarkKey, readCoupon } from "./coupon.items.ts";
import { issueCoupon, newCoupon } from "./issue.ts";
import { type Bought, issueBought } from "./issue-bought.ts";
import { issueWithinDay } from "./issue-within-day.ts";
import { isStub, type StubItem } from "./past.items.ts";
import { spareTicket, type Ticket, takeTicket } from "./ticket-numbers.ts";
import { whyNotClaimed } from "./why-not-claimed.ts";

type ClaimError = ErrorOf<typeof ClaimCoupon>;
type Answer = Result<ResponseOf<typeof ClaimCoupon>, ClaimError | CommonError>;

const NO_TICKET = {
  sold_out: "offer_sold_out",
  sold_out_today: "sold_out_today",
  not_open: "offer_not_open",
  closed: "offer_closed",
} as const;

export async function claimCoupon(
  { memberNo, claims }: Member,
  { offerId, n, scene }: RequestOf<typeof ClaimCoupon>,
  env: Env,
): Promise<Answer> {
  const nowMs = env.nowMs();
  const [offer, channel] = await Promise.all([
    currentOffer(env, offerId),
    scene ? activeChannel(env, scene) : undefined,
  ]);
  if (!offer) return refused("offer_unknown");
  if (channel?.ok === false) return channel;

  const key = couponKey(memberNo, offerId, n);
  const marks = dayMarks(memberNo, offerId, offer.terms, nowMs);
  const held = await readHeld(env, cardKey(memberNo), key, marks);
  if (!held.card || held.card.gen !== claims.generation) return refused("signed_out");
  // Before every rule: a repeat gets its coupon also when the rules have changed since.
  if (held.coupon) return answer(env, held.coupon);
  const whyNot = whyNotClaimed(offer, held.card, n, held.freeMarks?.length);
  if (whyNot) return whyNot;

  const ticket = await takeTicket(env, offerId, { stockPerDay: offer.stockPerDay, nowMs });
  if (typeof ticket === "string") return refused(NO_TICKET[ticket]);
  const source = scene && channel ? { scene, storeId: channel.value.storeId } : undefined;
  const coupon = claimed(newCoupon(key, offer, ticket.k, nowMs, source), offer, ticket);
  const issued = await issue(env, coupon, ticket, held.freeMarks);
  if (issued.is === "issued") return answer(env, coupon);
  await spareTicket(env, offerId, ticket);
  if (issued.is === "owned") return answer(env, issued.coupon);
  if (issued.is === "too_few") return refused("points_too_few", { missing: issued.missing });
  if (issued.is === "full") return refused("daily_limit_reached", { limit: marks.length });
  throw new Outage("the same member is claiming this offer at this moment");
}

/** What a claim adds: the number of the day and the price, where there is one. */
const claimed = (coupon: CouponItem, { terms: { pointsPrice } }: CurrentOffer, { day }: Ticket): CouponItem => ({
  ...coupon,
  ...(day ? { kd: day.k } : {}),
  ...(pointsPrice === undefined ? {} : { pp: pointsPrice }),
});

/** The marks of today; none where a day has no limit of its own. */
const dayMarks = (memberNo: string, offerId: string, { perDay = 0 }: OfferTerms, nowMs: number): Key[] =>
  Array.from({ length: perDay }, (_, i) => dayMarkKey(memberNo, offerId, calendarDay(nowMs), i + 1));

type Marks = readonly Key[] | undefined;

async function issue(env: Env, coupon: CouponItem, ticket: Ticket, freeMarks: Marks): Promise<Bought> {
  const { pp } = coupon;
  if (pp !== undefined) return issueBought(env, { ...coupon, pp }, ticket, freeMarks);
  if (freeMarks) return issueWithinDay(env, coupon, ticket, freeMarks);
  const owned = await issueCoupon(env, coupon, ticket);
  return owned ? { is: "owned", coupon: owned } : { is: "issued" };
}

async function answer(env: Env, coupon: CouponItem | StubItem): Promise<Answer> {
  // Put away, or given to a friend: the place stays taken.
  if (isStub(coupon) || coupon.st === "x") return refused("limit_reached");
  const [, offerId = ""] = coupon.sk.split("#");
  const terms = await termsIssued(env, offerId, coupon.v);
  return ok({ coupon: readCoupon(coupon, terms), face: faceOf(offerId, coupon.v, terms) });
}

type Held = {
  readonly card: CardItem | undefined;
  readonly coupon: CouponItem | StubItem | undefined;
  /** Undefined where a day has no limit of its own. */
  readonly freeMarks: readonly Key[] | undefined;
};

/** Repeat callers must not burn numbers, only members claim, and a full day is told without a write: one read. */
async function readHeld(env: Env, card: Key, coupon: Key, marks: readonly Key[]): Promise<Held> {
  // Who has just joined must be seen, and a read that saw marks and not yet their coupon would refuse a repeat.
  const found = await getItems<object>(env.tables, [card, coupon, ...marks], { consistent: true });
  const rows = new Map(found.map((row) => [row.sk, row]));
  return {
    card: rows.get(card.sk) as CardItem | undefined,
    coupon: rows.get(coupon.sk) as CouponItem | undefined,
    freeMarks: marks.length > 0 ? marks.filter(({ sk }) => !rows.has(sk)) : undefined,
  };
}

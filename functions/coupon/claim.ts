// A member takes a coupon. The key of the coupon is the limit: n of an offer exists once, and n
// stays within what the offer allows, so no count is kept and none can be raced.
import type { ClaimCoupon } from "@huike/shared/coupon";
import {
  type CommonError,
  type ErrorOf,
  ok,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import { activeChannel } from "../channel/read-channel.ts";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { currentOffer, faceOf, termsIssued } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItems } from "../platform/read.ts";
import { type CouponItem, couponKey, readCoupon } from "./coupon.items.ts";
import { issueCoupon, newCoupon } from "./issue.ts";
import { spareTicket, takeTicket } from "./ticket-numbers.ts";

type Answer = Result<ResponseOf<typeof ClaimCoupon>, ErrorOf<typeof ClaimCoupon> | CommonError>;

const REFUSALS = { sold_out: "offer_sold_out", not_open: "offer_not_open", closed: "offer_closed" } as const;

export async function claimCoupon(
  { memberNo, claims }: Member,
  { offerId, n, scene }: RequestOf<typeof ClaimCoupon>,
  env: Env,
): Promise<Answer> {
  const [offer, channel] = await Promise.all([
    currentOffer(env, offerId),
    scene ? activeChannel(env, scene) : undefined,
  ]);
  if (!offer) return refused("offer_unknown");
  if (channel?.ok === false) return channel;
  if (n > offer.terms.perMember) return refused("limit_reached", { limit: offer.terms.perMember });

  const held = await readHeld(env, memberNo, offerId, n);
  if (held.card?.gen !== claims.generation) return refused("signed_out");
  if (held.coupon) return answer(env, held.coupon);

  const ticket = await takeTicket(env, offerId);
  if (typeof ticket === "string") return refused(REFUSALS[ticket]);
  const source = scene && channel ? { scene, storeId: channel.value.storeId } : undefined;
  const coupon = newCoupon(couponKey(memberNo, offerId, n), offer, ticket.k, env.nowMs(), source);
  const owned = await issueCoupon(env, coupon);
  if (owned) await spareTicket(env, offerId, ticket);
  return answer(env, owned ?? coupon);
}

async function answer(env: Env, coupon: CouponItem): Promise<Answer> {
  const [, offerId = ""] = coupon.sk.split("#");
  const terms = await termsIssued(env, offerId, coupon.v);
  return ok({ coupon: readCoupon(coupon, terms), face: faceOf(offerId, coupon.v, terms) });
}

/** Repeat callers must not burn numbers, and only members claim: one read tells both. */
async function readHeld(
  env: Env,
  memberNo: string,
  offerId: string,
  n: number,
): Promise<{ card?: CardItem; coupon?: CouponItem }> {
  const cardAt = cardKey(memberNo);
  const rows = await getItems<CardItem | CouponItem>(env.tables, [cardAt, couponKey(memberNo, offerId, n)]);
  const card = rows.find((row) => row.sk === cardAt.sk) as CardItem | undefined;
  const coupon = rows.find((row) => row.sk !== cardAt.sk) as CouponItem | undefined;
  return { ...(card ? { card } : {}), ...(coupon ? { coupon } : {}) };
}

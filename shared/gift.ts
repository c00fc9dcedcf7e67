// 送给朋友: a coupon given to a friend, once, and taken back as long as nobody has accepted it.
import * as z from "zod/mini";
import { Coupon } from "./coupon.ts";
import { DAY_MS } from "./day.ts";
import { endpoint } from "./endpoint.ts";
import { GiftId, OfferId } from "./id.ts";
import { OfferFace } from "./offer.ts";

/** A gift can be accepted for so long; then it is the giver's to take back. */
export const GIFT_MS = DAY_MS;

export const GiveCoupon = endpoint({
  audience: "member",
  method: "POST",
  path: "/gifts",
  summary: "Wrap a coupon for a friend; whoever opens the link first has it, for 24 hours",
  roles: ["member"],
  request: z.strictObject({
    /** Made and kept by the giver's phone; it is all the link carries. */
    giftId: GiftId,
    offerId: OfferId,
    n: z.int().check(z.gte(1), z.lte(99)),
  }),
  response: z.strictObject({ giftId: GiftId, endsAtMs: z.int() }),
  errors: { coupon_unknown: 404, gift_not_allowed: 409, gift_id_reused: 409, offer_frozen: 409, coupon_voided: 410 },
});

export const TakeBackGift = endpoint({
  audience: "member",
  method: "POST",
  path: "/gifts/:giftId/take-back",
  summary: "The giver has it again, unless a friend has accepted it; also after its 24 hours",
  roles: ["member"],
  request: z.strictObject({ giftId: GiftId }),
  response: z.strictObject({ giftId: GiftId }),
  errors: { gift_unknown: 404, gift_taken: 409, coupon_voided: 410 },
});

/** Why a gift cannot be accepted, by whoever asks. */
const acceptErrors = {
  gift_taken: 409,
  gift_taken_back: 410,
  gift_over: 410,
  gift_own: 409,
  coupon_expired: 410,
  coupon_voided: 410,
  offer_frozen: 409,
} as const;
export type GiftRefusal = keyof typeof acceptErrors;

export const GiftView = z.strictObject({
  /** As it is, or was, in the wallet of who accepts it: without its giver's past. */
  coupon: Coupon,
  face: OfferFace,
  /** It can be accepted until. */
  endsAtMs: z.int(),
  /** Present where an accept would be refused for the gift's sake; the caller's own limit is seen with the accept. */
  whyNot: z.optional(z.enum(Object.keys(acceptErrors) as [GiftRefusal, ...GiftRefusal[]])),
  /** The caller has taken it, as the coupon says. */
  isMine: z.optional(z.literal(true)),
});
export type GiftView = z.infer<typeof GiftView>;

export const GetGift = endpoint({
  audience: "member",
  method: "GET",
  path: "/gifts/:giftId",
  summary: "What a gift's link holds, for whoever opens it; who gave it is not said",
  roles: ["guest"],
  request: z.strictObject({ giftId: GiftId }),
  response: GiftView,
  errors: { gift_unknown: 404 },
});

export const AcceptGift = endpoint({
  audience: "member",
  method: "POST",
  path: "/gifts/:giftId/accept",
  summary: "Take a gift into one's own wallet; asked again, the same coupon is answered",
  roles: ["member"],
  request: z.strictObject({ giftId: GiftId }),
  response: z.strictObject({ coupon: Coupon, face: OfferFace }),
  errors: { gift_unknown: 404, ...acceptErrors, limit_reached: 409 },
});

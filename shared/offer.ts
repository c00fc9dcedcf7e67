// 券活动: what is promised. Terms are immutable versions; a coupon keeps the terms it was issued under.
import * as z from "zod/mini";
import { Benefit, BenefitKind } from "./benefit.ts";
import { endpoint } from "./endpoint.ts";
import { OfferId, StoreId } from "./id.ts";
import type { Priceable } from "./price.ts";
import { StoreTag } from "./store-facts.ts";
import { UseTimes } from "./use-times.ts";

/** Good from the claim on, for so many calendar days (the last one whole), or between two fixed times. */
export const Validity = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("after_claim"), days: z.int().check(z.gte(1), z.lte(366)) }),
  z.strictObject({ kind: z.literal("fixed"), fromMs: z.int(), untilMs: z.int() }),
]);
export type Validity = z.infer<typeof Validity>;

/**
 * When a gift promised to a follower is given. `follow` (for those who were members before) comes near
 * to what WeChat forbids as 诱导关注: owner only, with a yes to the warning, and on record.
 */
export const RewardTrigger = z.enum(["join", "first_visit", "first_sale", "follow"]);
export type RewardTrigger = z.infer<typeof RewardTrigger>;

export const OfferTerms = z.strictObject({
  title: z.string().check(z.minLength(1), z.maxLength(30)),
  benefit: Benefit,
  validity: Validity,
  /** Coupons of this offer one member may hold in all time. */
  perMember: z.int().check(z.gte(1), z.lte(99)),
  /** Of those, one calendar day's; absent: no such limit. */
  perDay: z.optional(z.int().check(z.gte(1), z.lte(10))),
  /** The lowest level that may claim; absent: everybody. */
  minLevel: z.optional(z.int().check(z.gte(2), z.lte(9))),
  /** `granted`: it is given, never claimed; absent: `public`. */
  access: z.optional(z.enum(["public", "granted"])),
  /** Its coupons may be given to a friend, once; absent, they stay with whom they were issued to. */
  giveable: z.optional(z.boolean()),
  /** What a claim costs, in points; what the shop gives by itself costs nothing. Absent: nothing does. */
  pointsPrice: z.optional(z.int().check(z.gte(1), z.lte(10_000_000))),
  /** Empty: every shop, also those opened later, or those of `storeTag`. */
  storeIds: z.array(StoreId).check(z.maxLength(200)),
  /** Instead of a list: every shop that carries the tag, also one that gains it later. */
  storeTag: z.optional(StoreTag),
  /** The lines people read, three at most on the landing page. */
  lines: z.array(z.string().check(z.minLength(1), z.maxLength(40))).check(z.maxLength(6)),
  /** Days, hours and dates it can be used on; absent: always. */
  useTimes: z.optional(UseTimes),
  /** Kinds of coupon it may lie beside in one sale, if those name it too; absent: it stands alone. */
  combines: z.optional(z.array(BenefitKind).check(z.minLength(1), z.maxLength(5))),
  /** False: the member's own discount does not hold beside it. */
  onMemberPrice: z.optional(z.boolean()),
  /** As a gift for followers: absent means `join`. */
  reward: z.optional(RewardTrigger),
});
export type OfferTerms = z.infer<typeof OfferTerms>;

/** What a phone needs to draw a ticket: the terms, with the version they are. */
export const OfferFace = z.strictObject({ offerId: OfferId, version: z.int(), ...OfferTerms.shape });
export type OfferFace = z.infer<typeof OfferFace>;

export const Why = z.string().check(z.minLength(1), z.maxLength(200));
export const Stock = z.int().check(z.gte(1), z.lte(10_000_000));

/** Terms an operator may not put, whether as an offer's first version or a later one. */
export const termsErrors = {
  offer_shops_twice: 400,
  store_unknown: 404,
  follow_reward_owner_only: 403,
  follow_reward_warned: 409,
} as const;

export const PutOffer = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/offers/:offerId",
  summary: "Make an offer; the same call again changes nothing, another one under the same id is refused",
  roles: ["operator", "owner"],
  request: z.strictObject({
    offerId: OfferId,
    terms: OfferTerms,
    stock: Stock,
    /** What can be claimed on one calendar day; what is left over stays in the stock. Absent: no such limit. */
    stockPerDay: z.optional(Stock),
    opensAtMs: z.int(),
    closesAtMs: z.int(),
    why: Why,
    /** Yes to the warning that a gift for following may get the account punished by WeChat. */
    acceptsFollowRisk: z.optional(z.literal(true)),
  }),
  response: z.strictObject({ offerId: OfferId, version: z.int() }),
  errors: {
    offer_exists: 409,
    offer_window_empty: 400,
    ...termsErrors,
  },
});

/** A coupon of these terms, as pricing sees it. */
export const priceable = (terms: OfferTerms, expiresAtMs: number): Priceable => ({
  benefit: terms.benefit,
  combines: terms.combines ?? [],
  onMemberPrice: terms.onMemberPrice ?? true,
  expiresAtMs,
});

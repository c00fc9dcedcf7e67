// 会员: the session of a phone, joining, and what the home screen shows.
import * as z from "zod/mini";
import { ClaimRequest, Coupon, claimRefusals } from "./coupon.ts";
import { Earning } from "./earning.ts";
import { endpoint } from "./endpoint.ts";
import { CampaignId, MemberNo, OfferId, Scene, WelcomeTicket } from "./id.ts";
import { CodeSecrets } from "./member-code.ts";
import { OfferFace } from "./offer.ts";

/** The version of 《会员协议》 a member agrees to. */
export const AGREEMENT_VERSION = "2026-11";

export const Session = z.strictObject({
  token: z.string(),
  expiresAtMs: z.int(),
  /** guest: a phone nothing is known of; visitor: came by a code; member: agreed to join. */
  who: z.enum(["guest", "visitor", "member"]),
  /** A phone of staff offers the clerk package; what staff may do is read anew at every call. */
  isStaff: z.boolean(),
  /** The phone keeps serverNow − phoneNow: member codes go by the server's clock. */
  serverNowMs: z.int(),
  codeSecrets: z.optional(CodeSecrets),
});
export type Session = z.infer<typeof Session>;

export const OpenSession = endpoint({
  audience: "member",
  method: "POST",
  path: "/sessions",
  summary: "Turn a wx.login code into a session; a scene records the touch",
  roles: ["anyone"],
  request: z.strictObject({
    code: z.string().check(z.minLength(1), z.maxLength(128)),
    scene: z.optional(Scene),
    /** From the welcome link of the service account: joins the fan to this person. */
    ticket: z.optional(WelcomeTicket),
  }),
  response: Session,
  errors: { login_code_invalid: 401, wechat_blocked: 403, wechat_refused: 502 },
});

export const RecordTouch = endpoint({
  audience: "member",
  method: "POST",
  path: "/touches",
  summary: "A phone with a session was opened by a code: remember it, once a day and scene",
  roles: ["guest"],
  request: z.strictObject({ scene: Scene }),
  response: Session,
  errors: { channel_unknown: 404 },
});

export const Card = z.strictObject({
  memberNo: MemberNo,
  joinedAtMs: z.int(),
  level: z.int(),
  levelName: z.string(),
  /** Below nothing: a debt, of a sale taken back after its points were spent. */
  points: z.int(),
  earning: Earning,
});
export type Card = z.infer<typeof Card>;

export const Join = endpoint({
  audience: "member",
  method: "POST",
  path: "/join",
  summary: "Agree and become a member; with a claim, the coupon comes in the same answer",
  roles: ["guest"],
  request: z.strictObject({
    agreementVersion: z.literal(AGREEMENT_VERSION),
    scene: z.optional(Scene),
    claim: z.optional(ClaimRequest),
  }),
  response: z.strictObject({
    session: Session,
    card: Card,
    claimed: z.optional(z.strictObject({ coupon: Coupon, face: OfferFace })),
    /** Joined, but the coupon could not be had. */
    notClaimed: z.optional(z.enum(claimRefusals)),
  }),
  errors: { channel_unknown: 404 },
});

/** 消息: what a campaign has to say, on the home screen till it is read. */
export const HomeNote = z.strictObject({
  campaignId: CampaignId,
  run: z.int(),
  title: z.string(),
  text: z.string(),
  atMs: z.int(),
});
export type HomeNote = z.infer<typeof HomeNote>;

export const ReadNote = endpoint({
  audience: "member",
  method: "POST",
  path: "/notes/read",
  summary: "The member opened what a campaign sent: a note is put away, and it counts as opened once",
  roles: ["member"],
  request: z.strictObject({ campaignId: CampaignId, run: z.int().check(z.gte(1)) }),
  response: z.strictObject({ campaignId: CampaignId }),
  errors: {},
});

export const GetHome = endpoint({
  audience: "member",
  method: "GET",
  path: "/home",
  summary: "Card and wallet in one answer; with the tag the phone holds, nothing but that it is unchanged",
  roles: ["member"],
  request: z.strictObject({ tag: z.optional(z.string().check(z.maxLength(40))) }),
  response: z.strictObject({
    tag: z.string(),
    serverNowMs: z.int(),
    /** Of the shop list: the phone asks for shops only when it holds another. */
    storesVersion: z.int(),
    /** Of the brand, as the shop list's; absent while the chain has none of its own. */
    brandVersion: z.optional(z.int()),
    /** More coupons are over than the home screen should carry: the phone asks for the wallet to be tidied. */
    tidy: z.optional(z.literal(true)),
    wallet: z.optional(
      z.strictObject({
        card: Card,
        coupons: z.array(Coupon),
        faces: z.array(OfferFace),
        /** The newest line of a campaign that was not read yet. */
        note: z.optional(HomeNote),
        /** Of coupons that were put away or given away: their places are taken, the next claim needs another n. */
        putAway: z.optional(z.array(z.strictObject({ offerId: OfferId, n: z.int() }))),
      }),
    ),
  }),
  errors: {},
});

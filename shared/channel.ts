// 渠道: what one parameterized QR means. The scene in the QR is opaque; the meaning lives here.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { MemberNo, OfferId, Scene, StoreId } from "./id.ts";
import { OfferFace } from "./offer.ts";

/** Why a code leads nowhere, now or for good. The touch is recorded all the same where the code is ours. */
export const deadChannelErrors = {
  channel_unknown: 404,
  channel_retired: 410,
  channel_not_started: 409,
  channel_ended: 410,
} as const;
export type DeadChannel = keyof typeof deadChannelErrors;

export const ChannelKind = z.enum(["clerk", "store", "poster", "product_tag", "packaging", "wifi", "campaign"]);
export type ChannelKind = z.infer<typeof ChannelKind>;

export const PutChannel = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/channels/:scene",
  summary: "Make a channel, or re-point one that exists; a manager's is of own shops, from and to",
  roles: ["manager", "operator", "owner"],
  request: z.strictObject({
    scene: Scene,
    kind: ChannelKind,
    name: z.string().check(z.minLength(1), z.maxLength(30)),
    storeId: StoreId,
    clerkMemberNo: z.optional(MemberNo),
    offerId: OfferId,
    state: z.enum(["active", "retired"]),
    /** The period it is good for, in ms; open on a side that is left out. */
    startsAtMs: z.optional(z.int()),
    endsAtMs: z.optional(z.int()),
    /** What the service account says to who follows by this channel, above the link. */
    welcome: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: z.strictObject({ scene: Scene }),
  errors: {
    store_unknown: 404,
    not_your_store: 403,
    offer_unknown: 404,
    staff_unknown: 404,
    channel_needs_clerk: 400,
    channel_period_empty: 400,
    text_lures: 400,
    reply_has_markup: 400,
  },
});

export const Channel = z.strictObject({
  scene: Scene,
  kind: ChannelKind,
  name: z.string(),
  storeId: StoreId,
  clerkMemberNo: z.optional(MemberNo),
  offerId: OfferId,
  state: z.enum(["active", "retired"]),
  startsAtMs: z.optional(z.int()),
  endsAtMs: z.optional(z.int()),
  welcome: z.optional(z.string()),
});
export type Channel = z.infer<typeof Channel>;

/** Channels a page of the list holds at most: what one read of the table brings. */
export const CHANNELS_PAGE_MAX = 100;

export const ListChannels = endpoint({
  audience: "operator",
  method: "GET",
  path: "/channels",
  summary: "All channels, a page at a time, in the order of their scenes",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({ after: z.optional(Scene) }),
  response: z.strictObject({ channels: z.array(Channel), next: z.optional(Scene) }),
  errors: {},
});

/** An image as JSON carries it. */
export const CodeImage = z.strictObject({ contentType: z.string(), base64: z.string() });

/**
 * The codes a channel can print: a mini-program code (the default in shops), a link QR of our own
 * domain (works outside WeChat too) or a follow QR of the service account (never at a counter: it
 * costs four taps).
 */
export const CodeKind = z.enum(["mini_program", "link", "follow"]);
export type CodeKind = z.infer<typeof CodeKind>;

export const GetChannelCode = endpoint({
  audience: "operator",
  method: "GET",
  path: "/channels/:scene/code",
  /** Not for auditors: the first follow code of a channel takes a number for good. */
  summary: "A code of the channel, an image to print",
  roles: ["manager", "operator", "owner"],
  request: z.strictObject({ scene: Scene, code: z.optional(CodeKind) }),
  response: z.strictObject({
    scene: Scene,
    name: z.string(),
    image: CodeImage,
    /** The follow QR of a clerk or a campaign lives 30 days; the others for ever. */
    endsAtMs: z.optional(z.int()),
  }),
  errors: {
    channel_unknown: 404,
    not_your_store: 403,
    link_domain_missing: 409,
    follow_codes_used_up: 409,
    wechat_refused: 502,
  },
});

export const GetChannelDay = endpoint({
  audience: "operator",
  method: "GET",
  path: "/channels/:scene/days/:day",
  summary: "What a channel brought on one business day (04:00–04:00); an undone redemption does not count",
  roles: ["manager", "operator", "auditor", "owner"],
  request: z.strictObject({ scene: Scene, day: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)) }),
  response: z.strictObject({
    scene: Scene,
    day: z.string(),
    /** People who opened the mini-program or scanned the follow QR by this channel. */
    scans: z.int(),
    newFollows: z.int(),
    /** Of those, who still follow. */
    netFollows: z.int(),
    members: z.int(),
    claims: z.int(),
    redemptions: z.int(),
  }),
  errors: { channel_unknown: 404, not_your_store: 403 },
});

/** Where claiming stands, whoever asks. */
export const ClaimState = z.enum([
  "claimable",
  "not_open",
  "sold_out",
  "sold_out_today",
  "closed",
  "frozen",
  "granted_only",
]);
export type ClaimState = z.infer<typeof ClaimState>;

export const Landing = z.strictObject({
  scene: Scene,
  channelName: z.string(),
  storeId: StoreId,
  storeName: z.string(),
  offer: OfferFace,
  state: ClaimState,
  opensAtMs: z.int(),
});
export type Landing = z.infer<typeof Landing>;

export const GetLanding = endpoint({
  audience: "member",
  method: "GET",
  path: "/landing/:scene",
  summary: "What a scanned code offers; nothing is asked of who looks",
  roles: ["anyone"],
  request: z.strictObject({ scene: Scene }),
  response: Landing,
  errors: deadChannelErrors,
});

// 会员: what operators and managers see of members, and what they may write onto them.
import * as z from "zod/mini";
import { MemberTag } from "./audience.ts";
import { ChannelKind } from "./channel.ts";
import { endpoint } from "./endpoint.ts";
import { MemberNo, OfferId, OrderId, Scene, SegmentId, StoreId } from "./id.ts";
import { Birthday } from "./profile.ts";

/** A member's tags are few: each one is a word an operator has to remember. */
export const TAGS_MAX = 20;

const Both = z.strictObject({ zh: z.string(), en: z.string() });

export const Tag = z.strictObject({
  tag: MemberTag,
  isOn: z.boolean(),
  atMs: z.int(),
  why: z.string(),
  /** By hand: the member number of whose. */
  by: z.optional(z.string()),
  /** By the night: the kept rule and its version. */
  segmentId: z.optional(SegmentId),
  version: z.optional(z.int()),
});
export type Tag = z.infer<typeof Tag>;

export const SetTag = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/members/:memberNo/tags",
  summary: "Give a member a tag, or take one away; what a hand wrote no rule changes",
  roles: ["manager", "operator", "owner"],
  request: z.strictObject({
    memberNo: MemberNo,
    tag: MemberTag,
    isOn: z.boolean(),
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: z.strictObject({ memberNo: MemberNo, tags: z.array(Tag) }),
  errors: { member_unknown: 404, member_tags_full: 409, not_your_store: 403 },
});

export const MEMBERS_PAGE = 100;
export const FIND_MAX = 30;

/** A member in a list. Of a phone number staff see so much that two can be told apart. */
export const MemberLine = z.strictObject({
  memberNo: MemberNo,
  name: z.optional(z.string()),
  phone: z.optional(z.string()),
  level: z.int(),
  points: z.int(),
  joinedDay: z.string(),
  storeId: z.optional(StoreId),
  clerkMemberNo: z.optional(MemberNo),
  city: z.optional(z.string()),
  tags: z.array(z.string()),
  lastVisitDay: z.optional(z.string()),
  /** Days with a purchase within the last ninety, and what was paid on them, in fen. */
  visits: z.int(),
  fen: z.int(),
});
export type MemberLine = z.infer<typeof MemberLine>;

export const ListMembers = endpoint({
  audience: "operator",
  method: "GET",
  path: "/members",
  summary: "Members a page at a time; a manager's are those of their shops",
  roles: ["manager", "operator", "auditor", "owner"],
  request: z.strictObject({
    /** Where the page before said to go on. */
    after: z.optional(z.string().check(z.regex(/^\d{1,2}(\.\d{9})?$/))),
  }),
  response: z.strictObject({
    members: z.array(MemberLine),
    /** Where to go on; a page may be short, or empty, and not be the last. */
    next: z.optional(z.string()),
    asOfMs: z.int(),
  }),
  errors: {},
});

/** In the body, not in an address: addresses are kept by browsers and written into logs. */
export const FindMembers = endpoint({
  audience: "operator",
  method: "POST",
  path: "/members/find",
  summary: "Members of a number, a phone or a name; a manager's are those of their shops",
  roles: ["manager", "operator", "auditor", "owner"],
  /** A member number or a phone number, the last four digits of either, or how a name begins. */
  request: z.strictObject({ text: z.string().check(z.minLength(1), z.maxLength(FIND_MAX)) }),
  response: z.strictObject({
    members: z.array(MemberLine).check(z.maxLength(2 * MEMBERS_PAGE)),
    /** There are more than these. */
    isCut: z.boolean(),
    asOfMs: z.int(),
  }),
  errors: {},
});

/** What happened, newest first. Whoever did it is named by clerk number, as on receipts. */
export const MemberEvent = z.discriminatedUnion("is", [
  z.strictObject({
    is: z.literal("touch"),
    atMs: z.int(),
    scene: Scene,
    channelName: z.optional(z.string()),
    channelKind: z.optional(ChannelKind),
    storeName: z.optional(z.string()),
    /** By the mini-program, or as a follower of the service account. */
    by: z.enum(["mini_program", "follow"]),
    /** The one that decided whose member it is. */
    decided: z.boolean(),
  }),
  z.strictObject({ is: z.literal("joined"), atMs: z.int() }),
  z.strictObject({
    is: z.literal("coupon"),
    atMs: z.int(),
    what: z.enum(["claimed", "received", "redeemed", "undone", "voided"]),
    offerId: OfferId,
    n: z.int(),
    title: z.string(),
    storeName: z.optional(z.string()),
    clerkNo: z.optional(z.string()),
  }),
  z.strictObject({
    is: z.literal("sale"),
    atMs: z.int(),
    what: z.enum(["bought", "undone"]),
    orderId: OrderId,
    storeName: z.string(),
    clerkNo: z.string(),
    payableFen: z.optional(z.int()),
  }),
  z.strictObject({ is: z.literal("points"), atMs: z.int(), kind: z.string(), points: z.int() }),
  z.strictObject({ is: z.literal("tag"), atMs: z.int(), tag: z.string(), isOn: z.boolean(), why: z.string() }),
]);
export type MemberEvent = z.infer<typeof MemberEvent>;

/** A coupon as it stands at that moment; over: it ran out. giving: on its way to a friend; given: a friend has it. */
export const MemberCoupon = z.strictObject({
  offerId: OfferId,
  n: z.int(),
  title: z.string(),
  state: z.enum(["usable", "coming", "over", "redeemed", "voided", "giving", "given"]),
  claimedAtMs: z.int(),
  untilMs: z.int(),
});
export type MemberCoupon = z.infer<typeof MemberCoupon>;
export const MEMBER_COUPONS_MAX = 50;

export const ShowMember = endpoint({
  audience: "operator",
  method: "GET",
  path: "/members/:memberNo",
  summary: "A member: card, tags, whose member it is and by which rule, and what happened, newest first",
  roles: ["manager", "operator", "auditor", "owner"],
  request: z.strictObject({
    memberNo: MemberNo,
    /** Only what happened before, in ms: the time of the last event of the page before. */
    before: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
  }),
  response: z.strictObject({
    member: MemberLine,
    birthday: z.optional(Birthday),
    /** Who has the phone number this member tried to give. */
    phoneOfMemberNo: z.optional(MemberNo),
    tags: z.array(Tag),
    owner: z.strictObject({
      storeId: z.optional(StoreId),
      storeName: z.optional(z.string()),
      clerkMemberNo: z.optional(MemberNo),
      clerkNo: z.optional(z.string()),
      /** Which rule decided, and on what. */
      sentence: Both,
    }),
    /** The newest by claim. */
    coupons: z.array(MemberCoupon).check(z.maxLength(MEMBER_COUPONS_MAX)),
    events: z.array(MemberEvent),
    /** There is more before the last of them. */
    hasMore: z.boolean(),
  }),
  errors: { member_unknown: 404, not_your_store: 403 },
});

const Why = z.string().check(z.minLength(1), z.maxLength(200));

export const RevealPhone = endpoint({
  audience: "operator",
  method: "POST",
  path: "/members/:memberNo/phone",
  summary: "A member's whole phone number, for an owner who signs for having seen it and why",
  roles: ["owner"],
  request: z.strictObject({ memberNo: MemberNo, why: Why }),
  response: z.strictObject({ memberNo: MemberNo, phone: z.string() }),
  errors: { phone_unknown: 404 },
});

export const DropMemberPhone = endpoint({
  audience: "operator",
  method: "POST",
  path: "/members/:memberNo/phone/drop",
  summary: "Delete a number that is no longer this member's, so that who has it now can give it",
  roles: ["operator", "owner"],
  request: z.strictObject({ memberNo: MemberNo, why: Why }),
  response: z.strictObject({ memberNo: MemberNo }),
  errors: { phone_unknown: 404 },
});

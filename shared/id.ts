// Ids say what they are. The caller makes the ids of its own requests and keeps them before the first send.
import * as z from "zod/mini";

/** Crockford's base32 in lower case: no i, l, o, u, so it can be read out loud; upper-cased it is QR alphanumeric. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

const prefixes = {
  offer: "ofr",
  store: "sto",
  redemption: "rdm",
  order: "ord",
  shift: "sft",
  adjustment: "adj",
  gift: "gft",
  grant: "grt",
  approval: "apr",
  invite: "inv",
  list: "lst",
  segment: "seg",
  campaign: "cmp",
  consent: "cns",
  export: "exp",
  test: "tst",
  replyRule: "rpl",
} as const;
export type IdKind = keyof typeof prefixes;

/** Random bytes an id of a kind needs: 80 bits where the id must never be met again, 40 where a table refuses a clash. */
const lengths: Record<IdKind, number> = {
  offer: 8,
  store: 8,
  redemption: 16,
  order: 16,
  shift: 16,
  adjustment: 16,
  gift: 16,
  grant: 16,
  approval: 16,
  invite: 16,
  list: 16,
  segment: 8,
  campaign: 8,
  consent: 16,
  export: 16,
  test: 16,
  replyRule: 8,
};

const idOf = (kind: IdKind) =>
  z.string().check(z.regex(new RegExp(`^${prefixes[kind]}_[0-9a-hjkmnp-tv-z]{4,${lengths[kind]}}$`)));

export const OfferId = idOf("offer");
export const StoreId = idOf("store");
export const RedemptionId = idOf("redemption");
export const OrderId = idOf("order");
export const ShiftId = idOf("shift");
export const AdjustmentId = idOf("adjustment");
export const GiftId = idOf("gift");
export const GrantId = idOf("grant");
export const ApprovalId = idOf("approval");
export const InviteId = idOf("invite");
export const ListId = idOf("list");
export const SegmentId = idOf("segment");
export const CampaignId = idOf("campaign");
export const ConsentId = idOf("consent");
export const ExportId = idOf("export");
export const TestId = idOf("test");
export const ReplyRuleId = idOf("replyRule");

/** The member number: nine digits, random, the person's key in the table and on the card. */
export const MemberNo = z.string().check(z.regex(/^[1-9]\d{8}$/));

/** For people: `912 345 678`. */
export const spacedMemberNo = (memberNo: string): string => memberNo.replace(/(\d{3})(?=\d)/g, "$1 ");

/**
 * The scene printed in a mini-program code: ≤ 32 characters, and of those WeChat allows
 * (getwxacodeunlimit) we use lower-case letters and digits only.
 */
export const Scene = z.string().check(z.regex(/^[0-9a-z]{4,32}$/));

/** The ticket in a welcome link of the service account. */
export const WelcomeTicket = z.string().check(z.regex(/^[\w-]{43}\.[\w-]{16}$/));

/** Makes an id from random bytes (as many as {@link idBytes} says); one byte a character, five bits used. */
export function newId(kind: IdKind, random: Uint8Array): string {
  const letters = drawCode(random.subarray(0, lengths[kind]));
  if (letters.length < lengths[kind]) throw new RangeError(`${kind} id needs ${lengths[kind]} random bytes`);
  return `${prefixes[kind]}_${letters}`;
}

/** Letters of an id, one a random byte. */
export const drawCode = (random: Uint8Array): string =>
  Array.from(random, (byte) => ALPHABET[byte & 31] ?? "0").join("");

export const idBytes = (kind: IdKind): number => lengths[kind];

/** The last four characters, as shown to people: 「单号 …7k2m」. */
export const idTail = (id: string): string => id.slice(-4);

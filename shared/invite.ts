// 邀请: staff are taken on by a code the new colleague scans with 回客. The code is shown once to who made it; a list of
// invites never holds it.
import * as z from "zod/mini";
import { consoleRoles } from "./console-sign-in.ts";
import { approvalErrors, endpoint } from "./endpoint.ts";
import { InviteId, MemberNo, StoreId } from "./id.ts";
import { INVITE_PREFIX } from "./scan.ts";
import { ClerkNo, StaffName, StaffRole } from "./staff.ts";

/** How long an invite can be accepted, in ms. */
export const INVITE_MS = 24 * 3_600_000;

const Secret = z.string().check(z.regex(/^[\w-]{22}$/));

/** What the QR of an invite says. */
export const inviteText = (inviteId: string, secret: string): string => `${INVITE_PREFIX}${inviteId}:${secret}`;

/** The invite a scanned text names, with the proof that it was scanned; undefined for any other text. */
export function readInviteText(text: string): { inviteId: string; secret: string } | undefined {
  if (!text.startsWith(INVITE_PREFIX)) return undefined;
  const [inviteId, secret] = text.slice(INVITE_PREFIX.length).split(":");
  if (!InviteId.safeParse(inviteId).success || !Secret.safeParse(secret).success) return undefined;
  return { inviteId: inviteId ?? "", secret: secret ?? "" };
}

export const MakeInvite = endpoint({
  audience: "operator",
  method: "POST",
  path: "/invites",
  summary: "A code for a new colleague: once, for 24 hours; below one's own rank, an owner may invite an owner",
  roles: ["manager", "operator", "owner"],
  stepUp: true,
  request: z.strictObject({
    /** Made and kept by the console. */
    inviteId: InviteId,
    name: StaffName,
    clerkNo: ClerkNo,
    role: StaffRole,
    /** A clerk's and a manager's shops; the others reach all. */
    storeIds: z.array(StoreId).check(z.maxLength(50)),
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: z.strictObject({ inviteId: InviteId, text: z.string(), expiresAtMs: z.int() }),
  errors: {
    ...approvalErrors,
    invite_exists: 409,
    invite_needs_shop: 400,
    store_unknown: 404,
    not_your_store: 403,
    rank_too_high: 403,
  },
});

export const InviteState = z.enum(["open", "accepted", "revoked", "over"]);
export type InviteState = z.infer<typeof InviteState>;

export const Invite = z.strictObject({
  inviteId: InviteId,
  state: InviteState,
  name: z.string(),
  clerkNo: z.string(),
  role: StaffRole,
  storeIds: z.array(StoreId),
  why: z.string(),
  by: MemberNo,
  madeAtMs: z.int(),
  expiresAtMs: z.int(),
  acceptedBy: z.optional(MemberNo),
  acceptedAtMs: z.optional(z.int()),
});
export type Invite = z.infer<typeof Invite>;

export const ListInvites = endpoint({
  audience: "operator",
  method: "GET",
  path: "/invites",
  summary: "Invites of the last 30 days, newest first; a manager sees those for own shops only",
  roles: consoleRoles,
  request: z.strictObject({}),
  response: z.strictObject({ invites: z.array(Invite) }),
  errors: {},
});

export const RevokeInvite = endpoint({
  audience: "operator",
  method: "POST",
  path: "/invites/:inviteId/revoke",
  summary: "The code is dead; asked again, the same answer; who has accepted stays staff",
  roles: ["manager", "operator", "owner"],
  request: z.strictObject({ inviteId: InviteId, why: z.string().check(z.minLength(1), z.maxLength(200)) }),
  response: z.strictObject({ inviteId: InviteId }),
  errors: { invite_unknown: 404, invite_taken: 409, not_your_store: 403, rank_too_high: 403 },
});

const inviteRequest = z.strictObject({ inviteId: InviteId, secret: Secret });

/** Shown on the confirm page, before anything is accepted. */
export const ReadInvite = endpoint({
  audience: "member",
  method: "POST",
  path: "/invites/:inviteId/read",
  summary: "What an invite that was scanned offers, for whoever scanned it; a POST, so that no log holds its secret",
  roles: ["guest"],
  request: inviteRequest,
  response: z.strictObject({
    inviteId: InviteId,
    name: z.string(),
    clerkNo: z.string(),
    role: StaffRole,
    storeNames: z.array(z.string()),
    expiresAtMs: z.int(),
    /** The caller has accepted it. */
    isMine: z.optional(z.literal(true)),
  }),
  errors: { invite_unknown: 404, invite_over: 410, invite_taken: 409, invite_revoked: 410 },
});

export const AcceptInvite = endpoint({
  audience: "member",
  method: "POST",
  path: "/invites/:inviteId/accept",
  summary: "Become staff as the invite says; asked again, the same answer; void where who invited may not any more",
  roles: ["member"],
  request: inviteRequest,
  response: z.strictObject({ inviteId: InviteId, role: StaffRole }),
  errors: {
    invite_unknown: 404,
    invite_over: 410,
    invite_taken: 409,
    invite_revoked: 410,
    invite_lapsed: 403,
    invite_not_needed: 409,
  },
});

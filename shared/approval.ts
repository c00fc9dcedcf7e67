// 手机确认: what must not be done from a browser alone waits for a tap on the same person's phone, which shows that very
// action in words the server made from it. A call that needs it answers `approval_needed` with the approval's id; once the
// phone has said yes, the same call, sent again with that id in the header below, is carried out.
import * as z from "zod/mini";
import { BrowserSeen, consoleRoles } from "./console-sign-in.ts";
import { endpoint } from "./endpoint.ts";
import { ApprovalId } from "./id.ts";

/** Names the approval a call was given. */
export const APPROVAL_HEADER = "x-huike-approval";

/** How long the phone may be asked, and how long its yes is good for, in ms. */
export const APPROVAL_MS = 5 * 60_000;

/** pending: the phone is asked; approved: the call may be sent again; used: it was; over: too late for either. */
export const ApprovalState = z.enum(["pending", "approved", "refused", "used", "over"]);
export type ApprovalState = z.infer<typeof ApprovalState>;

export const GetApproval = endpoint({
  audience: "operator",
  method: "GET",
  path: "/approvals/:approvalId",
  summary: "How an approval of the caller's own stands; asked every second or two while the phone is asked",
  roles: consoleRoles,
  request: z.strictObject({ approvalId: ApprovalId }),
  response: z.strictObject({
    approvalId: ApprovalId,
    state: ApprovalState,
    /** The sentence on the phone. */
    action: z.strictObject({ zh: z.string(), en: z.string() }),
    expiresAtMs: z.int(),
    serverNowMs: z.int(),
  }),
  errors: { approval_over: 410 },
});

export const PendingApproval = z.strictObject({
  approvalId: ApprovalId,
  action: z.strictObject({ zh: z.string(), en: z.string() }),
  browser: BrowserSeen,
  askedAtMs: z.int(),
  expiresAtMs: z.int(),
});
export type PendingApproval = z.infer<typeof PendingApproval>;

export const ListApprovals = endpoint({
  audience: "clerk",
  method: "GET",
  path: "/approvals",
  summary: "What the caller's own browsers wait for, newest first",
  roles: consoleRoles,
  request: z.strictObject({}),
  response: z.strictObject({ approvals: z.array(PendingApproval), serverNowMs: z.int() }),
  errors: {},
});

export const DecideApproval = endpoint({
  audience: "clerk",
  method: "POST",
  path: "/approvals/:approvalId/decision",
  summary: "Yes or no to one action; the same answer again, the same result",
  roles: consoleRoles,
  request: z.strictObject({ approvalId: ApprovalId, decision: z.enum(["approve", "refuse"]) }),
  response: z.strictObject({ approvalId: ApprovalId, state: ApprovalState }),
  errors: { approval_over: 410, approval_decided: 409 },
});

// The console's sessions: who is signed in where, and what they may do. A session is a cookie of the browser that scanned
// in, good for the operator API alone; it never stands for the phone.
import * as z from "zod/mini";
import { BrowserSeen, consoleRoles } from "./console-sign-in.ts";
import { endpoint } from "./endpoint.ts";
import { MemberNo, StoreId } from "./id.ts";
import { StaffRole } from "./staff.ts";

/** The longest a browser stays signed in, and the longest without a call, in ms. */
export const CONSOLE_SESSION_MS = 12 * 3_600_000;
export const CONSOLE_IDLE_MS = 2 * 3_600_000;

export const SessionId = z.string().check(z.regex(/^[0-9a-f]{32}$/));

export const GetConsoleMe = endpoint({
  audience: "operator",
  method: "GET",
  path: "/me",
  summary: "Who the caller is in the console, the shops they reach and the calls they may make",
  roles: consoleRoles,
  request: z.strictObject({}),
  response: z.strictObject({
    memberNo: MemberNo,
    name: z.string(),
    clerkNo: z.string(),
    role: StaffRole,
    /** A manager's own; empty for those who reach every shop. */
    stores: z.array(z.strictObject({ storeId: StoreId, name: z.string() })),
    /** `PUT /api/operator/staff/:memberNo` and so on: the page shows what is among them. The API refuses by itself. */
    mayCall: z.array(z.string()),
    /** Of this browser's session; absent when a phone asks. */
    sessionEndsAtMs: z.optional(z.int()),
    serverNowMs: z.int(),
  }),
  errors: {},
});

export const ConsoleSession = z.strictObject({
  sessionId: SessionId,
  browser: BrowserSeen,
  signedInAtMs: z.int(),
  /** To some minutes. */
  lastSeenAtMs: z.int(),
  endsAtMs: z.int(),
  /** The one that asks. */
  isThis: z.boolean(),
});
export type ConsoleSession = z.infer<typeof ConsoleSession>;

export const ListSessions = endpoint({
  audience: "operator",
  method: "GET",
  path: "/sessions",
  summary: "The caller's own sessions that have not ended, newest first",
  roles: consoleRoles,
  request: z.strictObject({}),
  response: z.strictObject({ sessions: z.array(ConsoleSession) }),
  errors: {},
});

export const EndSession = endpoint({
  audience: "operator",
  method: "POST",
  path: "/sessions/:sessionId/end",
  summary: "End one of the caller's own sessions: everywhere within 15 seconds; asked again, the same answer",
  roles: consoleRoles,
  request: z.strictObject({ sessionId: SessionId }),
  response: z.strictObject({ sessionId: SessionId }),
  errors: { session_unknown: 404 },
});

export const SignOut = endpoint({
  audience: "operator",
  method: "POST",
  path: "/sign-out",
  summary: "End the session of this browser and take its cookie away, whether it had ended or not",
  roles: ["anyone"],
  request: z.strictObject({}),
  response: z.strictObject({}),
  errors: {},
});

// 登录后台: the console's page shows a code, staff read it with the clerk package's camera and say yes on the phone, and
// the browser that showed it is signed in. The code is plain text, so that WeChat's own scanner opens nothing.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { SIGN_IN_PREFIX } from "./scan.ts";

/** How long a code can be scanned, and once scanned be answered, in ms. */
export const SIGN_IN_MS = 60_000;

/** Drawn by the server: 26 characters, 130 bits. */
export const SignInId = z.string().check(z.regex(/^[0-9a-hjkmnp-tv-z]{26}$/));

/** Roles with a place in the console. */
export const consoleRoles = ["manager", "operator", "auditor", "owner"] as const;

/** What the QR of a sign-in says. */
export const signInText = (signInId: string): string => `${SIGN_IN_PREFIX}${signInId}`;

/** The sign-in a scanned text names; undefined for any other text. */
export function readSignInText(text: string): string | undefined {
  if (!text.startsWith(SIGN_IN_PREFIX)) return undefined;
  const signInId = text.slice(SIGN_IN_PREFIX.length);
  return SignInId.safeParse(signInId).success ? signInId : undefined;
}

/** Where a browser is, as far as the server saw it; never as the browser said it. */
export const BrowserSeen = z.strictObject({
  /** 「Chrome · Windows」, of a closed list; absent where it is none of them. */
  name: z.optional(z.string()),
  /** The last part is left out: `203.0.113.*`. */
  maskedIp: z.string(),
  /** Absent where the cloud does not tell. */
  city: z.optional(z.string()),
});
export type BrowserSeen = z.infer<typeof BrowserSeen>;

export const OpenSignIn = endpoint({
  audience: "operator",
  method: "POST",
  path: "/sign-ins",
  summary: "A code to show, bound to this browser by a cookie; a lost answer costs nothing, ask for another code",
  roles: ["anyone"],
  request: z.strictObject({}),
  response: z.strictObject({
    signInId: SignInId,
    /** For the QR. */
    text: z.string(),
    expiresAtMs: z.int(),
    serverNowMs: z.int(),
  }),
  errors: {},
});

/**
 * waiting: nobody has scanned it; scanned: somebody is asked on the phone; refused: they said no; expired: too late, make
 * another; taken: this browser is signed in, its session cookie came with this answer.
 */
export const SignInState = z.enum(["waiting", "scanned", "refused", "expired", "taken"]);
export type SignInState = z.infer<typeof SignInState>;

export const TakeSignIn = endpoint({
  audience: "operator",
  method: "POST",
  path: "/sign-ins/:signInId/take",
  summary:
    "Asked every second or two by the browser that shows the code; once confirmed, it is signed in by the answer",
  roles: ["anyone"],
  request: z.strictObject({ signInId: SignInId }),
  response: z.strictObject({ state: SignInState, expiresAtMs: z.int(), serverNowMs: z.int() }),
  /** The code of another browser is unknown to this one. */
  errors: { sign_in_unknown: 404 },
});

const signInErrors = { sign_in_unknown: 404, sign_in_over: 410, sign_in_in_use: 409 } as const;

export const ScanSignIn = endpoint({
  audience: "clerk",
  method: "POST",
  path: "/sign-ins/:signInId/scan",
  summary: "Staff read a console's code: the browser that shows it, to be confirmed or refused; the first phone has it",
  roles: consoleRoles,
  request: z.strictObject({ signInId: SignInId }),
  response: z.strictObject({ signInId: SignInId, browser: BrowserSeen, expiresAtMs: z.int(), serverNowMs: z.int() }),
  errors: signInErrors,
});

export const ConfirmSignIn = endpoint({
  audience: "clerk",
  method: "POST",
  path: "/sign-ins/:signInId/confirm",
  summary: "It is me: the browser is signed in as the caller; asked again, the same answer",
  roles: consoleRoles,
  request: z.strictObject({ signInId: SignInId }),
  response: z.strictObject({ signInId: SignInId }),
  errors: signInErrors,
});

export const RefuseSignIn = endpoint({
  audience: "clerk",
  method: "POST",
  path: "/sign-ins/:signInId/refuse",
  summary: "It is not me: the code is dead; a sign-in that was confirmed already is ended instead, in ListSessions",
  roles: consoleRoles,
  request: z.strictObject({ signInId: SignInId }),
  response: z.strictObject({ signInId: SignInId }),
  errors: signInErrors,
});

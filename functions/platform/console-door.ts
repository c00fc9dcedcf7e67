// How a browser gets into the operator API: a session by its cookie, and a yes on the phone for what a browser alone must
// not do. What a session and a yes are, the domain says; the entry joins the two.
import { createHash } from "node:crypto";
import type { BrowserSeen } from "@huike/shared/console-sign-in";
import type { ApprovalError, Refused } from "@huike/shared/endpoint";
import type { Sentence } from "@huike/shared/sentences";
import type { Env } from "./env.ts";

export type ConsoleSession = {
  readonly sessionId: string;
  readonly memberNo: string;
  readonly browser: BrowserSeen;
  readonly endsAtMs: number;
};

/** A call that waits for a yes: what it does, in words made from it, and what it is, to the last field. */
export type Asked = {
  readonly session: ConsoleSession;
  readonly action: Sentence;
  readonly digest: string;
  /** The yes the browser says it was given. */
  readonly approvalId: string | undefined;
};

export type ConsoleDoor = {
  /** The live session a cookie names. */
  readonly findSession: (cookie: string, env: Env) => Promise<ConsoleSession | undefined>;
  /** Nothing when the phone has said yes to this very call, else why it cannot be carried out yet or at all. */
  readonly askPhone: (asked: Asked, env: Env) => Promise<Refused<ApprovalError> | undefined>;
};

/** Names a call to the last field: where it goes and what it says, in whatever order its fields came. */
export const callDigest = (call: string, request: unknown): string =>
  createHash("sha256")
    .update(`${call}\n${JSON.stringify(request, byName)}`)
    .digest("hex");

const byName = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

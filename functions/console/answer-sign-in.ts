// What the phone says to a code: I have scanned it, it is me, it is not me. The first phone that scans it has it; each step
// is one conditional write and gives the time for the next.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { ConfirmSignIn, RefuseSignIn, ScanSignIn } from "@huike/shared/console-sign-in";
import { SIGN_IN_MS } from "@huike/shared/console-sign-in";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { goneAtS, readSeen, type SignInItem, signInKey } from "./console.items.ts";

type State = SignInItem["st"];
type Step = {
  /** From which states, and whether somebody may have scanned it before. */
  readonly from: readonly State[];
  readonly to: State;
  readonly isFirst?: true;
  /** States in which this phone's step is done already. */
  readonly doneIn: readonly State[];
};
type Refusal = ErrorOf<typeof ScanSignIn>;

const scan: Step = { from: ["w"], to: "s", isFirst: true, doneIn: ["s", "c"] };
const confirm: Step = { from: ["s"], to: "c", doneIn: ["c", "t"] };
/** Before the browser has taken it, also what was confirmed. */
const refuse: Step = { from: ["s", "c"], to: "r", doneIn: ["r"] };

export async function scanSignIn(
  { memberNo }: Member,
  { signInId }: RequestOf<typeof ScanSignIn>,
  env: Env,
): Promise<Result<ResponseOf<typeof ScanSignIn>, Refusal>> {
  const scanned = await step(env, scan, memberNo, signInId);
  if (!scanned.ok) return scanned;
  const { exp } = scanned.value;
  return ok({ signInId, browser: readSeen(scanned.value), expiresAtMs: exp, serverNowMs: env.nowMs() });
}

export async function confirmSignIn(
  { memberNo }: Member,
  { signInId }: RequestOf<typeof ConfirmSignIn>,
  env: Env,
): Promise<Result<ResponseOf<typeof ConfirmSignIn>, Refusal>> {
  const confirmed = await step(env, confirm, memberNo, signInId);
  return confirmed.ok ? ok({ signInId }) : confirmed;
}

export async function refuseSignIn(
  { memberNo }: Member,
  { signInId }: RequestOf<typeof RefuseSignIn>,
  env: Env,
): Promise<Result<ResponseOf<typeof RefuseSignIn>, Refusal>> {
  const ended = await step(env, refuse, memberNo, signInId);
  return ended.ok ? ok({ signInId }) : ended;
}

async function step(env: Env, step: Step, me: string, signInId: string): Promise<Result<SignInItem, Refusal>> {
  const nowMs = env.nowMs();
  const exp = nowMs + SIGN_IN_MS;
  const froms = Object.fromEntries(step.from.map((state, i) => [`:from${i}`, state]));
  const isIn = `st IN (${Object.keys(froms).join(", ")})`;
  try {
    const { Attributes = {} } = await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(signInKey(signInId)),
        UpdateExpression: "SET st = :to, #by = :me, exp = :exp, #ttl = :ttl",
        ConditionExpression: `${isIn} AND exp > :now${step.isFirst ? "" : " AND #by = :me"}`,
        ExpressionAttributeNames: { "#by": "by", "#ttl": "ttl" },
        ExpressionAttributeValues: attributes({
          ...{ ":to": step.to, ":me": me, ":exp": exp, ":now": nowMs, ":ttl": goneAtS(exp) },
          ...froms,
        }),
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return ok(fields<SignInItem>(Attributes));
  } catch (cause) {
    const met = refusedBy(cause);
    if (met === undefined) throw cause;
    return met === "absent" ? refused("sign_in_unknown") : standing(fields<SignInItem>(met), step, me, nowMs);
  }
}

/** Why the step was not taken: done before by this phone, or the code is another's, or over. */
function standing(item: SignInItem, step: Step, me: string, nowMs: number): Result<SignInItem, Refusal> {
  if (item.by !== undefined && item.by !== me) return refused("sign_in_in_use");
  const isOpen = item.st !== "s" || item.exp > nowMs;
  return step.doneIn.includes(item.st) && isOpen ? ok(item) : refused("sign_in_over");
}

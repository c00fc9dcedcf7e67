// A second person's word on a correction. The state on its item decides, in the same transaction as the posting: of two
// who approve at once one does, and who asked never approves.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { DecideAdjustment } from "@huike/shared/adjustment";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { idTail, spacedMemberNo } from "@huike/shared/id";
import type { Sentence } from "@huike/shared/sentences";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { adjustmentPosting } from "./adjust-points.ts";
import { type AdjustmentItem, adjustmentKey } from "./adjustment.items.ts";
import { post } from "./post.ts";
import { currentProgram } from "./read-program.ts";

type Request = RequestOf<typeof DecideAdjustment>;
type Answer = Result<ResponseOf<typeof DecideAdjustment>, ErrorOf<typeof DecideAdjustment>>;

/** For the phone. Nothing for a no, nor for what has been decided: that stays so, and the use case says it. */
export async function describeDecision(
  { adjustmentId, memberNo, decision }: Request,
  env: Env,
): Promise<Sentence | undefined> {
  if (decision === "decline") return undefined;
  const asked = await getItem<AdjustmentItem>(env.tables, adjustmentKey(memberNo, adjustmentId), { consistent: true });
  if (asked && asked.st !== "pending") return undefined;
  const points = asked ? `${asked.points > 0 ? "+" : ""}${asked.points}` : "?";
  const [who, tail] = [spacedMemberNo(memberNo), idTail(adjustmentId)];
  return {
    zh: `批准会员 ${who} 的积分调整：${points} 分（单号 …${tail}）`,
    en: `Approve the correction of member ${who}'s points: ${points} (no. …${tail})`,
  };
}

export async function decideAdjustment({ memberNo: by }: Member, request: Request, env: Env): Promise<Answer> {
  const { adjustmentId, memberNo, decision } = request;
  if (memberNo === by) return refused("adjust_own");
  if (decision === "decline") return decline(env, by, request);
  // How many points is written once and never changes: it may be read before.
  const asked = await getItem<AdjustmentItem>(env.tables, adjustmentKey(memberNo, adjustmentId), { consistent: true });
  if (!asked) return refused("adjustment_unknown");
  const at = env.nowMs();
  const posting = adjustmentPosting(memberNo, adjustmentId, asked.points, at, await currentProgram(env));
  const posted = await post(env, posting, undefined, [{ Update: decided(env, by, request, at) }]);
  if (posted.is === "refused") return refused("member_unknown");
  if (posted.is === "other_refused") return why(posted.met[0] as AdjustmentItem, by, request);
  return ok({ adjustmentId, state: "posted" });
}

async function decline(env: Env, by: string, request: Request): Promise<Answer> {
  try {
    await env.tables.client.send(new UpdateItemCommand(decided(env, by, request, env.nowMs())));
    return ok({ adjustmentId: request.adjustmentId, state: "declined" });
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    return old === "absent" ? refused("adjustment_unknown") : why(fields<AdjustmentItem>(old), by, request);
  }
}

function decided(env: Env, by: string, { adjustmentId, memberNo, decision }: Request, at: number) {
  const isPending = "attribute_exists(pk) AND st = :pending";
  return {
    TableName: env.tables.app,
    Key: attributes(adjustmentKey(memberNo, adjustmentId)),
    UpdateExpression: "SET st = :st, sby = :me, sat = :at, swhy = :st",
    // Who asked may withdraw; only somebody else may approve.
    ConditionExpression: decision === "approve" ? `${isPending} AND #by <> :me` : isPending,
    ...(decision === "approve" ? { ExpressionAttributeNames: { "#by": "by" } } : {}),
    ExpressionAttributeValues: attributes({
      ":pending": "pending",
      ":st": stateAfter(decision),
      ":me": by,
      ":at": at,
    }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
  };
}

const stateAfter = (decision: Request["decision"]) => (decision === "approve" ? "posted" : "declined");

/** Decided already: the same person asking for the same again gets the first answer. */
function why(standing: AdjustmentItem, by: string, { adjustmentId, decision }: Request): Answer {
  if (standing.st === "pending") return refused("approve_own");
  const isAgain = standing.sby === by && standing.st === stateAfter(decision);
  return isAgain ? ok({ adjustmentId, state: standing.st }) : refused("adjustment_decided");
}

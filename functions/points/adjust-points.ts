// Corrects a member's points by hand. Up to the programme's limit the correction and its posting appear together; above
// it the correction waits for a second person (decide-adjustment.ts). A correction downwards may leave a debt.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { AdjustPoints } from "@huike/shared/adjustment";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { pointsEndMs } from "@huike/shared/points";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { type AdjustmentItem, adjustmentKey } from "./adjustment.items.ts";
import type { Posting } from "./ledger.items.ts";
import { post } from "./post.ts";
import type { CurrentProgram } from "./program.items.ts";
import { cardOf } from "./read-ledger.ts";
import { currentProgram } from "./read-program.ts";

type Request = RequestOf<typeof AdjustPoints>;
type Answer = Result<ResponseOf<typeof AdjustPoints>, ErrorOf<typeof AdjustPoints>>;

export async function adjustPoints({ memberNo: by }: Member, request: Request, env: Env): Promise<Answer> {
  const { adjustmentId, memberNo, points, why } = request;
  if (memberNo === by) return refused("adjust_own");
  const current = await currentProgram(env);
  const at = env.nowMs();
  const asked: AdjustmentItem = { points, why, by, at, st: "pending" };
  if (Math.abs(points) > current.program.adjustLimit) return wait(env, request, asked);

  const Put = putNew(env, request, { ...asked, st: "posted", sby: by, sat: at });
  const posted = await post(env, adjustmentPosting(memberNo, adjustmentId, points, at, current), undefined, [{ Put }]);
  if (posted.is === "refused") return refused("member_unknown");
  if (posted.is === "other_refused") return again(posted.met[0] as AdjustmentItem, request, by);
  return ok({ adjustmentId, state: "posted" });
}

async function wait(env: Env, request: Request, asked: AdjustmentItem): Promise<Answer> {
  if (!(await cardOf(env, request.memberNo))) return refused("member_unknown");
  try {
    // It is found by its row until somebody decides: `ev` has the projector put one.
    await env.tables.client.send(new PutItemCommand(putNew(env, request, { ...asked, ev: 1 })));
    return ok({ adjustmentId: request.adjustmentId, state: "pending" });
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined || old === "absent") throw cause;
    return again(fields<AdjustmentItem>(old), request, asked.by);
  }
}

const putNew = (env: Env, { memberNo, adjustmentId }: Request, item: AdjustmentItem) => ({
  TableName: env.tables.app,
  Item: attributes({ ...adjustmentKey(memberNo, adjustmentId), ...item }),
  ConditionExpression: "attribute_not_exists(pk)",
  ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
});

/** The same request again is answered by what became of it. */
function again(standing: AdjustmentItem, { adjustmentId, points, why }: Request, by: string): Answer {
  const isSame = standing.points === points && standing.why === why && standing.by === by;
  return isSame ? ok({ adjustmentId, state: standing.st }) : refused("adjustment_exists");
}

export function adjustmentPosting(
  memberNo: string,
  adjustmentId: string,
  points: number,
  at: number,
  { version, program }: CurrentProgram,
): Posting {
  const exp = points > 0 ? pointsEndMs(program.expiry, at) : undefined;
  return {
    ...{ kind: "adjust", memberNo, ord: adjustmentId, at, points, ver: version },
    ...(exp === undefined ? {} : { exp }),
  };
}

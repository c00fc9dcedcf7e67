// The phone's yes or no. Once said it stays; a yes is good for a few minutes.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { APPROVAL_MS, type DecideApproval } from "@huike/shared/approval";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { type ApprovalItem, approvalKey, goneAtS } from "./console.items.ts";
import { approvalState } from "./show-approval.ts";

type Answer = Result<ResponseOf<typeof DecideApproval>, ErrorOf<typeof DecideApproval>>;

export async function decideApproval(
  { memberNo }: Member,
  { approvalId, decision }: RequestOf<typeof DecideApproval>,
  env: Env,
): Promise<Answer> {
  const nowMs = env.nowMs();
  const exp = nowMs + APPROVAL_MS;
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(approvalKey(memberNo, approvalId)),
        UpdateExpression: "SET st = :st, exp = :exp, #ttl = :ttl",
        ConditionExpression: "st = :pending AND exp > :now",
        ExpressionAttributeNames: { "#ttl": "ttl" },
        ExpressionAttributeValues: attributes({
          ...{ ":st": decision === "approve" ? "a" : "r", ":exp": exp, ":ttl": goneAtS(exp) },
          ...{ ":pending": "p", ":now": nowMs },
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return ok({ approvalId, state: decision === "approve" ? "approved" : "refused" });
  } catch (cause) {
    const met = refusedBy(cause);
    if (met === undefined) throw cause;
    return met === "absent" ? refused("approval_over") : standing(fields<ApprovalItem>(met), approvalId, decision, env);
  }
}

/** Said before: the same again is answered by how it stands. */
function standing(item: ApprovalItem, approvalId: string, decision: "approve" | "refuse", env: Env): Answer {
  const state = approvalState(item, env.nowMs());
  if (item.st === "p") return refused("approval_over");
  const isSame = (item.st === "r") === (decision === "refuse");
  return isSame ? ok({ approvalId, state }) : refused("approval_decided");
}

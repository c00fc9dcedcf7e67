// Whether the phone has said yes to a browser's call. Without a yes named, one is asked for; with one named, a single
// conditional write uses it: it must be of this browser's session, for this very call, and in its time. A call whose answer
// was lost may be sent again with the same yes; the use cases answer a repeat as they answered first.
import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { APPROVAL_MS } from "@huike/shared/approval";
import { type ApprovalError, type Refused, refused } from "@huike/shared/endpoint";
import { ApprovalId, idBytes, newId } from "@huike/shared/id";
import type { Asked } from "../platform/console-door.ts";
import type { Env } from "../platform/env.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { type ApprovalItem, approvalKey, goneAtS, seenFields } from "./console.items.ts";

export function askPhone(asked: Asked, env: Env): Promise<Refused<ApprovalError> | undefined> {
  return asked.approvalId === undefined ? ask(asked, env) : use(asked, asked.approvalId, env);
}

async function ask({ session, action, digest }: Asked, env: Env): Promise<Refused<ApprovalError>> {
  const approvalId = newId("approval", env.random(idBytes("approval")));
  const at = env.nowMs();
  const exp = at + APPROVAL_MS;
  await env.tables.client.send(
    new PutItemCommand({
      TableName: env.tables.app,
      Item: attributes({
        ...approvalKey(session.memberNo, approvalId),
        ...{ st: "p", sid: session.sessionId, dg: digest, zh: action.zh, en: action.en, at, exp },
        ...seenFields(session.browser),
        ttl: goneAtS(exp),
      }),
      // Drawn anew if it ever met another: the call is simply made again.
      ConditionExpression: "attribute_not_exists(pk)",
    }),
  );
  return refused("approval_needed", { approvalId });
}

async function use(
  { session, digest }: Asked,
  approvalId: string,
  env: Env,
): Promise<Refused<ApprovalError> | undefined> {
  if (!ApprovalId.safeParse(approvalId).success) return refused("approval_over");
  const isThisCall = { ":sid": session.sessionId, ":dg": digest, ":now": env.nowMs() };
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(approvalKey(session.memberNo, approvalId)),
        UpdateExpression: "SET st = :used",
        ConditionExpression: "st IN (:approved, :used) AND sid = :sid AND dg = :dg AND exp > :now",
        ExpressionAttributeValues: attributes({ ":used": "u", ":approved": "a", ...isThisCall }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return undefined;
  } catch (cause) {
    const met = refusedBy(cause);
    if (met === undefined) throw cause;
    const item = met === "absent" ? undefined : fields<ApprovalItem>(met);
    if (!item || item.sid !== session.sessionId || item.dg !== digest) return refused("approval_over");
    if (item.st === "r") return refused("approval_refused");
    const isPending = item.st === "p" && item.exp > env.nowMs();
    return isPending ? refused("approval_needed", { approvalId }) : refused("approval_over");
  }
}

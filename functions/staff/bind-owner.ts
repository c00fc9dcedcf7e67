// Becomes the first owner: the code is spent, the owners' set and the staff row appear, in one
// transaction. Of two who race, one is the owner.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { BindOwner } from "@huike/shared/staff";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, refusedStatements } from "../platform/table.ts";
import { forgetStaff } from "./find-staff.ts";
import { hashOwnerCode } from "./issue-owner-code.ts";
import { ownerCodeKey, ownersKey, staffKey } from "./staff.items.ts";

const OWNER_NO = "00";

export async function bindOwner(
  { memberNo }: Member,
  { code, name }: RequestOf<typeof BindOwner>,
  env: Env,
): Promise<Result<ResponseOf<typeof BindOwner>, ErrorOf<typeof BindOwner>>> {
  const TableName = env.tables.app;
  const at = env.nowMs();
  const staff = {
    role: "owner",
    name,
    clerkNo: OWNER_NO,
    state: "active",
    by: memberNo,
    at,
    why: "first owner",
    ev: 1,
  };
  try {
    await env.tables.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Put: {
              TableName,
              Item: attributes({ ...ownersKey, owners: new Set([memberNo]) }),
              ConditionExpression: "attribute_not_exists(pk)",
            },
          },
          {
            Delete: {
              TableName,
              Key: attributes(ownerCodeKey),
              ConditionExpression: "#hash = :hash AND expiresAt > :now",
              ExpressionAttributeNames: { "#hash": "hash" },
              ExpressionAttributeValues: attributes({ ":hash": hashOwnerCode(code), ":now": at }),
            },
          },
          { Put: { TableName, Item: attributes({ ...staffKey(memberNo), ...staff }) } },
        ],
      }),
    );
    forgetStaff(env, memberNo);
    return ok({ memberNo });
  } catch (cause) {
    const failed = refusedStatements(cause);
    if (!failed) throw cause;
    return refused(failed[0] ? "owner_exists" : "owner_code_wrong");
  }
}

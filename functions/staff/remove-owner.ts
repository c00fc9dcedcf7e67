// An owner leaves. The set of owners decides, in one transaction with the row: it can shrink, and never to nothing.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { spacedMemberNo } from "@huike/shared/id";
import type { Sentence } from "@huike/shared/sentences";
import type { RemoveOwner } from "@huike/shared/staff";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, refusedItems } from "../platform/table.ts";
import { forgetStaff } from "./find-staff.ts";
import { ownersKey, type StaffItem, staffKey } from "./staff.items.ts";

type Request = RequestOf<typeof RemoveOwner>;

/** For the phone. */
export async function describeRemoval({ memberNo }: Request, env: Env): Promise<Sentence> {
  const staff = await getItem<StaffItem>(env.tables, staffKey(memberNo));
  const number = spacedMemberNo(memberNo);
  return {
    zh: `移除店主「${staff?.name ?? "?"}」（会员 ${number}），不再有任何权限`,
    en: `Remove the owner ${staff?.name ?? "?"} (member ${number}): they may do nothing any more`,
  };
}

export async function removeOwner(
  { memberNo: by }: Member,
  { memberNo, why }: Request,
  env: Env,
): Promise<Result<ResponseOf<typeof RemoveOwner>, ErrorOf<typeof RemoveOwner>>> {
  const TableName = env.tables.app;
  try {
    await env.tables.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Update: {
              TableName,
              Key: attributes(ownersKey),
              UpdateExpression: "DELETE owners :gone",
              ConditionExpression: "contains(owners, :who) AND size(owners) > :one",
              ExpressionAttributeValues: attributes({ ":gone": new Set([memberNo]), ":who": memberNo, ":one": 1 }),
              ReturnValuesOnConditionCheckFailure: "ALL_OLD",
            },
          },
          {
            Update: {
              TableName,
              Key: attributes(staffKey(memberNo)),
              UpdateExpression: "SET #state = :left, #by = :by, #at = :at, why = :why, ev = :ev",
              ExpressionAttributeNames: { "#state": "state", "#by": "by", "#at": "at" },
              ExpressionAttributeValues: attributes({
                ...{ ":left": "left", ":by": by, ":at": env.nowMs(), ":why": why, ":ev": 1 },
              }),
            },
          },
        ],
      }),
    );
  } catch (cause) {
    const [owners] = refusedItems(cause) ?? [];
    if (owners === undefined) throw cause;
    const isOwner = owners !== "absent" && fields<{ owners: ReadonlySet<string> }>(owners).owners.has(memberNo);
    if (isOwner) return refused("owner_last");
    // One who has left is answered as at first: the answer was lost, or somebody else was first.
    const staff = await getItem<StaffItem>(env.tables, staffKey(memberNo), { consistent: true });
    if (staff?.role !== "owner" || staff.state !== "left") return refused("staff_unknown");
  }
  forgetStaff(env, memberNo);
  return ok({ memberNo });
}

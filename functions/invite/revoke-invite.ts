// Takes an invite back, unless somebody has accepted it: that is undone by changing the person's row.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { RevokeInvite } from "@huike/shared/invite";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { ownsStores } from "../staff/owns-store.ts";
import { mayInvite } from "../staff/ranks.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { type InviteItem, inviteKey } from "./invite.items.ts";

export async function revokeInvite(
  { memberNo, staff }: Member & { readonly staff: StaffItem },
  { inviteId, why }: RequestOf<typeof RevokeInvite>,
  env: Env,
): Promise<Result<ResponseOf<typeof RevokeInvite>, ErrorOf<typeof RevokeInvite>>> {
  // What it offers never changes: it may be read before.
  const invite = await getItem<InviteItem>(env.tables, inviteKey(inviteId), { consistent: true });
  if (!invite) return refused("invite_unknown");
  if (!ownsStores(staff, [...(invite.stores ?? [])])) return refused("not_your_store");
  if (!mayInvite(staff.role, invite.role)) return refused("rank_too_high");
  try {
    await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(inviteKey(inviteId)),
        UpdateExpression: "SET st = :revoked, sby = :me, sat = :now, swhy = :why",
        ConditionExpression: "st = :open",
        ExpressionAttributeValues: attributes({
          ...{ ":revoked": "r", ":open": "o", ":me": memberNo, ":now": env.nowMs(), ":why": why },
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return ok({ inviteId });
  } catch (cause) {
    const met = refusedBy(cause);
    if (met === undefined) throw cause;
    if (met === "absent") return refused("invite_unknown");
    return fields<InviteItem>(met).st === "r" ? ok({ inviteId }) : refused("invite_taken");
  }
}

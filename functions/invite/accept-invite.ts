// A member becomes staff as an invite says. One transaction decides: the invite is accepted once, who made it may still grant
// that, and the new colleague was nobody of that rank or above before. A second owner joins the set of owners in it.
import { type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { AcceptInvite } from "@huike/shared/invite";
import type { StaffRole } from "@huike/shared/staff";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, type Item, refusedItems } from "../platform/table.ts";
import { forgetStaff } from "../staff/find-staff.ts";
import { mayInvite, rolesBelow } from "../staff/ranks.ts";
import { ownersKey, staffKey } from "../staff/staff.items.ts";
import { type InviteItem, inviteKey, isSecret } from "./invite.items.ts";
import { whyOver } from "./show-invite.ts";

type Answer = Result<ResponseOf<typeof AcceptInvite>, ErrorOf<typeof AcceptInvite>>;

export async function acceptInvite(
  { memberNo }: Member,
  { inviteId, secret }: RequestOf<typeof AcceptInvite>,
  env: Env,
): Promise<Answer> {
  const { tables, secrets } = env;
  // What it offers never changes: it may be read before.
  const invite = await getItem<InviteItem>(tables, inviteKey(inviteId), { consistent: true });
  if (!invite || !isSecret(secrets.linkKey, inviteId, secret)) return refused("invite_unknown");
  // Theirs is the rank to grant it; and a transaction takes an item once.
  if (invite.by === memberNo) return refused("invite_not_needed");
  const isOwner = invite.role === "owner";
  try {
    await tables.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          accepted(env, inviteId, memberNo),
          inviterMay(env, invite),
          becomes(env, invite, inviteId, memberNo),
          ...(isOwner ? [joinsOwners(env, memberNo)] : []),
        ],
      }),
    );
  } catch (cause) {
    const met = refusedItems(cause);
    if (!met) throw cause;
    return why(met, inviteId, memberNo, env.nowMs());
  }
  forgetStaff(env, memberNo);
  return ok({ inviteId, role: invite.role });
}

/** The invite's own reason goes first: who has accepted it is answered as at first, whatever they are by now. */
function why(
  [met, inviter, self]: NonNullable<ReturnType<typeof refusedItems>>,
  inviteId: string,
  memberNo: string,
  nowMs: number,
): Answer {
  if (met === "absent") return refused("invite_unknown");
  const standing = met && fields<InviteItem>(met);
  if (standing?.to === memberNo) return ok({ inviteId, role: standing.role });
  if (standing) return refused(whyOver(standing, nowMs) ?? "invite_unknown");
  return refused(self && !inviter ? "invite_not_needed" : "invite_lapsed");
}

const accepted = (env: Env, inviteId: string, memberNo: string): TransactWriteItem => ({
  Update: {
    TableName: env.tables.app,
    Key: attributes(inviteKey(inviteId)),
    UpdateExpression: "SET st = :accepted, #to = :me, toAt = :now",
    ConditionExpression: "st = :open AND exp > :now",
    ExpressionAttributeNames: { "#to": "to" },
    ExpressionAttributeValues: attributes({
      ...{ ":accepted": "a", ":open": "o", ":me": memberNo, ":now": env.nowMs() },
    }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});

/** Still staff, of a role that may grant this; a manager still of each of these shops. */
function inviterMay(env: Env, { by, role, stores = new Set() }: InviteItem): TransactWriteItem {
  const everywhere: Item = Object.fromEntries(
    (["operator", "owner"] as const).filter((one) => mayInvite(one, role)).map((one) => [`:${one}`, one]),
  );
  const shops: Item = Object.fromEntries([...stores].map((storeId, i) => [`:shop${i}`, storeId]));
  const ofShops = ["#role = :manager", ...Object.keys(shops).map((shop) => `contains(stores, ${shop})`)];
  const isByManager = mayInvite("manager", role);
  const grants = [
    `#role IN (${Object.keys(everywhere).join(", ")})`,
    ...(isByManager ? [`(${ofShops.join(" AND ")})`] : []),
  ];
  return {
    ConditionCheck: {
      TableName: env.tables.app,
      Key: attributes(staffKey(by)),
      ConditionExpression: `#state = :active AND (${grants.join(" OR ")})`,
      ExpressionAttributeNames: { "#state": "state", "#role": "role" },
      ExpressionAttributeValues: attributes({
        ":active": "active",
        ...everywhere,
        ...(isByManager ? { ":manager": "manager", ...shops } : {}),
      }),
    },
  };
}

function becomes(env: Env, invite: InviteItem, inviteId: string, memberNo: string): TransactWriteItem {
  const { name, clerkNo, role, stores, by } = invite;
  const row = {
    name,
    clerkNo,
    role,
    stores,
    state: "active",
    by,
    at: env.nowMs(),
    why: `${invite.why}（${inviteId}）`,
  };
  const below = rolesBelow(role).map((one: StaffRole): [string, string] => [`:${one}`, one]);
  return {
    Put: {
      TableName: env.tables.app,
      Item: attributes({ ...staffKey(memberNo), ...row, ev: 1 }),
      ConditionExpression: [
        "attribute_not_exists(pk) OR #state = :left",
        ...(below.length > 0 ? [`#role IN (${below.map(([value]) => value).join(", ")})`] : []),
      ].join(" OR "),
      ExpressionAttributeNames: { "#state": "state", ...(below.length > 0 ? { "#role": "role" } : {}) },
      ExpressionAttributeValues: attributes({ ":left": "left", ...Object.fromEntries(below) }),
    },
  };
}

const joinsOwners = (env: Env, memberNo: string): TransactWriteItem => ({
  Update: {
    TableName: env.tables.app,
    Key: attributes(ownersKey),
    UpdateExpression: "ADD owners :me",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeValues: attributes({ ":me": new Set([memberNo]) }),
  },
});

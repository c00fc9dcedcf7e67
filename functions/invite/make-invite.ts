// Makes the code a new colleague scans. It grants nothing by itself: whether who made it may still grant that is asked anew
// when it is accepted.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { INVITE_MS, inviteText, type MakeInvite } from "@huike/shared/invite";
import type { Sentence } from "@huike/shared/sentences";
import { roleWords } from "@huike/shared/staff";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { ownsStores } from "../staff/owns-store.ts";
import { shopWords } from "../staff/put-staff.ts";
import { mayInvite } from "../staff/ranks.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { unknownStore } from "../store/read-store.ts";
import { goneAtS, type InviteItem, inviteKey, inviteSecret } from "./invite.items.ts";

type Request = RequestOf<typeof MakeInvite>;
type Answer = Result<ResponseOf<typeof MakeInvite>, ErrorOf<typeof MakeInvite>>;

/** For the phone. */
export async function describeInvite({ name, role, storeIds }: Request, env: Env): Promise<Sentence> {
  const shops = await shopWords(env, storeIds);
  const words = roleWords[role];
  return { zh: `邀请「${name}」担任${words.zh}${shops.zh}`, en: `Invite ${name} to be ${words.en}${shops.en}` };
}

export async function makeInvite(
  { memberNo: by, staff }: Member & { readonly staff: StaffItem },
  { inviteId, storeIds, ...offered }: Request,
  env: Env,
): Promise<Answer> {
  const isOfShops = offered.role === "clerk" || offered.role === "manager";
  if (!mayInvite(staff.role, offered.role)) return refused("rank_too_high");
  if (isOfShops && storeIds.length === 0) return refused("invite_needs_shop");
  if (!ownsStores(staff, storeIds)) return refused("not_your_store");
  if (await unknownStore(env, storeIds)) return refused("store_unknown");
  const at = env.nowMs();
  const stores = isOfShops ? { stores: new Set(storeIds) } : {};
  const item: InviteItem = { st: "o", ...offered, ...stores, by, at, exp: at + INVITE_MS };
  try {
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ ...inviteKey(inviteId), ...item, ttl: goneAtS(at) }),
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return ok(made(env, inviteId, item));
  } catch (cause) {
    const met = refusedBy(cause);
    if (met === undefined || met === "absent") throw cause;
    const held = fields<InviteItem>(met);
    return isSame(held, item) ? ok(made(env, inviteId, held)) : refused("invite_exists");
  }
}

const made = (env: Env, inviteId: string, { exp }: InviteItem) => ({
  inviteId,
  text: inviteText(inviteId, inviteSecret(env.secrets.linkKey, inviteId)),
  expiresAtMs: exp,
});

/** The same person asking for the same again. Anybody else must not be shown the code. */
const isSame = (held: InviteItem, asked: InviteItem): boolean => offerOf(held) === offerOf(asked);

const offerOf = ({ by, name, clerkNo, role, stores = new Set<string>(), why }: InviteItem): string =>
  JSON.stringify([by, name, clerkNo, role, [...stores].sort(), why]);

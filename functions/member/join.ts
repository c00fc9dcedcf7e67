// One tap: agree, become a member and, when the tap was on an offer, claim it in the same call.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { claimRefusals } from "@huike/shared/coupon";
import {
  type CommonError,
  type ErrorOf,
  ok,
  type RequestOf,
  type ResponseOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import type { Join } from "@huike/shared/member";
import { decideOwner } from "../attribution/decide-owner.ts";
import { channelOf } from "../channel/read-channel.ts";
import { claimCoupon } from "../coupon/claim.ts";
import { settleGift } from "../follow/settle-gift.ts";
import type { Env } from "../platform/env.ts";
import type { Guest } from "../platform/http.ts";
import { getItem, queryRange } from "../platform/read.ts";
import type { Claims } from "../platform/session-token.ts";
import { attributes, type Key, refusedStatements } from "../platform/table.ts";
import { currentProgram } from "../points/read-program.ts";
import { identityKey, type PersonItem, personKey } from "../session/person.items.ts";
import { sessionAnswer } from "../session/session-answer.ts";
import { welcomeGuest } from "../session/welcome-guest.ts";
import { putNew } from "../session/welcome-visitor.ts";
import { findStaff } from "../staff/find-staff.ts";
import { type CardItem, cardFields, cardKey, readCard } from "./card.items.ts";

/** A transaction takes 100 statements; nobody touches as many channels before joining. */
const KEPT_MAX = 90;

type ClaimRefusal = (typeof claimRefusals)[number];

export async function join(
  { claims }: Guest,
  { agreementVersion, scene, claim }: RequestOf<typeof Join>,
  env: Env,
): Promise<Result<ResponseOf<typeof Join>, ErrorOf<typeof Join> | CommonError>> {
  // A code that has died meanwhile keeps nobody out; only its claim is refused, below.
  if (scene !== undefined && !(await channelOf(env, scene))) return refused("channel_unknown");

  const memberNo = claims.memberNo ?? (await welcomeGuest(env, claims, scene));
  const card = await becomeMember(env, memberNo, agreementVersion);
  if (!card) return refused("signed_out");

  await settleGift(env, memberNo);
  const member = { ...withoutOpenid(claims), memberNo, isMember: true, generation: card.gen };
  const claimed = claim && (await claimCoupon({ claims: member, memberNo }, claim, env));
  return ok({
    session: sessionAnswer(env, member, (await findStaff(memberNo, env)) !== undefined),
    card: readCard(memberNo, card, (await currentProgram(env)).program),
    ...(claimed?.ok ? { claimed: claimed.value } : {}),
    ...(claimed && !claimed.ok ? { notClaimed: claimed.error as ClaimRefusal } : {}),
  });
}

function withoutOpenid({ openid: _, unionid: __, ...rest }: Claims): Claims {
  return rest;
}

/** Puts the card and makes the visitor's rows stay, together; nothing when the visitor's rows have ended meanwhile. */
async function becomeMember(env: Env, memberNo: string, agreementVersion: string): Promise<CardItem | undefined> {
  const rows = await visitorRows(env, memberNo);
  const person = rows.find((row) => row.sk === personKey(memberNo).sk);
  if (!person) return undefined;
  const atMs = env.nowMs();
  const card: CardItem = {
    at: atMs,
    agr: agreementVersion,
    gen: 0,
    lvl: 1,
    pts: 0,
    ...(await decideOwner(env, person, rows, atMs)),
  };
  try {
    await env.tables.client.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          putNew(env.tables.app, cardKey(memberNo), cardFields(card)),
          keep(env, identityKey(person.oid)),
          ...rows.slice(0, KEPT_MAX).map(({ pk, sk }) => keep(env, { pk, sk })),
        ],
      }),
    );
    return card;
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    // Joined already (then the card stands), or the visitor ended (then there is none).
    return getItem<CardItem>(env.tables, cardKey(memberNo), { consistent: true });
  }
}

/** What is known of the person so far: PERSON and the touches, which would end with a visitor and stay with a member. */
const visitorRows = (env: Env, memberNo: string) => {
  const { pk, sk } = personKey(memberNo);
  return queryRange<PersonItem & Key>(env.tables, { pk, from: sk, to: "TCH#~" }, { consistent: true });
};

const keep = (env: Env, key: Key) => ({
  Update: {
    TableName: env.tables.app,
    Key: attributes(key),
    UpdateExpression: "REMOVE #ttl",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeNames: { "#ttl": "ttl" },
  },
});

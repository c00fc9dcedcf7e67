// The member's phone number, by the code of WeChat's button. Whose number it is is decided by one conditional write: a
// number another member has given stays theirs, and the shop sees on this one's page whose it is.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { GivePhone } from "@huike/shared/profile";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { seal } from "../platform/seal.ts";
import { attributes } from "../platform/table.ts";
import { WechatError } from "../platform/wechat/error.ts";
import { numberOfCode, type PhoneNumber } from "../platform/wechat/phone-number.ts";
import { changeProfile, deleteRow, putRow } from "./change-profile.ts";
import { rowsOfPhone } from "./drop-phone.ts";
import {
  maskedPhone,
  type PhoneItem,
  phoneHash,
  phoneKey,
  profileKey,
  readProfile,
  sealedAs,
  tailKey,
} from "./profile.items.ts";

type Refusals = ErrorOf<typeof GivePhone>;

export async function givePhone(
  { memberNo }: Member,
  { code }: RequestOf<typeof GivePhone>,
  env: Env,
): Promise<Result<ResponseOf<typeof GivePhone>, Refusals>> {
  const number = await numberOf(env, code);
  if ("ok" in number) return number;
  const phone = `+${number.country}${number.number}`;
  const hash = phoneHash(env.secrets.unionKey, phone);
  const tail = number.number.slice(-4);
  const met = await changeProfile(env, memberNo, (old) => {
    if (old?.telk === hash) return undefined;
    return {
      set: {
        sealed: seal(env.secrets.sealKey, sealedAs(memberNo), phone),
        ...{ telm: maskedPhone(number), telk: hash, tail, cl: undefined },
      },
      rows: [
        own(env, hash, memberNo),
        // An item may stand in a transaction once: of two numbers with one tail its row stays as it is.
        ...(old?.tail === tail ? [] : [putRow(env, tailKey(tail, memberNo))]),
        ...rowsOfPhone({ telk: old?.telk, tail: old?.tail === tail ? undefined : old?.tail }, memberNo).map((key) =>
          deleteRow(env, key),
        ),
      ],
    };
  });
  if ("profile" in met) return ok(readProfile(met.profile, env.nowMs()));
  await noteClash(env, memberNo, (met.refusedBy as PhoneItem).mbr);
  return refused("phone_of_other");
}

type GiveRefusal = Extract<Result<never, Refusals>, { ok: false }>;

/** What a number may be: digits enough to call somebody, few enough to be one (E.164: 15 with the country's). */
const NUMBER = /^[1-9]\d{0,2} \d{5,14}$/;

async function numberOf(env: Env, code: string): Promise<PhoneNumber | GiveRefusal> {
  try {
    const number = await numberOfCode(env.wechat, code);
    return NUMBER.test(`${number.country} ${number.number}`) ? number : refused("wechat_refused");
  } catch (cause) {
    if (!(cause instanceof WechatError)) throw cause;
    return refused(cause.category === "argument" ? "phone_code_invalid" : "wechat_refused");
  }
}

const own = (env: Env, hash: string, memberNo: string) => ({
  Put: {
    TableName: env.tables.app,
    Item: attributes({ ...phoneKey(hash), mbr: memberNo }),
    ConditionExpression: "attribute_not_exists(pk) OR mbr = :mbr",
    ExpressionAttributeValues: attributes({ ":mbr": memberNo }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
  },
});

/** A number changes hands outside; the shop is led to the other card and can take it off the one that has lost it. */
async function noteClash(env: Env, memberNo: string, other: string): Promise<void> {
  await env.tables.client.send(
    new UpdateItemCommand({
      TableName: env.tables.app,
      Key: attributes(profileKey(memberNo)),
      UpdateExpression: "SET cl = :other ADD n :one",
      ExpressionAttributeValues: attributes({ ":other": other, ":one": 1 }),
    }),
  );
}

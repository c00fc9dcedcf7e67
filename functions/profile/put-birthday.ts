// A member's birthday, once a year: whatever is given for it must not be had as often as somebody likes. The time it was
// given at stays when it is deleted, for the same reason.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { DAY_MS } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { BIRTHDAY_KEPT_DAYS, type PutBirthday } from "@huike/shared/profile";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { type ProfileItem, profileKey, readProfile } from "./profile.items.ts";

export async function putBirthday(
  { memberNo }: Member,
  { birthday }: RequestOf<typeof PutBirthday>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutBirthday>, ErrorOf<typeof PutBirthday>>> {
  const nowMs = env.nowMs();
  const change = birthday === undefined ? taken() : given(birthday, nowMs);
  try {
    const { Attributes } = await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(profileKey(memberNo)),
        ...change,
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return ok(readProfile(fields<ProfileItem>(Attributes ?? {}), nowMs));
  } catch (cause) {
    const met = refusedBy(cause);
    if (met === undefined) throw cause;
    const old = met === "absent" ? undefined : fields<ProfileItem>(met);
    // Asked again, or nothing to delete.
    if (old?.bd === birthday) return ok(readProfile(old, nowMs));
    return refused("birthday_given", { atMs: (old?.bdAt ?? nowMs) + BIRTHDAY_KEPT_DAYS * DAY_MS });
  }
}

const given = (birthday: number, nowMs: number) => ({
  UpdateExpression: "SET bd = :bd, bdAt = :now, ev = :one ADD n :one",
  ConditionExpression: "attribute_not_exists(bdAt) OR bdAt <= :aYearAgo",
  ExpressionAttributeValues: attributes({
    ...{ ":bd": birthday, ":now": nowMs, ":one": 1 },
    ":aYearAgo": nowMs - BIRTHDAY_KEPT_DAYS * DAY_MS,
  }),
});

const taken = () => ({
  UpdateExpression: "REMOVE bd ADD n :one",
  ConditionExpression: "attribute_exists(bd)",
  ExpressionAttributeValues: attributes({ ":one": 1 }),
});

// Changes the rules of all campaigns: one put on condition that they are still as they were read.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { GetPushRules, PutPushRules } from "@huike/shared/push-rules";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { pushRulesKey } from "./campaign.items.ts";
import { currentRules, type RulesItem } from "./read-rules.ts";

export async function putPushRules(
  { memberNo }: Member,
  { ifVersion, rules, why }: RequestOf<typeof PutPushRules>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutPushRules>, ErrorOf<typeof PutPushRules>>> {
  const version = ifVersion + 1;
  const item: RulesItem = { ver: version, rules: JSON.stringify(rules) };
  try {
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ ...pushRulesKey, ...item, by: memberNo, at: env.nowMs(), why }),
        ConditionExpression: ifVersion === 0 ? "attribute_not_exists(pk)" : "ver = :read",
        ...(ifVersion === 0 ? {} : { ExpressionAttributeValues: attributes({ ":read": ifVersion }) }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    const isSame = old !== "absent" && isSameChange(fields<RulesItem & { by: string }>(old), item, memberNo);
    if (!isSame) return refused("campaign_changed");
  }
  env.cache("push-rules", 0).drop("rules");
  return ok({ version });
}

const isSameChange = (old: RulesItem & { by: string }, { ver, rules }: RulesItem, memberNo: string): boolean =>
  old.ver === ver && old.rules === rules && old.by === memberNo;

export async function showPushRules(
  _: Member,
  __: RequestOf<typeof GetPushRules>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetPushRules>, ErrorOf<typeof GetPushRules>>> {
  return ok(await currentRules(env));
}

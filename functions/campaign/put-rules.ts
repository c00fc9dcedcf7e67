// Changes the rules of all campaigns, from the version their writer saw.
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { GetPushRules, PutPushRules } from "@huike/shared/push-rules";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { putVersion } from "../platform/put-version.ts";
import { pushRulesKey } from "./campaign.items.ts";
import { currentRules, rulesCache } from "./read-rules.ts";

export async function putPushRules(
  { memberNo }: Member,
  { ifVersion, rules, why }: RequestOf<typeof PutPushRules>,
  env: Env,
): Promise<Result<ResponseOf<typeof PutPushRules>, ErrorOf<typeof PutPushRules>>> {
  const isPut = await putVersion(env, pushRulesKey, { ifVersion, text: JSON.stringify(rules), by: memberNo, why });
  if (!isPut) return refused("campaign_changed");
  rulesCache(env).drop("rules");
  return ok({ version: ifVersion + 1 });
}

export async function showPushRules(
  _: Member,
  __: RequestOf<typeof GetPushRules>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetPushRules>, ErrorOf<typeof GetPushRules>>> {
  return ok(await currentRules(env));
}

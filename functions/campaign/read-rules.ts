// What holds for all campaigns together, through this instance's memory for less than ten seconds.
import { PushRules, USUAL_RULES } from "@huike/shared/push-rules";
import type { Env } from "../platform/env.ts";
import type { VersionItem } from "../platform/put-version.ts";
import { getItem } from "../platform/read.ts";
import { pushRulesKey } from "./campaign.items.ts";

const RULES_AGE_MS = 9_000;

export type CurrentRules = { readonly version: number; readonly rules: PushRules };

export const rulesCache = (env: Env) => env.cache<CurrentRules>("push-rules", RULES_AGE_MS);

export const currentRules = async (env: Env): Promise<CurrentRules> =>
  (await rulesCache(env).get("rules", async () => {
    const item = await getItem<VersionItem>(env.tables, pushRulesKey, { consistent: true });
    if (!item) return { version: 0, rules: USUAL_RULES };
    return { version: item.ver, rules: PushRules.parse(JSON.parse(item.text)) };
  })) ?? { version: 0, rules: USUAL_RULES };

// A further version of the rule. Wages hang on whose member somebody is, so none applies to the past, none is taken back,
// and a browser alone puts none.
import {
  type AttributionVersion,
  isTimely,
  LEAD_MS,
  type PutAttribution,
  ruleSentence,
  VERSIONS_MAX,
} from "@huike/shared/attribution";
import { calendarDay, clockTime } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Sentence } from "@huike/shared/sentences";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { putVersion } from "../platform/put-version.ts";
import { attributionKey } from "./attribution.items.ts";
import { freshAttribution } from "./read-attribution.ts";

type Request = RequestOf<typeof PutAttribution>;

export async function putAttribution(
  { memberNo }: Member,
  { ifVersion, rule, fromMs, why }: Request,
  env: Env,
): Promise<Result<ResponseOf<typeof PutAttribution>, ErrorOf<typeof PutAttribution>>> {
  const nowMs = env.nowMs();
  if (new Set(rule.prefer).size < rule.prefer.length) return refused("attribution_kind_twice");
  const { version, versions } = await freshAttribution(env);
  const next = ifVersion + 1;
  const asked = { version: next, rule, fromMs, by: memberNo, why };
  // Its moment may have come when the same request is sent again: it finds its own version.
  const standing = versions.find((one) => one.version === next);
  if (standing && isSame(standing, asked)) return ok({ version: next });
  if (version !== ifVersion) return refused("setting_changed");
  if (!isTimely(fromMs, nowMs)) return refused("attribution_untimely", { atMs: nowMs + LEAD_MS });
  if (versions.length >= VERSIONS_MAX) return refused("attribution_versions_full", { limit: VERSIONS_MAX });
  const text = JSON.stringify([...versions, { ...asked, atMs: nowMs }]);
  const isPut = await putVersion(env, attributionKey, { ifVersion, text, by: memberNo, why });
  return isPut ? ok({ version: next }) : refused("setting_changed");
}

const isSame = (standing: AttributionVersion, asked: Omit<AttributionVersion, "atMs">): boolean =>
  standing.by === asked.by &&
  standing.fromMs === asked.fromMs &&
  standing.why === asked.why &&
  JSON.stringify(standing.rule) === JSON.stringify(asked.rule);

export async function describeAttribution({ rule, fromMs }: Request): Promise<Sentence> {
  const { zh, en } = ruleSentence(rule);
  const from = `${calendarDay(fromMs)} ${clockTime(fromMs)}`;
  return {
    zh: `从 ${from} 起，新会员按「${zh}」归属`,
    en: `From ${from}, new members belong by ${en}`,
  };
}

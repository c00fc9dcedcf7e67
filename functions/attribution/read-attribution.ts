// The versions of the rule, from this instance's memory for 15 s at most: a version is put a minute before it applies, so
// no instance decides by a rule that is over.
import { AttributionVersion, type GetAttribution, ruleInForce } from "@huike/shared/attribution";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import * as z from "zod/mini";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import type { VersionItem } from "../platform/put-version.ts";
import { getItem } from "../platform/read.ts";
import { attributionKey } from "./attribution.items.ts";

const AGE_MS = 15_000;
const Versions = z.array(AttributionVersion);

export type Attribution = { readonly version: number; readonly versions: readonly AttributionVersion[] };

const NONE: Attribution = { version: 0, versions: [] };

export async function attribution(env: Env): Promise<Attribution> {
  return (await env.cache<Attribution>("attribution", AGE_MS).get("", () => freshAttribution(env))) ?? NONE;
}

export async function freshAttribution(env: Env): Promise<Attribution> {
  const item = await getItem<VersionItem>(env.tables, attributionKey, { consistent: true });
  return item ? { version: item.ver, versions: Versions.parse(JSON.parse(item.text)) } : NONE;
}

export async function showAttribution(
  _: Member,
  __: RequestOf<typeof GetAttribution>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetAttribution>, ErrorOf<typeof GetAttribution>>> {
  const { version, versions } = await freshAttribution(env);
  const nowMs = env.nowMs();
  const { version: v, rule } = ruleInForce(versions, nowMs);
  return ok({ version, versions: versions.toReversed(), inForce: { version: v, rule }, serverNowMs: nowMs });
}

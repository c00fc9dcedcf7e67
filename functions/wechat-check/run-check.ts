// Looks whether WeChat and this product fit together, one question at a time, and keeps what it found.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { CheckName, Finding, GetWechatChecks, RunWechatCheck } from "@huike/shared/wechat-checks";
import { currentRules } from "../campaign/read-rules.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { isOutage } from "../platform/outage.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { SealError } from "../platform/seal.ts";
import { attributes } from "../platform/table.ts";
import { WechatError } from "../platform/wechat/error.ts";
import { jumpRules, quotaOf, someFollowers, templateIds, trySecret } from "../platform/wechat/health.ts";
import type { Wechat } from "../platform/wechat/request.ts";
import { followerOf } from "../platform/wechat/user.ts";
import { type PersonItem, personKey } from "../session/person.items.ts";
import { CHECKS, type CheckItem, checkKey, type PushedItem, pushedKey } from "./check.items.ts";
import { findingOf, refusedAddress } from "./finding.ts";

type Found = { readonly finding: Finding; readonly errcode?: number; readonly detail?: string };
type Look = (env: Env, memberNo: string) => Promise<Found>;

const LATELY_MS = 86_400_000;
const FOLLOWERS_ASKED = 3;
/** Below a tenth of a day's calls somebody should know. */
const LOW = 0.1;
/** Two clicks are one look. */
const AGAIN_MS = 10_000;

const acceptsSecret = async (account: Wechat): Promise<Found> => {
  // The newest, whatever this instance remembers: the check is what follows on setting one.
  await trySecret(account, await account.config.appSecret(0));
  return { finding: "fine" };
};

const looks: Record<CheckName, Look> = {
  mini_secret: ({ wechat }) => acceptsSecret(wechat),
  service_secret: ({ serviceAccount }) => acceptsSecret(serviceAccount),
  callback: lookAtPushes,
  unionid: lookAtUnionids,
  link: lookAtLinkRule,
  templates: lookAtTemplates,
  quota: lookAtQuotas,
};

export async function runWechatCheck(
  { memberNo }: Member,
  { name }: RequestOf<typeof RunWechatCheck>,
  env: Env,
): Promise<Result<ResponseOf<typeof RunWechatCheck>, ErrorOf<typeof RunWechatCheck>>> {
  const check = await env
    .cache<ResponseOf<typeof RunWechatCheck>["check"]>("wechat-check", AGAIN_MS)
    .get(name, async () => {
      const found = { ...(await find(looks[name], env, memberNo)), atMs: env.nowMs() };
      await env.tables.client.send(
        new PutItemCommand({ TableName: env.tables.views, Item: attributes({ ...checkKey(name), ...found }) }),
      );
      return { name, ...found };
    });
  if (!check) throw new Error("a check found nothing at all");
  return ok({ check });
}

export async function showWechatChecks(
  _: Member,
  __: RequestOf<typeof GetWechatChecks>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetWechatChecks>, ErrorOf<typeof GetWechatChecks>>> {
  const range = { pk: CHECKS, from: "a", to: "~" };
  const items = await queryRange<CheckItem>(env.tables, range, { table: "views" });
  const checks = items.map(({ sk: name, finding, atMs, errcode, detail }) => ({
    ...{ name, finding, atMs },
    ...(errcode === undefined ? {} : { errcode }),
    ...(detail === undefined ? {} : { detail }),
  }));
  return ok({ miniAppId: env.secrets.miniAppId, serviceAppId: env.secrets.serviceAppId, checks });
}

/** A refusal that a look does not know says what is wrong with the account: the secret, the address, a right. */
async function find(look: Look, env: Env, memberNo: string): Promise<Found> {
  try {
    return await look(env, memberNo);
  } catch (cause) {
    if (isOutage(cause)) return { finding: "no_answer" };
    if (cause instanceof SealError) return { finding: "seal_broken" };
    if (!(cause instanceof WechatError)) throw cause;
    const address = refusedAddress(cause);
    return { finding: findingOf(cause.errcode), errcode: cause.errcode, ...(address ? { detail: address } : {}) };
  }
}

async function lookAtPushes(env: Env): Promise<Found> {
  const pushed = await getItem<PushedItem>(env.tables, pushedKey, { consistent: true });
  if (!pushed) return { finding: "no_push_yet" };
  const detail = String(pushed.seen);
  if (env.nowMs() - pushed.seen > LATELY_MS) return { finding: "no_push_lately", detail };
  if (pushed.how === "previous") return { finding: "old_key", detail };
  return { finding: pushed.how === "plain" ? "plain_mode" : "fine", detail };
}

/** Both halves must be told one unionid: whoever asks for this came by the mini-program, and some follow. */
async function lookAtUnionids(env: Env, memberNo: string): Promise<Found> {
  const followers = await someFollowers(env.serviceAccount, FOLLOWERS_ASKED);
  if (followers.length === 0) return { finding: "no_followers" };
  const asked = await Promise.all(followers.map((openid) => followerOf(env.serviceAccount, openid)));
  if (!asked.some(({ unionid }) => unionid !== undefined)) return { finding: "service_not_linked" };
  const me = await getItem<PersonItem>(env.tables, personKey(memberNo));
  return { finding: me?.uid === undefined ? "mini_not_linked" : "fine" };
}

async function lookAtLinkRule(env: Env): Promise<Found> {
  if (env.linkDomain === undefined) return { finding: "no_link_domain" };
  const prefix = `${env.linkDomain.replace(/\/$/, "")}/q/`;
  try {
    const rule = (await jumpRules(env.wechat)).find((one) => prefix.startsWith(one.prefix));
    if (!rule) return { finding: "no_link_rule", detail: prefix };
    return { finding: rule.isPublished ? "fine" : "link_rule_unpublished", detail: prefix };
  } catch (cause) {
    // Not every account may ask for its rules: then only its console knows.
    if (cause instanceof WechatError && [48001, 40066, 85301].includes(cause.errcode))
      return { finding: "cannot_ask", errcode: cause.errcode, detail: prefix };
    throw cause;
  }
}

async function lookAtTemplates(env: Env): Promise<Found> {
  const { rules } = await currentRules(env);
  const wanted = Object.values(rules.templates).filter((one) => one !== undefined);
  if (wanted.length === 0) return { finding: "no_templates" };
  const known = await templateIds(env.wechat);
  const unknown = wanted.find(({ templateId }) => !known.has(templateId));
  return unknown ? { finding: "template_unknown", detail: unknown.title } : { finding: "fine" };
}

/** Calls that a day's limit would stop in the middle. */
const QUOTAS = [
  ["wechat", "/cgi-bin/message/subscribe/send"],
  ["serviceAccount", "/cgi-bin/message/custom/send"],
] as const;

async function lookAtQuotas(env: Env): Promise<Found> {
  let worst: Found = { finding: "fine" };
  for (const [account, path] of QUOTAS) {
    const { daily_limit: limit, remain } = await quotaOf(env[account], path);
    const detail = `${path} ${remain}/${limit}`;
    if (limit > 0 && remain === 0) return { finding: "quota_used_up", detail };
    if (remain < limit * LOW) worst = { finding: "quota_low", detail };
  }
  return worst;
}

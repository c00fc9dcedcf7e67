// 微信: what stands between this product and WeChat, each checked by a button and said green or red with what to do. No secret
// is read or shown here.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";

export const CheckName = z.enum(["mini_secret", "service_secret", "callback", "unionid", "link", "templates", "quota"]);
export type CheckName = z.infer<typeof CheckName>;

/** What was found; the page has a sentence for each. */
export const Finding = z.enum([
  "fine",
  "secret_wrong",
  "appid_wrong",
  "secret_frozen",
  "seal_broken",
  "ip_not_listed",
  "admin_must_confirm",
  "no_answer",
  "refused",
  "no_push_yet",
  "no_push_lately",
  "old_key",
  "plain_mode",
  "no_followers",
  "service_not_linked",
  "mini_not_linked",
  "no_link_domain",
  "no_link_rule",
  "link_rule_unpublished",
  "cannot_ask",
  "no_templates",
  "template_unknown",
  "quota_low",
  "quota_used_up",
]);
export type Finding = z.infer<typeof Finding>;

/** warn: nothing is broken, and somebody should look. */
export const CheckState = z.enum(["ok", "warn", "bad"]);
export type CheckState = z.infer<typeof CheckState>;

const states: Partial<Record<Finding, CheckState>> = {
  fine: "ok",
  no_push_yet: "warn",
  no_push_lately: "warn",
  plain_mode: "warn",
  no_followers: "warn",
  no_link_domain: "warn",
  cannot_ask: "warn",
  no_templates: "warn",
  quota_low: "warn",
};
export const stateOf = (finding: Finding): CheckState => states[finding] ?? "bad";

export const Check = z.strictObject({
  name: CheckName,
  finding: Finding,
  /** When it was looked at. */
  atMs: z.int(),
  errcode: z.optional(z.int()),
  /** What completes the sentence: an address that is not listed, a template's name, how much is left. */
  detail: z.optional(z.string()),
});
export type Check = z.infer<typeof Check>;

const roles = ["operator", "owner"] as const;

export const GetWechatChecks = endpoint({
  audience: "operator",
  method: "GET",
  path: "/wechat-checks",
  summary: "What each check found when it was last run; one that never was is left out",
  roles: [...roles, "auditor"],
  request: z.strictObject({}),
  response: z.strictObject({ miniAppId: z.string(), serviceAppId: z.string(), checks: z.array(Check) }),
  errors: {},
});

export const RunWechatCheck = endpoint({
  audience: "operator",
  method: "POST",
  path: "/wechat-checks/:name",
  summary: "Look now; within ten seconds the same answer again",
  roles,
  request: z.strictObject({ name: CheckName }),
  response: z.strictObject({ check: Check }),
  errors: {},
});

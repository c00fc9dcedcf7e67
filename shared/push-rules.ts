// 推送规则: what holds for all campaigns together, and the subscribe messages of the account.
import * as z from "zod/mini";
import { FieldKey, PushTemplate } from "./campaign-plan.ts";
import { endpoint } from "./endpoint.ts";
import { ConsentId } from "./id.ts";
import { Why } from "./offer.ts";
import { QuietHours, USUAL_QUIET } from "./quiet-hours.ts";

const roles = ["operator", "owner"] as const;

/** A subscribe message as WeChat's console has it: its id there, its name, and the keys of its fields. */
export const TemplateFacts = z.strictObject({
  templateId: z.string().check(z.regex(/^[\w-]{20,64}$/)),
  title: z.string().check(z.minLength(1), z.maxLength(20)),
  fields: z.array(FieldKey).check(z.minLength(1), z.maxLength(8)),
});
export type TemplateFacts = z.infer<typeof TemplateFacts>;

export const PushRules = z.strictObject({
  /** Pushes of all campaigns together to one member in a week from Monday. */
  perWeek: z.int().check(z.gte(1), z.lte(7)),
  quiet: QuietHours,
  /** Above either a second person approves. */
  soloPeople: z.int().check(z.gte(0)),
  soloFen: z.int().check(z.gte(0)),
  templates: z.strictObject({
    expiring: z.optional(TemplateFacts),
    receipt: z.optional(TemplateFacts),
    restock: z.optional(TemplateFacts),
  }),
});
export type PushRules = z.infer<typeof PushRules>;

export const USUAL_RULES: PushRules = {
  perWeek: 2,
  quiet: USUAL_QUIET,
  soloPeople: 10_000,
  soloFen: 1_000_000,
  templates: {},
};

export const GetPushRules = endpoint({
  audience: "operator",
  method: "GET",
  path: "/push-rules",
  summary: "Caps, quiet hours, limits of one person's approval, templates",
  roles: [...roles, "auditor"],
  request: z.strictObject({}),
  response: z.strictObject({ version: z.int(), rules: PushRules }),
  errors: {},
});

export const PutPushRules = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/push-rules",
  summary: "Change them for every message sent from ten seconds on",
  roles,
  /** `ifVersion` 0: the usual rules, before anybody changed them. */
  request: z.strictObject({ ifVersion: z.int().check(z.gte(0)), rules: PushRules, why: Why }),
  response: z.strictObject({ version: z.int() }),
  errors: { campaign_changed: 409 },
});

export const GetConsentTemplates = endpoint({
  audience: "member",
  method: "GET",
  path: "/consent-templates",
  summary: "Which messages a phone may ask its member for, and how many of each it still may be sent",
  roles: ["member"],
  request: z.strictObject({}),
  response: z.strictObject({
    templates: z.array(z.strictObject({ template: PushTemplate, templateId: z.string(), left: z.int() })),
  }),
  errors: {},
});

export const KeepConsent = endpoint({
  audience: "member",
  method: "POST",
  path: "/consents",
  summary: "The member accepted these messages, one of each, as wx.requestSubscribeMessage answered",
  roles: ["member"],
  request: z.strictObject({
    consentId: ConsentId,
    accepted: z.array(PushTemplate).check(z.minLength(1), z.maxLength(3)),
  }),
  response: z.strictObject({ accepted: z.array(PushTemplate) }),
  errors: { consent_id_reused: 409 },
});

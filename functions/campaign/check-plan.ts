// Why a plan cannot be kept as it is: what it sends, by which way, and when.
import type { planErrors } from "@huike/shared/campaign";
import { type CampaignContent, type CampaignPlan, isImmediate } from "@huike/shared/campaign-plan";
import type { RefusalDetail, Refused } from "@huike/shared/endpoint";
import { refused } from "@huike/shared/endpoint";
import { textFault } from "@huike/shared/push-text";
import { fieldFault } from "@huike/shared/subscribe-field";
import { currentOffer } from "../offer/read-offer.ts";
import type { Env } from "../platform/env.ts";
import { currentRules } from "./read-rules.ts";

type PlanError = keyof typeof planErrors;
type NotPlan = Refused<PlanError> | undefined;

export async function whyNotPlan(env: Env, { content, time }: CampaignPlan): Promise<NotPlan> {
  if (time.when === "at" && time.atMs <= env.nowMs()) return refused("campaign_time_past");
  if ((time.when === "every" || time.when === "trigger") && time.untilMs <= env.nowMs())
    return refused("campaign_time_past");
  if (content.path === "mass" && isImmediate(time)) return refused("mass_needs_many");
  const fault = textFault(content.path, content.kind, textsOf(content));
  if (fault) return refused(fault.rule, { word: fault.word });
  if (content.path === "wallet") return whyNotOffer(env, content.offerId);
  return content.path === "subscribe" ? whyNotTemplate(env, content) : undefined;
}

function textsOf(content: CampaignContent): string[] {
  if (content.path === "wallet") return [];
  if (content.path === "service" || content.path === "mass") return [content.text];
  return content.path === "notice" ? [content.title, content.text] : content.fields.map(({ value }) => value);
}

async function whyNotOffer(env: Env, offerId: string): Promise<NotPlan> {
  const offer = await currentOffer(env, offerId);
  if (!offer) return refused("offer_unknown");
  return offer.stop === "coupon_voided" ? refused("offer_voided") : undefined;
}

/** All fields of the template and no others, each within WeChat's limits: one wrong value refuses every message. */
async function whyNotTemplate(
  env: Env,
  { template, fields }: Extract<CampaignContent, { path: "subscribe" }>,
): Promise<NotPlan> {
  const facts = (await currentRules(env)).rules.templates[template];
  if (!facts) return refused("template_unknown");
  const wrong = (word: string): RefusalDetail => ({ word });
  for (const key of facts.fields) {
    const given = fields.filter((field) => field.key === key);
    if (given.length !== 1 || fieldFault(key, given[0]?.value ?? ""))
      return refused("template_field_wrong", wrong(key));
  }
  const other = fields.find(({ key }) => !facts.fields.includes(key));
  return other && refused("template_field_wrong", wrong(other.key));
}

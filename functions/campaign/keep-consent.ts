// Keeps what a member accepted on the phone: WeChat gives one message for each accept and never tells how many are
// left, so the count is ours. The phone's id makes the same answer count once, however often it is sent.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { PushTemplate } from "@huike/shared/campaign-plan";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { GetConsentTemplates, KeepConsent } from "@huike/shared/push-rules";
import { refreshFacts } from "../audience/refresh-facts.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, refusedStatements } from "../platform/table.ts";
import { consentKey, consentName, consentsOf, type PushItem, pushKey } from "./push.items.ts";
import { currentRules } from "./read-rules.ts";

/** Of one kind, so many are worth counting: more is a phone that makes them up, at its own cost. */
const CONSENTS_MAX = 20;

type ConsentItem = { tpl: string };

export async function keepConsent(
  { memberNo }: Member,
  { consentId, accepted }: RequestOf<typeof KeepConsent>,
  env: Env,
): Promise<Result<ResponseOf<typeof KeepConsent>, ErrorOf<typeof KeepConsent>>> {
  const templates = [...new Set(accepted)].sort();
  if (await keep(env, memberNo, consentId, templates)) {
    // Whom a campaign reaches is counted by the facts. One write unit and some 2.5 read, once for each tap on a phone.
    await refreshFacts(env, memberNo);
    return ok({ accepted: templates });
  }
  const kept = await getItem<ConsentItem>(env.tables, consentKey(memberNo, consentId), {
    ...{ table: "views", consistent: true },
  });
  // Nothing kept: one of them has reached what is worth counting, and there is nothing to answer but yes.
  if (kept && kept.tpl !== templates.join()) return refused("consent_id_reused");
  return ok({ accepted: templates });
}

async function keep(env: Env, memberNo: string, consentId: string, templates: PushTemplate[]): Promise<boolean> {
  const names = templates.map(consentName);
  const TableName = env.tables.views;
  const once = {
    TableName,
    Item: attributes({ ...consentKey(memberNo, consentId), tpl: templates.join(), at: env.nowMs() }),
    ConditionExpression: "attribute_not_exists(pk)",
  };
  const more = {
    TableName,
    Key: attributes(pushKey(memberNo)),
    UpdateExpression: `ADD ${names.map((name) => `${name} :one`).join(", ")}`,
    ConditionExpression: names.map((name) => `(attribute_not_exists(${name}) OR ${name} < :most)`).join(" AND "),
    ExpressionAttributeValues: attributes({ ":one": 1, ":most": CONSENTS_MAX }),
  };
  try {
    await env.tables.client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: once }, { Update: more }] }));
    return true;
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    return false;
  }
}

export async function listConsentTemplates(
  { memberNo }: Member,
  _: RequestOf<typeof GetConsentTemplates>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetConsentTemplates>, ErrorOf<typeof GetConsentTemplates>>> {
  const { rules } = await currentRules(env);
  const set = Object.entries(rules.templates) as [PushTemplate, { templateId: string }][];
  const left = consentsOf(await getItem<PushItem>(env.tables, pushKey(memberNo), { table: "views" }));
  return ok({
    templates: set.map(([template, { templateId }]) => ({ template, templateId, left: left[template] ?? 0 })),
  });
}

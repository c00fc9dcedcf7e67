// The rules of all campaigns as they are being written. Pure, so that what the form says and what is sent are held
// together by a test.
import { PushTemplate } from "@huike/shared/campaign-plan";
import { type PushRules, TemplateFacts } from "@huike/shared/push-rules";
import { fieldMax, kindOfField } from "@huike/shared/subscribe-field";

/** A template as it is typed: its keys apart by blanks or commas. */
export type Written = { readonly templateId: string; readonly title: string; readonly keys: string };

export type RulesDraft = {
  readonly perWeek: number;
  readonly quiet: PushRules["quiet"];
  readonly soloPeople: number;
  readonly soloYuan: number;
  readonly templates: Readonly<Record<PushTemplate, Written>>;
};

const writtenOf = (facts: TemplateFacts | undefined): Written => ({
  templateId: facts?.templateId ?? "",
  title: facts?.title ?? "",
  keys: facts?.fields.join(" ") ?? "",
});

export const draftOf = ({ perWeek, quiet, soloPeople, soloFen, templates }: PushRules): RulesDraft => ({
  ...{ perWeek, quiet, soloPeople, soloYuan: soloFen / 100 },
  templates: {
    expiring: writtenOf(templates.expiring),
    receipt: writtenOf(templates.receipt),
    restock: writtenOf(templates.restock),
  },
});

export const keysIn = (text: string): string[] => text.split(/[\s,，、;；]+/).filter(Boolean);

const isBlank = ({ templateId, title, keys }: Written): boolean => `${templateId}${title}${keys}`.trim() === "";

const factsOf = ({ templateId, title, keys }: Written): TemplateFacts => ({
  templateId: templateId.trim(),
  title: title.trim(),
  fields: keysIn(keys),
});

/** The rules as they would be sent; a template nobody filled in is none. */
export function rulesOf({ perWeek, quiet, soloPeople, soloYuan, templates }: RulesDraft): PushRules {
  const filled = PushTemplate.options.filter((template) => !isBlank(templates[template]));
  return {
    ...{ perWeek, quiet, soloPeople, soloFen: Math.round(soloYuan * 100) },
    templates: Object.fromEntries(filled.map((template) => [template, factsOf(templates[template])])),
  };
}

/** A kind WeChat has: what it bounds, or takes from a list of its own. */
const isKnownField = (key: string): boolean =>
  fieldMax(key, "") !== undefined || ["const", "enum"].includes(kindOfField(key));

/** Templates that are not filled in as WeChat has them. */
export const faultsOf = ({ templates }: RulesDraft): PushTemplate[] =>
  PushTemplate.options.filter((template) => {
    const written = templates[template];
    if (isBlank(written)) return false;
    const facts = factsOf(written);
    const isTwice = new Set(facts.fields).size < facts.fields.length;
    return isTwice || !facts.fields.every(isKnownField) || !TemplateFacts.safeParse(facts).success;
  });

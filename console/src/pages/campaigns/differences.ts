// Where two plans differ, in words.
import { sentenceOf } from "@huike/shared/audience-sentence";
import type { CampaignContent, CampaignPlan } from "@huike/shared/campaign-plan";
import type { Language } from "../../text/language";
import type { Difference } from "../../ui/Conflict";
import { templateWords } from "../audiences/rule-words";
import { timeText, words } from "./words";

type Say = { readonly field: string; readonly text: (plan: CampaignPlan) => string };

const fieldsIn = (language: Language): readonly Say[] => [
  { field: words.name[language], text: ({ name }) => name },
  { field: words.kind[language], text: ({ content }) => words[content.kind][language] },
  { field: words.way[language], text: ({ content }) => contentText(content, language) },
  { field: words.sAudience[language], text: ({ audience }) => sentenceOf(audience)[language] },
  { field: words.sTime[language], text: ({ time }) => timeText(time, language) },
  { field: words.sHoldOut[language], text: ({ holdOutPermille }) => `${holdOutPermille / 10}%` },
];

/** The way, and what goes along it. */
export function contentText(content: CampaignContent, language: Language): string {
  const way = words[content.path][language];
  if (content.path === "wallet") return `${way} ${content.offerId}`;
  if (content.path === "notice") return `${way}：${content.title} / ${content.text}`;
  if (content.path === "service" || content.path === "mass") return `${way}：${content.text}`;
  const values = content.fields.map(({ key, value }) => `${key} ${value}`).join(" / ");
  return `${way} · ${templateWords[content.template][language]}：${values}`;
}

export const differences = (mine: CampaignPlan, theirs: CampaignPlan, language: Language): Difference[] =>
  fieldsIn(language)
    .map(({ field, text }) => ({ field, mine: text(mine), theirs: text(theirs) }))
    .filter((one) => one.mine !== one.theirs);

// The night's part in facts: of members it has just read, the tags their rules give, and every row that is not what the
// items say. What is wrong by a read that may be old is made anew from one that is not.
import { type AudienceRule, isInAudience, type MemberFacts, NestedRule } from "@huike/shared/audience";
import { sentenceOf } from "@huike/shared/audience-sentence";
import type { Env } from "../platform/env.ts";
import { getItems } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { type FactsRow, factsKey, packFacts } from "./facts.items.ts";
import { factsOf } from "./facts-of.ts";
import { type Listed, readLists } from "./read-lists.ts";
import { besides, type ConsentItem, consentKey, refreshFacts } from "./refresh-facts.ts";
import { segmentsNow } from "./show-segments.ts";
import { type TagMark, type TagsItem, tagMarks, tagsKey } from "./tags.items.ts";
import { writeTag } from "./write-tag.ts";

export type ReadMember = { readonly memberNo: string; readonly items: readonly Pick<Key, "sk">[] };

/** A row from so far in the future was not put by a clock that runs ahead. */
const AHEAD_MS = 60_000;
const RULES_AGE_MS = 60_000;

/** Answers how many rows were made anew. */
export async function keepFacts(env: Env, members: readonly ReadMember[]): Promise<number> {
  if (members.length === 0) return 0;
  const keys = members.flatMap(({ memberNo }) => [factsKey(memberNo), consentKey(memberNo)]);
  const found = await getItems<FactsRow & ConsentItem>(env.tables, keys, { table: "views" });
  const at = new Map(found.map((item) => [`${item.pk} ${item.sk}`, item]));
  const itemAt = ({ pk, sk }: Key) => at.get(`${pk} ${sk}`);
  const rules = await tagRules(env);
  let renewed = 0;
  for (const { memberNo, items } of members) {
    const beside = await besides(env, items, itemAt(consentKey(memberNo)));
    const facts = factsOf(memberNo, items, beside, env.nowMs());
    if (!facts) continue;
    const isTagged = await tagByRules(env, facts, items.find(({ sk }) => sk === tagsKey("").sk) as TagsItem, rules);
    const row = itemAt(factsKey(memberNo));
    const isAhead = row !== undefined && row.lvl > env.nowMs() + AHEAD_MS;
    if (!isTagged && !isAhead && row?.f === packFacts(facts)) continue;
    await refreshFacts(env, memberNo, isAhead ? row.lvl : undefined);
    renewed += 1;
  }
  return renewed;
}

type TagRule = { readonly tag: string; readonly seg: string; readonly ver: number; readonly rule: AudienceRule };
type TagRules = { readonly rules: readonly TagRule[]; readonly isListed: Listed };

/** Kept rules that give a tag; one whose list is not whole gives none. */
const tagRules = async (env: Env): Promise<TagRules> => {
  const known = await env.cache<TagRules>("tag rules", RULES_AGE_MS).get("all", async () => {
    const segments = (await segmentsNow(env)).filter(({ state, tag }) => state === "active" && tag !== undefined);
    const rules = segments.map(({ sk, ver, tag = "", rule }) => ({
      ...{ tag, seg: sk, ver, rule: NestedRule.parse(JSON.parse(rule)) },
    }));
    const isListed = await readLists(env, { is: "all", of: rules.map(({ rule }) => rule) });
    if (typeof isListed !== "function") throw new Error(`a kept rule names a list: ${isListed.error}`);
    return { rules, isListed };
  });
  if (!known) throw new Error("the rules of tags were read and are not there");
  return known;
};

/** Every tag that is not as the rules have it, by the facts before any of them; answers whether one was written. */
async function tagByRules(
  env: Env,
  facts: MemberFacts,
  item: TagsItem | undefined,
  { rules, isListed }: TagRules,
): Promise<boolean> {
  const at = { nowMs: env.nowMs(), isListed };
  const due = rules.filter(({ rule }) => isInAudience(rule, facts, at));
  const marks = tagMarks(item);
  const given = due.filter(({ tag }) => !marks.some((one) => one.tag === tag && (one.mark.on || !one.mark.seg)));
  const over = marks.filter(({ tag, mark }) => mark.on && mark.seg && !due.some((one) => one.tag === tag));
  const writes: [string, TagMark][] = [
    ...given.map(({ tag, seg, ver, rule }): [string, TagMark] => [
      tag,
      { on: true, at: at.nowMs, why: sentenceOf(rule).zh, seg, ver },
    ]),
    ...over.map(({ tag, mark }): [string, TagMark] => [tag, { ...mark, on: false, at: at.nowMs, why: NO_LONGER }]),
  ];
  let isWritten = false;
  for (const [tag, mark] of writes)
    isWritten = typeof (await writeTag(env, facts.memberNo, tag, mark)) === "object" || isWritten;
  return isWritten;
}

const NO_LONGER = "不再符合规则";

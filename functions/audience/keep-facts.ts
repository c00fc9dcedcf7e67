// The night's part in facts: of members it has just read, the tags their rules give, and every row that is not what the
// items say. What is wrong by a read that may be old is made anew from one that is not.
import { type AudienceRule, isInAudience, type MemberFacts } from "@huike/shared/audience";
import { sentenceOf } from "@huike/shared/audience-sentence";
import type { Env } from "../platform/env.ts";
import { logFailure } from "../platform/log.ts";
import { getItems } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { type FactsRow, factsKey, packFacts } from "./facts.items.ts";
import { factsOf } from "./facts-of.ts";
import { type Listed, readLists } from "./read-lists.ts";
import { besides, type ConsentItem, consentKey, refreshFacts } from "./refresh-facts.ts";
import { ruleOf, type SegmentItem } from "./segment.items.ts";
import { segmentsNow } from "./show-segments.ts";
import { type TagMark, type TagsItem, tagMarks, tagsKey } from "./tags.items.ts";
import { writeTag } from "./write-tag.ts";

export type ReadMember = { readonly memberNo: string; readonly items: readonly Pick<Key, "sk">[] };

/** A row from so far in the future was not put by a clock that runs ahead. */
const AHEAD_MS = 60_000;
const RULES_AGE_MS = 60_000;

/** Answers how many rows were made anew. A member whose facts cannot be made is logged and keeps nobody else from theirs. */
export async function keepFacts(env: Env, members: readonly ReadMember[]): Promise<number> {
  if (members.length === 0) return 0;
  const keys = members.flatMap(({ memberNo }) => [factsKey(memberNo), consentKey(memberNo)]);
  const found = await getItems<FactsRow & ConsentItem>(env.tables, keys, { table: "views" });
  const at = new Map(found.map((item) => [`${item.pk} ${item.sk}`, item]));
  const itemAt: ItemAt = ({ pk, sk }) => at.get(`${pk} ${sk}`);
  const rules = await tagRules(env);
  let renewed = 0;
  for (const member of members) {
    try {
      if (await keepOne(env, member, itemAt, rules)) renewed += 1;
    } catch (cause) {
      logFailure("nightly", cause);
    }
  }
  return renewed;
}

type ItemAt = (key: Key) => (FactsRow & ConsentItem) | undefined;

/** Answers whether the row was made anew. */
async function keepOne(env: Env, { memberNo, items }: ReadMember, itemAt: ItemAt, rules: TagRules): Promise<boolean> {
  const beside = await besides(env, items, itemAt(consentKey(memberNo)));
  const facts = factsOf(memberNo, items, beside, env.nowMs());
  if (!facts) return false;
  const isTagged = await tagByRules(env, facts, items.find(({ sk }) => sk === tagsKey("").sk) as TagsItem, rules);
  const row = itemAt(factsKey(memberNo));
  const isAhead = row !== undefined && row.lvl > env.nowMs() + AHEAD_MS;
  if (!isTagged && !isAhead && row?.f === packFacts(facts)) return false;
  await refreshFacts(env, memberNo, isAhead ? row.lvl : undefined);
  return true;
}

type TagRule = {
  readonly tag: string;
  readonly seg: string;
  readonly ver: number;
  readonly rule: AudienceRule;
  readonly isListed: Listed;
};
/** `held`: kept rules that cannot be asked tonight. */
type TagRules = { readonly rules: readonly TagRule[]; readonly held: ReadonlySet<string> };

/** Kept rules that give a tag; one whose list is not whole, or which cannot be read, gives none tonight and takes none. */
const tagRules = async (env: Env): Promise<TagRules> => {
  const known = await env.cache<TagRules>("tag rules", RULES_AGE_MS).get("all", async () => {
    const rules: TagRule[] = [];
    const held = new Set<string>();
    for (const segment of await segmentsNow(env)) {
      if (segment.state !== "active" || segment.tag === undefined) continue;
      try {
        rules.push(await tagRuleOf(env, segment.tag, segment));
      } catch (cause) {
        logFailure("nightly", cause);
        held.add(segment.sk);
      }
    }
    return { rules, held };
  });
  if (!known) throw new Error("the rules of tags were read and are not there");
  return known;
};

async function tagRuleOf(env: Env, tag: string, segment: SegmentItem & Key): Promise<TagRule> {
  const rule = ruleOf(segment);
  const isListed = await readLists(env, rule);
  if (typeof isListed !== "function") throw new Error(`the kept rule ${segment.sk} names a list: ${isListed.error}`);
  return { tag, seg: segment.sk, ver: segment.ver, rule, isListed };
}

/** Every tag that is not as the rules have it, by the facts before any of them; answers whether one was written. */
async function tagByRules(
  env: Env,
  facts: MemberFacts,
  item: TagsItem | undefined,
  { rules, held }: TagRules,
): Promise<boolean> {
  const nowMs = env.nowMs();
  const due = rules.filter(({ rule, isListed }) => isInAudience(rule, facts, { nowMs, isListed }));
  const marks = tagMarks(item);
  const given = due.filter(({ tag }) => !marks.some((one) => one.tag === tag && (one.mark.on || !one.mark.seg)));
  const isOver = ({ tag, mark: { on, seg } }: (typeof marks)[number]): boolean =>
    on && seg !== undefined && !held.has(seg) && !due.some((one) => one.tag === tag);
  const over = marks.filter(isOver);
  const writes: [string, TagMark][] = [
    ...given.map(({ tag, seg, ver, rule }): [string, TagMark] => [
      tag,
      { on: true, at: nowMs, why: sentenceOf(rule).zh, seg, ver },
    ]),
    ...over.map(({ tag, mark }): [string, TagMark] => [tag, { ...mark, on: false, at: nowMs, why: NO_LONGER }]),
  ];
  let isWritten = false;
  for (const [tag, mark] of writes)
    isWritten = typeof (await writeTag(env, facts.memberNo, tag, mark)) === "object" || isWritten;
  return isWritten;
}

const NO_LONGER = "不再符合规则";

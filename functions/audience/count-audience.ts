// How many members a rule is for, asked of every member's row: shards are read side by side, so many at once that the
// answer comes while an operator still looks at the rule.
import { type AskedAt, type AudienceRule, isInAudience, type MemberFacts } from "@huike/shared/audience";
import { type CountAudience, SAMPLES_MAX, type Sample } from "@huike/shared/audience-calls";
import { sentenceOf } from "@huike/shared/audience-sentence";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { storeOf } from "../store/read-store.ts";
import { FACT_SHARDS } from "./facts.items.ts";
import { memberLine } from "./member-line.ts";
import { namesIn } from "./names-in.ts";
import { readLists } from "./read-lists.ts";
import { readFacts } from "./walk-audience.ts";

const AT_ONCE = 8;

export async function countAudience(
  _caller: unknown,
  { rule }: RequestOf<typeof CountAudience>,
  env: Env,
): Promise<Result<ResponseOf<typeof CountAudience>, ErrorOf<typeof CountAudience>>> {
  const isListed = await readLists(env, rule);
  if (typeof isListed !== "function") return isListed;
  const at: AskedAt = { nowMs: env.nowMs(), isListed };
  const [counted, nameOf] = await Promise.all([countAll(env, rule, at), namesIn(env, rule)]);
  const { all, members, reply, byTemplate, samples } = counted;
  return ok({
    asOfMs: at.nowMs,
    sentence: sentenceOf(rule, nameOf),
    all,
    members,
    reach: {
      wallet: members,
      reply,
      templates: [...byTemplate].sort().map(([template, count]) => ({ template, members: count })),
    },
    samples: await Promise.all(samples.map((facts) => sampleOf(env, facts, at.nowMs))),
  });
}

type Counted = {
  all: number;
  members: number;
  reply: number;
  byTemplate: Map<string, number>;
  samples: MemberFacts[];
};

async function countAll(env: Env, rule: AudienceRule, at: AskedAt): Promise<Counted> {
  const counted: Counted = { all: 0, members: 0, reply: 0, byTemplate: new Map(), samples: [] };
  let next = 0;
  const worker = async () => {
    for (let shard = next++; shard < FACT_SHARDS; shard = next++) await countShard(env, shard, rule, at, counted);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  // Numbers are drawn at random: the lowest are as good as any, and the same when it is counted again.
  counted.samples.sort((a, b) => Number(a.memberNo) - Number(b.memberNo)).splice(SAMPLES_MAX);
  return counted;
}

async function countShard(env: Env, shard: number, rule: AudienceRule, at: AskedAt, counted: Counted): Promise<void> {
  const samples: MemberFacts[] = [];
  let after: string | undefined;
  do {
    const page = await readFacts(env, { shard, after });
    const found = page.facts.filter((facts) => isInAudience(rule, facts, at));
    counted.all += page.facts.length;
    counted.members += found.length;
    for (const facts of found) addReach(counted, facts, at.nowMs);
    // A shard is in the order of its numbers: what is not among its first is not among the lowest of all.
    samples.push(...found.slice(0, SAMPLES_MAX - samples.length));
    after = page.after;
  } while (after !== undefined);
  counted.samples.push(...samples);
}

function addReach(counted: Counted, { replyUntilMs = 0, consents }: MemberFacts, nowMs: number): void {
  if (replyUntilMs > nowMs) counted.reply += 1;
  for (const [template, n] of Object.entries(consents)) {
    if (n > 0) counted.byTemplate.set(template, (counted.byTemplate.get(template) ?? 0) + 1);
  }
}

async function sampleOf(env: Env, facts: MemberFacts, nowMs: number): Promise<Sample> {
  const { memberNo, level, joinedDay, storeId, lastVisitDay, visits, fen } = memberLine(facts, undefined, nowMs);
  const store = storeId === undefined ? undefined : await storeOf(env, storeId);
  return {
    ...{ memberTail: memberNo.slice(-4), level, joinedDay, visits, fen },
    ...(store ? { storeName: store.name } : {}),
    ...(lastVisitDay === undefined ? {} : { lastVisitDay }),
  };
}

// Goes once a night through everything that must agree, and through every member.
//
//   stocks      each stock by itself: numbers taken and left are the stock and what came back
//   visit       a scan of the sources: members are visited (visit-member.ts), numbers counted, rows held against sources;
//               at its end each offer knows what became of its coupons (tally-coupons.ts)
//   rows        a scan of the rows: each has a source
//   settle      ten minutes, when something seemed wrong: what was read may have been old, or amid a change
//   look_again  is it still wrong, and in the same way? then it is found
//   recount     the same for numbers, which only a scan can tell
//   mend        what is derived is made anew from its source
//
// A run does as much as it has time for and saves; the next tick goes on from there. Whatever a step does to the tables
// it does once, however often it is made: a run that is cut or doubled repeats a step and changes nothing.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Finding } from "@huike/shared/reconciliation";
import type { Env } from "../platform/env.ts";
import { logNight } from "../platform/log.ts";
import { attributes, fields, type Item } from "../platform/table.ts";
import { type FoundRow, ROWS, strayRows } from "../projection/row-faults.ts";
import type { Source } from "../projection/rows-of.ts";
import { countFaults, offersOf, openCounts } from "./count-numbers.ts";
import { asText, isOfNumbers, lookAgain } from "./look-again.ts";
import { type Looked, lookAtSources, rowFinding, SOURCES } from "./look-at-sources.ts";
import { inMendingOrder, mendSome } from "./mend.ts";
import { roundOfTonight, saveRound } from "./night-round.ts";
import { readStocks } from "./read-stocks.ts";
import { openRecount, recounted, recountSome } from "./recount.ts";
import { type Bounds, scanTable } from "./scan-table.ts";
import { putTallies, tallied } from "./tally-coupons.ts";
import { type ReportItem, reportKey, type WalkItem, type WalkPhase, walkKey } from "./walk.items.ts";

export const LOOK_AGAIN_MS = 600_000;
/** Were they all cards, a page's visits still fit into the time that is kept for a last one. */
const PAGE_ITEMS = 1_000;
/** With its suspects the walk's item stays below DynamoDB's 400 KB. */
const SUSPECTS_MAX = 400;
const AGAIN_PER_SAVE = 50;
const KEPT_DAYS = 400;

/** Carries this night's walk on as far as there is time, and tells where it stands. */
export async function reconcile(env: Env, bounds: Bounds): Promise<WalkPhase> {
  let walk = await walkOfTonight(env);
  while (walk.phase !== "over" && bounds.hasTime()) {
    if (walk.phase === "settle" && env.nowMs() < (walk.looked ?? 0) + LOOK_AGAIN_MS) break;
    const next = await steps[walk.phase](env, walk, { pageItems: PAGE_ITEMS, ...bounds });
    if (next.phase === "over") await putReport(env, next);
    if (!(await saveRound(env, walkKey, walk, next))) break;
    walk = { ...next, ver: walk.ver + 1 };
    if (walk.phase === "over") logNight(walk);
  }
  return walk.phase;
}

const walkOfTonight = (env: Env): Promise<WalkItem> =>
  roundOfTonight<WalkItem>(env, walkKey, {
    ...{ phase: "stocks", began: env.nowMs(), suspects: [], more: 0, findings: [], mended: 0, counts: {}, holders: {} },
    ...{ members: 0, rows: 0, offers: 0, ended: 0, reviewed: 0, tallies: {} },
  });

type Step = (env: Env, walk: WalkItem, bounds: Bounds) => Promise<WalkItem>;

const steps: Record<Exclude<WalkPhase, "over">, Step> = {
  stocks: async (env, walk) => {
    const { offers, findings, numbers } = await readStocks(env);
    const counts = openCounts(numbers, walk.day);
    return { ...walk, offers, counts, findings: findings.slice(0, SUSPECTS_MAX), phase: "visit" };
  },
  visit: visitSome,
  rows: rowsSome,
  settle: async (_, walk) => ({ ...walk, phase: "look_again" }),
  look_again: lookAgainSome,
  recount: async (env, walk, bounds) => {
    const { from, holders } = await recountSome(env, walk, bounds);
    if (from) return { ...walk, from, holders };
    const found = recounted({ counts: walk.counts, holders }, walk.suspects);
    return { ...atStart(walk), ...toMend([...walk.findings, ...found]) };
  },
  mend: async (env, walk) => {
    const mended = walk.mended + AGAIN_PER_SAVE;
    const tried = await mendSome(env, walk.findings.slice(walk.mended, mended), walk.began);
    const findings = [...walk.findings.slice(0, walk.mended), ...tried, ...walk.findings.slice(mended)];
    return { ...walk, findings, mended, phase: mended < findings.length ? "mend" : "over" };
  },
};

/** What a phase leaves to the next. */
const atStart = ({ from: _, ...walk }: WalkItem): WalkItem => walk;

async function visitSome(env: Env, walk: WalkItem, bounds: Bounds): Promise<WalkItem> {
  const looks: Looked[] = [];
  let { tallies } = walk;
  const scanning = { ...bounds, table: "app", filter: SOURCES, isConsistent: false, from: walk.from } as const;
  const from = await scanTable(env, scanning, async (items) => {
    const sources = items.map((item) => fields<Source>(item));
    looks.push(await lookAtSources(env, sources, walk));
    tallies = tallied(tallies, sources, walk.began);
  });
  const visits = looks.flatMap((look) => look.visits);
  const next = {
    ...withSuspects(
      walk,
      looks.flatMap((look) => look.suspects),
    ),
    tallies,
    members: walk.members + visits.length,
    ended: visits.reduce((sum, { ended }) => sum + ended, walk.ended),
    reviewed: walk.reviewed + visits.filter(({ isReviewed }) => isReviewed).length,
    findings: [...walk.findings, ...looks.flatMap((look) => look.findings)].slice(0, SUSPECTS_MAX),
  };
  if (from) return { ...next, from };
  await putTallies(env, tallies, offersOf(walk.counts), walk.began);
  const numbers = countFaults(walk.counts);
  return { ...atStart(withSuspects(next, numbers)), ...openRecount(walk.counts, numbers), tallies: {}, phase: "rows" };
}

async function rowsSome(env: Env, walk: WalkItem, bounds: Bounds): Promise<WalkItem> {
  const suspects: Finding[] = [];
  let rows = walk.rows;
  const from = await scanTable(
    env,
    {
      ...bounds,
      ...{ table: "views", isConsistent: false, from: walk.from, only: "pk, sk, #at, #ttl" },
      ...{ names: { "#at": "at", "#ttl": "ttl" } },
      filter: { expression: "begins_with(pk, :rows)", values: { ":rows": ROWS } },
    },
    async (items) => {
      const found = items.map((item) => fields<FoundRow>(item));
      rows += found.length;
      suspects.push(...(await strayRows(env, found, { consistent: false })).map(rowFinding));
    },
  );
  const next = { ...withSuspects(walk, suspects), rows };
  if (from) return { ...next, from };
  if (next.suspects.length > 0) return { ...atStart(next), phase: "settle", looked: env.nowMs() };
  return { ...atStart(next), ...toMend(next.findings) };
}

function withSuspects(walk: WalkItem, suspects: readonly Finding[]): WalkItem {
  const all = [...walk.suspects, ...suspects];
  return {
    ...walk,
    suspects: all.slice(0, SUSPECTS_MAX),
    more: walk.more + Math.max(0, all.length - SUSPECTS_MAX),
  };
}

/** Of some suspects: what is still wrong, in the same way, is found. Numbers wait for their own look. */
async function lookAgainSome(env: Env, walk: WalkItem): Promise<WalkItem> {
  const numbers = walk.suspects.filter(isOfNumbers);
  const waiting = walk.suspects.filter((one) => !isOfNumbers(one));
  const some = waiting.slice(0, AGAIN_PER_SAVE);
  const { seen, ended, reviewed } = await lookAgain(env, some, walk.began);
  const findings = [...walk.findings, ...some.filter((one) => seen.has(asText(one)))];
  const left = waiting.slice(AGAIN_PER_SAVE);
  const next = {
    ...{ ...walk, findings, suspects: [...left, ...numbers] },
    ...{ ended: walk.ended + ended, reviewed: walk.reviewed + reviewed },
  };
  if (left.length > 0) return next;
  return numbers.length > 0 ? { ...next, phase: "recount" } : { ...next, ...toMend(findings) };
}

const toMend = (findings: readonly Finding[]) => ({
  ...{ findings: inMendingOrder(findings), suspects: [], counts: {}, holders: {} },
  phase: findings.length > 0 ? ("mend" as const) : ("over" as const),
});

/** Before the walk is over: a run that is cut in between puts the same report again. */
async function putReport(env: Env, walk: WalkItem): Promise<void> {
  const { day, began, findings, more, members, rows, offers, ended, reviewed } = walk;
  const ttl = Math.floor(began / 1000) + KEPT_DAYS * 86_400;
  const report: ReportItem = { ...reportKey(day), began, findings, more, members, rows, offers, ended, reviewed, ttl };
  await env.tables.client.send(new PutItemCommand({ TableName: env.tables.views, Item: attributes(report as Item) }));
}

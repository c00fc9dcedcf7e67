// Visits every member once a night.
//
//   visit       a scan finds the cards; each member is visited (visit-member.ts)
//   settle      ten minutes, when something seemed wrong: what was read may have been old, or amid a change
//   look_again  is it still wrong, and the same? then it is reported
//
// A run does as much as it has time for and saves; the next tick goes on from there. What a visit does, it does once
// however often it is made; so a run that is cut or doubled repeats visits and changes nothing.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Finding } from "@huike/shared/reconciliation";
import { cardKey } from "../member/card.items.ts";
import type { Env } from "../platform/env.ts";
import { logNight } from "../platform/log.ts";
import { attributes, type Item } from "../platform/table.ts";
import { roundOfTonight, saveRound } from "./night-round.ts";
import { type Bounds, scanTable } from "./scan-table.ts";
import { type Visit, visitAgain, visitMember } from "./visit-member.ts";
import { type Done, type ReportItem, reportKey, type WalkItem, type WalkPhase, walkKey } from "./walk.items.ts";

export const LOOK_AGAIN_MS = 600_000;
/** Were they all cards, a page's visits still fit into the time that is kept for a last one. */
const PAGE_ITEMS = 1_000;
const AT_ONCE = 8;
/** With its suspects the walk's item stays well below DynamoDB's 400 KB. */
const SUSPECTS_MAX = 500;
const AGAIN_PER_SAVE = 100;
const KEPT_DAYS = 400;

/** Carries this night's walk on as far as there is time, and tells where it stands. */
export async function walkMembers(env: Env, bounds: Bounds): Promise<WalkPhase> {
  let walk = await walkOfTonight(env);
  while (walk.phase !== "over" && bounds.hasTime()) {
    if (walk.phase === "settle" && env.nowMs() < (walk.looked ?? 0) + LOOK_AGAIN_MS) break;
    const next = await step(env, walk, bounds);
    if (next.phase === "over") await putReport(env, next);
    if (!(await saveRound(env, walkKey, walk, next))) break;
    walk = { ...next, ver: walk.ver + 1 };
    if (walk.phase === "over") logNight(walk);
  }
  return walk.phase;
}

const walkOfTonight = (env: Env): Promise<WalkItem> =>
  roundOfTonight<WalkItem>(env, walkKey, {
    ...{ phase: "visit", began: env.nowMs(), suspects: [], more: 0, findings: [] },
    ...{ members: 0, ended: 0, reviewed: 0 },
  });

function step(env: Env, walk: WalkItem, bounds: Bounds): Promise<WalkItem> | WalkItem {
  if (walk.phase === "visit") return visitSome(env, walk, bounds);
  if (walk.phase === "settle") return { ...walk, phase: "look_again" };
  return lookAgain(env, walk);
}

async function visitSome(env: Env, walk: WalkItem, bounds: Bounds): Promise<WalkItem> {
  const filter = { expression: "sk = :card", values: { ":card": cardKey("").sk } };
  const scanned = { table: "app", only: "pk", filter, isConsistent: false, from: walk.from } as const;
  const visits: Visit[] = [];
  const from = await scanTable(env, { pageItems: PAGE_ITEMS, ...bounds, ...scanned }, async (items) => {
    const members = items.map((item) => memberOf(item.pk?.S ?? ""));
    visits.push(...(await eachOf(members, (memberNo) => visitMember(env, memberNo, walk.began))));
  });
  const { from: _, ...rest } = walk;
  const seen = [...walk.suspects, ...visits.flatMap(({ findings }) => findings)];
  const next = {
    ...rest,
    ...sum(walk, visits),
    members: walk.members + visits.length,
    suspects: seen.slice(0, SUSPECTS_MAX),
    more: walk.more + Math.max(0, seen.length - SUSPECTS_MAX),
  };
  if (from) return { ...next, from };
  return { ...next, phase: next.suspects.length > 0 ? "settle" : "over", looked: env.nowMs() };
}

/** Of some suspects: what is still wrong, in the same way, is a finding. */
async function lookAgain(env: Env, walk: WalkItem): Promise<WalkItem> {
  const subjects = new Set([...new Set(walk.suspects.map(({ of }) => of))].slice(0, AGAIN_PER_SAVE));
  const visits = await eachOf([...subjects], (of) => visitAgain(env, memberOf(of), walk.began));
  const again = new Set(visits.flatMap(({ findings }) => findings).map(asText));
  const left = walk.suspects.filter(({ of }) => !subjects.has(of));
  const still = walk.suspects.filter((one) => subjects.has(one.of) && again.has(asText(one)));
  return {
    ...walk,
    ...sum(walk, visits),
    suspects: left,
    findings: [...walk.findings, ...still],
    phase: left.length > 0 ? "look_again" : "over",
  };
}

const memberOf = (pk: string): string => pk.slice(cardKey("").pk.length);
const asText = ({ what, of, item, expected, found }: Finding): string =>
  JSON.stringify([what, of, item, expected, found]);

const sum = ({ ended, reviewed }: Pick<Done, "ended" | "reviewed">, visits: readonly Visit[]) => ({
  ended: visits.reduce((all, visit) => all + visit.ended, ended),
  reviewed: reviewed + visits.filter(({ isReviewed }) => isReviewed).length,
});

/** So many at once, all of them in the end. */
async function eachOf(things: readonly string[], visit: (thing: string) => Promise<Visit>): Promise<Visit[]> {
  const visits: Visit[] = [];
  const waiting = things.values();
  const worker = async () => {
    for (const thing of waiting) visits.push(await visit(thing));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return visits;
}

/** Before the walk is over: a run that is cut in between puts the same report again. */
async function putReport(env: Env, { day, began, findings, more, members, ended, reviewed }: WalkItem): Promise<void> {
  const ttl = Math.floor(began / 1000) + KEPT_DAYS * 86_400;
  const report: ReportItem = { began, findings, more, members, ended, reviewed, ttl };
  await env.tables.client.send(
    new PutItemCommand({
      TableName: env.tables.views,
      Item: attributes({ ...reportKey(day), ...(report as Item) }),
    }),
  );
}

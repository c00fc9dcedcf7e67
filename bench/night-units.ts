// The night: what a member costs. First the visit, against the three use cases called one by one; then everything, rows
// and numbers too, of a street where nothing is wrong.
import { reconcile } from "../functions/nightly/reconcile.ts";
import { visitMember } from "../functions/nightly/visit-member.ts";
import { checkMember } from "../functions/points/check-member.ts";
import { expirePoints } from "../functions/points/expire-points.ts";
import { reviewTier } from "../functions/points/review-tier.ts";
import { numberOf } from "../functions/testing/chain.ts";
import { RandomLife } from "../functions/testing/random-life.ts";
import { seededRandom } from "../functions/testing/seeded-random.ts";
import { openBench } from "./bench-chain.ts";
import { type Row, row } from "./row.ts";
import type { Passed } from "./wire-meter.ts";

const PEOPLE = 20;

export async function measureNightUnits(): Promise<Row[]> {
  const { chain, meter, stop } = await openBench();
  const life = new RandomLife(chain, seededRandom(7));
  await life.open();
  const members: string[] = [];
  for (let i = 0; i < PEOPLE; i++) members.push(numberOf(await life.member()));
  await life.stream();
  chain.nowMs += 3_600_000;
  const { env, nowMs } = chain;
  const metered = async (work: () => Promise<unknown>): Promise<Passed> => {
    meter.take();
    await work();
    return meter.take();
  };
  const eachMember = (work: (memberNo: string) => Promise<unknown>) =>
    metered(async () => {
      for (const memberNo of members) await work(memberNo);
    });
  const oneByOne = await eachMember(async (memberNo) => {
    await expirePoints(env, memberNo, nowMs);
    await reviewTier(env, memberNo, nowMs);
    await checkMember(env, memberNo);
  });
  const visits = await eachMember((memberNo) => visitMember(env, memberNo, nowMs));
  const sources = (await chain.items()).filter(({ ev }) => ev).length;
  const rows = (await chain.items("views")).length;
  const all = await metered(() => reconcile(env, { hasTime: () => true }));
  const walked = (await chain.items()).filter(({ sk }) => sk?.S === "CARD").length;
  await stop();

  const anchor = "expiry, review and check called one by one";
  const versus = (id: string, what: string, value: number, anchorValue: number, unit: string, goal: number) =>
    row({
      ...{ id, what, value, unit, anchor, anchorValue, goal: `≤ ${goal}` },
      isMet: (measured) => measured.value <= goal,
    });
  const each = (value: number, count: number) => value / count;
  return [
    versus(
      "night.visit.calls",
      "night, a member's visit: calls",
      each(visits.calls, PEOPLE),
      each(oneByOne.calls, PEOPLE),
      "calls",
      2,
    ),
    versus(
      "night.visit.rcu",
      "night, a member's visit: read units",
      each(visits.readUnits, PEOPLE),
      each(oneByOne.readUnits, PEOPLE),
      "RCU",
      1,
    ),
    row({
      ...{ id: "night.item.rcu", what: "night, all of it, a source or row: read units", unit: "RCU" },
      value: each(all.readUnits - each(visits.readUnits, PEOPLE) * walked, sources + rows),
      ...{ anchor: "one 4 KB eventually consistent read", anchorValue: 0.5, goal: "≤ 0.5" },
      isMet: ({ value }) => value <= 0.5,
    }),
  ];
}

// What the projector writes for a scan, a claim and a redemption with an amount, and how much of it are marks of where rows
// land: one after the other with minutes between, as in a quiet shop, and twenty at once in one shop, as in a rush.
import { RecordTouch } from "@huike/shared/member";
import { tableCard } from "@huike/shared/scan";
import { OpenShift } from "@huike/shared/staff";
import type { ClerkOnShift, Person } from "../functions/testing/chain.ts";
import { makeId } from "../functions/testing/made-up.ts";
import { Stream } from "../functions/testing/stream.ts";
import { type Bench, openBench } from "./bench-chain.ts";
import { type Row, row } from "./row.ts";

const QUIET = 4;
const BUSY = 20;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

type Units = { readonly all: number; readonly marks: number };
type Act = (member: Person) => Promise<unknown>;

export async function measureProjectorUnits(): Promise<Row[]> {
  const bench = await openBench();
  const { chain } = bench;
  const stream = new Stream(chain);
  const storeId = await chain.shop();
  const offerId = await chain.offer();
  const [scene, poster] = [await chain.channel({ storeId, offerId }), await chain.channel({ storeId, offerId })];
  let clerk = await chain.clerkOnShift(storeId);
  let members: Person[] = [];
  for (let i = 0; i < QUIET + BUSY; i++) members.push(await chain.member(scene));
  const redeem: Act = async (member) => {
    const coupon = { offerId, n: 1, round: 0, version: 1 } as Awaited<ReturnType<typeof chain.coupon>>;
    const answer = await chain.redeem(clerk, { ...(await chain.visit(clerk, member, coupon)), amountFen: 12_000 });
    if (answer.status !== 200) throw new Error(`redeem: ${answer.error}`);
  };
  const measured = async (name: string, act: Act) => [
    ...rowsOf(`${name}.quiet`, `${name} in a quiet shop`, await oneByOne(bench, stream, members.slice(0, QUIET), act)),
    ...rowsOf(`${name}.busy`, `${name}, ${BUSY} at once`, await atOnce(bench, stream, members.slice(QUIET), act)),
  ];
  const scans = await measured("scan", (member) => chain.must(RecordTouch, { scene: poster }, member));
  const claims = await measured("claim", (member) => chain.coupon(member, offerId));
  // A coupon is used on another day than it was claimed.
  chain.nowMs += DAY_MS;
  members = await Promise.all(members.map(({ phone }) => chain.signIn(phone)));
  clerk = { ...clerk, ...(await chain.signIn(clerk.phone)) } as ClerkOnShift;
  await chain.must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(storeId) }, clerk);
  const redemptions = await measured("redemption", redeem);
  await bench.stop();
  return [...scans, ...claims, ...redemptions];
}

async function oneByOne(bench: Bench, stream: Stream, members: readonly Person[], act: Act): Promise<Units> {
  await stream.flow();
  const sum = { all: 0, marks: 0 };
  for (const member of members) {
    bench.chain.nowMs += MINUTE_MS;
    await act(member);
    const { all, marks } = await written(bench, stream);
    sum.all += all / members.length;
    sum.marks += marks / members.length;
  }
  return sum;
}

async function atOnce(bench: Bench, stream: Stream, members: readonly Person[], act: Act): Promise<Units> {
  bench.chain.nowMs += MINUTE_MS;
  for (const member of members) await act(member);
  const { all, marks } = await written(bench, stream);
  return { all: all / members.length, marks: marks / members.length };
}

/** By the projector, until nothing changes any more. */
async function written({ meter }: Bench, stream: Stream): Promise<Units> {
  meter.take();
  await stream.flow();
  const { writeUnits, writtenTo } = meter.take();
  const marks = [...writtenTo].filter(([key]) => key.startsWith("MARKS1"));
  return { all: writeUnits, marks: marks.reduce((sum, [, units]) => sum + units, 0) };
}

function rowsOf(id: string, what: string, { all, marks }: Units): Row[] {
  const isQuiet = id.endsWith("quiet");
  return [
    row({
      ...{ id: `project.${id}.wcu`, what: `projector, ${what}: write units`, value: all, unit: "WCU" },
      ...{ anchor: "without marks", anchorValue: all - marks, goal: isQuiet ? "one more" : "≤ 1.1×" },
      isMet: ({ value, ratio }) => (isQuiet ? value - (all - marks) <= 1 : ratio <= 1.1),
    }),
  ];
}

// What a run brought: everybody it was for is looked at again, those held out too, for their sales since it began. The
// sums of each chunk are kept under its number, so that a piece may be done twice and the whole cut anywhere.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { CampaignPlan } from "@huike/shared/campaign-plan";
import { type CampaignResult, type MeasureCampaign, WINDOW_DAYS } from "@huike/shared/campaign-result";
import { businessDay, DAY_MS } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import {
  type Arm,
  addMember,
  earnedOf,
  emptyArm,
  spendLift,
  spendSentence,
  sumArms,
  verdictOf,
  visitLift,
  visitSentence,
} from "@huike/shared/lift";
import type { CouponItem } from "../coupon/coupon.items.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { attributes, type Item } from "../platform/table.ts";
import type { SaleItem } from "../sale/sale.items.ts";
import {
  type ChunkItem,
  chunkKeyOf,
  grantOfRun,
  measuredKey,
  numberOfChunk,
  planOf,
  rowEndsAtS,
  runPk,
  unpackMembers,
} from "./campaign.items.ts";
import { isHeldOut } from "./hold-out.ts";
import { readCampaign } from "./move-run.ts";

const PIECE_MS = 5_000;
const AT_ONCE = 25;
/** While the window lasts, what was counted is good for so long. */
const FRESH_MS = 3_600_000;

type Sums = { sent: Arm; held: Arm; redeemed: number; costFen: number };
type MeasuredItem = Sums & { sk: string; at: number };
/** A run, and the stretch of time that counts for it. */
type Window = {
  readonly campaignId: string;
  readonly run: number;
  readonly plan: CampaignPlan;
  readonly fromMs: number;
  readonly untilMs: number;
};

const emptySums = (): Sums => ({ sent: emptyArm(), held: emptyArm(), redeemed: 0, costFen: 0 });
const addSums = (a: Sums, b: Sums): Sums => ({
  sent: sumArms(a.sent, b.sent),
  held: sumArms(a.held, b.held),
  redeemed: a.redeemed + b.redeemed,
  costFen: a.costFen + b.costFen,
});

export async function measureCampaign(
  _: Member,
  { campaignId, run: runNo }: RequestOf<typeof MeasureCampaign>,
  env: Env,
): Promise<Result<ResponseOf<typeof MeasureCampaign>, ErrorOf<typeof MeasureCampaign>>> {
  const run = Number(runNo);
  const item = await readCampaign(env, campaignId);
  if (!item) return refused("campaign_unknown");
  const first = await getItem<ChunkItem>(env.tables, chunkKeyOf(campaignId, run, 0), { table: "views" });
  if (first?.began === undefined) return refused("campaign_not_running");
  const window = {
    campaignId,
    run,
    plan: planOf(item),
    fromMs: first.began,
    untilMs: first.began + WINDOW_DAYS * DAY_MS,
  };
  const endsAtMs = env.nowMs() + PIECE_MS;
  const chunks = await chunksOf(env, campaignId, run);
  const measured = await measuredOf(env, campaignId, run);
  for (const chunk of chunks) {
    const before = measured.get(chunk);
    if (before && isGood(before, window.untilMs, env.nowMs())) continue;
    measured.delete(chunk);
    if (env.nowMs() >= endsAtMs) continue;
    measured.set(chunk, await measureChunk(env, window, chunk));
  }
  const counted = { measured: measured.size, chunks: chunks.length };
  if (measured.size < chunks.length) return ok(counted);
  const sums = [...measured.values()].reduce<Sums>(addSums, emptySums());
  return ok({ ...counted, result: resultOf(sums, window.fromMs, Math.min(window.untilMs, env.nowMs())) });
}

/** What was counted after the window is over stands for good. */
const isGood = ({ at }: MeasuredItem, untilMs: number, nowMs: number): boolean => at > untilMs || nowMs - at < FRESH_MS;

async function chunksOf(env: Env, campaignId: string, run: number): Promise<number[]> {
  const range = { pk: runPk(campaignId, run), from: "CHP#", to: "CHP#~" };
  return (await queryRange<{ sk: string }>(env.tables, range, { table: "views" })).map(({ sk }) => numberOfChunk(sk));
}

async function measuredOf(env: Env, campaignId: string, run: number): Promise<Map<number, MeasuredItem>> {
  const range = { pk: runPk(campaignId, run), from: "RES#", to: "RES#~" };
  const items = await queryRange<MeasuredItem>(env.tables, range, { table: "views", consistent: true });
  return new Map(items.map((item) => [numberOfChunk(item.sk), item]));
}

async function measureChunk(env: Env, window: Window, chunk: number): Promise<MeasuredItem> {
  const { campaignId, run } = window;
  const item = await getItem<ChunkItem>(env.tables, chunkKeyOf(campaignId, run, chunk), { table: "views" });
  const memberNos = item ? unpackMembers(item.mbrs) : [];
  let sums = emptySums();
  for (let i = 0; i < memberNos.length; i += AT_ONCE) {
    const some = memberNos.slice(i, i + AT_ONCE);
    for (const one of await Promise.all(some.map((memberNo) => measureMember(env, window, memberNo)))) {
      sums = addSums(sums, one);
    }
  }
  const at = env.nowMs();
  const key = measuredKey(campaignId, run, chunk);
  const measured = { ...key, ...sums, at, ttl: rowEndsAtS(at) };
  await env.tables.client.send(
    new PutItemCommand({ TableName: env.tables.views, Item: attributes(measured as unknown as Item) }),
  );
  return measured;
}

/** A visit is a business day with a sale that stands; what was spent is what was to be paid. */
async function measureMember(env: Env, window: Window, memberNo: string): Promise<Sums> {
  const pk = `MBR#${memberNo}`;
  const all = await queryRange<SaleItem>(env.tables, { pk, from: "SAL#", to: "SAL#~" });
  const sales = all.filter(({ st, at }) => st === "s" && at >= window.fromMs && at < window.untilMs);
  const visits = new Set(sales.map(({ at }) => businessDay(at))).size;
  const spentFen = sales.reduce((sum, { pay, amt }) => sum + (pay ?? amt ?? 0), 0);
  const arm = addMember(emptyArm(), visits, spentFen);
  const sums = emptySums();
  if (isHeldOut(window.campaignId, memberNo, window.plan.holdOutPermille)) return { ...sums, held: arm };
  return { ...sums, sent: arm, ...(await couponsOf(env, window, pk)) };
}

/** Of the run's own coupons: those used and not undone, and what they took off. */
async function couponsOf(env: Env, { campaignId, run, plan, untilMs }: Window, pk: string) {
  if (plan.content.path !== "wallet") return {};
  const { offerId } = plan.content;
  const ranges = [`CPN#${offerId}#`, `PAST#${offerId}#`].map((from) =>
    queryRange<CouponItem>(env.tables, { pk, from, to: `${from}~` }),
  );
  const coupons = (await Promise.all(ranges)).flat().filter(({ gid }) => gid === grantOfRun(campaignId, run));
  const used = coupons.flatMap(({ red = [] }) => red.filter(({ uat, rat }) => uat === undefined && rat < untilMs));
  return { redeemed: used.length, costFen: used.reduce((sum, { off = 0 }) => sum + off, 0) };
}

function resultOf({ sent, held, redeemed, costFen }: Sums, fromMs: number, untilMs: number): CampaignResult {
  const [visits, spent] = [visitLift(sent, held), spendLift(sent, held)];
  const earned = earnedOf(sent, held, costFen);
  return {
    ...{ fromMs, untilMs, sent, held, redeemed, costFen },
    visits: { ...(visits ? { lift: visits } : {}), verdict: verdictOf(visits), sentence: visitSentence(visits) },
    spending: { ...(spent ? { lift: spent } : {}), verdict: verdictOf(spent), sentence: spendSentence(spent) },
    ...(earned ? { extraFen: earned.extraFen } : {}),
    ...(earned?.roi ? { roi: earned.roi } : {}),
  };
}

// A campaign as operators see it, with counts summed from the results its workers have saved: of a run that is under way
// they lag behind by 25 results a chunk at most.
import { storesOf } from "@huike/shared/audience-stores";
import type { GetCampaign, ListCampaigns, ListDeadLetters } from "@huike/shared/campaign";
import { CAMPAIGNS_PAGE_MAX } from "@huike/shared/campaign";
import type { CampaignLive, MassReport } from "@huike/shared/campaign-live";
import type { CampaignPlan } from "@huike/shared/campaign-plan";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { ringsThePhone } from "@huike/shared/push-text";
import { isQuietAt } from "@huike/shared/quiet-hours";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItems, queryRange } from "../platform/read.ts";
import {
  type CampaignItem,
  type ChunkItem,
  campaignKey,
  type DeadItem,
  numberOfChunk,
  planOf,
  runPk,
} from "./campaign.items.ts";
import { countBrought } from "./count-brought.ts";
import { type Cursor, cursorsOf } from "./deliver.ts";
import { massReportOf } from "./mass-report.ts";
import { readCampaign } from "./move-run.ts";
import { countsOf, emptyResults, emptyTally, type Tally, tallyInto } from "./outcome.ts";
import { currentRules } from "./read-rules.ts";

/** Consoles ask every second or two, however many are open. */
const COUNTS_AGE_MS = 2_000;
/** How many members a chunk has never changes. */
const SIZES_AGE_MS = 3_600_000;
const DEAD_MAX = 100;

export async function showCampaign(
  _: Member,
  { campaignId, run: asked }: RequestOf<typeof GetCampaign>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetCampaign>, ErrorOf<typeof GetCampaign>>> {
  const item = await readCampaign(env, campaignId);
  if (!item) return refused("campaign_unknown");
  const plan = planOf(item);
  const { rules } = await currentRules(env);
  const run = asked === undefined ? item.run : Number(asked);
  const isCurrent = run === item.run;
  const isQuiet =
    isCurrent && item.st === "running" && ringsThePhone(plan.content.path) && isQuietAt(rules.quiet, env.nowMs());
  const { tally, perSecond } = await countRun(env, campaignId, run ?? 0, isCurrent ? item.chunks : undefined);
  const isMoving = isCurrent && item.st === "running" && perSecond > 0;
  const live: CampaignLive = {
    ...{ campaignId, state: item.st, version: item.ver, plan },
    ...(item.rv === item.ver && item.rat !== undefined ? { rehearsal: rehearsed(item) } : {}),
    ...(run === undefined ? {} : { run }),
    ...(item.due === undefined ? {} : { dueAtMs: item.due }),
    isPlanning: (item.st === "running" || item.st === "paused") && item.chunks === undefined,
    ...(item.stop === undefined ? {} : { stoppedBy: item.stop }),
    counts: countsOf(tally, isQuiet),
    brought: await countBrought(env, item, { campaignId, run: run ?? 0 }, tally),
    ...(await reported(env, plan, campaignId, run)),
    perSecond,
    ...(isMoving ? { endsAtMs: Math.ceil(env.nowMs() + (tally.waiting / perSecond) * 1000) } : {}),
  };
  return ok(live);
}

/** What WeChat says of a run's mass messages; nothing of other ways. */
async function reported(env: Env, { content }: CampaignPlan, campaignId: string, run = 0) {
  if (content.path !== "mass") return {};
  const cache = env.cache<MassReport>("mass-reports", COUNTS_AGE_MS);
  const massReport = await cache.get(`${campaignId}#${run}`, () => massReportOf(env, campaignId, run));
  return massReport ? { massReport } : {};
}

const rehearsed = ({ rat = 0, rp = 0, rf = 0 }: CampaignItem) => ({
  ...{ atMs: rat, people: rp },
  ...(rf === Number.MAX_SAFE_INTEGER ? {} : { worstFen: rf }),
});

type Counted = { readonly tally: Tally; readonly perSecond: number };

const countRun = async (env: Env, campaignId: string, run: number, chunks: number | undefined): Promise<Counted> => {
  const counted = env.cache<Counted>("campaign-counts", COUNTS_AGE_MS).get(`${campaignId}#${run}`, async () => {
    const [sizes, cursors] = await Promise.all([
      sizesOf(env, campaignId, run, chunks),
      cursorsOf(env, campaignId, run),
    ]);
    const byChunk = new Map(cursors.map((cursor) => [cursor.chunk, cursor]));
    const tally = emptyTally();
    for (const [chunk, members] of sizes.entries()) {
      tallyInto(tally, byChunk.get(chunk)?.res ?? emptyResults(members), members);
    }
    return { tally, perSecond: rateOf(cursors, env.nowMs()) };
  });
  return (await counted) ?? { tally: emptyTally(), perSecond: 0 };
};

/** Members of each chunk; remembered once all of them are there. */
async function sizesOf(env: Env, campaignId: string, run: number, chunks: number | undefined): Promise<number[]> {
  const read = async (): Promise<number[]> => {
    const range = { pk: runPk(campaignId, run), from: "CHP#", to: "CHP#~" };
    const rows = await queryRange<ChunkItem & { sk: string }>(env.tables, range, { table: "views", consistent: true });
    const sizes: number[] = [];
    for (const { sk, n } of rows) sizes[numberOfChunk(sk)] = n;
    return sizes;
  };
  if (chunks === undefined) return read();
  const cache = env.cache<number[]>("campaign-sizes", SIZES_AGE_MS);
  // A triggered campaign's run gets further ones.
  return (await cache.get(`${campaignId}#${run}#${chunks}`, read)) ?? [];
}

/** Sends of this minute and the one before it, over the time they took. */
function rateOf(cursors: readonly Cursor[], nowMs: number): number {
  const minute = Math.floor(nowMs / 60_000);
  let sent = 0;
  for (const { min, cnt = 0, prev = 0 } of cursors) {
    if (min === minute) sent += cnt + prev;
    if (min === minute - 1) sent += cnt;
  }
  return sent / (60 + (nowMs % 60_000) / 1000);
}

export async function listCampaigns(
  _: Member,
  { after }: RequestOf<typeof ListCampaigns>,
  env: Env,
): Promise<Result<ResponseOf<typeof ListCampaigns>, ErrorOf<typeof ListCampaigns>>> {
  const range = { pk: "CAMPAIGNS", from: after ? `${after}!` : "cmp_", to: "cmp_~" };
  const listed = await queryRange<{ sk: string }>(env.tables, range, { limit: CAMPAIGNS_PAGE_MAX + 1 });
  const ids = listed.slice(0, CAMPAIGNS_PAGE_MAX).map(({ sk }) => sk);
  const items = await getItems<CampaignItem>(env.tables, ids.map(campaignKey));
  const campaigns = items
    .map((item) => {
      const { name, content, audience } = planOf(item);
      const head = { campaignId: item.pk.slice("CMP#".length), state: item.st, version: item.ver };
      const due = item.due === undefined ? {} : { dueAtMs: item.due };
      const stores = storesOf(audience);
      const storeIds = stores === undefined ? {} : { storeIds: [...stores] };
      return { ...head, name, path: content.path, kind: content.kind, ...due, ...storeIds };
    })
    .sort((a, b) => (a.campaignId < b.campaignId ? -1 : 1));
  const last = ids.at(-1);
  return ok({ campaigns, ...(listed.length > CAMPAIGNS_PAGE_MAX && last ? { next: last } : {}) });
}

export async function listDeadLetters(
  _: Member,
  { campaignId }: RequestOf<typeof ListDeadLetters>,
  env: Env,
): Promise<Result<ResponseOf<typeof ListDeadLetters>, ErrorOf<typeof ListDeadLetters>>> {
  const item = await readCampaign(env, campaignId);
  if (!item) return refused("campaign_unknown");
  const range = { pk: runPk(campaignId, item.run ?? 1), from: "DEAD#", to: "DEAD#~" };
  const rows = await queryRange<DeadItem>(env.tables, range, { table: "views", limit: DEAD_MAX });
  return ok({ failures: rows.map(({ sk, why, at }) => ({ memberNo: sk.slice("DEAD#".length), why, atMs: at })) });
}

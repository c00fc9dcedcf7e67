// Campaigns: planning for a million members, with its memory; what a delivered message costs in units.
import { CHUNK_MEMBERS, freezeAudience } from "../functions/campaign/freeze-audience.ts";
import { CampaignTrial, walkOver } from "../functions/testing/campaign-trial.ts";
import { openBench } from "./bench-chain.ts";
import { type Row, row } from "./row.ts";

const MILLION = 1_000_000;
const UNITS_MEMBERS = 2_000;
const MEGABYTE = 1_048_576;

export async function measureCampaigns(): Promise<Row[]> {
  const { chain, meter, stop } = await openBench();
  const trial = new CampaignTrial(chain);
  await trial.rules(7);

  meter.take();
  const planned = await planMillion(chain.env);
  const planning = meter.take();

  const few = await trial.members(600_000_000, UNITS_MEMBERS, 1);
  await trial.scheduled();
  meter.take();
  await trial.tick(walkOver(few), trial.env(), () => true);
  const delivery = meter.take();
  const wcu = delivery.writeUnits / UNITS_MEMBERS;

  await stop();

  return [
    row({
      ...{ id: "campaign.plan.memory", what: "planning for a million members: memory at its highest" },
      ...{ value: planned.peakMb, unit: "MB", anchor: "before it began", anchorValue: planned.beforeMb },
      goal: "≤ 256",
      isMet: ({ value }) => value <= 256,
    }),
    row({
      ...{ id: "campaign.plan.wcu", what: "planning: write units a thousand members" },
      ...{ value: (planning.writeUnits / MILLION) * 1_000, unit: "WCU", anchor: "4 bytes each, kilobytes rounded up" },
      ...{ anchorValue: Math.ceil((CHUNK_MEMBERS * 4) / 1_024), goal: "printed" },
      isMet: () => true,
    }),
    row({
      ...{ id: "campaign.wcu", what: "a delivered message, planning and results included: write units" },
      ...{ value: wcu, unit: "WCU", anchor: "the one marker", anchorValue: 1, goal: "≤ 1.2" },
      isMet: ({ value }) => value <= 1.2,
    }),
  ];
}

/** The walk makes its pages as it goes: what is measured is the planner's own. */
async function planMillion(env: Parameters<typeof freezeAudience>[0]) {
  global.gc?.();
  const memory = () => process.memoryUsage().rss / MEGABYTE;
  const beforeMb = memory();
  let peakMb = beforeMb;
  const walk: Parameters<typeof freezeAudience>[2] = async function* (
    _env,
    _rule,
    { after = "99999999", pageMembers = 250 },
  ) {
    for (let first = Number(after) + 1; first < 100_000_000 + MILLION; first += pageMembers) {
      const members = Array.from({ length: pageMembers }, (_, i) => ({ memberNo: String(first + i) }));
      const last = first + pageMembers - 1;
      peakMb = Math.max(peakMb, memory());
      yield { members, ...(last < 99_999_999 + MILLION ? { next: { shard: 0, after: String(last) } } : {}) };
    }
  };
  const freezing = { campaignId: "cmp_bench", run: 1, rule: { is: "all" as const, of: [] }, atMs: env.nowMs() };
  const chunks = await freezeAudience(env, freezing, walk, { hasTime: () => true });
  if (chunks !== MILLION / CHUNK_MEMBERS) throw new Error(`${chunks} chunks`);
  return { beforeMb, peakMb };
}

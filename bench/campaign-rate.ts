// How close a worker comes to what its slots allow when WeChat takes 100 ms. In a process of its own and straight at the
// engine: a meter beside it would have the worker's processor for half the time.
import { SLOTS } from "../functions/campaign/deliver.ts";
import { CampaignTrial, walkOver } from "../functions/testing/campaign-trial.ts";
import { openBehind } from "./bench-chain.ts";
import { type Row, row } from "./row.ts";

const RATE_MEMBERS = Number(process.env.HUIKE_BENCH_PUSHES ?? 20_000);
const LATENCY_MS = 100;

async function measureCampaignRate(): Promise<Row[]> {
  const { chain, stop } = await openBehind(async (endpoint) => ({ endpoint, stop: () => undefined }));
  const trial = new CampaignTrial(chain);
  await trial.rules(7);
  const many = await trial.members(700_000_000, RATE_MEMBERS, 1);
  trial.arrived.length = 0;
  await trial.scheduled();
  const offMs = Date.now() - chain.nowMs;
  let [firstMs, lastMs] = [0, 0];
  async function stub(arrive: () => void): Promise<void> {
    firstMs ||= performance.now();
    await new Promise((resolve) => setTimeout(resolve, LATENCY_MS));
    arrive();
    lastMs = performance.now();
  }
  const env = { ...trial.env(chain.tables, stub), nowMs: () => Date.now() - offMs };
  await trial.tick(walkOver(many), env, () => true);
  await stop();
  const perSecond = (trial.arrived.length / (lastMs - firstMs)) * 1_000;
  return [
    row({
      ...{ id: "campaign.rate", what: `messages a second to ${RATE_MEMBERS} members at ${LATENCY_MS} ms each` },
      ...{ value: perSecond, unit: "/s", anchor: "slots ÷ latency", anchorValue: (SLOTS / LATENCY_MS) * 1_000 },
      goal: "≥ 0.97×",
      isMet: ({ ratio }) => ratio >= 0.97,
    }),
  ];
}

if (process.send) process.send(await measureCampaignRate());

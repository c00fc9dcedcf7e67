// Campaigns under what goes wrong: workers killed half at a time, ten campaigns at once on the same members, ten
// thousand members with a pause. Nobody is ever sent anything twice, and nobody is lost.
import { HANDS } from "../campaign/deliver.ts";
import { LEASE_MS, SAVE_EVERY } from "../campaign/hold-chunk.ts";
import { consentsOf, type PushItem, pushesIn, pushKey, weekOf } from "../campaign/push.items.ts";
import { pauseCampaign, resumeCampaign } from "../campaign/steer-campaign.ts";
import { getItem } from "../platform/read.ts";
import { CampaignTrial, Killable, walkOver } from "../testing/campaign-trial.ts";
import { openChain } from "../testing/chain.ts";
import { seededRandom } from "../testing/seeded-random.ts";

const MEMBERS = Number(process.env.HUIKE_TRIAL_PUSHES ?? 10_000);
const KILLS = 50;
const WORKERS = 4;
/** What one worker has marked without a saved result when it is killed. */
const IN_FLIGHT = HANDS + 2 * SAVE_EVERY;

describe("campaigns", () => {
  const chain = openChain();
  const trial = new CampaignTrial(chain);
  const caller = { memberNo: "1", claims: {} as never };

  test("half the workers killed fifty times: none sent twice, none lost, in doubt at most what was in flight", async () => {
    await trial.rules(7);
    const everyone = await trial.members(200_000_000, 3_000, 1);
    const walk = walkOver(everyone);
    const campaignId = await trial.scheduled();
    const random = seededRandom(20260105);
    const endpoint = String(
      await chain.tables.client.config.endpoint?.().then((e) => `${e.protocol}//${e.hostname}:${e.port}`),
    );
    const start = () => {
      const worker = new Killable(chain.tables, endpoint);
      const over = trial.tick(walk, trial.env(worker.tables, worker.send)).then(() => "over" as const);
      return { worker, over };
    };
    let workers = Array.from({ length: WORKERS }, start);
    let [kills, killed] = [0, 0];
    for (; kills < KILLS; kills++) {
      // Some way into their work, no two times alike.
      const until = trial.arrived.length + Math.floor(random() * 60);
      for (let turns = 0; trial.arrived.length < until && turns < 400; turns++) await new Promise(setImmediate);
      const half = workers.splice(0, WORKERS / 2);
      for (const { worker } of half) worker.kill();
      killed += half.length;
      // What they held is free when its lease is over.
      chain.nowMs += LEASE_MS + 1;
      workers = [...workers, ...half.map(start)];
    }
    await Promise.all(workers.map(({ over }) => over));
    for (let ticks = 0; (await trial.counts(campaignId)).waiting > 0 && ticks < 20; ticks++) {
      chain.nowMs += LEASE_MS + 1;
      await trial.tick(walk);
    }
    const { planned, sent, inDoubt, waiting } = await trial.counts(campaignId);
    process.stdout.write(
      `${killed} workers killed in ${kills} times: ${trial.arrived.length} arrived, ${sent} known as sent, ${inDoubt} in doubt of at most ${killed * IN_FLIGHT} in flight\n`,
    );
    expect(new Set(trial.arrived).size).toBe(trial.arrived.length);
    expect({ planned, waiting, all: sent + inDoubt }).toEqual({ planned: 3_000, waiting: 0, all: 3_000 });
    expect(inDoubt).toBeLessThanOrEqual(killed * IN_FLIGHT);
    expect(trial.arrived.length).toBeGreaterThanOrEqual(sent);
    expect(trial.arrived.length).toBeLessThanOrEqual(sent + inDoubt);
  }, 240_000);

  test("ten campaigns at once keep the week's cap and the consents to the unit", async () => {
    await trial.rules(3);
    const everyone = await trial.members(300_000_000, 100, 5);
    const poor = await trial.members(300_001_000, 100, 2);
    const all = [...everyone, ...poor];
    trial.arrived.length = 0;
    const ids = [];
    for (let i = 0; i < 10; i++) ids.push(await trial.scheduled());
    const walk = walkOver(all);
    await Promise.all(ids.map(() => trial.tick(walk, trial.env(), () => true)));
    for (let ticks = 0; ticks < 10; ticks++) {
      chain.nowMs += LEASE_MS + 1;
      await trial.tick(walk);
    }
    expect(trial.arrived).toHaveLength(100 * 3 + 100 * 2);
    for (const memberNo of all) {
      const push = await getItem<PushItem>(chain.tables, pushKey(memberNo), { table: "views", consistent: true });
      const has = memberNo < "300001000" ? 3 : 2;
      expect(pushesIn(push, weekOf(chain.nowMs))).toBe(has);
      expect(consentsOf(push)).toEqual({ expiring: has === 3 ? 2 : 0 });
      expect(trial.arrived.filter((openid) => openid === `open-${memberNo}`)).toHaveLength(has);
    }
    const counts = await Promise.all(ids.map((id) => trial.counts(id)));
    const sum = (of: "sent" | "capped" | "noConsent" | "waiting") => counts.reduce((n, one) => n + one[of], 0);
    expect([sum("sent"), sum("capped"), sum("noConsent"), sum("waiting")]).toEqual([500, 700, 800, 0]);
  }, 240_000);

  test("ten thousand to its end, with a pause", async () => {
    await trial.rules(7);
    const everyone = await trial.members(400_000_000, MEMBERS, 1);
    trial.arrived.length = 0;
    const walk = walkOver(everyone);
    const campaignId = await trial.scheduled(undefined, 100);
    let paused: Promise<unknown> | undefined;
    let stood = 0;
    const env = trial.env(chain.tables, async (arrive) => {
      arrive();
      chain.nowMs += 4;
      if (trial.arrived.length < MEMBERS / 3 || paused) return;
      paused = pauseCampaign(caller, { campaignId, why: "看一下" }, chain.coldEnv()).then((answer) => {
        expect(answer.ok).toBe(true);
        stood = trial.arrived.length;
      });
    });
    await trial.tick(walk, env);
    await paused;
    // Three seconds till the next look, at 4 ms a send, and what was in hand.
    expect(trial.arrived.length - stood).toBeLessThanOrEqual(750 + HANDS);
    const atPause = trial.arrived.length;
    await trial.tick(walk);
    expect(trial.arrived).toHaveLength(atPause);
    expect((await resumeCampaign(caller, { campaignId, why: "继续" }, chain.coldEnv())).ok).toBe(true);
    for (let ticks = 0; ticks < 3; ticks++) {
      chain.nowMs += LEASE_MS + 1;
      await trial.tick(walk, env);
    }
    const { planned, sent, heldOut, inDoubt, waiting } = await trial.counts(campaignId);
    process.stdout.write(
      `${planned} planned, ${heldOut} held out, ${sent} sent, ${inDoubt} in doubt; paused at ${atPause}\n`,
    );
    expect({ planned, all: sent + heldOut, inDoubt, waiting }).toEqual({
      planned: MEMBERS,
      all: MEMBERS,
      inDoubt: 0,
      waiting: 0,
    });
    expect(new Set(trial.arrived).size).toBe(sent);
    expect(trial.arrived).toHaveLength(sent);
  }, 600_000);
});

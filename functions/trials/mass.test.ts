// Mass messages under what goes wrong: ten campaigns at once on the same followers, workers cut at each of their calls of
// the tables and of WeChat. Counted where they are read: in the chats of the fake WeChat.
import { LEASE_MS } from "../campaign/hold-chunk.ts";
import { massIn, type PushItem, pushesIn, pushKey, weekOf } from "../campaign/push.items.ts";
import { runCampaigns } from "../campaign/run-campaigns.ts";
import { type Env, makeEnv } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import type { Tables } from "../platform/table.ts";
import { CampaignTrial, Killable, walkOver } from "../testing/campaign-trial.ts";
import { openChain } from "../testing/chain.ts";
import { type Follower, heardBy, massCrowd } from "../testing/mass-crowd.ts";

const MINUTE_MS = 60_000;
const NEVER = new Promise<never>(() => {});
/** More calls of the tables than a run of three followers makes, and of WeChat. */
const TABLE_CUTS = 26;
const WECHAT_CUTS = 2;

describe("mass messages", () => {
  const chain = openChain();
  const trial = new CampaignTrial(chain);
  const wechatFetch = () => chain.coldEnv().serviceAccount.config.fetch;

  const env = (tables: Tables, fetch = wechatFetch()): Env =>
    makeEnv({
      ...{ tables, secrets: chain.secrets, nowMs: () => chain.nowMs, wait: async () => undefined, fetch },
      ...{ wechatApiUrl: "http://wechat.test/api", wechatMpUrl: "http://wechat.test/mp" },
    });
  const tick = (people: readonly Follower[], by = env(chain.tables)) =>
    runCampaigns(by, walkOver(people.map(({ memberNo }) => memberNo)), {
      hasTime: () => true,
      wait: async () => undefined,
    });
  const scheduled = (text: string) => trial.scheduled({ path: "mass", kind: "promotion", text });
  const pushOf = ({ memberNo }: Follower) =>
    getItem<PushItem>(chain.tables, pushKey(memberNo), { table: "views", consistent: true });

  test("ten campaigns at once take four a month of each follower and not one more", async () => {
    await trial.rules(7);
    const people = await massCrowd(chain, 500_000_000, 60);
    const texts = Array.from({ length: 10 }, (_, i) => `上新 ${i}`);
    const ids = await Promise.all(texts.map(scheduled));
    await Promise.all(ids.map(() => tick(people)));
    for (let ticks = 0; ticks < 5; ticks++) {
      chain.nowMs += MINUTE_MS;
      await tick(people);
    }
    for (const person of people) {
      const push = await pushOf(person);
      expect({ month: massIn(push, chain.nowMs), week: pushesIn(push, weekOf(chain.nowMs)) }).toEqual({
        ...{ month: 4, week: 4 },
      });
      const heard = await Promise.all(texts.map((text) => heardBy(chain, person, text)));
      expect(heard.filter((n) => n === 1)).toHaveLength(4);
      expect(heard.filter((n) => n === 0)).toHaveLength(6);
    }
    const counts = await Promise.all(ids.map((id) => trial.counts(id)));
    const sum = (of: "sent" | "quota" | "alone" | "waiting" | "inDoubt") => counts.reduce((n, one) => n + one[of], 0);
    process.stdout.write(
      `${people.length} followers, ten campaigns: ${sum("sent")} sent, ${sum("quota")} over quota\n`,
    );
    expect([sum("sent"), sum("quota"), sum("alone"), sum("waiting"), sum("inDoubt")]).toEqual([240, 360, 0, 0, 0]);
  }, 240_000);

  /** A worker that is cut with its `calls`-th call: the call is not sent (even), or sent and not heard of (odd). */
  const cutWorker = async (people: readonly Follower[], at: { table?: number; wechat?: number }, isSent: boolean) => {
    const endpoint = await chain.tables.client.config.endpoint?.();
    const worker = new Killable(chain.tables, `${endpoint?.protocol}//${endpoint?.hostname}:${endpoint?.port}`);
    let cut: () => void = () => undefined;
    const isCut = new Promise<"cut">((resolve) => {
      cut = () => resolve("cut");
    });
    const die = async <T>(call: () => Promise<T>): Promise<never> => {
      if (isSent) await call();
      worker.kill();
      cut();
      return NEVER;
    };
    let [tables, wechat] = [0, 0];
    for (const client of [worker.tables.client, worker.tables.once]) {
      client.middlewareStack.add(
        (next) => (args) => {
          tables += 1;
          return tables === at.table ? die(() => next(args)) : next(args);
        },
        { step: "build", name: "cut" },
      );
    }
    const real = wechatFetch();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (worker.isDead) return NEVER;
      if (!String(input).includes("/mass/send")) return real(input, init);
      wechat += 1;
      if (wechat === at.wechat) return die(() => real(input, init));
      const answer = await real(input, init);
      return worker.isDead ? NEVER : answer;
    };
    return Promise.race([tick(people, env(worker.tables, fetch)).then(() => "through" as const), isCut]);
  };

  const cuts = [
    ...Array.from({ length: TABLE_CUTS }, (_, i) => ({ table: i + 1 })),
    ...Array.from({ length: WECHAT_CUTS }, (_, i) => ({ wechat: i + 1 })),
  ].flatMap((at) => [
    { at, isSent: false },
    { at, isSent: true },
  ]);

  test("a worker cut at each of its calls, another beside it at every third: none twice, none lost, none in doubt", async () => {
    await trial.rules(7);
    let [cut, through, followers] = [0, 0, 0];
    for (const [i, { at, isSent }] of cuts.entries()) {
      const people = await massCrowd(chain, 510_000_000 + 10 * i, 3);
      const text = `到店有礼 ${i}`;
      const campaignId = await scheduled(text);
      const beside = i % 3 === 0 ? tick(people) : undefined;
      const ended = await cutWorker(people, at, isSent);
      await beside;
      if (ended === "cut") cut += 1;
      else through += 1;
      for (let ticks = 0; ticks < 4; ticks++) {
        // What the dead one held is free, and WeChat no longer wants a minute.
        chain.nowMs += Math.max(LEASE_MS, MINUTE_MS) + 1;
        await tick(people);
      }
      const heard = await Promise.all(people.map((person) => heardBy(chain, person, text)));
      const { planned, sent, waiting, inDoubt } = await trial.counts(campaignId);
      expect({ at, isSent, heard, planned, sent, waiting, inDoubt }).toEqual({
        ...{ at, isSent, heard: [1, 1, 1], planned: 3, sent: 3, waiting: 0, inDoubt: 0 },
      });
      for (const person of people) expect(massIn(await pushOf(person), chain.nowMs)).toBe(1);
      followers += people.length;
    }
    process.stdout.write(
      `${cut} workers cut, ${through} through before: ${followers} followers, each once, 0 in doubt\n`,
    );
    expect(cut).toBeGreaterThan(30);
  }, 240_000);
});

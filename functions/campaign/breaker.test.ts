import { ResumeCampaign } from "@huike/shared/campaign";
import { testTables } from "../../dev/jest/engine.ts";
import { getItem } from "../platform/read.ts";
import { openTables, type Tables } from "../platform/table.ts";
import { CampaignTrial, walkOver } from "../testing/campaign-trial.ts";
import { openChain } from "../testing/chain.ts";
import { Breaker, OPEN } from "./breaker.ts";
import { breakerKey, type CampaignItem, campaignKey, chunkKeyOf, packMembers } from "./campaign.items.ts";
import { SLOTS } from "./deliver.ts";
import { readCampaign } from "./move-run.ts";

/** What opens it where all fail: each counts two. */
const FAILURES = OPEN / 2;

/** What writes to these tables cost, in write units as the engine says them. */
function metered(tables: Tables): { units: number } {
  const meter = { units: 0 };
  tables.client.middlewareStack.add(
    (next) => async (args) => {
      const asked = { ...args, input: { ...args.input, ReturnConsumedCapacity: "TOTAL" } };
      const answer = await next(asked as typeof args);
      const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: { CapacityUnits?: number } };
      meter.units += ConsumedCapacity?.CapacityUnits ?? 0;
      return answer;
    },
    { step: "initialize", name: "meter" },
  );
  return meter;
}

describe("the count of failures", () => {
  const chain = openChain();
  const made = testTables();
  const tables = openTables(made.app, made.views, made.endpoint);
  const meter = metered(tables);
  afterAll(() => {
    tables.client.destroy();
    tables.once.destroy();
  });
  let counts = 0;
  const workers = (count: number) => {
    counts += 1;
    const [run, sinceMs] = [{ campaignId: "cmp_x", run: 1 }, counts];
    const breakers = Array.from({ length: count }, () => new Breaker(chain.coldEnv(tables), run, sinceMs));
    const one = breakers[0];
    if (!one) throw new Error("no worker");
    const score = async () =>
      (await getItem<{ score: number }>(tables, breakerKey(run, sinceMs), { table: "views", consistent: true }))?.score;
    return { breakers, one, score };
  };
  const good = (breaker: Breaker, times: number) => {
    for (let i = 0; i < times; i++) breaker.noteGood();
  };

  test("opens at the twentieth in a row, whoever had them, and stays open", async () => {
    const { breakers } = workers(10);
    const said: boolean[] = [];
    for (let i = 0; i < FAILURES; i++) said.push((await breakers[i % 10]?.noteFailure()) ?? false);
    expect(said).toEqual(Array.from({ length: FAILURES }, (_, i) => i === FAILURES - 1));
    for (const breaker of breakers) {
      good(breaker, 100);
      expect(await breaker.noteFailure()).toBe(true);
    }
  });

  test("is exact however many write at once: none is lost", async () => {
    const { breakers, score } = workers(10);
    const rounds = Math.floor((FAILURES - 1) / 10);
    for (let i = 0; i < rounds; i++) await Promise.all(breakers.map((breaker) => breaker.noteFailure()));
    expect(await score()).toBe(2 * 10 * rounds);
    const answers = await Promise.all(breakers.map((breaker) => breaker.noteFailure()));
    expect(answers.filter((isOpen) => isOpen).length).toBeGreaterThanOrEqual(1);
    expect(await score()).toBe(OPEN);
  });

  test("what goes well takes back, never below none", async () => {
    const { breakers, one, score } = workers(2);
    for (let i = 0; i < 10; i++) await breakers[i % 2]?.noteFailure();
    expect(await score()).toBe(20);
    good(one, 5);
    await one.noteFailure();
    expect(await score()).toBe(17);
    good(one, 30);
    await one.noteFailure();
    expect(await score()).toBe(2);
    good(one, 10_000);
    await one.noteFailure();
    expect(await score()).toBe(2);
  });

  test("half failing opens it, a fifth does not", async () => {
    const sends = async (every: number) => {
      const { breakers } = workers(10);
      for (let i = 0; i < 600; i++) {
        const breaker = breakers[Math.floor(i / every) % 10];
        if (i % every === every - 1 ? await breaker?.noteFailure() : breaker?.noteGood()) return i + 1;
      }
      return undefined;
    };
    expect(await sends(2)).toBe(78);
    expect(await sends(5)).toBeUndefined();
  });

  test("costs nothing while all goes well, a write unit a failure among many, two at most", async () => {
    const { one } = workers(1);
    const cost = async (what: () => Promise<unknown> | undefined) => {
      const before = meter.units;
      await what();
      return meter.units - before;
    };
    expect(await cost(async () => good(one, 1_000))).toBe(0);
    expect(await cost(() => one.noteFailure())).toBe(1);
    expect(await cost(() => one.noteFailure())).toBe(1);
    good(one, 3);
    expect(await cost(() => one.noteFailure())).toBe(1);
    good(one, 10);
    expect(await cost(() => one.noteFailure())).toBe(1);
  });

  test("of one worker alone opens it where the table takes no count", async () => {
    const env = { ...chain.coldEnv(tables), tables: { ...tables, views: "no-such-table" } };
    const alone = new Breaker(env, { campaignId: "cmp_x", run: 1 }, 0);
    for (let i = 1; i < FAILURES; i++) expect(await alone.noteFailure()).toBe(false);
    expect(await alone.noteFailure()).toBe(true);
  });
});

describe("ten workers of one run", () => {
  const WORKERS = 10;
  const EACH = 60;
  const chain = openChain();
  const trial = new CampaignTrial(chain);
  let memberNos: string[];

  beforeAll(async () => {
    await trial.rules(7);
    memberNos = await trial.members(700_000_000, WORKERS * EACH, 20);
  }, 60_000);

  /** A chunk for each of them. */
  const running = async (): Promise<{ campaignId: string; read: () => Promise<CampaignItem | undefined> }> => {
    const campaignId = await trial.scheduled();
    const read = () => readCampaign(chain.env, campaignId);
    const item = await read();
    const chunks = Array.from({ length: WORKERS }, (_, i) => ({
      ...chunkKeyOf(campaignId, 1, i),
      ...{ mbrs: packMembers(memberNos.slice(i * EACH, (i + 1) * EACH)), n: EACH, began: chain.nowMs },
    }));
    await trial.put("views", chunks);
    await trial.put("app", [{ ...campaignKey(campaignId), ...item, st: "running", chunks: WORKERS }]);
    return { campaignId, read };
  };
  const allAtOnce = (send: () => Promise<void>) =>
    Promise.all(Array.from({ length: WORKERS }, () => trial.tick(walkOver(memberNos), trial.env(chain.tables, send))));

  test("send to twenty and those who are under way, and no more, when all fail; going on begins a new count", async () => {
    const { campaignId, read } = await running();
    let tried = 0;
    // One answer after another, to each worker in turn: the others are under way meanwhile.
    let turn = Promise.resolve();
    const failing = async () => {
      tried += 1;
      turn = turn.then(() => new Promise((resolve) => setTimeout(resolve, 10)));
      await turn;
      throw new TypeError("fetch failed");
    };
    await allAtOnce(failing);
    expect(await read()).toMatchObject({ st: "paused", stop: "failing" });
    expect(tried).toBeLessThanOrEqual(FAILURES + WORKERS * SLOTS);
    const first = tried;
    chain.nowMs += 60_000;
    await chain.must(ResumeCampaign, { campaignId, why: "test" }, await chain.owner());
    await trial.tick(walkOver(memberNos), trial.env(chain.tables, failing));
    expect(await read()).toMatchObject({ st: "paused", stop: "failing" });
    expect(tried - first).toBeGreaterThanOrEqual(FAILURES);
    expect(tried - first).toBeLessThanOrEqual(FAILURES + SLOTS);
  }, 120_000);

  test("write nothing of it while all goes well", async () => {
    const { campaignId, read } = await running();
    await allAtOnce(async () => undefined);
    expect((await read())?.st).toBe("done");
    const rows = (await chain.items("views")).filter(({ pk }) => pk?.S?.startsWith(`CMP#${campaignId}`));
    expect(rows.length).toBeGreaterThanOrEqual(2 * WORKERS);
    expect(rows.filter(({ sk }) => sk?.S?.startsWith("BRK#"))).toEqual([]);
  }, 120_000);
});

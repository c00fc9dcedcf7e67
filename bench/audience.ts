// Counting an audience among a hundred thousand members: how long an operator waits, and what it costs the table, beside
// the same rows read by the SDK and looked at by nobody. And what keeping a member's row costs the projector.
import { BatchWriteItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { AudienceRule, MemberFacts } from "@huike/shared/audience";
import { businessDayNo, DAY_MS } from "@huike/shared/day";
import { countAudience } from "../functions/audience/count-audience.ts";
import { FACT_SHARDS, factsKey, factsPk, packFacts } from "../functions/audience/facts.items.ts";
import { refreshFacts } from "../functions/audience/refresh-facts.ts";
import type { Env } from "../functions/platform/env.ts";
import { attributes, openTables } from "../functions/platform/table.ts";
import { type Chain, numberOf } from "../functions/testing/chain.ts";
import { RandomLife } from "../functions/testing/random-life.ts";
import { seededRandom } from "../functions/testing/seeded-random.ts";
import { openBehind } from "./bench-chain.ts";
import { median, type Row, row } from "./row.ts";
import { startMeter } from "./wire-meter.ts";

const MEMBERS = 100_000;
const BATCH = 25;
const AT_ONCE = 8;
const RUNS = 3;
const SECONDS_MAX = 3;

/** Two of three are seen now and then; it asks everything a row says of visits and coupons. */
const RULE: AudienceRule = {
  is: "all",
  of: [
    { is: "visits", days: 90, min: 2 },
    { is: "not", of: { is: "used", offerIds: ["ofr_aaaaaaaa"], days: 30 } },
    {
      is: "any",
      of: [
        { is: "level", min: 2 },
        { is: "tag", tags: ["老客"] },
        { is: "spent", days: 365, min: 50_000 },
      ],
    },
  ],
};

export async function measureAudience(): Promise<Row[]> {
  let engineUrl = "";
  const { chain, between, stop } = await openBehind((url) => {
    engineUrl = url;
    return startMeter(url);
  });
  const kept = await measureKeeping(chain, between);
  const tables = openTables(chain.tables.app, chain.tables.views, engineUrl);
  const env = chain.coldEnv(tables);
  const bytes = await fill(env);
  between.take();
  await count(chain.coldEnv());
  const { readUnits } = between.take();
  const [counts, queries]: [Took[], Took[]] = [[], []];
  let found = 0;
  for (let run = 0; run < RUNS; run++) {
    queries.push(await timed(() => readAll(env)));
    counts.push(
      await timed(async () => {
        found = await count(env);
      }),
    );
  }
  tables.client.destroy();
  tables.once.destroy();
  await stop();
  const [countMs, queryMs] = [counts.map(({ ms }) => ms), queries.map(({ ms }) => ms)];
  const [countCpuMs, queryCpuMs] = [counts.map(({ cpuMs }) => cpuMs), queries.map(({ cpuMs }) => cpuMs)];
  return [
    row({
      ...{ id: "audience.count100k", what: `one rule asked of ${MEMBERS} members (${found} found), on this machine` },
      ...{ value: median(countMs) / 1_000, unit: "s", anchor: "the same rows by plain queries, nobody looking" },
      ...{ anchorValue: median(queryMs) / 1_000, goal: `< ${SECONDS_MAX} s` },
      isMet: ({ value }) => value < SECONDS_MAX,
    }),
    row({
      ...{
        id: "audience.count100k.cpu",
        what: "processor time of it, which a busy machine makes little longer",
        unit: "s",
      },
      ...{ value: median(countCpuMs) / 1_000, anchor: "the same rows by plain queries" },
      ...{ anchorValue: median(queryCpuMs) / 1_000, goal: `< ${SECONDS_MAX} s` },
      isMet: ({ value }) => value < SECONDS_MAX,
    }),
    row({
      ...{ id: "audience.count100k.rate", what: "members asked a second", value: (MEMBERS / median(countMs)) * 1_000 },
      ...{ unit: "/s", anchor: "read by plain queries", anchorValue: (MEMBERS / median(queryMs)) * 1_000 },
      ...{ goal: "printed", isMet: () => true },
    }),
    row({
      ...{ id: "audience.count100k.rcu", what: "read units of a count", value: readUnits, unit: "RCU" },
      ...{ anchor: "bytes read in 4 KB halves", anchorValue: bytes / 8_192, goal: "≤ 1.1×" },
      isMet: ({ ratio }) => ratio <= 1.1,
    }),
    row({
      ...{
        id: "audience.row.bytes",
        what: "a member's row, keys and names included",
        value: bytes / MEMBERS,
        unit: "B",
      },
      ...{ anchor: "what 20 MB leave of each", anchorValue: 200, goal: "≤ 200 B", isMet: ({ value }) => value <= 200 },
    }),
    ...kept,
  ];
}

const count = async (env: Env): Promise<number> => {
  const counted = await countAudience(undefined, { rule: RULE }, env);
  if (!counted.ok) throw new Error(counted.error);
  return counted.value.members;
};

type Took = { readonly ms: number; readonly cpuMs: number };

/** By the clock, and by this process's own use of the processor: the engine's is not in it. */
async function timed(work: () => Promise<void>): Promise<Took> {
  const [startedMs, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - startedMs, cpuMs: (user + system) / 1_000 };
}

/** Every shard, as the count reads it, by nothing but the SDK. */
async function readAll({ tables }: Env): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let shard = next++; shard < FACT_SHARDS; shard = next++) {
      let from: Record<string, never> | undefined;
      do {
        const page = await tables.client.send(
          new QueryCommand({
            TableName: tables.views,
            KeyConditionExpression: "pk = :pk",
            ProjectionExpression: "sk, f",
            ExpressionAttributeValues: attributes({ ":pk": factsPk(shard) }),
            ExclusiveStartKey: from,
          }),
        );
        from = page.LastEvaluatedKey as Record<string, never> | undefined;
      } while (from);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Answers the bytes of all rows, as DynamoDB counts them: names and values. */
async function fill({ tables, nowMs }: Env): Promise<number> {
  const random = seededRandom(100);
  let bytes = 0;
  const batches = Array.from({ length: MEMBERS / BATCH }, (_, i) => i);
  const writer = async () => {
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
      const puts = Array.from({ length: BATCH }, (_, i) => {
        const facts = madeUp(String(100_000_000 + batch * BATCH + i), random, nowMs());
        const item = { ...factsKey(facts.memberNo), lvl: nowMs(), f: packFacts(facts) };
        bytes += "pkskflvl".length + item.pk.length + item.sk.length + 8 + Buffer.byteLength(item.f);
        return { PutRequest: { Item: attributes(item) } };
      });
      await tables.client.send(new BatchWriteItemCommand({ RequestItems: { [tables.views]: puts } }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
  return bytes;
}

function madeUp(memberNo: string, random: () => number, nowMs: number): MemberFacts {
  const below = (n: number) => Math.floor(random() * n);
  const days = random() < 0.35 ? 0 : 1 + below(14);
  let day = businessDayNo(nowMs) - below(60);
  const visits = Array.from({ length: days }, () => {
    day -= 1 + below(20);
    return { day, sales: random() < 0.9 ? 1 : 2, fen: 1_000 + below(40_000) };
  });
  const offer = () => `ofr_${"abcdefgh".charAt(below(8)).repeat(8)}`;
  return {
    ...{ memberNo, level: 1 + below(3), points: below(20_000), joinedDay: day - below(600), scene: `c${memberNo}x` },
    ...{
      channelKind: "store",
      storeId: `sto_${"abcdefgh".charAt(below(8)).repeat(8)}`,
      clerk: "987654321",
      city: "上海",
    },
    ...{ tags: random() < 0.3 ? ["老客"] : [], visits, consents: random() < 0.3 ? { points_in: 1 + below(3) } : {} },
    holds: [...new Set([offer(), offer()])].map((offerId) => ({ offerId, untilMs: nowMs + below(30) * DAY_MS })),
    used: days > 0 ? [{ offerId: offer(), day }] : [],
  };
}

/** One who joined and did nothing; and people who claimed five coupons, used three and bought once. */
async function measureKeeping(
  chain: Chain,
  meter: { take(): { calls: number; readUnits: number; writeUnits: number } },
) {
  const life = new RandomLife(chain, seededRandom(5));
  await life.open();
  const fresh = numberOf(await chain.member());
  const lived = numberOf(await life.member());
  await life.stream();
  const refresh = async (memberNo: string) => {
    await refreshFacts(chain.env, memberNo);
    meter.take();
    await refreshFacts(chain.env, memberNo);
    return meter.take();
  };
  const anchor = "one put of 1 KB";
  const printed = (id: string, what: string, value: number, unit: string, anchorValue: number): Row =>
    row({ ...{ id, what, value, unit, anchor, anchorValue, goal: "printed" }, isMet: () => true });
  const [first, later] = [await refresh(fresh), await refresh(lived)];
  return [
    row({
      ...{
        id: "audience.keep.wcu",
        what: "a member's row made anew: write units",
        value: later.writeUnits,
        unit: "WCU",
      },
      ...{ anchor, anchorValue: 1, goal: "1", isMet: ({ value }) => value === 1 },
    }),
    printed("audience.keep.rcu.new", "the same, of one who just joined: read units", first.readUnits, "RCU", 0),
    printed("audience.keep.rcu", "the same, of one with five coupons and four purchases", later.readUnits, "RCU", 0),
  ];
}

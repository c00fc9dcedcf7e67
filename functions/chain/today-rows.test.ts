import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { businessDay, DAY_MS } from "@huike/shared/day";
import { couponKey } from "../coupon/coupon.items.ts";
import type { Env } from "../platform/env.ts";
import { attributes, fields, type Key } from "../platform/table.ts";
import { landRow } from "../projection/land-row.ts";
import { underMark } from "../projection/mark-places.ts";
import { dayOfPartition, marksPk } from "../projection/marks.items.ts";
import { mendRows } from "../projection/mend-rows.ts";
import { touchRows } from "../projection/rows.ts";
import { Asked } from "../testing/asked.ts";
import { Axe } from "../testing/axe.ts";
import { openChain } from "../testing/chain.ts";
import { dayByHand } from "../testing/day-by-hand.ts";
import { RandomLife } from "../testing/random-life.ts";
import { seededRandom } from "../testing/seeded-random.ts";
import { Stream } from "../testing/stream.ts";
import { countDay } from "./count-day.ts";
import { AXES, type Entry } from "./day-totals.items.ts";
import { listAsks } from "./list-asks.ts";
import { isMarkedDay } from "./read-marks.ts";
import { TodayRows } from "./today-rows.ts";

type ViewRow = Key & { readonly rid?: string; readonly lvl?: number };
const text = ({ pk, sk }: Key) => `${pk} ${sk}`;
const byPlace = (a: Entry, b: Entry) => (`${a.id} ${a.storeId}` < `${b.id} ${b.storeId}` ? -1 : 1);
/** Longer than any mark holds, and than clocks differ. */
const QUIET_MS = 30_000;

function openDays() {
  const chain = openChain();
  const today = () => businessDay(chain.nowMs);
  const count = async (env: Env, day = today()) => {
    const { books } = await countDay(env, await listAsks(env, day));
    const lines = AXES.map((axis) => books.lines(axis).sort(byPlace));
    return { tally: books.chain, minutes: new Map([...books.minutes].sort(([a], [b]) => a - b)), lines };
  };
  /** Every shop and channel asked, as for days from before there were marks. */
  const countWhole = (day = today()) => {
    const env = chain.coldEnv();
    env.cache<{ day: string }>("marked-from", Number.POSITIVE_INFINITY).put("", { day: "9" });
    return count(env, day);
  };
  const dayRows = async () =>
    (await chain.items("views"))
      .map((item) => fields<ViewRow>(item))
      .filter(({ pk }) => dayOfPartition(pk) === today());
  const drop = ({ pk, sk }: Key) =>
    chain.tables.client.send(new DeleteItemCommand({ TableName: chain.tables.views, Key: attributes({ pk, sk }) }));
  const life = new RandomLife(chain, seededRandom(145));
  return { chain, life, stream: new Stream(chain), today, count, countWhole, dayRows, drop };
}

describe("a count of today from what is marked", () => {
  const { chain, life, stream, today, count, countWhole, dayRows, drop } = openDays();
  const asked = new Asked(chain.tables.client);
  const axe = new Axe(chain.tables.client);
  const asksOfPlaces = () => asked.take().filter((pk) => dayOfPartition(pk) !== undefined);
  const redeemed = async () => {
    const row = (await dayRows()).find(({ pk, rid }) => rid && pk.includes("#STO#"));
    if (!row) throw new Error("nobody redeemed");
    return row;
  };

  test("is that of all rows and that by hand, in instances that have seen more or less of the day", async () => {
    await life.open();
    const behind = chain.coldEnv();
    const instances = [chain.coldEnv(), { ...behind, nowMs: () => chain.nowMs - 3_000 }];
    const random = seededRandom(1);
    const people = [];
    for (let step = 0; step < 4; step++) {
      people.push(await life.member());
      await stream.flow();
      if (step % 2 === 1) await life.fan();
      else await life.again(people.slice(0, step));
      // The projector's clock may go after that of those who count, too.
      await stream.flow({ ...chain.coldEnv(), nowMs: () => chain.nowMs - 3_000 });
      const whole = await countWhole();
      expect(whole.tally).toEqual(await dayByHand(chain, today()));
      for (const env of [...instances, chain.coldEnv()]) expect([step, await count(env)]).toEqual([step, whole]);
      chain.nowMs += Math.floor(random() * 20_000);
    }
  }, 60_000);

  test("asks nowhere where nothing landed, and again only where something has", async () => {
    const offerId = life.street.offers.main;
    await chain.channel({ storeId: await chain.shop("二店"), offerId });
    const [warm, cold] = [chain.coldEnv(), chain.coldEnv()];
    chain.nowMs += QUIET_MS;
    asked.take();
    await count(warm);
    const partitions = new Set((await dayRows()).map(({ pk }) => pk));
    expect(new Set(asksOfPlaces())).toEqual(partitions);

    chain.nowMs += QUIET_MS;
    await count(warm);
    expect(asksOfPlaces()).toEqual([]);

    const before = new Map((await dayRows()).map((row) => [text(row), row.lvl]));
    const member = await chain.member(life.street.scene);
    const used = await chain.visit(life.street.clerk, member, await chain.coupon(member, offerId));
    expect(await chain.redeem(life.street.clerk, used)).toMatchObject({ status: 200 });
    await stream.flow();
    const landed = (await dayRows()).filter((row) => before.get(text(row)) !== row.lvl).map(({ pk }) => pk);
    asked.take();
    const counted = await count(warm);
    expect(asksOfPlaces().sort()).toEqual([...new Set(landed)].sort());
    expect(counted).toEqual(await count(cold));
    expect(counted).toEqual(await countWhole());
  });

  test.each([0, 3_000, 9_000, 12_000, 40_000])("has a row that lands %d ms after its mark", async (lateMs) => {
    const item = attributes(await redeemed());
    await drop(await redeemed());
    const env = chain.coldEnv();
    await underMark(chain.coldEnv(), item.pk?.S ?? "", async () => {
      for (const passMs of [0, lateMs]) {
        chain.nowMs += passMs;
        expect(await count(env)).toEqual(await countWhole());
      }
      await chain.tables.client.send(new PutItemCommand({ TableName: chain.tables.views, Item: item }));
    });
    chain.nowMs += 10_000;
    expect(await count(env)).toEqual(await countWhole());
    expect((await count(env)).tally).toEqual(await dayByHand(chain, today()));
  });

  const cutDays = { before: 20, after: 40 };
  /** A scan of today, and one of a day of which nothing has been marked yet. */
  const landScans = (side: keyof typeof cutDays, nth: number) => {
    const member = `912345${cutDays[side]}${nth}`;
    const oldMs = chain.nowMs - (cutDays[side] + nth) * DAY_MS;
    const { other, scene } = life.street;
    const rows = [...touchRows(member, scene, oldMs), ...touchRows(member, other, chain.nowMs + cutDays[side])];
    const land = async () => {
      const env = chain.coldEnv();
      for (const row of rows) await landRow(row, env, { stands: false });
    };
    return { oldDay: businessDay(oldMs), land };
  };

  test.each(["before", "after"] as const)("misses nothing where the projector is cut %s a call", async (side) => {
    const watching = chain.coldEnv();
    let cuts = 0;
    for (let more = true; more; ) {
      chain.nowMs += QUIET_MS;
      const { tally: before } = await count(watching);
      const { oldDay, land } = landScans(side, cuts);
      more = await axe.cut(cuts + 1, side, land);
      if (more) cuts += 1;
      // Also before it is repeated: the mark is older than its row.
      for (const day of [today(), oldDay]) expect(await count(watching, day)).toEqual(await countWhole(day));
      await land();
      expect(await count(watching)).toEqual(await countWhole());
      expect((await count(watching)).tally.scans).toBe(before.scans + 1);
      expect((await count(watching, oldDay)).tally.scans).toBe(1);
    }
    expect(cuts).toBe(4); // a mark and a row, twice
  });

  test("has what the night mends, also where nothing was marked", async () => {
    const watching = chain.coldEnv();
    const row = await redeemed();
    await drop(row);
    const marks = (await chain.items("views"))
      .map((item) => fields<Key>(item))
      .filter(({ pk }) => pk === marksPk(today()));
    for (const mark of marks) await drop(mark);
    chain.nowMs += QUIET_MS;
    expect((await count(watching)).tally.redemptions).toBe(0);
    const [, , memberNo = "", offerId = "", n = ""] = row.sk.split("#");
    await mendRows(chain.coldEnv(), couponKey(memberNo, offerId, Number(n)));
    const rowsOfShop = (await dayRows()).filter(({ pk, rid, lvl }) => pk === row.pk && rid && lvl === 1);
    expect((await count(watching)).tally.redemptions).toBe(rowsOfShop.length);
    expect(rowsOfShop.length).toBeGreaterThan(0);
  });
});

describe("a chain from before there were marks", () => {
  const { chain, life, stream, today, count, countWhole, drop } = openDays();

  test("has its day counted whole, and from the next on by its marks", async () => {
    await life.open();
    await life.member();
    await stream.flow();
    const marks = (await chain.items("views"))
      .map((item) => fields<Key>(item))
      .filter(({ pk }) => pk.startsWith("MARKS1"));
    expect(marks.length).toBeGreaterThan(1);
    for (const mark of marks) await drop(mark);
    chain.forget();
    await life.member();
    await stream.flow();
    const [first, whole] = [today(), await countWhole()];
    expect(whole.tally).toEqual(await dayByHand(chain, first));
    expect(await count(chain.coldEnv())).toEqual(whole);

    await life.nextDay();
    await life.member();
    await stream.flow();
    expect(await isMarkedDay(chain.env, first)).toBe(false);
    expect(await isMarkedDay(chain.env, today())).toBe(true);
    expect((await count(chain.coldEnv())).tally).toEqual(await dayByHand(chain, today()));
    expect((await count(chain.coldEnv(), first)).tally).toEqual(await dayByHand(chain, first));
  }, 30_000);
});

describe("rows in memory", () => {
  const chain = openChain();

  test("are no more than there is room for", async () => {
    const held = new TodayRows(businessDay(chain.nowMs), 3);
    const reads: string[] = [];
    const rows = (pk: string, count: number) =>
      held.rows(chain.env, pk, async () => {
        reads.push(pk);
        return Array.from({ length: count }, () => ({}));
      });
    for (const pk of ["a", "b", "a", "b", "c", "c"]) {
      chain.nowMs += QUIET_MS;
      await rows(pk, pk === "c" ? 1 : 2);
    }
    expect(reads).toEqual(["a", "b", "b", "c"]);
  });
});

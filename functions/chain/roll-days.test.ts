import { businessDay, DAY_MS } from "@huike/shared/day";
import { addTally, emptyTally, type Tally } from "@huike/shared/report";
import { fields, type Key } from "../platform/table.ts";
import { openChain } from "../testing/chain.ts";
import { dayByHand } from "../testing/day-by-hand.ts";
import { makeId } from "../testing/made-up.ts";
import { RandomLife } from "../testing/random-life.ts";
import { seededRandom } from "../testing/seeded-random.ts";
import type { Entry } from "./day-totals.items.ts";
import { AXES, packLines, unpackLines } from "./day-totals.items.ts";
import { closedDay, readDays } from "./read-days.ts";
import { daysBefore } from "./roll-day.ts";
import { ROLLED_DAYS, rollDays } from "./roll-days.ts";

const chain = openChain();
const hasTime = () => true;
const today = () => businessDay(chain.nowMs);
const NIGHT_MS = 3_600_000;

/** 05:00 of the next business day. */
function untilNight(): void {
  const hour = new Date(chain.nowMs).getUTCHours();
  chain.nowMs += ((21 - hour + 24) % 24 || 24) * NIGHT_MS;
}

const sumOf = (lines: readonly Entry[]): Tally => {
  const sum = emptyTally();
  for (const { tally } of lines) addTally(sum, tally);
  return sum;
};

describe("totals of days that are over", () => {
  const life = new RandomLife(chain, seededRandom(128));
  const days: string[] = [];

  test("are what people and shops have, counted by hand, after days of any life", async () => {
    await life.open();
    const regulars = [];
    for (let day = 0; day < 3; day++) {
      if (day > 0) await life.nextDay();
      days.push(today());
      for (let i = 0; i < 2; i++) regulars.push(await life.member());
      await life.fan();
      await life.again(regulars.slice(0, day * 2));
      await life.stream();
    }
    untilNight();
    expect(await rollDays(chain.env, { hasTime })).toBe(
      days.length + ROLLED_DAYS, // back to a month without anything: before that there was no chain
    );
    const period = await readDays(chain.env, days[0] ?? "", daysBefore(today(), 1));
    expect([...period.days.keys()]).toEqual(days);
    expect(period.missing).toBe(0);
    const lines = Object.fromEntries(
      await Promise.all(AXES.map(async (axis) => [axis, await period.lines(axis)] as const)),
    );
    for (const day of days) {
      const counted = period.days.get(day);
      expect([day, counted]).toEqual([day, await dayByHand(chain, day)]);
      expect(counted?.members).toBeGreaterThan(0);
      const { savedFen: _, ...ofChannels } = sumOf(lines.channel?.get(day) ?? []);
      expect(counted).toMatchObject(ofChannels);
      expect(sumOf(lines.shop?.get(day) ?? [])).toMatchObject({
        ...{ sales: counted?.sales, salesFen: counted?.salesFen, redemptions: counted?.redemptions },
        ...{ undone: counted?.undone, returns: counted?.returns, savedFen: counted?.savedFen },
      });
      const ofOffers = lines.offer?.get(day) ?? [];
      expect(sumOf(ofOffers)).toMatchObject({ claims: counted?.claims, redemptions: counted?.redemptions });
      const used = ofOffers.flatMap(({ usedAfter }) => [...(usedAfter?.values() ?? [])]);
      expect(used.reduce((sum, n) => sum + n, 0)).toBe(counted?.redemptions);
    }
    expect(period.days.get(days[2] ?? "")?.returns).toBeGreaterThan(0);
  }, 60_000);

  test("are the same when they are made again, and a night does it once", async () => {
    const totals = async () =>
      (await chain.items("views"))
        .map((item) => fields<Key & { t?: string; b?: Uint8Array }>(item))
        .filter(({ pk }) => pk.startsWith("DAYS1#"))
        .map(({ pk, sk, t, b }) => `${pk} ${sk} ${t ?? Buffer.from(b ?? []).toString("base64")}`)
        .sort();
    const before = await totals();
    expect(await rollDays(chain.env, { hasTime })).toBe(0);
    chain.nowMs += DAY_MS;
    let asked = 0;
    // Cut after two days, and gone on with by the next tick.
    expect(await rollDays(chain.env, { hasTime: () => ++asked <= 2 })).toBe(2);
    expect(await rollDays(chain.env, { hasTime })).toBe(ROLLED_DAYS - 2);
    expect((await totals()).filter((text) => !text.includes(daysBefore(today(), 1)))).toEqual(before);
  });

  test("take in what comes late: an undo after days, on the night after it", async () => {
    await life.nextDay(8);
    const day = today();
    const { clerk, offers } = life.street;
    const member = await chain.member();
    const used = await chain.visit(clerk, member, await chain.coupon(member, offers.main));
    expect(await chain.redeem(clerk, { ...used, amountFen: 20_000 })).toMatchObject({ status: 200 });
    await life.stream();
    untilNight();
    await rollDays(chain.env, { hasTime });
    chain.forget();
    const before = (await closedDay(chain.env, day)).chain;
    expect(before).toMatchObject({ redemptions: 1, undone: 0, sales: 1 });
    chain.nowMs += 29 * DAY_MS;
    const owner = await chain.signIn((await chain.owner()).phone);
    expect(await chain.undo(owner, used)).toMatchObject({ status: 200 });
    await life.stream();
    untilNight();
    await rollDays(chain.env, { hasTime });
    chain.forget();
    const { chain: after } = await closedDay(chain.env, day);
    expect(after).toEqual({ ...before, redemptions: 0, undone: 1, sales: 0, salesFen: 0, savedFen: 0 });
    expect(after).toEqual(await dayByHand(chain, day));
  });

  test("are made when they are asked for, where no night has been, and stay behind what is counted later", async () => {
    await life.nextDay(5);
    const day = today();
    await chain.member(life.street.scene);
    await life.stream();
    chain.nowMs += DAY_MS;
    const early = await readDays(chain.env, day, day);
    expect(early.days.get(day)).toMatchObject({ members: 1, scans: 1 });
    expect((await closedDay(chain.env, day)).chain).toEqual(early.days.get(day));
    // Somebody whose rows come after that.
    chain.nowMs -= DAY_MS;
    await chain.member(life.street.scene);
    chain.nowMs += DAY_MS;
    await life.stream();
    untilNight();
    await rollDays(chain.env, { hasTime });
    const late = await readDays(chain.env, day, day);
    expect(late.days.get(day)).toMatchObject({ members: 2, scans: 2 });
  });
});

describe("a line of totals", () => {
  test("is read as it was written, and 500 shops with ten offers each fit in an item", () => {
    const random = seededRandom(7);
    const some = () => Math.floor(random() * 300);
    const offers = Array.from({ length: 10 }, () => makeId("offer"));
    const entries = Array.from({ length: 500 }, () => makeId("store")).flatMap((storeId) =>
      offers.map(
        (id): Entry => ({
          ...{ id, storeId, tally: { ...emptyTally(), claims: some(), redemptions: some(), savedFen: some() * 100 } },
          usedAfter: new Map([
            [0, some()],
            [12, some()],
          ]),
        }),
      ),
    );
    const packed = packLines(entries);
    expect(packed.length).toBeLessThan(100_000);
    const byId = (a: Entry, b: Entry) => (`${a.storeId} ${a.id}` < `${b.storeId} ${b.id}` ? -1 : 1);
    expect(unpackLines(packed).sort(byId)).toEqual(entries.sort(byId));
  });

  test("keeps what belongs to no shop apart", () => {
    const none: Entry = { id: "-", storeId: "", tally: { ...emptyTally(), members: 2 } };
    expect(unpackLines(packLines([none]))).toEqual([none]);
    expect(unpackLines(packLines([]))).toEqual([]);
  });
});

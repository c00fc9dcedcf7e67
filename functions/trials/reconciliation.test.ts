// The night against errors somebody planted: it finds each of them, and nothing where life was merely lived.
import { TidyWallet } from "@huike/shared/coupon";
import { DAY_MS } from "@huike/shared/day";
import { GetNight } from "@huike/shared/reconciliation";
import { runNight } from "../nightly/run-night.ts";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { findingText, type Planted, Planter } from "../testing/planted-errors.ts";
import { RandomLife } from "../testing/random-life.ts";
import { seededRandom } from "../testing/seeded-random.ts";

const SEED = Number(process.env.HUIKE_TRIAL_SEED ?? 20_261_122);
/** 100 errors in all. */
const ERRORS = { points: 20, sales: 16, coupons: 18, stocks: 16, rows: 30 } as const;

/** A street of its own, and its nights. */
function openStreet() {
  const chain = openChain();
  const random = seededRandom(SEED);
  const life = new RandomLife(chain, random);

  /** All ticks of one night, ten minutes apart, each by new instances. */
  const night = async ({ pageItems = 1_000, atOnce = 1, meanwhile = async () => undefined as unknown } = {}) => {
    for (let tick = 0; tick < 14; tick++) {
      const run = () => runNight(chain.coldEnv(), { hasTime: () => true, pageItems });
      await Promise.all([...Array.from({ length: atOnce }, run), meanwhile()]);
      chain.nowMs += 600_000;
    }
    chain.forget();
    const { night: found } = await chain.must(GetNight, {}, await signIn(await chain.owner()));
    if (!found) throw new Error("no night is over");
    return found;
  };
  const signIn = async (person: Person): Promise<Person> => ({ ...person, ...(await chain.signIn(person.phone)) });
  const live = async (count: number): Promise<Person[]> => {
    const people: Person[] = [];
    for (let i = 0; i < count; i++) people.push(await life.member());
    return people;
  };
  /** An offer of its own with three coupons out; the same every second time with a stock a day. */
  const stock = async (holders: readonly Person[], i: number): Promise<string> => {
    const offerId = await chain.offer({}, { stock: 10, stockPerDay: 5 + i });
    for (const holder of holders) await chain.coupon(holder, offerId);
    return offerId;
  };

  beforeAll(() => life.open(), 60_000);
  return { chain, random, life, night, signIn, live, stock };
}

describe("the night's reconciliation of a street", () => {
  const { chain, life, night, signIn, live } = openStreet();

  test("finds nothing after weeks of life", async () => {
    const people = await live(8);
    await life.fan();
    await life.stream();
    chain.nowMs += 3_600_000;
    expect(await night()).toMatchObject({ findings: [], more: 0 });

    chain.nowMs += 31 * DAY_MS;
    for (const person of people.slice(0, 4)) await chain.must(TidyWallet, {}, await signIn(person));
    await life.stream();
    expect(await night({ pageItems: 60, atOnce: 2 })).toMatchObject({ findings: [], more: 0 });
  }, 300_000);
});

describe("the night's reconciliation of a street that does not sleep", () => {
  const { life, night, live } = openStreet();

  test("finds nothing while life goes on, its events on their way", async () => {
    await live(2);
    await life.stream();
    let left = 4;
    const meanwhile = async () => {
      if (--left < 0) return;
      await live(1);
      await life.stream();
    };
    expect(await night({ pageItems: 30, meanwhile })).toMatchObject({ findings: [], more: 0 });
  }, 300_000);
});

describe("the night's reconciliation of a street somebody has been at", () => {
  const { chain, random, life, night, live, stock } = openStreet();

  test("finds 100 of 100 planted errors, and nothing besides; mends what is derived, and finds the rest again", async () => {
    const people = await live(24);
    // Whose rows are planted on; nothing else of theirs is touched.
    await live(7);
    for (let i = 0; i < 3; i++) await life.fan();
    const numbers = people.map(numberOf);
    const stocks: { offerId: string; holder: string }[] = [];
    for (let i = 0; i < ERRORS.stocks; i++) {
      const holders = [0, 1, 2].map((n) => people[(i + n) % people.length] as Person);
      stocks.push({ offerId: await stock(holders, i), holder: numberOf(holders[1] as Person) });
    }
    await life.stream();
    chain.nowMs += 3_600_000;
    expect(await night()).toMatchObject({ findings: [] });
    chain.nowMs += DAY_MS;

    const planter = await Planter.open(chain, numbers, random);
    const planted: Planted[] = [];
    const plantAll = async <S>(
      kinds: Record<string, (subject: S) => Promise<readonly string[]>>,
      subjects: readonly S[],
      count: number,
    ) => {
      const left = [...subjects];
      for (let i = 0; i < count; i++) {
        const [name, plant] = Object.entries(kinds)[i % Object.keys(kinds).length] as [string, (typeof kinds)[string]];
        planted.push({ name, expected: await onFirstFit(left, plant) });
      }
    };
    await plantAll(planter.points, numbers, ERRORS.points);
    await plantAll(planter.sales, numbers, ERRORS.sales);
    const { daily } = life.street.offers;
    await plantAll(
      mapped(planter.coupons, (plant) => (m: string) => plant(m, daily)),
      numbers,
      ERRORS.coupons,
    );
    await plantAll(
      mapped(
        planter.stocks,
        (plant) =>
          ({ offerId, holder }: (typeof stocks)[number]) =>
            plant(offerId, holder),
      ),
      stocks,
      ERRORS.stocks,
    );
    await plantAll(
      mapped(planter.rows, (plant) => () => plant()),
      Array(ERRORS.rows).fill(0),
      ERRORS.rows,
    );
    expect(planted).toHaveLength(100);

    const first = await night({ pageItems: 200, atOnce: 2 });
    const textOf = ({ what, of, item, found }: (typeof first.findings)[number]) => findingText(what, of, item, found);
    const found = new Set(first.findings.map(textOf));
    const unfound = planted.filter(({ expected }) => !expected.every((one) => found.has(one)));
    expect(unfound).toEqual([]);
    const expected = [...new Set(planted.flatMap((one) => one.expected))];
    expect([...found].filter((one) => !expected.includes(one))).toEqual([]);
    expect(first.findings).toHaveLength(expected.length);

    const mended = first.findings.filter(({ isMended }) => isMended).map(textOf);
    const isDerived = (text: string) => /^row_(missing|differs)/.test(text);
    expect(mended.filter(isDerived)).toEqual(expected.filter(isDerived).map(() => expect.any(String)));
    for (const name of ["a coupon's sale lost", "an undone sale that stands", "an earning that never came"]) {
      const these = planted.filter((one) => one.name === name).flatMap((one) => one.expected);
      expect([name, these.filter((one) => !mended.includes(one))]).toEqual([name, []]);
    }
    chain.nowMs += DAY_MS;
    const second = await night();
    expect(second.findings.map(textOf).sort()).toEqual(expected.filter((one) => !mended.includes(one)).sort());
  }, 600_000);
});

const mapped = <A, B>(kinds: Record<string, A>, change: (kind: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, change(kind)]));

/** Plants it on the first that has what it takes, and nothing planted of this group yet. */
async function onFirstFit<S>(left: S[], plant: (subject: S) => Promise<readonly string[]>): Promise<readonly string[]> {
  let why: unknown = new Error("nobody is left");
  for (const [i, subject] of left.entries()) {
    try {
      const expected = await plant(subject);
      left.splice(i, 1);
      return expected;
    } catch (cause) {
      why = cause;
    }
  }
  throw why;
}

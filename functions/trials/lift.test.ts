// Does the interval hold what it says? Populations with a known effect, hundreds of campaigns each: a 95 % interval has
// to cover the truth 95 ± 2 times in a hundred, with few visitors and with spending as skewed as in shops.
import { type Arm, emptyArm, type Lift, spendLift, verdictOf, visitLift } from "@huike/shared/lift";
import { seededRandom } from "../testing/seeded-random.ts";

const SEED = 20260105;

type Population = {
  readonly sent: number;
  readonly held: number;
  /** Share that comes by itself; how much more of all with the campaign. */
  readonly share: number;
  readonly lift: number;
  /** Spending of a visitor is log-normal: e^mu yuan in the middle, and this wide; with the campaign so many times that. */
  readonly sigma: number;
  readonly basket?: number;
};

const MU = 4;

function simulate(population: Population, runs: number, random: () => number) {
  const { sent, held, share, lift, sigma, basket = 1 } = population;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const arm = (people: number, comes: number, times: number): Arm => {
    const of = emptyArm();
    of.people = people;
    for (let i = 0; i < people; i++) {
      if (random() >= comes) continue;
      const fen = Math.round(100 * times * Math.exp(MU + sigma * normal()));
      of.visitors += 1;
      of.visits += 1;
      of.buyers += 1;
      of.spentFen += fen;
      of.spentFenSquares += fen * fen;
    }
    return of;
  };
  const meanFen = 100 * Math.exp(MU + (sigma * sigma) / 2);
  const truth = { visits: lift, spend: ((share + lift) * basket - share) * meanFen };
  const lifts = Array.from({ length: runs }, () => {
    const [a, b] = [arm(sent, share + lift, basket), arm(held, share, 1)];
    return { visits: visitLift(a, b), spend: spendLift(a, b) };
  });
  const covered = (of: "visits" | "spend"): { said: number; share: number } => {
    const said = lifts.flatMap((one) => one[of] ?? []);
    const right = said.filter(({ low, high }: Lift) => low <= truth[of] && truth[of] <= high);
    return { said: said.length, share: right.length / said.length };
  };
  return { visits: covered("visits"), spend: covered("spend"), lifts };
}

const nearly95 = (share: number): void => {
  expect(share).toBeGreaterThanOrEqual(0.93);
  expect(share).toBeLessThanOrEqual(0.97);
};

describe("the lift of a campaign, simulated", () => {
  test.each<[string, Population, number]>([
    ["ten thousand, a fifth comes", { sent: 9000, held: 1000, share: 0.2, lift: 0.03, sigma: 0.8 }, 1000],
    ["ten thousand, spending very skewed", { sent: 9000, held: 1000, share: 0.2, lift: 0.03, sigma: 1.2 }, 1000],
    ["ten thousand, no effect at all", { sent: 9000, held: 1000, share: 0.15, lift: 0, sigma: 1 }, 1000],
    ["two thousand", { sent: 1600, held: 400, share: 0.25, lift: 0.05, sigma: 0.8 }, 3000],
    [
      "two thousand, who come spend more",
      { sent: 1600, held: 400, share: 0.3, lift: 0.02, sigma: 1, basket: 1.2 },
      2000,
    ],
    ["two thousand, a harmful campaign", { sent: 1600, held: 400, share: 0.3, lift: -0.05, sigma: 0.8 }, 3000],
  ])(
    "covers the truth in 95 ± 2 of a hundred: %s",
    (_, population, runs) => {
      const { visits, spend } = simulate(population, runs, seededRandom(SEED));
      expect([visits.said, spend.said]).toEqual([runs, runs]);
      nearly95(visits.share);
      nearly95(spend.share);
    },
    120_000,
  );

  test.each<[string, Population]>([
    ["a small shop", { sent: 450, held: 50, share: 0.3, lift: 0.1, sigma: 1 }],
    ["hardly anybody comes", { sent: 900, held: 100, share: 0.05, lift: 0.02, sigma: 1 }],
  ])(
    "covers visits where money is not judged: %s",
    (_, population) => {
      const { visits, spend } = simulate(population, 2_000, seededRandom(SEED));
      nearly95(visits.share);
      expect(spend.said).toBe(0);
    },
    120_000,
  );

  test("calls chance an effect in few of a hundred campaigns without one", () => {
    const nothing = { sent: 1600, held: 400, share: 0.25, lift: 0, sigma: 0.8 };
    const { lifts } = simulate(nothing, 2_000, seededRandom(SEED + 1));
    const wrong = lifts.filter(({ visits }) => verdictOf(visits) !== "unclear").length / lifts.length;
    expect(wrong).toBeLessThanOrEqual(0.07);
  }, 120_000);
});

// What a campaign brought: members it was meant for against members held out of it by a hash, all of them counted
// whether they were reached or not. Comparing only those reached would compare people who allow messages with all.
//
// Shares of people who came: Newcombe's interval of a difference of two proportions ("Interval estimation for the
// difference between independent proportions", 1998, method 10), good also for few and for rare. Money: Welch's
// interval of a difference of means; spending is so skewed that it holds only with enough buyers on either side
// (docs/decisions/115 has the simulated coverage), and below that nothing is said.
import * as z from "zod/mini";

/** Sums over one side; they add up over parts of a campaign. */
export const Arm = z.strictObject({
  people: z.int(),
  /** How many of them came at least once in the window. */
  visitors: z.int(),
  visits: z.int(),
  /** How many paid anything, what they paid, in fen, and the sum of its squares. */
  buyers: z.int(),
  spentFen: z.number(),
  spentFenSquares: z.number(),
});
export type Arm = z.infer<typeof Arm>;

export const emptyArm = (): Arm => ({
  people: 0,
  visitors: 0,
  visits: 0,
  buyers: 0,
  spentFen: 0,
  spentFenSquares: 0,
});

export const sumArms = (a: Arm, b: Arm): Arm => ({
  people: a.people + b.people,
  visitors: a.visitors + b.visitors,
  visits: a.visits + b.visits,
  buyers: a.buyers + b.buyers,
  spentFen: a.spentFen + b.spentFen,
  spentFenSquares: a.spentFenSquares + b.spentFenSquares,
});

/** One member into a side: their visits in the window and what they paid, in fen. */
export const addMember = (arm: Arm, visits: number, spentFen: number): Arm => ({
  people: arm.people + 1,
  visitors: arm.visitors + (visits > 0 ? 1 : 0),
  visits: arm.visits + visits,
  buyers: arm.buyers + (spentFen > 0 ? 1 : 0),
  spentFen: arm.spentFen + spentFen,
  spentFenSquares: arm.spentFenSquares + spentFen * spentFen,
});

/** A difference a person, campaign less hold-out, and the bounds of its 95 % interval. */
export const Lift = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });
export type Lift = z.infer<typeof Lift>;

/** The 97.5 % point of the normal distribution. */
const Z = 1.959963984540054;
/** Fewer people a side say nothing about a share. */
export const PEOPLE_MIN = 30;
/** Fewer buyers a side say nothing about money. */
export const BUYERS_MIN = 50;

/** More people came, as a share of all; nothing where a side is too small. */
export function visitLift(sent: Arm, held: Arm): Lift | undefined {
  if (sent.people < PEOPLE_MIN || held.people < PEOPLE_MIN) return undefined;
  const a = wilson(sent.visitors, sent.people);
  const b = wilson(held.visitors, held.people);
  const value = a.share - b.share;
  return {
    value,
    low: value - Math.hypot(a.share - a.low, b.high - b.share),
    high: value + Math.hypot(a.high - a.share, b.share - b.low),
  };
}

function wilson(count: number, of: number): { share: number; low: number; high: number } {
  const share = count / of;
  const scale = 1 + (Z * Z) / of;
  const middle = share + (Z * Z) / (2 * of);
  const reach = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return { share, low: (middle - reach) / scale, high: (middle + reach) / scale };
}

/** More was spent, in fen a person; nothing where too few bought. */
export function spendLift(sent: Arm, held: Arm): Lift | undefined {
  if (sent.buyers < BUYERS_MIN || held.buyers < BUYERS_MIN) return undefined;
  const value = sent.spentFen / sent.people - held.spentFen / held.people;
  const buyer = sumArms(sent, held);
  const reach = Z * Math.sqrt(varianceOfMean(sent, buyer) + varianceOfMean(held, buyer));
  return { value, low: value - reach, high: value + reach };
}

/** Of one side's mean: its own share of buyers, each spending as buyers of both sides do. */
function varianceOfMean({ people, buyers }: Arm, of: Arm): number {
  const share = buyers / people;
  const mean = of.spentFen / of.buyers;
  const square = of.spentFenSquares / of.buyers;
  return Math.max(0, share * square - (share * mean) ** 2) / (people - 1);
}

/** more, less: the whole interval says so. unclear: it spans zero, or there is none. */
export type Verdict = "more" | "less" | "unclear";

export function verdictOf(lift: Lift | undefined): Verdict {
  if (!lift || (lift.low <= 0 && lift.high >= 0)) return "unclear";
  return lift.low > 0 ? "more" : "less";
}

/** 0.0312 → "3.1". */
const points = (share: number): string => Math.abs(share * 100).toFixed(1);
const yuanOf = (fen: number): string => (Math.abs(fen) / 100).toFixed(2);
const signed = (text: string, value: number): string => (value < 0 ? `−${text}` : text);

type Wording = { readonly zh: string; readonly en: string };

/** A plain sentence about who came. */
export function visitSentence(lift: Lift | undefined): Wording {
  if (!lift) return TOO_FEW;
  const low = signed(points(lift.low), lift.low);
  const high = signed(points(lift.high), lift.high);
  return sentence(verdictOf(lift), {
    by: { zh: `${points(lift.value)} 个百分点`, en: `${points(lift.value)} percentage points` },
    span: { zh: `${low} 到 ${high} 个百分点`, en: `${low} to ${high} points` },
    what: { zh: ["到店的人多了", "到店的人少了"], en: ["more people came, by", "fewer people came, by"] },
  });
}

/** A plain sentence about what was spent. */
export function spendSentence(lift: Lift | undefined): Wording {
  if (!lift) return TOO_FEW;
  const low = signed(yuanOf(lift.low), lift.low);
  const high = signed(yuanOf(lift.high), lift.high);
  return sentence(verdictOf(lift), {
    by: { zh: `每人 ¥${yuanOf(lift.value)}`, en: `¥${yuanOf(lift.value)} a person` },
    span: { zh: `${low} 到 ${high} 元`, en: `¥${low} to ¥${high}` },
    what: { zh: ["消费多了", "消费少了"], en: ["more was spent, by", "less was spent, by"] },
  });
}

const TOO_FEW: Wording = { zh: "无法判断：人数还太少", en: "Cannot tell: too few people yet" };

type Said = {
  readonly by: Wording;
  readonly span: Wording;
  readonly what: { readonly zh: readonly [string, string]; readonly en: readonly [string, string] };
};

function sentence(verdict: Verdict, { by, span, what }: Said): Wording {
  if (verdict === "unclear") {
    return {
      zh: `无法判断：差别在 ${span.zh}之间，可能只是碰巧`,
      en: `Cannot tell: the difference is within ${span.en}, which may be chance`,
    };
  }
  const side = verdict === "more" ? 0 : 1;
  return {
    zh: `和没收到的人相比，${what.zh[side]} ${by.zh}（95% 把握在 ${span.zh}之间）`,
    en: `Against those held out, ${what.en[side]} ${by.en} (95% sure: ${span.en})`,
  };
}

/** Money of the whole campaign: what all who were meant to have it spent more, and what the coupons cost, in fen. */
export type Earned = { readonly extraFen: Lift; readonly costFen: number; readonly roi?: Lift };

/** Nothing where money cannot be judged. `roi` 1.5: for each yuan off came 1.5 yuan of sales more, besides the yuan. */
export function earnedOf(sent: Arm, held: Arm, costFen: number): Earned | undefined {
  const lift = spendLift(sent, held);
  if (!lift) return undefined;
  const of = (value: number) => value * sent.people;
  const extraFen = { value: of(lift.value), low: of(lift.low), high: of(lift.high) };
  if (costFen <= 0) return { extraFen, costFen };
  const roi = (fen: number) => (fen - costFen) / costFen;
  return { extraFen, costFen, roi: { value: roi(extraFen.value), low: roi(extraFen.low), high: roi(extraFen.high) } };
}

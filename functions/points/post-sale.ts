// What a sale's image makes due on the points ledger: its earning if money was paid, and its undo as well if it was
// taken back. Level, not edge: any one image yields all of it, so that a lost event heals on the next.
import { earn, growthOf, pointsEndMs, storePercentOf, tierAtLevel } from "@huike/shared/points";
import type { Program } from "@huike/shared/program";
import type { Env } from "../platform/env.ts";
import type { Posting, PostingItem } from "./ledger.items.ts";
import { post } from "./post.ts";
import { currentProgram } from "./read-program.ts";
import { settleTier } from "./settle-tier.ts";
import { FIRST_LEVEL, periodBefore } from "./tier-periods.ts";

/** As much of MBR#m / SAL#<ord> as postings are made from. */
export type SaleImage = {
  /** s standing, u undone. */
  readonly st: "s" | "u";
  readonly at: number;
  readonly sto: string;
  readonly sn: string;
  /** What was to be paid, in fen; a sale without it earns nothing. */
  readonly pay?: number;
  readonly uat?: number;
};

export async function postSale(memberNo: string, ord: string, sale: SaleImage, env: Env): Promise<void> {
  if (!sale.pay) return;
  const earned = await postEarning(memberNo, ord, { ...sale, pay: sale.pay }, env);
  if (sale.st === "s") return settleTier(env, memberNo, { atMs: sale.at });
  if (sale.uat === undefined) throw new Error(`${ord} of ${memberNo} was undone at no time`);
  await postUndo(memberNo, earned, sale.uat, env);
  await settleTier(env, memberNo, { atMs: sale.uat, takenBackMs: sale.at });
}

type Earned = {
  readonly amount: number;
  readonly growth: number;
  readonly at: number;
  readonly ord: string;
  readonly ver: number;
};

/** Posts what the sale earned; answers what stands on the ledger, which an earlier programme may have decided. */
async function postEarning(
  memberNo: string,
  ord: string,
  sale: SaleImage & { readonly pay: number },
  env: Env,
): Promise<Earned> {
  const { version, program } = await currentProgram(env);
  // The level the member had when they bought: not the one it led to, nor the one they have when this runs.
  const level = (await periodBefore(env, memberNo, sale.at))?.level ?? FIRST_LEVEL;
  const rates = ratesAt(program, level, sale.sto);
  const exp = pointsEndMs(program.expiry, sale.at);
  const posting: Posting = {
    ...{ kind: "earn", memberNo, ord, at: sale.at, ver: version },
    ...{ points: earn(sale.pay, rates), growth: growthOf(sale.pay), rates, pay: sale.pay, sn: sale.sn },
    ...(exp === undefined ? {} : { exp }),
  };
  const posted = await postOrThrow(env, posting);
  const { points: amount, growth = 0 } = posting;
  return posted ?? { amount, growth, at: sale.at, ord, ver: version };
}

const ratesAt = ({ tiers, storePercents, centipointsPerYuan }: Program, level: number, storeId: string) => ({
  centipointsPerYuan,
  tierPercent: tierAtLevel(level, tiers).earnPercent,
  storePercent: storePercentOf(storePercents, storeId),
});

/** Takes exactly what was earned, also into debt: points of a sale that was taken back are owed. */
async function postUndo(memberNo: string, earned: Earned, at: number, env: Env): Promise<void> {
  const { amount, growth, ord, ver } = earned;
  await postOrThrow(env, {
    ...{ kind: "undo", memberNo, ord, at, ver, sat: earned.at },
    ...{ points: -amount, growth: -growth },
  });
}

/** The posting that stood before, if any. */
async function postOrThrow(env: Env, posting: Posting): Promise<PostingItem | undefined> {
  const posted = await post(env, posting);
  if (posted.is === "before") return posted.posting;
  if (posted.is !== "posted") throw new Error(`${posting.ord} is a sale of ${posting.memberNo}, who has no card`);
  return undefined;
}

// Posts the points that have ended as of a time: one posting a period's end, under that end's own key. It is made only
// of the ledger it was reckoned from: anything posted meanwhile, and it is reckoned anew.
import type { Env } from "../platform/env.ts";
import { type Lapse, lapsesDue } from "./lots.ts";
import { post } from "./post.ts";
import { readLedger } from "./read-ledger.ts";
import { currentProgram } from "./read-program.ts";

const ATTEMPTS = 8;

/** Every period's end has one posting; no order stands behind it. */
const NO_ORDER = "period";

/** The points that ended, all periods together. */
export async function expirePoints(env: Env, memberNo: string, asOfMs: number): Promise<number> {
  const { version } = await currentProgram(env);
  let ended = 0;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const ledger = await readLedger(env, memberNo);
    const [first] = ledger ? lapsesDue(memberNo, ledger.postings, asOfMs) : [];
    if (!ledger || !first) return ended;
    if (await expire(env, memberNo, first, ledger.card.n ?? 0, version)) {
      ended += first.points;
      attempt = 0;
    }
  }
  throw new Error(`${memberNo}'s card changed ${ATTEMPTS} times while its points ended`);
}

async function expire(env: Env, memberNo: string, { endMs, points }: Lapse, n: number, ver: number): Promise<boolean> {
  const posted = await post(
    env,
    { kind: "expire", memberNo, ord: NO_ORDER, at: endMs, points: -points, ver },
    { condition: "n = :n", values: { ":n": n } },
  );
  return posted.is === "posted";
}

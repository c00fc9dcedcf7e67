// What the night does for one member: posts the points that have ended, reviews the level, checks the books: points, coupons, sales.
//
// The first look reads two whole partitions, cheaply, and judges from them whether anything is to be done at all: for
// nearly every member nothing is. The second look does all three anew with consistent reads.
import type { Finding } from "@huike/shared/reconciliation";
import { cardKey } from "../member/card.items.ts";
import type { Env } from "../platform/env.ts";
import { logFailure } from "../platform/log.ts";
import { queryRange } from "../platform/read.ts";
import { booksOf, type Sorted } from "../points/books.ts";
import { checkMember } from "../points/check-member.ts";
import { expirePoints } from "../points/expire-points.ts";
import { faultsOf, type PointsFault } from "../points/faults.ts";
import { ledgerOf } from "../points/ledger.items.ts";
import { lapsesDue } from "../points/lots.ts";
import { currentProgram } from "../points/read-program.ts";
import { isReviewDue, reviewTier } from "../points/review-tier.ts";
import { type SaleFault, saleFaults } from "../sale/sale-faults.ts";

/** "MBR#m" → m. */
export const memberOf = (pk: string): string => pk.slice(cardKey("").pk.length);

export type Visit = {
  readonly ended: number;
  readonly isReviewed: boolean;
  readonly findings: readonly Finding[];
  /** The member's own partition as the first look read it; none of one who is no member, or whose visit failed. */
  readonly items?: readonly Sorted[];
};
type VisitIn = (env: Env, memberNo: string, asOfMs: number) => Promise<Visit>;

/** Of a member whose visit fails, that is what was found: it keeps nobody else from theirs. */
const orFailed =
  (visit: VisitIn): VisitIn =>
  async (env, memberNo, asOfMs) => {
    try {
      return await visit(env, memberNo, asOfMs);
    } catch (cause) {
      logFailure("nightly", cause);
      return { ended: 0, isReviewed: false, findings: [{ what: "check_failed", of: cardKey(memberNo).pk }] };
    }
  };

/** The first look; it may see what is a moment old. */
export const visitMember: VisitIn = orFailed(async (env, memberNo, asOfMs) => {
  const [member, ledger] = await Promise.all([whole(env, cardKey(memberNo).pk), whole(env, ledgerOf(memberNo))]);
  const books = booksOf(member, ledger, env.nowMs());
  if (!books) return { ended: 0, isReviewed: false, findings: [] };
  const { program } = await currentProgram(env);
  const isDue = lapsesDue(memberNo, books.postings, asOfMs).length > 0 || isReviewDue(memberNo, program, books, asOfMs);
  if (isDue) return { ...(await settle(env, memberNo, asOfMs)), items: member };
  const findings = findingsOf(memberNo, faultsOf(memberNo, books), saleFaults(member));
  return { ended: 0, isReviewed: false, findings, items: member };
});

export const visitAgain: VisitIn = orFailed((env, memberNo, asOfMs) => settle(env, memberNo, asOfMs));

async function settle(env: Env, memberNo: string, asOfMs: number): Promise<Visit> {
  const ended = await expirePoints(env, memberNo, asOfMs);
  const isReviewed = (await reviewTier(env, memberNo, asOfMs)) !== "unchanged";
  const faults = await checkMember(env, memberNo);
  const sales = saleFaults(await whole(env, cardKey(memberNo).pk, { consistent: true }));
  return { ended, isReviewed, findings: findingsOf(memberNo, faults, sales) };
}

function findingsOf(memberNo: string, faults: readonly PointsFault[], sales: readonly SaleFault[]): Finding[] {
  const of = cardKey(memberNo).pk;
  return [
    ...faults.map(({ sk, ...fault }): Finding => ({ ...fault, of, ...(sk === undefined ? {} : { item: sk }) })),
    ...sales.map(
      ({ what, sk, source }): Finding => ({
        ...{ what, of, item: sk },
        ...(source === undefined ? {} : { source: `${of} ${source}` }),
      }),
    ),
  ];
}

/** Every sort key of ours begins with a digit or a letter. */
const whole = (env: Env, pk: string, { consistent = false } = {}): Promise<Sorted[]> =>
  queryRange<Sorted>(env.tables, { pk, from: "0", to: "~" }, { consistent });

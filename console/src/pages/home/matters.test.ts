import { DAY_MS } from "@huike/shared/day";
import type { OfferReport } from "@huike/shared/offer-life";
import { changeOf } from "./change";
import { nightMatter, offerMatters } from "./matters";

const nowMs = Date.UTC(2026, 0, 5);
const offer = (change: Partial<OfferReport> & { cap?: number; rest?: number } = {}): OfferReport => {
  const { cap = 1000, rest = 900, ...more } = change;
  return {
    ...{ offerId: "ofr_abcd1234", state: "open", isFrozen: false, version: 1 },
    terms: {
      ...{ title: "见面礼", benefit: { kind: "cash", valueFen: 1000 }, perMember: 1, storeIds: [], lines: [] },
      validity: { kind: "after_claim", days: 7 },
    },
    ...{
      opensAtMs: nowMs - DAY_MS,
      closesAtMs: nowMs + 30 * DAY_MS,
      stock: { cap, rest, taken: cap - rest, retired: 0 },
    },
    ...more,
  };
};
const kinds = (...offers: OfferReport[]) => offerMatters(offers, nowMs).map(({ kind }) => kind);

describe("what needs somebody", () => {
  test("is nothing while offers run as they should", () => {
    expect(kinds(offer(), offer({ rest: 101 }))).toEqual([]);
  });

  test("is an offer that is paused, gone, soon gone or soon over, in that order", () => {
    const ending = offer({ closesAtMs: nowMs + 3 * DAY_MS });
    expect(kinds(ending, offer({ rest: 100 }), offer({ rest: 0 }), offer({ isFrozen: true }))).toEqual([
      "frozen",
      "sold_out",
      "low",
      "ending",
    ]);
  });

  test("is no offer that is over, not begun, closed, or given by the shop to the last one", () => {
    const granted = offer({ rest: 0 });
    expect(
      kinds(
        offer({ rest: 0, closesAtMs: nowMs }),
        offer({ rest: 0, opensAtMs: nowMs + 1 }),
        offer({ rest: 0, state: "closed" }),
        { ...granted, terms: { ...granted.terms, access: "granted" } },
      ),
    ).toEqual([]);
  });
});

describe("how a number stands to last week's", () => {
  test.each([
    [125, 100, "up", "▲ 25%"],
    [50, 100, "down", "▼ 50%"],
    [5, 2, "up", "▲ 3"],
    [3, 0, "up", "▲"],
    [-2, 1, "down", "▼ 3"],
  ])("%i after %i", (now, before, direction, text) => {
    expect(changeOf(now, before)).toEqual({ direction, text });
  });

  test("is the same where it is", () => expect(changeOf(7, 7)).toEqual({ direction: "same" }));
});

describe("what the night leaves to somebody", () => {
  const sentence = { zh: "积分余额与记账合计不符", en: "The balance is not the sum of the postings" };
  const finding = (isMended?: boolean) => ({
    ...{ what: "balance_differs" as const, of: "MBR#900000001", sentence },
    ...(isMended === undefined ? {} : { isMended }),
  });
  const night = (...findings: ReturnType<typeof finding>[]) => ({
    ...{ day: "2026-01-05", beganAtMs: nowMs - 3_600_000, members: 1, rows: 2, offers: 3, more: 0 },
    findings,
  });

  test("is nothing before the first one, and where all was right or was mended", () => {
    expect(nightMatter(undefined, nowMs)).toBeUndefined();
    expect(nightMatter(night(), nowMs)).toBeUndefined();
    expect(nightMatter(night(finding(true)), nowMs)).toBeUndefined();
  });

  test("is what was not mended, and that there was no night", () => {
    expect(nightMatter(night(finding(true), finding(), finding(false)), nowMs)).toEqual({
      ...{ kind: "found", open: 2, first: sentence },
    });
    expect(nightMatter(night(finding()), nowMs + 3 * DAY_MS)).toEqual({ kind: "stale", nights: 3 });
  });
});

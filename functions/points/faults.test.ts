import { type Books, faultsOf, type SaleOnRecord } from "./faults.ts";
import { type Posting, type PostingItem, postingFields, postingSk } from "./ledger.items.ts";

const memberNo = "100000000";
const plain = { centipointsPerYuan: 100, tierPercent: 100, storePercent: 100 };
const sale = (ord: string, at: number, change: Partial<SaleOnRecord> = {}): SaleOnRecord => ({
  ...{ sk: `SAL#${ord}`, st: "s", at, sto: "sto_0000", sn: "店", pay: 5_000 },
  ...change,
});
const posted = (posting: Omit<Posting, "memberNo" | "ver">): PostingItem => {
  const fields = postingFields({ memberNo, ver: 0, ...posting });
  return { ...fields, sk: postingSk(fields) };
};
const earned = (ord: string, at: number, points = 50, growth = 50) =>
  posted({ kind: "earn", ord, at, points, growth, rates: plain });
const adjustment = (id: string, points: number, change: Partial<Books["adjustments"][number]> = {}) =>
  ({ sk: `ADJ#${id}`, st: "posted", points, sat: 30, ...change }) as Books["adjustments"][number];

const [first, taken] = [sale("ord_1", 10), sale("ord_2", 11, { st: "u", uat: 20 })];
const postings = [
  earned("ord_1", 10),
  earned("ord_2", 11),
  posted({ kind: "undo", ord: "ord_2", at: 20, points: -50, growth: -50, sat: 11 }),
  posted({ kind: "spend", ord: "gift", at: 25, points: -30 }),
  posted({ kind: "adjust", ord: "adj_1", at: 30, points: -5 }),
  posted({ kind: "expire", ord: "period", at: 40, points: -15 }),
  posted({ kind: "spend", ord: "coupon", at: 50, points: -20 }),
  posted({ kind: "refund", ord: "coupon", at: 60, points: 20 }),
];
const card = { pts: 0, gro: 50, n: 8, lvl: 1 } as Books["card"];
/** Nothing is wrong with these. */
const books: Books = {
  ...{ card, postings, sales: [first, taken], adjustments: [adjustment("adj_1", -5)], level: 1, settledMs: 100 },
} as Books;

const faults = (change: Partial<Books>) => faultsOf(memberNo, { ...books, ...change });
/** With one posting in another's place, and what the card says left out of it. */
const withPosting = (at: number, change: Partial<PostingItem>, more: Partial<Books> = {}) => {
  const changed = postings.map((posting, i) => (i === at ? { ...posting, ...change } : posting));
  return faults({ postings: changed, ...more }).filter(({ sk }) => sk !== undefined);
};
const skOf = (at: number) => postings[at]?.sk;
const differs = (at: number) => [{ what: "posting_differs", sk: skOf(at) }];

describe("a member's books", () => {
  test("in order have no fault", () => expect(faults({})).toEqual([]));

  test("of nobody who bought anything have none either", () => {
    const nobody = { card: { pts: 0, lvl: 1 } as Books["card"], postings: [], sales: [], adjustments: [] };
    expect(faults(nobody)).toEqual([]);
  });

  test("say what the card should have said", () => {
    expect(faults({ card: { ...card, pts: 1 } })).toEqual([{ what: "balance_differs", expected: 0, found: 1 }]);
    expect(faults({ card: { ...card, gro: 49 } })).toEqual([{ what: "growth_differs", expected: 50, found: 49 }]);
    expect(faults({ card: { ...card, n: 9 } })).toEqual([{ what: "count_differs", expected: 8, found: 9 }]);
    expect(faults({ card: { ...card, lvl: 2 } })).toEqual([{ what: "level_differs", expected: 1, found: 2 }]);
  });
});

describe("a posting that is due", () => {
  test("is missed once its source is settled, and not before", () => {
    const late = sale("ord_3", 100);
    const missing = [{ what: "posting_missing", sk: postingSk({ ord: "ord_3", at: 100, kind: "earn" }) }];
    expect(faults({ sales: [first, taken, late] })).toEqual(missing);
    expect(faults({ sales: [first, taken, late], settledMs: 99 })).toEqual([]);
    expect(faults({ sales: [first, taken, sale("ord_3", 50, { pay: 0 })] })).toEqual([]);
  });

  test("is an undo's too, of a sale that was taken back and only of such a one", () => {
    const undone = { ...first, st: "u", uat: 60 } as const;
    const sk = postingSk({ ord: "ord_1", at: 60, kind: "undo" });
    expect(faults({ sales: [undone, taken] })).toEqual([{ what: "posting_missing", sk }]);
    expect(faults({ sales: [undone, taken], settledMs: 59 })).toEqual([]);
    expect(faults({ sales: [{ ...first, uat: 60 }, taken] })).toEqual([]);
    expect(faults({ sales: [{ ...first, st: "u" }, taken] })).toEqual([]);
  });

  test("is a settled correction's, of one that was posted", () => {
    const more = (change: object) => [...books.adjustments, adjustment("adj_2", 9, change)];
    const missing = [{ what: "posting_missing", sk: postingSk({ ord: "adj_2", at: 100, kind: "adjust" }) }];
    expect(faults({ adjustments: more({ sat: 100 }) })).toEqual(missing);
    expect(faults({ adjustments: more({ sat: 101 }) })).toEqual([]);
    expect(faults({ adjustments: more({ sat: 100, st: "pending" }) })).toEqual([]);
    expect(faults({ adjustments: more({ sat: undefined }) })).toEqual([]);
  });
});

describe("a posting that stands", () => {
  test("has a source", () => {
    const [own, undo, corrected] = [0, 2, 4].map((at) => ({ what: "posting_without_source", sk: skOf(at) }));
    expect(faults({ sales: [taken] })).toEqual([own]);
    expect(faults({ sales: [first, { ...taken, st: "s" }] })).toEqual([undo]);
    expect(faults({ adjustments: [] })).toEqual([corrected]);
    expect(faults({ adjustments: [adjustment("adj_1", -5, { st: "pending" })] })).toEqual([corrected]);
  });

  test("is worth what its sale and its own rates make of it", () => {
    expect(withPosting(0, { amount: 51 })).toEqual(differs(0));
    expect(withPosting(0, { growth: 51 })).toEqual(differs(0));
    expect(withPosting(0, { rates: { ...plain, tierPercent: 200 } })).toEqual(differs(0));
    const { rates: _, ...bare } = postings[0] as PostingItem;
    expect(faults({ postings: [bare, ...postings.slice(1)] })).toEqual(differs(0));
  });

  test("takes back what was earned", () => {
    expect(withPosting(2, { amount: 49 })).toEqual(differs(2));
    expect(withPosting(2, { growth: 49 })).toEqual(differs(2));
    // Not what another sale earned, nor without an earning at all.
    const other = withPosting(1, { amount: 49, growth: 49 });
    expect(other).toEqual([...differs(1), ...differs(2)]);
    const lost = faults({ postings: postings.filter((_, at) => at !== 1) }).filter(({ what }) => /posting/.test(what));
    expect(lost).toEqual([{ what: "posting_missing", sk: skOf(1) }, ...differs(2)]);
  });

  test("gives back all that was spent", () => {
    expect(withPosting(7, { amount: 19 })).toEqual(differs(7));
    expect(withPosting(7, { growth: 1 })).toEqual(differs(7));
    const lost = faults({ postings: postings.filter((_, at) => at !== 6) }).filter(({ sk }) => sk !== undefined);
    expect(lost).toEqual(differs(7));
  });

  test("brings growth only with a sale", () => {
    for (const at of [3, 4, 5]) expect(withPosting(at, { growth: 1 })).toEqual(differs(at));
  });

  test("is as was asked, if it is a correction, which may go either way", () => {
    expect(withPosting(4, { amount: 6 })).toEqual(differs(4));
    const up = posted({ kind: "adjust", ord: "adj_1", at: 30, points: 5 });
    expect(withPosting(4, up)).toEqual(differs(4));
    expect(withPosting(4, up, { adjustments: [adjustment("adj_1", 5)] })).toEqual([]);
    expect(withPosting(4, { from: "earned" }, { adjustments: [adjustment("adj_1", -5)] })).toEqual(differs(4));
  });

  test("goes the way of its kind, between its kind's accounts, under its own key", () => {
    for (const [at, { from, to }] of postings.entries()) {
      expect(withPosting(at, { from: to, to: from })).toEqual(differs(at));
      expect(withPosting(at, to === memberNo ? { from: "nowhere" } : { to: "nowhere" })).toEqual(differs(at));
    }
    expect(withPosting(3, { amount: -30, from: "spent", to: memberNo })).toEqual(differs(3));
    expect(withPosting(0, { growth: -50, amount: 0 })).toEqual(differs(0));
    const moved = { sk: `${skOf(3)}x` };
    expect(withPosting(3, moved)).toEqual([{ what: "posting_differs", ...moved }]);
  });

  test("of nothing may lie either way, as nothing was moved", () => {
    const free = sale("ord_4", 12, { pay: 99 });
    const nothing = posted({ kind: "earn", ord: "ord_4", at: 12, points: 0, growth: 0, rates: plain });
    const turned = { ...nothing, from: nothing.to, to: nothing.from };
    const none = { sales: [first, taken, free], card: { ...card, n: 9 } };
    expect(faults({ ...none, postings: [...postings, nothing] })).toEqual([]);
    expect(faults({ ...none, postings: [...postings, turned] })).toEqual([]);
    // Only one of the two being nothing is not enough.
    const little = posted({
      kind: "earn",
      ord: "ord_4",
      at: 12,
      points: 0,
      growth: 1,
      rates: { ...plain, tierPercent: 0 },
    });
    const sales = [first, taken, { ...free, pay: 100 }];
    const more = { sales, card: { ...card, n: 9, gro: 51 } };
    expect(faults({ ...more, postings: [...postings, little] })).toEqual([]);
    const wrong = { ...little, from: "spent" };
    expect(faults({ ...more, postings: [...postings, wrong] })).toEqual([{ what: "posting_differs", sk: little.sk }]);
  });
});

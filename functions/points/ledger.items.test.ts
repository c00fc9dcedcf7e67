import {
  grownAtMs,
  growthIn,
  msText,
  type PostingItem,
  pointsOf,
  postingFields,
  postingKey,
  postingSk,
} from "./ledger.items.ts";

const memberNo = "100000000";
const source = { at: 1_767_600_000_000, ord: "ord_1", kind: "earn" } as const;
const posting = (points: number, growth: number, change: Partial<PostingItem> = {}): PostingItem => {
  const fields = postingFields({ ...source, memberNo, ver: 3, points, growth });
  return { ...fields, sk: postingSk(fields), ...change };
};

describe("a posting", () => {
  test("lies in the member's ledger by its source, in the order of time", () => {
    expect(postingKey(memberNo, source)).toEqual({ pk: "LED#100000000", sk: "1767600000000#ord_1#earn" });
    expect(msText(5)).toBe("0000000000005");
    expect(postingSk({ at: 9, ord: "a", kind: "undo" }) < postingSk({ at: 10, ord: "a", kind: "earn" })).toBe(true);
  });

  test.each([
    ["earn", 1, "earned"],
    ["undo", -1, "earned"],
    ["spend", -1, "spent"],
    ["refund", 1, "spent"],
    ["expire", -1, "expired"],
    ["adjust", 1, "adjusted"],
    ["adjust", -1, "adjusted"],
  ] as const)("of kind %s by %d has the account %s on its other side", (kind, sign, other) => {
    const fields = postingFields({ ...source, kind, memberNo, ver: 3, points: sign * 20, growth: sign * 2 });
    const [from, to] = sign > 0 ? [other, memberNo] : [memberNo, other];
    expect(fields).toEqual({ ...source, kind, ver: 3, from, to, amount: 20, growth: 2 });
  });

  test("goes out when either of its two goes down, and has no growth where none is said", () => {
    expect(postingFields({ ...source, memberNo, ver: 3, points: 0, growth: -2 })).toMatchObject({ from: memberNo });
    expect(postingFields({ ...source, memberNo, ver: 3, points: -2 })).toMatchObject({ from: memberNo, growth: 0 });
    expect(postingFields({ ...source, memberNo, ver: 3, points: 0, growth: 0 })).toMatchObject({ to: memberNo });
  });

  test("says what it did to points and growth, with their signs", () => {
    expect([pointsOf(memberNo, posting(20, 2)), growthIn(memberNo, posting(20, 2))]).toEqual([20, 2]);
    expect([pointsOf(memberNo, posting(-20, -2)), growthIn(memberNo, posting(-20, -2))]).toEqual([-20, -2]);
    // Nothing is 0 and never -0.
    expect([pointsOf(memberNo, posting(0, -2)), growthIn(memberNo, posting(-20, 0))]).toEqual([0, 0]);
  });

  test("made its growth when its sale was, also when it takes it back", () => {
    expect(grownAtMs(posting(20, 2))).toBe(source.at);
    expect(grownAtMs(posting(-20, -2, { sat: 7 }))).toBe(7);
  });
});

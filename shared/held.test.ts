import { businessDayNo, DAY_MS } from "./day.ts";
import { type Brought, BURST_COUNT, BURST_MS, FOLLOWED_DAYS, heldOf, type Known, suspectsOf } from "./held.ts";

const NOON_MS = Date.UTC(2026, 10, 21, 4);
const TODAY = businessDayNo(NOON_MS);
const clerk = "100000001";
const nobody: Brought = { clerk, joined: [], fans: [], unpaid: [] };
const known = (some: Partial<Known> = {}): Known => ({
  ...{ nowMs: NOON_MS + 3_600_000, isStaff: () => false, wonBy: () => clerk, boughtOn: () => [] },
  ...some,
});
const came = (count: number, apartMs: number) =>
  Array.from({ length: count }, (_, i) => ({ memberNo: `20000000${i}`, atMs: NOON_MS + i * apartMs }));
const reasons = (brought: Partial<Brought>, some: Partial<Known> = {}) =>
  heldOf({ ...nobody, ...brought }, known(some)).map(({ what, reason, memberNo }) => [what, reason, memberNo]);

describe("what a clerk brought that looks made up", () => {
  test("a burst is held whole, one who comes apart from it is not, and a counter that serves quickly is none", () => {
    const apart = { memberNo: "300000000", atMs: NOON_MS + 10 * BURST_MS };
    const burst = came(BURST_COUNT + 1, 10_000);
    expect(reasons({ joined: [apart, ...burst] })).toEqual(burst.map(({ memberNo }) => ["member", "burst", memberNo]));
    expect(suspectsOf({ ...nobody, joined: [apart, ...burst] })).toHaveLength(BURST_COUNT + 1);
    expect(reasons({ joined: came(BURST_COUNT - 1, 1) })).toEqual([]);
    const justSlowEnough = BURST_MS / (BURST_COUNT - 1);
    expect(reasons({ joined: came(BURST_COUNT, justSlowEnough) })).toEqual([]);
    expect(reasons({ joined: came(BURST_COUNT, justSlowEnough - 1) })).toHaveLength(BURST_COUNT);
  });

  test("a burst's member is released by a purchase with an amount on another day, not on the same", () => {
    const joined = came(BURST_COUNT, 1_000);
    const bought = (day: number) => ({ boughtOn: (no: string) => (no === joined[0]?.memberNo ? [day] : []) });
    expect(reasons({ joined }, bought(TODAY))).toHaveLength(BURST_COUNT);
    expect(reasons({ joined }, bought(TODAY + 1)).map(([, , no]) => no)).toEqual(
      joined.slice(1).map(({ memberNo }) => memberNo),
    );
  });

  test("an account of staff is never counted, whatever it buys", () => {
    const isStaff = (no: string) => no === "200000000";
    const boughtOn = () => [TODAY + 3];
    expect(reasons({ joined: came(2, 1), fans: came(2, 1) }, { isStaff, boughtOn })).toEqual([
      ["member", "staff", "200000000"],
      ["fan", "staff", "200000000"],
    ]);
  });

  test("a follower is held while a burst or a return is young", () => {
    const fans = came(BURST_COUNT, 1_000).map(({ atMs }) => ({ atMs }));
    const after = (days: number) => ({ nowMs: NOON_MS + days * DAY_MS + BURST_MS });
    expect(reasons({ fans }, after(FOLLOWED_DAYS - 1))).toHaveLength(BURST_COUNT);
    expect(reasons({ fans }, after(FOLLOWED_DAYS))).toEqual([]);
    const back = [{ atMs: NOON_MS, leftAtMs: NOON_MS + 3 * DAY_MS, memberNo: "5" }, { atMs: NOON_MS }];
    expect(reasons({ fans: back }, after(FOLLOWED_DAYS + 2))).toEqual([["fan", "refollowed", "5"]]);
    expect(reasons({ fans: back }, after(FOLLOWED_DAYS + 3))).toEqual([]);
  });

  test("a redemption without an amount is held for members the clerk won, until they buy on another day", () => {
    const unpaid = came(2, 1_000);
    expect(reasons({ unpaid })).toEqual(unpaid.map(({ memberNo }) => ["redemption", "no_amount", memberNo]));
    expect(reasons({ unpaid }, { wonBy: () => "another" })).toEqual([]);
    expect(reasons({ unpaid }, { boughtOn: () => [TODAY] })).toHaveLength(2);
    expect(reasons({ unpaid }, { boughtOn: () => [TODAY - 5] })).toEqual([]);
  });
});

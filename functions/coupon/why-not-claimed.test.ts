import type { OfferTerms } from "@huike/shared/offer";
import { terms } from "../testing/made-up.ts";
import { whyNotClaimed } from "./why-not-claimed.ts";

type Offer = Parameters<typeof whyNotClaimed>[0];

const refusalOf = (
  change: Partial<OfferTerms>,
  {
    stop,
    n = 1,
    lvl = 1,
    pts = 0,
    free,
  }: { stop?: Offer["stop"]; n?: number; lvl?: number; pts?: number; free?: number } = {},
) => whyNotClaimed({ terms: terms(change), stop }, { lvl, pts }, n, free);

describe("a claim", () => {
  test("is refused for nothing the terms do not forbid", () => {
    expect(refusalOf({})).toBeUndefined();
    expect(
      refusalOf({ perMember: 2, perDay: 1, minLevel: 2, pointsPrice: 50 }, { n: 2, lvl: 2, pts: 50, free: 1 }),
    ).toBeUndefined();
    // An undone sale may leave a debt of points: it is none of a coupon that costs none.
    expect(refusalOf({}, { pts: -10 })).toBeUndefined();
    // A day without a limit of its own has no marks.
    expect(refusalOf({}, { free: 0 })).toBeUndefined();
  });

  test("of an offer that rests, that is over, or that is not for claiming", () => {
    expect(refusalOf({ access: "granted" }, { stop: "offer_frozen", n: 2 })).toEqual({
      ok: false,
      error: "offer_frozen",
    });
    expect(refusalOf({ access: "granted" }, { stop: "coupon_voided", n: 2 })).toEqual({
      ok: false,
      error: "offer_closed",
    });
    expect(refusalOf({ access: "granted", minLevel: 2 })).toEqual({ ok: false, error: "offer_granted_only" });
  });

  test.each([
    ["by a level that may not", { minLevel: 2, perMember: 1 }, { n: 2 }, "level_too_low", { limit: 2 }],
    ["beyond a member's number", { perMember: 1, perDay: 1 }, { n: 2, free: 0 }, "limit_reached", { limit: 1 }],
    ["beyond a day's number", { perDay: 3, pointsPrice: 9 }, { free: 0 }, "daily_limit_reached", { limit: 3 }],
    ["without the points", { pointsPrice: 50 }, { pts: 49 }, "points_too_few", { missing: 1 }],
    ["in debt", { pointsPrice: 50 }, { pts: -10 }, "points_too_few", { missing: 60 }],
  ] as const)("%s", (_, change, who, error, detail) =>
    expect(refusalOf(change, who)).toEqual({ ok: false, error, detail }),
  );
});

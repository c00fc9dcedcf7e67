import { GIFT_MS } from "@huike/shared/gift";
import type { GiftItem } from "./gift.items.ts";
import { whyNotGift, whyNotGiven } from "./why-not-accept.ts";

const nowMs = 1_000 + GIFT_MS;
const [giver, friend] = ["100000001", "100000002"];
const gift = (change: Partial<GiftItem> = {}): GiftItem => ({
  ...{ from: giver, ofr: "ofr_0000", n: 1, st: "o", until: nowMs + 1 },
  ...change,
});
const taken = { st: "t", to: friend, tn: 1 } as const;

describe("a gift", () => {
  test.each<[string, string | undefined, Partial<GiftItem>, string | undefined]>([
    ["can be accepted by a friend until its end", undefined, {}, friend],
    ["can be accepted by whoever is not known yet", undefined, {}, undefined],
    ["is over at its end", "gift_over", { until: nowMs }, friend],
    ["that was taken back is so also after its end", "gift_taken_back", { st: "b", until: nowMs }, friend],
    ["is the giver's own, also when it was taken back", "gift_own", { st: "b" }, giver],
    ["that was taken is so for the giver too", "gift_taken", taken, giver],
  ])("%s", (_, error, change, who) => expect(whyNotGift(gift(change), who, nowMs)?.error).toBe(error));
});

describe("the coupon in a gift", () => {
  test("is accepted while it is good and its offer goes on", () => {
    expect(whyNotGiven({ st: "g", exp: nowMs + 1 }, undefined, nowMs)).toBeUndefined();
  });

  test.each([
    ["has ended", { st: "g", exp: nowMs }, undefined, { error: "coupon_expired", detail: { atMs: nowMs } }],
    ["has ended of an offer that rests", { st: "g", exp: nowMs }, "offer_frozen", { error: "offer_frozen" }],
    ["is cancelled with its offer", { st: "g", exp: nowMs }, "coupon_voided", { error: "coupon_voided" }],
    ["is cancelled by itself, of an offer that rests", { st: "v", exp: 1 }, "offer_frozen", { error: "coupon_voided" }],
  ] as const)("%s", (_, given, stop, refusal) =>
    expect(whyNotGiven(given, stop, nowMs)).toEqual({ ok: false, ...refusal }),
  );
});

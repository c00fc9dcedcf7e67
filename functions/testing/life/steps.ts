// Random lives: what happens next, in picks that a world resolves against what there is by then.
import { DAY_MS } from "@huike/shared/day";
import fc from "fast-check";
import type { Clerk, Request, Which, Who } from "./requests.ts";

/** The nth table call fails before it is sent or after it took effect; the process may die with it. */
export type Cut = { readonly nth: number; readonly side: "before" | "after"; readonly dies: boolean };

type Asked = {
  readonly cut: Cut | undefined /** Asked again at once, until there is an answer. */;
  readonly again: boolean;
};
export type Step =
  | (Asked & {
      readonly is: "ask";
      readonly what: Request["is"];
      readonly m: Who;
      readonly o: Which;
      readonly n: number;
      readonly by: Clerk;
      readonly amt: number | undefined;
      readonly picks: readonly number[];
      readonly isStale: boolean;
    })
  | (Asked & { readonly is: "repeat"; readonly pick: number })
  | { readonly is: "wait"; readonly ms: number }
  | { readonly is: "stream"; readonly bits: number; readonly cut: Cut | undefined }
  | { readonly is: "night" };

const weights: Readonly<Record<Request["is"], number>> = {
  ...{ claim: 6, redeem: 9, sale: 9, undo: 9, undoSale: 5, give: 4, accept: 4, takeBack: 2 },
  ...{ void: 2, spend: 2, setStock: 1, close: 1, reopen: 1, tidy: 2 },
};
const what = fc.oneof(
  ...Object.entries(weights).map(([is, weight]) => ({ weight, arbitrary: fc.constant(is as Request["is"]) })),
);
const cut: fc.Arbitrary<Cut | undefined> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.record({
      nth: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 9 })),
      side: fc.constantFrom("before", "after"),
      dies: fc.boolean(),
    }),
  },
);
const again = fc.nat(3).map((n) => n > 0);
/** Of what there is, from the newest: mostly the last one. */
const pick = fc.oneof(fc.constant(0), fc.nat(7));

const ask: fc.Arbitrary<Step> = fc.record({
  is: fc.constant("ask" as const),
  ...{ what, cut, again },
  m: fc.constantFrom<Who>(0, 0, 1),
  o: fc.constantFrom<Which>(0, 1, 1, 2, 3, 3),
  n: fc.constantFrom(1, 1, 2, 3),
  by: fc.constantFrom<Clerk>(0, 0, 0, 1, 2),
  amt: fc.constantFrom(undefined, 5_000, 12_000, 12_000),
  picks: fc.uniqueArray(fc.nat(4), { minLength: 3, maxLength: 3 }),
  isStale: fc.nat(7).map((n) => n === 0),
});

const waits = [60_000, 6 * 60_000, 12 * 60_000, 3_600_000, DAY_MS, 8 * DAY_MS, 31 * DAY_MS];

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 24, arbitrary: ask },
  { weight: 5, arbitrary: fc.record({ is: fc.constant("repeat" as const), pick, cut, again }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant("wait" as const), ms: fc.constantFrom(...waits) }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant("stream" as const), bits: fc.nat(0xffff), cut }) },
  { weight: 1, arbitrary: fc.constant({ is: "night" as const }) },
);

import fc from "fast-check";
import {
  type AttributionRule,
  type AttributionVersion,
  decidingTouch,
  FIRST_TOUCH,
  ruleInForce,
  ruleSentence,
} from "./attribution.ts";
import { ChannelKind } from "./channel.ts";

const DAY = 86_400_000;
const JOINED = 400 * DAY;
const kinds = ChannelKind.options;
/** The scene's last letter is its kind. */
const kindOf = (scene: string) => kinds[Number(scene.slice(-1))];
const touch = (scene: string, daysBefore: number) => ({ scene, atMs: JOINED - daysBefore * DAY });
const wins = (rule: AttributionRule, ...touches: ReturnType<typeof touch>[]) =>
  decidingTouch(touches, rule, JOINED, kindOf)?.scene;

const [clerk, store, poster] = ["a0", "b1", "c2"];

test("first, last, within days and by kind", () => {
  const all = [touch(poster, 50), touch(store, 20), touch(clerk, 10), touch(poster, 1)];
  expect(wins(FIRST_TOUCH, ...all)).toBe(poster);
  expect(wins({ pick: "last", prefer: [] }, ...all)).toBe(poster);
  expect(wins({ pick: "first", withinDays: 30, prefer: [] }, ...all)).toBe(store);
  expect(wins({ pick: "last", withinDays: 30, prefer: ["clerk"] }, ...all)).toBe(clerk);
  expect(wins({ pick: "first", prefer: ["store", "clerk"] }, ...all)).toBe(store);
  expect(wins({ pick: "first", prefer: ["wifi"] }, ...all)).toBe(poster);
  expect(wins({ pick: "last", withinDays: 30, prefer: [] }, touch(clerk, 31))).toBeUndefined();
  expect(wins({ pick: "last", withinDays: 30, prefer: [] }, touch(clerk, 30))).toBe(clerk);
});

const anyTouch = fc.record({
  scene: fc.integer({ min: 0, max: 20 }).map((n) => `s${n}${n % kinds.length}`),
  // Few moments, so that many fall together.
  atMs: fc.integer({ min: 0, max: 12 }).map((n) => JOINED - n * 5 * DAY),
});
const anyRule: fc.Arbitrary<AttributionRule> = fc
  .record({
    pick: fc.constantFrom("first" as const, "last" as const),
    days: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    prefer: fc.shuffledSubarray([...kinds]),
  })
  .map(({ pick, days, prefer }) => ({ pick, ...(days === undefined ? {} : { withinDays: days }), prefer }));

test("in whatever order touches come to light, and however often, the same one decides", () => {
  const shuffled = fc
    .array(anyTouch, { maxLength: 12 })
    .chain((touches) =>
      fc.tuple(fc.constant(touches), fc.shuffledSubarray([...touches, ...touches], { minLength: touches.length * 2 })),
    );
  fc.assert(
    fc.property(shuffled, anyRule, ([touches, again], rule) => {
      expect(decidingTouch(again, rule, JOINED, kindOf)).toEqual(decidingTouch(touches, rule, JOINED, kindOf));
    }),
    { numRuns: 2_000 },
  );
});

test("a touch that decides does so still when others that lose to it are taken away", () => {
  fc.assert(
    fc.property(fc.array(anyTouch, { maxLength: 12 }), anyRule, fc.nat(), (touches, rule, at) => {
      const won = decidingTouch(touches, rule, JOINED, kindOf);
      const fewer = touches.filter((one, i) => i !== at % Math.max(1, touches.length) || one === won);
      expect(decidingTouch(fewer, rule, JOINED, kindOf)).toEqual(won);
    }),
    { numRuns: 2_000 },
  );
});

test("the newest version that has begun holds; one put earlier than one before it takes its place for good", () => {
  const base = { by: "100000001", atMs: 0, why: "t" };
  const version = (version: number, fromMs: number): AttributionVersion => ({
    ...{ ...base, version, fromMs, rule: { pick: "last", withinDays: version, prefer: [] } },
  });
  const versions = [version(1, 100), version(2, 300), version(3, 200)];
  const at = (ms: number) => ruleInForce(versions, ms).version;
  expect([0, 99, 100, 199, 200, 300, 9_999].map(at)).toEqual([0, 0, 1, 1, 3, 3, 3]);
  expect(ruleInForce([], 5)).toEqual({ version: 0, rule: FIRST_TOUCH });
});

test("says itself in both languages", () => {
  expect(ruleSentence(FIRST_TOUCH).zh).toBe("首次触点");
  expect(ruleSentence({ pick: "last", withinDays: 30, prefer: ["clerk", "store"] })).toEqual({
    zh: "入会前 30 天内最后触点，店员码、门店码优先",
    en: "the last touch of 30 days before joining, clerks' codes, then shops' codes before others",
  });
});

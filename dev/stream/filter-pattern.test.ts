import fc from "fast-check";
import { compileFilter } from "./filter-pattern.ts";

const matches = (pattern: unknown, event: unknown) => compileFilter(JSON.stringify(pattern))(event);

describe("a filter pattern", () => {
  test.each([
    ["equality", { a: ["x"] }, { a: "x" }, { a: "y" }],
    ["a choice", { a: ["x", "y"] }, { a: "y" }, { a: "z" }],
    ["a number, which is not its text", { a: [5] }, { a: 5 }, { a: "5" }],
    ["null", { a: [null] }, { a: null }, {}],
    ["every key", { a: ["x"], b: ["y"] }, { a: "x", b: "y" }, { a: "x" }],
    ["depth", { a: { b: { c: ["x"] } } }, { a: { b: { c: "x" } } }, { a: { b: "x" } }],
    ["$or", { $or: [{ a: ["x"] }, { b: ["x"] }] }, { b: "x" }, { a: "y", b: "y" }],
    ["prefix", { a: [{ prefix: "OUT#" }] }, { a: "OUT#1" }, { a: "IN#1" }],
    ["prefix of text only", { a: [{ prefix: "1" }] }, { a: "12" }, { a: 12 }],
    ["suffix", { a: [{ suffix: "券" }] }, { a: "优惠券" }, { a: "券活动" }],
    ["equals-ignore-case", { a: [{ "equals-ignore-case": "AbC" }] }, { a: "aBc" }, { a: "abd" }],
    ["exists", { a: [{ exists: true }] }, { a: "" }, { b: 1 }],
    ["exists not", { a: [{ exists: false }] }, { b: 1 }, { a: null }],
    ["exists not, of a parent that is not there", { a: { b: [{ exists: false }] } }, {}, { a: { b: 0 } }],
    ["exists, leaves only", { a: { b: [{ exists: true }] } }, { a: { b: 1 } }, { a: { b: { c: 1 } } }],
    ["anything-but", { a: [{ "anything-but": "x" }] }, { a: "y" }, { a: "x" }],
    ["anything-but, not nothing", { a: [{ "anything-but": "x" }] }, { a: "y" }, {}],
    ["anything-but a list", { a: [{ "anything-but": ["x", 5] }] }, { a: "5" }, { a: 5 }],
    ["anything-but a prefix", { a: [{ "anything-but": { prefix: "x" } }] }, { a: "ax" }, { a: "xa" }],
    ["anything-but a suffix", { a: [{ "anything-but": { suffix: "x" } }] }, { a: "xa" }, { a: "ax" }],
    ["numeric =", { a: [{ numeric: ["=", 5] }] }, { a: 5 }, { a: 6 }],
    ["numeric span", { a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 5 }, { a: 0 }],
    ["numeric, not DynamoDB's text", { a: [{ numeric: [">=", 0] }] }, { a: 1 }, { a: "1" }],
    ["a list in the event", { a: ["x"] }, { a: ["w", "x"] }, { a: ["w"] }],
  ])("knows %s", (_, pattern, yes, no) => {
    expect(matches(pattern, yes)).toBe(true);
    expect(matches(pattern, no)).toBe(false);
  });

  test.each([
    ["no object", ["x"]],
    ["a bare value", { a: "x" }],
    ["an unknown comparison", { a: [{ wildcard: "x*" }] }],
    ["two comparisons in one", { a: [{ prefix: "x", suffix: "y" }] }],
    ["a numeric comparison without a bound", { a: [{ numeric: [">"] }] }],
    ["an unknown operator", { a: [{ numeric: ["!=", 5] }] }],
    ["an $or that is no list", { $or: { a: ["x"] } }],
  ])("is refused with %s", (_, pattern) => {
    expect(() => compileFilter(JSON.stringify(pattern))).toThrow();
  });

  test("of equalities agrees with a plain comparison, whatever the event", () => {
    const text = fc.constantFrom("a", "b", "c");
    fc.assert(
      fc.property(
        fc.dictionary(text, fc.array(text, { minLength: 1 })),
        fc.dictionary(text, text),
        (pattern, event) => {
          const plain = Object.entries(pattern).every(([key, choices]) =>
            choices.some((choice) => choice === event[key]),
          );
          return matches(pattern, event) === plain;
        },
      ),
    );
  });
});

// Event filter patterns as Lambda's event source mappings know them (the rules of EventBridge patterns):
// an object narrows down, an array is a choice, a string or number is equality, an object in the array is a comparison.
//
// Two things surprise, here as there: `exists` looks at leaves only, and `numeric` compares JSON numbers, which
// a DynamoDB number ({"N": "5"}) is not.
import * as z from "zod/mini";

export type Filter = (event: unknown) => boolean;

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Comparison = z.union([
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
  z.strictObject({ "equals-ignore-case": z.string() }),
  z.strictObject({ numeric: z.array(z.union([z.string(), z.number()])) }),
  z.strictObject({
    "anything-but": z.union([
      Scalar,
      z.array(Scalar),
      z.strictObject({ prefix: z.string() }),
      z.strictObject({ suffix: z.string() }),
    ]),
  }),
]);
type Comparison = z.infer<typeof Comparison>;

/** Compiles one `Pattern` of a mapping's FilterCriteria; throws a sentence for what the cloud would refuse too. */
export function compileFilter(pattern: string): Filter {
  const parsed: unknown = JSON.parse(pattern);
  if (!isObject(parsed)) throw new Error(`A filter pattern is an object, not ${pattern}.`);
  return node(parsed, "pattern");
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function node(pattern: Record<string, unknown>, path: string): Filter {
  const parts = Object.entries(pattern).map(([key, wanted]): Filter => {
    if (key === "$or") return anyOf(wanted, path);
    const matches = part(wanted, `${path}.${key}`);
    return (event) => matches(isObject(event) ? event[key] : undefined);
  });
  return (event) => parts.every((matches) => matches(event));
}

function part(wanted: unknown, path: string): Filter {
  if (isObject(wanted)) return node(wanted, path);
  if (!Array.isArray(wanted)) throw new Error(`${path} must be an object or a list.`);
  const choices = wanted.map((choice) => leaf(choice, path));
  return (value) => choices.some((matches) => matches(value));
}

function anyOf(wanted: unknown, path: string): Filter {
  if (!Array.isArray(wanted) || !wanted.every(isObject)) throw new Error(`${path}.$or must be a list of patterns.`);
  const choices = wanted.map((choice) => node(choice, path));
  return (event) => choices.some((matches) => matches(event));
}

function leaf(choice: unknown, path: string): Filter {
  if (Scalar.safeParse(choice).success) return anyElement((value) => value === choice);
  const read = Comparison.safeParse(choice);
  if (!read.success) throw new Error(`${path} holds ${JSON.stringify(choice)}, which is no comparison Lambda knows.`);
  return comparison(read.data, path);
}

/** Where the event has a list, any of its elements may match. */
const anyElement =
  (matches: Filter): Filter =>
  (value) =>
    Array.isArray(value) ? value.some(matches) : matches(value);

function comparison(wanted: Comparison, path: string): Filter {
  if ("exists" in wanted) return (value) => (value !== undefined && !isObject(value)) === wanted.exists;
  if ("prefix" in wanted) return anyElement(textThat((text) => text.startsWith(wanted.prefix)));
  if ("suffix" in wanted) return anyElement(textThat((text) => text.endsWith(wanted.suffix)));
  if ("numeric" in wanted) return anyElement(numeric(wanted.numeric, path));
  if ("anything-but" in wanted) return anyElement(anythingBut(wanted["anything-but"]));
  const folded = wanted["equals-ignore-case"].toLowerCase();
  return anyElement(textThat((text) => text.toLowerCase() === folded));
}

const textThat =
  (matches: (text: string) => boolean): Filter =>
  (value) =>
    typeof value === "string" && matches(value);

type Unwanted = Extract<Comparison, { "anything-but": unknown }>["anything-but"];

/** A leaf that is not there is not "anything". */
function anythingBut(unwanted: Unwanted): Filter {
  if (isObject(unwanted)) {
    if ("prefix" in unwanted) return textThat((text) => !text.startsWith(String(unwanted.prefix)));
    return textThat((text) => !text.endsWith(String(unwanted.suffix)));
  }
  const list: unknown[] = Array.isArray(unwanted) ? unwanted : [unwanted];
  return (value) => value !== undefined && !isObject(value) && !list.includes(value);
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

function numeric(terms: readonly (string | number)[], path: string): Filter {
  const tests: ((value: number) => boolean)[] = [];
  for (let i = 0; i < terms.length; i += 2) {
    const [operator, bound] = [terms[i], terms[i + 1]];
    const compare = comparisons[String(operator)];
    if (!compare || typeof bound !== "number")
      throw new Error(`${path} has a numeric comparison Lambda does not know.`);
    tests.push((value) => compare(value, bound));
  }
  if (tests.length === 0) throw new Error(`${path} has an empty numeric comparison.`);
  return (value) => typeof value === "number" && tests.every((test) => test(value));
}

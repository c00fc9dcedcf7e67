// What differs, told leaf by leaf: terms, facts and programmes lie in the table as one text each, and of a whole text
// nobody finds the one number that was changed.
import type { AuditRow } from "@huike/shared/audit";
import { calendarDay, clockTime } from "@huike/shared/day";
import { moneyText } from "./figures";

/** A side without the attribute had none. */
export type Line = { readonly path: readonly string[]; readonly before?: string; readonly after?: string };

type Leaves = ReadonlyMap<string, string>;

/** Attributes that are moments, in ms, and do not say so by their name. */
const MOMENTS = new Set(["opens", "closes", "exp", "voidedAt", "toAt", "due", "rat", "freeSince"]);

export function linesOf(changes: AuditRow["changes"]): Line[] {
  return changes.flatMap(({ name, before, after }) => {
    const [was, now] = [leavesOf(name, before), leavesOf(name, after)];
    return [...new Set([...was.keys(), ...now.keys()])].flatMap((key) => lineOf(key, was.get(key), now.get(key)));
  });
}

function lineOf(key: string, before: string | undefined, after: string | undefined): Line[] {
  if (before === after) return [];
  return [
    { path: JSON.parse(key), ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) },
  ];
}

function leavesOf(name: string, json: string | undefined): Leaves {
  const leaves = new Map<string, string>();
  if (json !== undefined) collect([name], JSON.parse(json), leaves);
  return leaves;
}

function collect(path: readonly string[], value: unknown, leaves: Map<string, string>): void {
  const inner = typeof value === "string" ? unpacked(value) : value;
  if (isScalars(inner)) leaves.set(JSON.stringify(path), inner.map((one) => scalarText("", one)).join("、"));
  else if (typeof inner === "object" && inner !== null)
    for (const [key, one] of Object.entries(inner)) collect([...path, key], one, leaves);
  else leaves.set(JSON.stringify(path), scalarText(path.at(-1) ?? "", inner));
}

/** An object or a list that was kept as text. */
function unpacked(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isScalars = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.every((one) => typeof one !== "object" || one === null);

function scalarText(name: string, value: unknown): string {
  if (typeof value === "boolean") return value ? "✓" : "✕";
  if (typeof value !== "number") return String(value);
  if (name.endsWith("Fen") || name === "fenPerHour") return moneyText(value);
  if (name.endsWith("Ms") || MOMENTS.has(name)) return `${calendarDay(value)} ${clockTime(value)}`;
  return String(value);
}

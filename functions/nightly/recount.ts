// The second look at numbers: a consistent scan of all that has one, for the stocks that seemed wrong only. It names the
// coupons that share a number, so that one met twice because it moved meanwhile is told from two that have the same.
import type { Finding } from "@huike/shared/reconciliation";
import { livePlace } from "../coupon/past.items.ts";
import type { Env } from "../platform/env.ts";
import { fields } from "../platform/table.ts";
import { countFaults, isCoupon, type Numbered, nameOf, numbersOf } from "./count-numbers.ts";
import { asText } from "./look-again.ts";
import { openWindow, see } from "./number-window.ts";
import { type Bounds, scanTable } from "./scan-table.ts";
import type { Count, Counts, WalkItem } from "./walk.items.ts";

/** Just the stocks in question, with nothing seen yet. */
export function openRecount(counts: Counts, suspects: readonly Finding[]): Pick<WalkItem, "counts" | "holders"> {
  const names = new Set(suspects.map(nameOf));
  const again = Object.entries(counts).filter(([name]) => names.has(name));
  const emptied = ({ held, used, ...count }: Count): Count => ({
    ...count,
    held: openWindow(0, held.mark),
    used: openWindow(0, 0),
  });
  return {
    counts: Object.fromEntries(again.map(([name, count]) => [name, emptied(count)])),
    holders: Object.fromEntries(again.flatMap(([name, { twice }]) => twice.map((k) => [`${name}#${k}`, []]))),
  };
}

/** One step of it: where to go on, and the holders met so far; `counts` are counted up in place. */
export async function recountSome(env: Env, { counts, holders, from }: WalkItem, bounds: Bounds) {
  const met: Record<string, readonly string[]> = { ...holders };
  const next = await scanTable(
    env,
    {
      ...bounds,
      ...{ table: "app", isConsistent: true, from, only: "pk, sk, st, k, kd, #at", names: { "#at": "at" } },
      filter: { expression: "attribute_exists(k)" },
    },
    (items) => {
      for (const item of items.map((one) => fields<Numbered>(one))) recount(item, counts, met);
    },
  );
  return { from: next, holders: met };
}

function recount(item: Numbered, counts: Counts, holders: Record<string, readonly string[]>): void {
  for (const { name, k } of numbersOf(item)) {
    const count = counts[name];
    if (count) see(count.held, k);
    const known = holders[`${name}#${k}`];
    if (!known || !isCoupon(item)) continue;
    const { pk, sk } = livePlace(item);
    holders[`${name}#${k}`] = [...new Set([...known, `${pk} ${sk}`])];
  }
}

/** What both looks have seen. */
export function recounted(
  { counts, holders }: Pick<WalkItem, "counts" | "holders">,
  suspects: readonly Finding[],
): Finding[] {
  const seen = new Set(countFaults(counts).map(asText));
  return suspects.flatMap((suspect): Finding[] => {
    if (suspect.what === "numbers_differ") return seen.has(asText(suspect)) ? [suspect] : [];
    const who = holders[`${nameOf(suspect)}#${suspect.found}`] ?? [];
    return who.length > 1 ? [{ ...suspect, source: who.join(", ") }] : [];
  });
}

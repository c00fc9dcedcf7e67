// How a number stands to what it was: 「▲ 25%」, 「▼ 3」; where it was nothing, there is no percentage of it.
export type Change = { readonly direction: "up" | "down" | "same"; readonly text?: string };

/** From here on a percentage says more than the difference. */
const BASE_MIN = 20;

export function changeOf(now: number, before: number): Change {
  if (now === before) return { direction: "same" };
  const direction = now > before ? "up" : "down";
  const arrow = now > before ? "▲" : "▼";
  if (before >= BASE_MIN)
    return { direction, text: `${arrow} ${Math.round((Math.abs(now - before) / before) * 100)}%` };
  return before === 0 ? { direction, text: arrow } : { direction, text: `${arrow} ${Math.abs(now - before)}` };
}

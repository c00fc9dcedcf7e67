// WeChat's limits per minute and the like. They are counted in memory: a restart forgives.

const MINUTE_MS = 60_000;

export type RateLimit = (key: string, nowMs: number) => boolean;

/** Counts one call of `key`; true while the calls in this stretch of time are within the limit. */
export function rateLimit(callsMax: number, stretchMs = MINUTE_MS): RateLimit {
  const counts = new Map<string, { stretch: number; calls: number }>();
  return (key, nowMs) => {
    const stretch = Math.floor(nowMs / stretchMs);
    const held = counts.get(key);
    const calls = held?.stretch === stretch ? held.calls + 1 : 1;
    counts.set(key, { stretch, calls });
    return calls <= callsMax;
  };
}

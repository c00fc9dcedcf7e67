// WeChat's limits per minute. They are counted in memory: a restart forgives.

const MINUTE_MS = 60_000;

export type RateLimit = (key: string, nowMs: number) => boolean;

/** Counts one call of `key`; true while the calls in this minute are within the limit. */
export function rateLimit(perMinute: number): RateLimit {
  const counts = new Map<string, { minute: number; calls: number }>();
  return (key, nowMs) => {
    const minute = Math.floor(nowMs / MINUTE_MS);
    const held = counts.get(key);
    const calls = held?.minute === minute ? held.calls + 1 : 1;
    counts.set(key, { minute, calls });
    return calls <= perMinute;
  };
}

// Until when this phone is on a shift, as last heard: enough to open at the till without asking first. The till asks.
import { forget, readStored, store } from "../platform/storage";

const KEY = "shift-ends-at-ms";

export function keepShiftEnd(endsAtMs: number | undefined): void {
  if (endsAtMs === undefined) forget(KEY);
  else store(KEY, endsAtMs);
}

export function isOnShift(nowMs: number): boolean {
  const endsAtMs = readStored(KEY);
  return typeof endsAtMs === "number" && endsAtMs > nowMs;
}

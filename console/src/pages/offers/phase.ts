// Where an offer stands for those who run it.
import type { OfferReport } from "@huike/shared/offer-life";

export type Phase = "open" | "coming" | "over" | "closed" | "voided" | "frozen";

export function phaseOf({ state, isFrozen, opensAtMs, closesAtMs }: OfferReport, nowMs: number): Phase {
  if (state === "voided") return "voided";
  if (isFrozen) return "frozen";
  if (state === "closed") return "closed";
  if (nowMs < opensAtMs) return "coming";
  return nowMs < closesAtMs ? "open" : "over";
}

/** Of antd's tags. */
export const phaseColor: Record<Phase, string> = {
  open: "green",
  coming: "blue",
  over: "default",
  closed: "default",
  voided: "red",
  frozen: "gold",
};

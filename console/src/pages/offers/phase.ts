// Where an offer stands for those who run it.
import type { OfferReport } from "@huike/shared/offer-life";
import type { Tone } from "../../ui/State";

export type Phase = "open" | "coming" | "over" | "closed" | "voided" | "frozen";

export function phaseOf({ state, isFrozen, opensAtMs, closesAtMs }: OfferReport, nowMs: number): Phase {
  if (state === "voided") return "voided";
  if (isFrozen) return "frozen";
  if (state === "closed") return "closed";
  if (nowMs < opensAtMs) return "coming";
  return nowMs < closesAtMs ? "open" : "over";
}

export const phaseTone: Record<Phase, Tone> = {
  open: "ok",
  coming: "wait",
  over: "off",
  closed: "off",
  voided: "bad",
  frozen: "warn",
};

// What needs somebody, from what the console reads anyway: pure, so that each kind is tested by what makes it.
import { DAY_MS } from "@huike/shared/day";
import type { OfferReport } from "@huike/shared/offer-life";

/** A tenth of the stock, or fewer than this many, is soon gone. */
const LOW_SHARE = 0.1;
const ENDING_DAYS = 3;

export type Matter =
  | { readonly kind: "sold_out" | "frozen"; readonly offer: OfferReport }
  | { readonly kind: "low"; readonly offer: OfferReport; readonly rest: number }
  | { readonly kind: "ending"; readonly offer: OfferReport; readonly days: number };

/** Offers that run and are soon gone, over, or paused; the most pressing first. */
export function offerMatters(offers: readonly OfferReport[], nowMs: number): Matter[] {
  const running = offers.filter(
    ({ state, opensAtMs, closesAtMs }) => state === "open" && opensAtMs <= nowMs && closesAtMs > nowMs,
  );
  return running
    .flatMap((offer) => matterOf(offer, nowMs))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

const order: readonly Matter["kind"][] = ["frozen", "sold_out", "low", "ending"];

function matterOf(offer: OfferReport, nowMs: number): Matter[] {
  const { stock, isFrozen, closesAtMs, terms } = offer;
  if (isFrozen) return [{ kind: "frozen", offer }];
  // What is given by the shop itself is no shelf to fill.
  if (stock.rest === 0 && terms.access !== "granted") return [{ kind: "sold_out", offer }];
  if (stock.rest > 0 && stock.rest <= stock.cap * LOW_SHARE) return [{ kind: "low", offer, rest: stock.rest }];
  const days = Math.ceil((closesAtMs - nowMs) / DAY_MS);
  return days <= ENDING_DAYS ? [{ kind: "ending", offer, days }] : [];
}

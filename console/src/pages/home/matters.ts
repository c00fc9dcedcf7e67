// What needs somebody, from what the console reads anyway: pure, so that each kind is tested by what makes it.
import { DAY_MS } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import type { OfferReport } from "@huike/shared/offer-life";
import type { GetNight } from "@huike/shared/reconciliation";
import type { Sentence } from "@huike/shared/sentences";
import { nightsMissed } from "../night/last-night";

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

type Night = NonNullable<ResponseOf<typeof GetNight>["night"]>;

export type NightMatter =
  | { readonly kind: "stale"; readonly nights: number }
  | { readonly kind: "found"; readonly open: number; readonly first: Sentence };

/** What was found and not mended, or that there was no night; a house that never had one is new, not neglected. */
export function nightMatter(night: Night | undefined, nowMs: number): NightMatter | undefined {
  if (!night) return undefined;
  const nights = nightsMissed(night.beganAtMs, nowMs);
  if (nights > 0) return { kind: "stale", nights };
  const open = night.findings.filter(({ isMended }) => !isMended);
  return open[0] && { kind: "found", open: open.length, first: open[0].sentence };
}

// views NIGHT / WALK          how far tonight's reconciliation has come
// views NIGHT / REPORT#<day>  what the one that began on that business day found; it ends by itself
import type { Finding } from "@huike/shared/reconciliation";
import type { Tally } from "../offer/tally.items.ts";
import type { Key } from "../platform/table.ts";
import type { Round } from "./night-round.ts";
import type { NumberWindow } from "./number-window.ts";

export const walkKey: Key = { pk: "NIGHT", sk: "WALK" };
export const REPORTS = { pk: walkKey.pk, from: "REPORT#", to: "REPORT#~" };
export const reportKey = (day: string): Key => ({ pk: REPORTS.pk, sk: `${REPORTS.from}${day}` });

/** See reconcile.ts. */
export type WalkPhase = "stocks" | "visit" | "rows" | "settle" | "look_again" | "recount" | "mend" | "over";

/** What the walk did, as far as its saved steps tell. */
export type Done = {
  members: number;
  rows: number;
  offers: number;
  /** Points whose end was posted; members told, renewed, raised or lowered by a review. */
  ended: number;
  reviewed: number;
};

/** The numbers of one stock, as the coupons have them. */
export type Count = {
  nxt: number;
  /** How many of the settled numbers came back. */
  retired: number;
  /** Settled numbers that some item has; all numbers that a coupon has which was not given away. */
  held: NumberWindow;
  used: NumberWindow;
  /** Met a second time. */
  twice: readonly number[];
};
/** By offer, "ofr_…", or by an offer's day, "ofr_…#2026-11-22". */
export type Counts = Record<string, Count>;

/** What became of the coupons, by offer. */
export type Tallies = Record<string, Tally>;

export type WalkItem = Round &
  Done & {
    phase: WalkPhase;
    /** Everything is judged as of this moment, in ms; and when the first look was over. */
    began: number;
    looked?: number;
    /** Where the scan of this phase goes on. */
    from?: Key;
    counts: Counts;
    /** Of the coupons met so far. */
    tallies: Tallies;
    /** Of each number met twice, "<name>#<k>", the coupons that have it. */
    holders: Record<string, readonly string[]>;
    /** Seen wrong once, by a read that may be old or amid a change; how many there was no room for. */
    suspects: readonly Finding[];
    more: number;
    /** Seen wrong twice, or in what one item says of one moment. */
    findings: readonly Finding[];
    /** How many of them have been through mending. */
    mended: number;
  };

export type ReportItem = Done & {
  sk: string;
  began: number;
  findings: readonly Finding[];
  more: number;
  ttl: number;
};

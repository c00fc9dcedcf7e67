// views NIGHT / WALK          how far tonight's walk over the members has come
// views NIGHT / REPORT#<day>  what the walk that began on that business day found; it ends by itself
import type { Finding } from "@huike/shared/reconciliation";
import type { Key } from "../platform/table.ts";
import type { Round } from "./night-round.ts";

export const walkKey: Key = { pk: "NIGHT", sk: "WALK" };
export const reportKey = (day: string): Key => ({ pk: walkKey.pk, sk: `REPORT#${day}` });

/** Visiting every member, letting what was on its way arrive, looking again where something seemed wrong, over. */
export type WalkPhase = "visit" | "settle" | "look_again" | "over";

/** What the walk did, as far as its saved steps tell. */
export type Done = {
  members: number;
  /** Points whose end was posted; members told, renewed, raised or lowered by a review. */
  ended: number;
  reviewed: number;
};

export type WalkItem = Round &
  Done & {
    phase: WalkPhase;
    /** Everything is judged as of this moment, in ms; and when the first look was over. */
    began: number;
    looked?: number;
    /** Where the scan goes on. */
    from?: Key;
    /** Seen wrong once, by a read that may be old or amid a change; how many there was no room for. */
    suspects: readonly Finding[];
    more: number;
    /** Seen wrong twice. */
    findings: readonly Finding[];
  };

export type ReportItem = Done & {
  began: number;
  findings: readonly Finding[];
  more: number;
  ttl: number;
};

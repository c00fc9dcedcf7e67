// views NIGHT / NUMBERS: how far the nightly return of ticket numbers has come. It is one item, windows, cursor and
// phase together, so that two runs at once cannot mix what they saw: the one that saves second has lost its step.
import type { Key } from "../platform/table.ts";
import type { NumberWindow } from "./number-window.ts";

export const roundKey: Key = { pk: "NIGHT", sk: "NUMBERS" };

/** Noting marks, letting the last takes settle, looking for coupons, giving back, over. */
export type Phase = "note" | "settle" | "collect" | "return" | "over";

export type RoundItem = {
  /** Raised by every save. */
  ver: number;
  /** The business day it began on. */
  day: string;
  phase: Phase;
  /** When the last mark was noted, in ms. */
  noted: number;
  /** Where the scan of this phase goes on; absent at its start. */
  from?: Key;
  /** By offer. */
  windows: Record<string, NumberWindow>;
};

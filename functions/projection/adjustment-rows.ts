// Corrections that waited, or wait, for a second person: found without knowing whose points they are.
import type { AdjustmentItem } from "../points/adjustment.items.ts";
import { endsAtS, type Row, VERSION } from "./rows.ts";

export const ADJUSTMENTS = `${VERSION}#ADJ#0`;

export type AdjustmentRow = Pick<AdjustmentItem, "points" | "why" | "by" | "at" | "st"> & { mbr: string; adj: string };

/** One that was posted at once waited for nobody: its item is no source. */
export function adjustmentRow(memberNo: string, adjustmentId: string, item: AdjustmentItem): Row {
  const { points, why, by, at, st } = item;
  const fields: AdjustmentRow = { mbr: memberNo, adj: adjustmentId, points, why, by, at, st };
  return {
    key: { pk: ADJUSTMENTS, sk: `${at}#${memberNo}#${adjustmentId}` },
    level: st === "pending" ? 1 : 2,
    fields: { ...fields, ttl: endsAtS(at) },
  };
}

// Every row a source stands for. It depends on nothing else, so rows can be made and checked by it alike.
import type { CouponItem } from "../coupon/coupon.items.ts";
import type { FanItem } from "../follow/follow.items.ts";
import type { CardItem } from "../member/card.items.ts";
import type { Key } from "../platform/table.ts";
import type { AdjustmentItem } from "../points/adjustment.items.ts";
import type { SaleItem } from "../sale/sale.items.ts";
import type { ShiftRecord, StaffRecord } from "../staff/staff.items.ts";
import { adjustmentRow } from "./adjustment-rows.ts";
import { offerCouponRow } from "./offer-rows.ts";
import { cardRows, couponRows, fanRows, type Row, touchRows } from "./rows.ts";
import { saleRow, shiftRow } from "./shift-rows.ts";
import { staffRow } from "./staff-rows.ts";

/** An item as `fields` reads it. */
export type Source = Key & object;

export function rowsOf(source: Source): Row[] {
  const { pk, sk } = source;
  if (sk.startsWith("CPN#") || sk.startsWith("PAST#")) {
    const coupon = source as CouponItem;
    return [...couponRows(coupon), offerCouponRow(coupon)];
  }
  const memberNo = pk.split("#")[1] ?? "";
  // Of what a member told only the facts are made.
  if (sk === "VISIT" || sk === "ABOUT") return [];
  if (sk === "STF") return [staffRow(memberNo, source as Key & StaffRecord)];
  if (sk === "FAN") return fanRows(pk.slice("FAN#".length), source as Key & FanItem);
  if (sk === "CARD") return cardRows(memberNo, source as Key & CardItem);
  if (sk.startsWith("ADJ#")) return [adjustmentRow(memberNo, sk.slice("ADJ#".length), source as Key & AdjustmentItem)];
  if (sk.startsWith("SAL#")) return [saleRow(memberNo, sk.slice("SAL#".length), source as Key & SaleItem)];
  const [kind, scene] = sk.split("#");
  if (kind === "S") return [shiftRow(memberNo, source as Key & ShiftRecord)];
  if (kind === "TCH" && scene) return touchRows(memberNo, scene, (source as Key & { at: number }).at);
  throw new Error(`no projection for ${sk}, yet it carries ev`);
}

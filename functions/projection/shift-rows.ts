// What hand-over sheets are counted from, beside redemptions: a shop's sales of a day, and its shifts. In the same
// partition as the day's other rows, so that a shift is one range of each.
import { businessDay } from "@huike/shared/day";
import type { SaleItem } from "../sale/sale.items.ts";
import type { ShiftRecord } from "../staff/staff.items.ts";
import { endsAtS, type Row, storeDay } from "./rows.ts";

export const SALES = "L#";
export const SHIFTS = "H#";

export type SaleRow = { clerk: string; ord: string; at: number; pay?: number; uat?: number };
export type ShiftRow = { clerk: string; sft: string };

/** Under the day of the sale, also when it was undone on a later one. */
export function saleRow(memberNo: string, orderId: string, sale: SaleItem): Row {
  const fields: SaleRow = {
    clerk: sale.clk,
    ord: orderId,
    at: sale.at,
    ...(sale.pay === undefined ? {} : { pay: sale.pay }),
    ...(sale.uat === undefined ? {} : { uat: sale.uat }),
  };
  return {
    key: { pk: storeDay(sale.sto, businessDay(sale.at)), sk: `${SALES}${sale.at}#${memberNo}#${orderId}` },
    level: sale.st === "s" ? 1 : 2,
    fields: { ...fields, ttl: endsAtS(sale.at) },
  };
}

/** That there was such a shift: what became of it is asked of its record. */
export function shiftRow(clerk: string, { shiftId, storeId, openedAt }: ShiftRecord): Row {
  const fields: ShiftRow = { clerk, sft: shiftId };
  return {
    key: { pk: storeDay(storeId, businessDay(openedAt)), sk: `${SHIFTS}${openedAt}#${clerk}#${shiftId}` },
    level: 1,
    fields: { ...fields, ttl: endsAtS(openedAt) },
  };
}

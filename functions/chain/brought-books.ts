// What each clerk brought to a shop on one business day, row by row: what the rules of what is held look at.
import type { Brought } from "@huike/shared/held";
import { FANS, MEMBERS, REDEMPTIONS } from "../projection/rows.ts";
import { SALES } from "../projection/shift-rows.ts";
import type { ChannelRow, Place, ShopRow } from "./chain-rows.ts";

type Mutable = { -readonly [K in keyof Brought]: Brought[K] extends readonly (infer T)[] ? T[] : Brought[K] };
export type ClerkDay = { readonly storeId: string; readonly brought: Brought };

export class BroughtBooks {
  readonly #days = new Map<string, { readonly storeId: string; readonly brought: Mutable }>();

  #of(clerk: string, storeId: string): Mutable {
    const key = `${clerk} ${storeId}`;
    const day = this.#days.get(key) ?? { storeId, brought: { clerk, joined: [], fans: [], unpaid: [] } };
    this.#days.set(key, day);
    return day.brought;
  }

  /** All of one shop. */
  addShop(storeId: string, rows: readonly ShopRow[]): void {
    const paid = new Set(rows.filter(({ sk, pay = 0 }) => sk.startsWith(SALES) && pay > 0).map(({ ord }) => ord));
    const isPaid = ({ amt, ord }: ShopRow): boolean => amt !== undefined || (ord !== undefined && paid.has(ord));
    const redeemed = rows.filter(({ sk, uat }) => sk.startsWith(REDEMPTIONS) && uat === undefined);
    // Where nobody enters amounts, one without says nothing of anybody.
    const entersAmounts = paid.size > 0 || redeemed.some(isPaid);
    for (const { sk, own } of rows) {
      if (sk.startsWith(MEMBERS) && own) this.#of(own, storeId).joined.push(cameOf(sk));
    }
    for (const row of redeemed) {
      if (entersAmounts && row.clerk && !isPaid(row)) this.#of(row.clerk, storeId).unpaid.push(cameOf(row.sk));
    }
  }

  /** Of one channel, any part of it. */
  addChannel({ clerk, storeId }: Place, rows: readonly ChannelRow[]): void {
    if (clerk === undefined) return;
    for (const { sk, st, at = 0, left, mbr } of rows) {
      if (!sk.startsWith(FANS) || st !== "following") continue;
      this.#of(clerk, storeId).fans.push({ atMs: at, leftAtMs: left, memberNo: mbr });
    }
  }

  get days(): readonly ClerkDay[] {
    return [...this.#days.values()];
  }
}

/** "M#1763697600000#123456789" and longer ones: when, and who. */
function cameOf(sk: string): { memberNo: string; atMs: number } {
  const [, at, memberNo = ""] = sk.split("#");
  return { memberNo, atMs: Number(at) };
}

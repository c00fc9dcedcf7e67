// The other way round: where the source of a row lies, from the row's key alone.
import { DAY_MS } from "@huike/shared/day";
import { couponKey } from "../coupon/coupon.items.ts";
import { pastKey } from "../coupon/past.items.ts";
import { fanKey } from "../follow/follow.items.ts";
import { cardKey } from "../member/card.items.ts";
import type { Key } from "../platform/table.ts";
import { adjustmentKey } from "../points/adjustment.items.ts";
import { saleKey } from "../sale/sale.items.ts";
import { touchKey } from "../session/person.items.ts";
import { shiftRecordKey, staffKey } from "../staff/staff.items.ts";
import { CLAIMS, FANS, GRANTS, MEMBERS, REDEMPTIONS, SCANS } from "./rows.ts";
import { SALES, SHIFTS } from "./shift-rows.ts";

/** Keys of the app table, the likeliest first; none where the key is not one of ours. */
export function sourcesOf({ pk, sk }: Key): readonly Key[] {
  const [, kind, name = "", day = ""] = pk.split("#");
  if (kind === "OFR") {
    const [memberNo = "", n = ""] = sk.split("#");
    return coupon(memberNo, name, n);
  }
  if (kind === "STAFF") return [staffKey(sk)];
  if (kind === "ADJ") {
    const [, memberNo = "", adjustmentId = ""] = sk.split("#");
    return [adjustmentKey(memberNo, adjustmentId)];
  }
  return kind === "STO" || kind === "CHN" ? ofDay(sk, { kind, name, day }) : [];
}

type Day = { readonly kind: string; readonly name: string; readonly day: string };

/** Of a row in a shop's or a channel's day. */
function ofDay(sk: string, { kind, name, day }: Day): readonly Key[] {
  const parts = sk.split("#").slice(1);
  if (sk.startsWith(MEMBERS)) return [cardKey(parts[1] ?? "")];
  if (sk.startsWith(CLAIMS) || sk.startsWith(GRANTS)) return coupon(parts[0], parts[1], parts[2]);
  if (sk.startsWith(FANS)) return [fanKey(sk.slice(FANS.length))];
  if (sk.startsWith(SCANS)) return touches(name, day, sk.slice(SCANS.length));
  if (sk.startsWith(SALES)) return [saleKey(parts[1] ?? "", parts[2] ?? "")];
  if (sk.startsWith(SHIFTS)) return [shiftRecordKey(parts[1] ?? "", parts[2] ?? "")];
  if (!sk.startsWith(REDEMPTIONS)) return [];
  // A shop's rows lie in the order of their times.
  const [memberNo, offerId, n] = kind === "STO" ? parts.slice(1) : parts;
  return coupon(memberNo, offerId, n);
}

const coupon = (memberNo = "", offerId = "", n = ""): Key[] => {
  const live = couponKey(memberNo, offerId, Number(n));
  return [live, pastKey(live)];
};

/** A business day is the rest of one calendar day and the first hours of the next; both halves of a person are touched. */
function touches(scene: string, day: string, person: string): Key[] {
  const nextDay = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, "2026-11-22".length);
  return [day, nextDay].flatMap((one) => [
    touchKey(person, scene, one),
    { pk: fanKey(person).pk, sk: touchKey(person, scene, one).sk },
  ]);
}

// A shop's line: open or not, and when it opens next.

import { wallClock } from "@huike/shared/day";
import { distanceMeters, type Point } from "@huike/shared/distance";
import { isOpenAt, minuteText, nextOpening } from "@huike/shared/hours";
import type { StoreRow } from "@huike/shared/store";

export type Opening = { readonly isOpen: boolean; readonly text: string };

const weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

export function openingOf(store: StoreRow, nowMs: number): Opening {
  if (store.state === "shut") return { isOpen: false, text: "暂停营业" };
  if (isOpenAt(store.hours, nowMs)) return { isOpen: true, text: "营业中" };
  const next = nextOpening(store.hours, nowMs);
  if (!next) return { isOpen: false, text: "休息中" };
  const today = wallClock(nowMs);
  const isToday = next.weekday === today.weekday && next.minute > today.minute;
  const day = isToday ? "今天" : next.weekday === (today.weekday + 1) % 7 ? "明天" : weekdays[next.weekday];
  return { isOpen: false, text: `休息中 · ${day} ${minuteText(next.minute)} 开门` };
}

/** Today's hours, 「10:00–22:00」; a shop without hours today has none. */
export function hoursText(store: StoreRow, nowMs: number): string {
  const spans = store.hours[wallClock(nowMs).weekday] ?? [];
  return spans.map(([from, to]) => `${minuteText(from)}–${to > 1440 ? "次日 " : ""}${minuteText(to)}`).join("，");
}

export type NearStore = { readonly store: StoreRow; readonly meters: number | undefined };

/** Nearest first when the phone's place is known, else as the list has them; shops shut for now come last. */
export function sortStores(stores: readonly StoreRow[], from: Point | undefined): NearStore[] {
  const rows = stores.map((store) => ({ store, meters: from && distanceMeters(from, store) }));
  const shut = (row: NearStore) => (row.store.state === "shut" ? 1 : 0);
  return rows.sort((a, b) => shut(a) - shut(b) || (a.meters ?? 0) - (b.meters ?? 0));
}

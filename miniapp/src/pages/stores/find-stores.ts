// Which shops a person means, and in which order: all of it on the phone, from the list it keeps.
import { nearestFirst, type Point } from "@huike/shared/distance";
import type { StoreRow } from "@huike/shared/store-facts";
import type { Held } from "../../state/wallet";
import type { Opening } from "../../text/store-text";

export type Wish = {
  readonly from: Point | undefined;
  readonly city: string | undefined;
  readonly query: string;
  readonly isOpenOnly: boolean;
  /** Only shops that take one of these coupons; undefined: any shop. */
  readonly takes: readonly Held[] | undefined;
};

export type Found = {
  readonly stores: readonly StoreRow[];
  /** Every shop that was asked for rests now: the one that opens first comes first. */
  readonly isAllShut: boolean;
};

export function findStores(
  stores: readonly StoreRow[],
  { from, city, query, isOpenOnly, takes }: Wish,
  openingOf: (store: StoreRow) => Opening,
): Found {
  const isAccepted = takes ? takesOneOf(takes) : () => true;
  const isMeant = matching(query);
  const meant = stores.filter((s) => (city === undefined || s.city === city) && isAccepted(s) && isMeant(s));
  const sorted = from ? nearestFirst(meant, from) : meant;
  const open = sorted.filter((store) => openingOf(store).isOpen);
  if (open.length === 0) return { stores: byNextOpening(sorted, openingOf), isAllShut: meant.length > 0 };
  if (isOpenOnly) return { stores: open, isAllShut: false };
  const isShut = (store: StoreRow) => store.state === "shut";
  return { stores: [...sorted.filter((s) => !isShut(s)), ...sorted.filter(isShut)], isAllShut: false };
}

/** A shop that names no time comes last. Array.sort is stable: at the same time the nearer stays before the farther. */
function byNextOpening(stores: readonly StoreRow[], openingOf: (store: StoreRow) => Opening): StoreRow[] {
  const opensAtMs = (store: StoreRow) => openingOf(store).opensAtMs ?? Number.MAX_SAFE_INTEGER;
  return [...stores].sort((a, b) => opensAtMs(a) - opensAtMs(b));
}

/** An offer that names no shop is good in all of them. */
function takesOneOf(held: readonly Held[]): (store: StoreRow) => boolean {
  const faces = held.map(({ face }) => face);
  if (faces.some(({ storeIds, storeTag }) => storeIds.length === 0 && !storeTag)) return () => true;
  const accepted = new Set(faces.flatMap(({ storeIds }) => storeIds));
  const tags = new Set(faces.map(({ storeTag }) => storeTag));
  return ({ storeId, tags: own = [] }) => accepted.has(storeId) || own.some((tag) => tags.has(tag));
}

/** Full-width digits, capitals and spaces are how it was typed, not what was meant. */
const plain = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Every word of the query is part of the name, the city or the address. */
function matching(query: string): (store: StoreRow) => boolean {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  return ({ name, city, address }) => {
    const text = plain(`${name} ${city}${address}`);
    const closed = text.replace(/\s+/g, "");
    return words.every((word) => text.includes(word) || closed.includes(word));
  };
}

export type CityCount = { readonly city: string; readonly count: number };

/** The cities with shops, the most first. */
export function citiesOf(stores: readonly StoreRow[]): CityCount[] {
  const counts = new Map<string, number>();
  for (const { city } of stores) counts.set(city, (counts.get(city) ?? 0) + 1);
  return [...counts].map(([city, count]) => ({ city, count })).sort((a, b) => b.count - a.count);
}

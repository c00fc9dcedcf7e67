// The list of shops as it travels and as the phone keeps it: columns instead of rows, so that it stays small (decision
// 040 has the figures). What many shops share (city, hours, holidays) is written once and referred to; shops stand in the
// order of their addresses, and an address says only how it differs from the one before; a name that is part of the
// address (「人民路店」) says where. Every number is one character: gzip then gives frequent numbers short codes.
import * as z from "zod/mini";
import { type HoursException, HoursExceptions, WeeklyHours } from "./hours.ts";
import { type StoreRow, StoreTag } from "./store-facts.ts";

const Column = z.string().check(z.maxLength(2_000_000));

export const StoreSheet = z.strictObject({
  count: z.int().check(z.gte(0), z.lte(20_000)),
  /** What all names begin and end with. */
  nameEnds: z.tuple([z.string(), z.string()]),
  cities: z.array(z.string()),
  /** Up to the last hyphen of a telephone number, and how many characters follow. */
  phoneHeads: z.array(z.tuple([z.string(), z.int()])),
  hourSets: z.array(WeeklyHours),
  /** 0 is a shop without exceptions; n is the list n − 1. */
  exceptionSets: z.array(HoursExceptions),
  /** One character a shop: the index into the list of that name. */
  city: Column,
  phoneHead: Column,
  hours: Column,
  exceptions: Column,
  isShut: Column,
  /** Lists of tags, as the exceptions are kept; both absent while no shop has any. */
  tagSets: z.optional(z.array(z.array(StoreTag))),
  tags: z.optional(Column),
  /** Differences to the shop before, in 1e-5 degrees (a metre); the remainder by 90 and the rest apart. */
  latLow: Column,
  latHigh: Column,
  lngLow: Column,
  lngHigh: Column,
  phones: Column,
  ids: Column,
  addresses: Column,
  names: Column,
});
export type StoreSheet = z.infer<typeof StoreSheet>;

const DEGREE_PARTS = 100_000;
/** As many as there are numbers whose character takes one byte; what is above stays below the last code point. */
const LOW = 90;
const END = "\n";

/** A number as one character: from "#" up, without the backslash (JSON would double it), DEL to nbsp, surrogates. */
function charOf(n: number): string {
  let code = n + 0x23;
  if (code >= 0x5c) code += 1;
  if (code >= 0x7f) code += 0x22;
  if (code >= 0xd800) code += 0x800;
  return String.fromCodePoint(code);
}

function numberOf(char: string): number {
  let code = char.codePointAt(0) ?? 0;
  if (code >= 0xe000) code -= 0x800;
  if (code >= 0xa1) code -= 0x22;
  if (code > 0x5c) code -= 1;
  return code - 0x23;
}

/** Signs folded in: 0, -1, 1, -2, 2 → 0, 1, 2, 3, 4. */
const folded = (n: number) => (n < 0 ? -2 * n - 1 : 2 * n);
const unfolded = (n: number) => (n % 2 === 0 ? n / 2 : -(n + 1) / 2);

/** A coordinate as the sheet can carry it: to a metre, as finely as a shop's door can be told. */
export const toMetre = (degrees: number): number => Math.round(degrees * DEGREE_PARTS) / DEGREE_PARTS;

const byAddress = (a: StoreRow, b: StoreRow): number =>
  order(a.city, b.city) || order(a.address, b.address) || order(a.storeId, b.storeId);
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Collects distinct values under their JSON; gives each its index. */
function collector<T>(first: readonly T[] = []) {
  const values = [...first];
  const known = new Map(values.map((value, i) => [JSON.stringify(value), i]));
  const indexOf = (value: T): number => {
    const key = JSON.stringify(value);
    const index = known.get(key) ?? values.push(value) - 1;
    known.set(key, index);
    return index;
  };
  return { values, indexOf };
}

function deltaColumns(parts: readonly number[]): { low: string; high: string } {
  const deltas = parts.map((part, i) => folded(part - (parts[i - 1] ?? 0)));
  return {
    low: deltas.map((d) => charOf(d % LOW)).join(""),
    high: deltas.map((d) => charOf(Math.floor(d / LOW))).join(""),
  };
}

/** Never ends between the two halves of a character: a half alone does not survive being written as UTF-8. */
function sharedStart(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return isInside(a, n) || isInside(b, n) ? n - 1 : n;
}

function sharedEnd(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a.at(-1 - n) === b.at(-1 - n)) n += 1;
  return isInside(a, a.length - n) || isInside(b, b.length - n) ? n - 1 : n;
}

/** Whether a place lies between the two halves of a character beyond U+FFFF, such as 𠮷 and every emoji. */
const isInside = (text: string, at: number): boolean => (text.codePointAt(at - 1) ?? 0) > 0xffff;

/** Each text by what it shares with the one before: how many characters, the rest, an end. */
const frontCoded = (texts: readonly string[]): string =>
  texts
    .map((text, i) => {
      const same = sharedStart(text, texts[i - 1] ?? "");
      return charOf(same) + text.slice(same) + END;
    })
    .join("");

/** A name inside its address: where and how long; else 0 and the name itself. */
function nameCode(name: string, address: string): string {
  const at = name === "" ? -1 : address.indexOf(name);
  return at < 0 ? charOf(0) + name + END : charOf(at + 1) + charOf(name.length);
}

function commonEnds(names: readonly string[]): [string, string] {
  const [first = ""] = names;
  const start = names.reduce((shortest, name) => Math.min(shortest, sharedStart(name, first)), first.length);
  const rest = names.map((name) => name.slice(start));
  const [one = ""] = rest;
  const end = rest.reduce((shortest, name) => Math.min(shortest, sharedEnd(name, one)), one.length);
  return [first.slice(0, start), one.slice(one.length - end)];
}

const headOf = (phone: string): string => phone.slice(0, phone.lastIndexOf("-") + 1);
const toParts = (degrees: number): number => Math.round(degrees * DEGREE_PARTS);

/** A line's end inside a text would shift every shop after it. */
const oneLine = (text: string): string => text.replaceAll(END, " ");

export function packStores(stores: readonly StoreRow[]): StoreSheet {
  const rows = stores
    .map((row) => ({ ...row, name: oneLine(row.name), address: oneLine(row.address) }))
    .sort(byAddress);
  const nameEnds = commonEnds(rows.map(({ name }) => name));
  const [cities, hourSets] = [collector<string>(), collector<WeeklyHours>()];
  const exceptionSets = collector<HoursException[]>([[]]);
  const tagSets = collector<string[]>([[]]);
  const phoneHeads = collector<[string, number]>();
  const column = (charOfRow: (row: StoreRow) => string) => rows.map(charOfRow).join("");
  const lats = deltaColumns(rows.map(({ lat }) => toParts(lat)));
  const lngs = deltaColumns(rows.map(({ lng }) => toParts(lng)));
  const columns = {
    city: column((row) => charOf(cities.indexOf(row.city))),
    phoneHead: column(({ phone }) => charOf(phoneHeads.indexOf([headOf(phone), phone.length - headOf(phone).length]))),
    hours: column((row) => charOf(hourSets.indexOf(row.hours))),
    exceptions: column((row) => charOf(exceptionSets.indexOf(row.exceptions ?? []))),
    isShut: column((row) => charOf(row.state === "shut" ? 1 : 0)),
    ...{ latLow: lats.low, latHigh: lats.high, lngLow: lngs.low, lngHigh: lngs.high },
    phones: column(({ phone }) => phone.slice(headOf(phone).length)),
    ids: frontCoded(rows.map(({ storeId }) => storeId)),
    addresses: frontCoded(rows.map(({ address }) => address)),
    names: column(({ name, address }) =>
      nameCode(name.slice(nameEnds[0].length, name.length - nameEnds[1].length), address),
    ),
  };
  const tags = column((row) => charOf(tagSets.indexOf(row.tags ?? [])));
  return {
    ...{ count: rows.length, nameEnds, cities: cities.values, phoneHeads: phoneHeads.values },
    ...{ hourSets: hourSets.values, exceptionSets: exceptionSets.values.slice(1) },
    ...columns,
    ...(tagSets.values.length > 1 ? { tagSets: tagSets.values.slice(1), tags } : {}),
  };
}

/** Reads a text from its start to its end, by characters counted or up to the next line's end. */
function tape(text: string) {
  let at = 0;
  const take = (length: number): string => {
    if (at + length > text.length) throw new RangeError("a column of the shop list is too short");
    at += length;
    return text.slice(at - length, at);
  };
  const takeLine = (): string => {
    const end = text.indexOf(END, at);
    if (end < 0) throw new RangeError("a line of the shop list does not end");
    const line = text.slice(at, end);
    at = end + END.length;
    return line;
  };
  return { take, takeLine, takeNumber: () => numberOf(take(1)) };
}

function readFrontCoded(column: string, count: number): string[] {
  const { takeNumber, takeLine } = tape(column);
  let before = "";
  return Array.from({ length: count }, () => {
    before = before.slice(0, takeNumber()) + takeLine();
    return before;
  });
}

function readDegrees(low: string, high: string): number[] {
  const highs = Array.from(high, numberOf);
  let part = 0;
  return Array.from(low, (char, i) => {
    part += unfolded((highs[i] ?? 0) * LOW + numberOf(char));
    return part / DEGREE_PARTS;
  });
}

function readNames(sheet: StoreSheet, addresses: readonly string[]): string[] {
  const { take, takeNumber, takeLine } = tape(sheet.names);
  const [start, end] = sheet.nameEnds;
  return addresses.map((address) => {
    const place = takeNumber();
    const core = place === 0 ? takeLine() : address.slice(place - 1, place - 1 + numberOf(take(1)));
    return start + core + end;
  });
}

function readPhones(sheet: StoreSheet): string[] {
  const { take } = tape(sheet.phones);
  return Array.from(sheet.phoneHead, (char) => {
    const [head, length] = pick(sheet.phoneHeads, numberOf(char));
    return head + take(length);
  });
}

function pick<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError("the shop list refers to what it does not hold");
  return value;
}

/**
 * The shops of a sheet, in its order (by city and address). Shops with the same hours or the same exceptions get the
 * same array, so what is worked out for one can be kept for all. Throws RangeError when the sheet contradicts itself.
 */
export function unpackStores(sheet: StoreSheet): StoreRow[] {
  const addresses = readFrontCoded(sheet.addresses, sheet.count);
  const ids = readFrontCoded(sheet.ids, sheet.count);
  const [names, phones] = [readNames(sheet, addresses), readPhones(sheet)];
  const lats = readDegrees(sheet.latLow, sheet.latHigh);
  const lngs = readDegrees(sheet.lngLow, sheet.lngHigh);
  const indexes = (column: string): number[] => Array.from(column, numberOf);
  const [cities, hours] = [indexes(sheet.city), indexes(sheet.hours)];
  const [exceptions, shut] = [indexes(sheet.exceptions), indexes(sheet.isShut)];
  const tags = indexes(sheet.tags ?? "");
  return addresses.map((address, i) => {
    const row: StoreRow = {
      storeId: pick(ids, i),
      name: pick(names, i),
      city: pick(sheet.cities, pick(cities, i)),
      address,
      lat: pick(lats, i),
      lng: pick(lngs, i),
      phone: pick(phones, i),
      hours: pick(sheet.hourSets, pick(hours, i)),
      state: pick(shut, i) === 1 ? "shut" : "open",
    };
    const exceptionSet = pick(exceptions, i);
    if (exceptionSet > 0) row.exceptions = pick(sheet.exceptionSets, exceptionSet - 1);
    const tagSet = sheet.tags ? pick(tags, i) : 0;
    if (tagSet > 0) row.tags = pick(sheet.tagSets ?? [], tagSet - 1);
    return row;
  });
}

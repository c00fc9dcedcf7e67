// 试导入: what a file of shops would do, row by row, before anything is done.
import { StoreId } from "@huike/shared/id";
import { StoreFacts, type StoreRow } from "@huike/shared/store-facts";
import { readHours } from "./hours-text";
import { type PlaceFault, readPlace } from "./place";
import type { Line } from "./read-table";

export type RowFault =
  | PlaceFault
  | "name"
  | "city"
  | "address"
  | "phone"
  | "hours"
  | "state"
  | "tags"
  | "id"
  | "id_twice"
  | "name_twice";

export type Checked = {
  readonly lineNo: number;
  readonly name: string;
  readonly storeId: string;
  readonly outcome: "new" | "changed" | "same" | "bad";
  readonly faults: readonly RowFault[];
  readonly facts?: StoreFacts;
};

const columns = {
  id: ["编号", "门店编号", "id", "shop id", "store id"],
  name: ["名称", "门店名称", "店名", "name"],
  city: ["城市", "city"],
  address: ["地址", "address"],
  phone: ["电话", "联系电话", "phone"],
  place: ["位置", "坐标", "经纬度", "地图链接", "position", "location"],
  hours: ["营业时间", "hours"],
  state: ["状态", "state"],
  tags: ["标签", "tags"],
} as const;
type Column = keyof typeof columns;
const needed: readonly Column[] = ["name", "city", "address", "phone", "place", "hours"];

/** Columns of the first line by name; those that are missing, named as the file would name them. */
export function readHead(head: Line | undefined): { at: Partial<Record<Column, number>>; missing: string[] } {
  const names = head?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const entries = Object.entries(columns).map(([column, said]) => {
    return [column, names.findIndex((name) => (said as readonly string[]).includes(name))] as const;
  });
  const at = Object.fromEntries(entries.filter(([, i]) => i >= 0)) as Partial<Record<Column, number>>;
  return { at, missing: needed.filter((column) => at[column] === undefined).map((column) => columns[column][0]) };
}

export function checkRows(
  lines: readonly Line[],
  known: readonly StoreRow[],
  makeStoreId: () => string,
): { rows: Checked[]; missing: string[] } {
  const [head, ...body] = lines;
  const { at, missing } = readHead(head);
  if (missing.length > 0) return { rows: [], missing };
  const ids = new Set<string>();
  const names = new Set<string>();
  const rows = body.map((line) => {
    const cell = (column: Column) => line.cells[at[column] ?? -1] ?? "";
    return checkRow(line.lineNo, cell, { known, makeStoreId, ids, names });
  });
  return { rows, missing };
}

type Seen = {
  readonly known: readonly StoreRow[];
  readonly makeStoreId: () => string;
  readonly ids: Set<string>;
  readonly names: Set<string>;
};

function checkRow(lineNo: number, cell: (column: Column) => string, seen: Seen): Checked {
  const [name, city] = [cell("name"), cell("city")];
  // Without a number of the chain's own a shop is found again by name and city.
  const same = seen.known.find((one) => one.name === name && one.city === city);
  const said = cell("id");
  const storeId = said ? storeIdOf(said) : (same?.storeId ?? seen.makeStoreId());
  const place = readPlace(cell("place"));
  const hours = readHours(cell("hours"));
  const state = stateOf(cell("state"));
  const tags = cell("tags")
    .split(/[、,，;；\s]+/)
    .filter(Boolean);
  const held = seen.known.find((one) => one.storeId === storeId);
  const read = StoreFacts.safeParse({
    ...{ name, city, address: cell("address"), phone: cell("phone"), hours: hours ?? [], state },
    ...(typeof place === "string" ? {} : place),
    ...(held?.exceptions ? { exceptions: held.exceptions } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  });
  const faults: RowFault[] = [
    ...(StoreId.safeParse(storeId).success ? [] : ["id" as const]),
    ...(seen.ids.has(storeId) ? ["id_twice" as const] : []),
    ...(seen.names.has(`${name} ${city}`) ? ["name_twice" as const] : []),
    ...(typeof place === "string" ? [place] : []),
    ...(read.success ? [] : read.error.issues.map(({ path }) => faultAt(path[0]))),
  ].filter((fault): fault is RowFault => fault !== undefined);
  seen.ids.add(storeId);
  seen.names.add(`${name} ${city}`);
  const row = { lineNo, name, storeId, faults: [...new Set(faults)] };
  if (faults.length > 0 || !read.success) return { ...row, outcome: "bad" };
  return { ...row, outcome: outcomeOf(read.data, held), facts: read.data };
}

/** The chain's own numbers go as they are: `SH01` is `sto_sh01`. */
const storeIdOf = (said: string): string => (said.startsWith("sto_") ? said : `sto_${said}`).toLowerCase();

const states: Readonly<Record<string, StoreFacts["state"]>> = {
  "": "open",
  营业: "open",
  营业中: "open",
  open: "open",
  停业: "shut",
  关店: "shut",
  shut: "shut",
};
const stateOf = (said: string): StoreFacts["state"] | undefined => states[said.toLowerCase()];

const places: Partial<Record<PropertyKey, RowFault>> = {
  name: "name",
  city: "city",
  address: "address",
  phone: "phone",
  hours: "hours",
  state: "state",
  tags: "tags",
};
/** What is wrong with the place is said by whoever read it. */
const faultAt = (field: PropertyKey | undefined): RowFault | undefined =>
  field === undefined ? undefined : places[field];

function outcomeOf(facts: StoreFacts, held: StoreRow | undefined): Checked["outcome"] {
  if (!held) return "new";
  const { storeId: _, ...heldFacts } = held;
  return JSON.stringify(sorted(facts)) === JSON.stringify(sorted(heldFacts)) ? "same" : "changed";
}

const sorted = (facts: object) => Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));

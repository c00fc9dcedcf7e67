// 门店: what the list costs the table and the wire, and the phone to sort it.
import { gzipSync } from "node:zlib";
import { GetHome } from "@huike/shared/member";
import { ListStores } from "@huike/shared/store";
import type { StoreRow } from "@huike/shared/store-facts";
import { projectStore } from "../functions/store/project-store.ts";
import { type StoreItem, storeFields } from "../functions/store/store.items.ts";
import { distanceMeters, nearestFirst, type Point } from "../shared/distance.ts";
import { packStores, unpackStores } from "../shared/store-sheet.ts";
import { type Bench, openBench } from "./bench-chain.ts";
import { median, type Row, row } from "./row.ts";
import { randomFrom, syntheticShops } from "./synthetic-shops.ts";

const CHAIN = 500;
const LARGE_CHAIN = 5000;
const SORTS = 41;
/** Nine cells around a point, each a query of half a unit: what a geohash index would cost. */
const GEOHASH_RCU = 4.5;
const ITEM_BYTES_MAX = 400 * 1024;

const itemOf = ({ storeId: _, ...facts }: StoreRow): StoreItem => ({
  ver: 1,
  name: facts.name,
  facts: String(storeFields(facts).facts),
});

async function openList({ chain }: Bench, shops: readonly StoreRow[]): Promise<void> {
  await Promise.all(shops.map((shop) => projectStore(shop.storeId, itemOf(shop), chain.env)));
  chain.forget();
}

/** The answer as it travels to a phone. */
async function wireBytes({ chain }: Bench): Promise<number> {
  const answer = await chain.raw("member", "/api/member/stores", { headers: { "accept-encoding": "gzip" } });
  return (await answer.arrayBuffer()).byteLength;
}

/** The body again as rows of JSON, compressed the same way: what the sheet is measured against. */
const rowsBytes = (shops: readonly StoreRow[]): number => gzipSync(JSON.stringify(shops), { level: 9 }).length;

export async function measureStoreFinder(): Promise<Row[]> {
  return [...(await measureList()), ...(await measureLargeList()), ...measureSorting()];
}

async function measureList(): Promise<Row[]> {
  const bench = await openBench();
  const shops = syntheticShops(CHAIN);
  await openList(bench, shops);
  const bytes = await wireBytes(bench);
  const { chain, meter } = bench;
  const member = await chain.member();
  const { storesVersion } = await chain.must(GetHome, {}, member);
  meter.take();
  const unchanged = await chain.must(ListStores, { version: String(storesVersion) });
  const { readUnits } = meter.take();
  if (unchanged.stores) throw new Error("the list was sent although its version is unchanged");
  await bench.stop();
  return [
    row({
      ...{
        id: "stores.rcu",
        what: "shop list asked with its version, warm: read units",
        value: readUnits,
        unit: "RCU",
      },
      ...{ anchor: "nine geohash queries (arithmetic)", anchorValue: GEOHASH_RCU, goal: "0" },
      isMet: ({ value }) => value === 0,
    }),
    row({
      ...{ id: "stores.gzip500", what: `${CHAIN} shops on the wire, gzip`, value: bytes, unit: "B" },
      ...{ anchor: "the same as rows of JSON, gzip", anchorValue: rowsBytes(shops), goal: "≤ 10240" },
      isMet: ({ value }) => value <= 10_240,
    }),
  ];
}

async function measureLargeList(): Promise<Row[]> {
  const bench = await openBench();
  const shops = syntheticShops(LARGE_CHAIN);
  await openList(bench, shops);
  const bytes = await wireBytes(bench);
  await bench.stop();
  return [
    row({
      ...{ id: "stores.gzip5000", what: `${LARGE_CHAIN} shops on the wire, gzip`, value: bytes, unit: "B" },
      ...{ anchor: "what one DynamoDB item may hold", anchorValue: ITEM_BYTES_MAX, goal: "≤ half an item" },
      isMet: ({ ratio }) => ratio <= 0.5,
    }),
  ];
}

const exactOrder = (shops: readonly StoreRow[], from: Point): StoreRow[] =>
  shops
    .map((shop, i) => ({ shop, i, meters: distanceMeters(from, shop) }))
    .sort((a, b) => a.meters - b.meters || a.i - b.i)
    .map(({ shop }) => shop);

function timed<T>(work: () => T): { ms: number; result: T } {
  const startedMs = performance.now();
  const result = work();
  return { ms: performance.now() - startedMs, result };
}

function measureSorting(): Row[] {
  const sheet = packStores(syntheticShops(LARGE_CHAIN));
  const shops = unpackStores(sheet);
  const random = randomFrom(7);
  const runs = Array.from({ length: SORTS }, () => {
    const from = { lat: 22 + random() * 18, lng: 104 + random() * 18 };
    const exact = timed(() => exactOrder(shops, from));
    const ours = timed(() => nearestFirst(shops, from));
    return { exactMs: exact.ms, oursMs: ours.ms, isSame: ours.result.every((shop, i) => shop === exact.result[i]) };
  });
  const unpackMs = median(Array.from({ length: SORTS }, () => timed(() => unpackStores(sheet)).ms));
  const same = runs.filter(({ isSame }) => isSame).length;
  const anchor = "exact haversine sort";
  const anchorValue = median(runs.map(({ exactMs }) => exactMs));
  return [
    row({
      ...{ id: "stores.sort5000", what: `${LARGE_CHAIN} shops by distance, this machine`, unit: "ms" },
      ...{ value: median(runs.map(({ oursMs }) => oursMs)), anchor, anchorValue, goal: "≤ the anchor" },
      isMet: ({ ratio }) => ratio <= 1,
    }),
    row({
      ...{ id: "stores.order", what: "of them in the exact haversine order", value: same, unit: "sorts" },
      ...{ anchor: "sorts made", anchorValue: SORTS, goal: "all" },
      isMet: ({ value }) => value === SORTS,
    }),
    row({
      ...{ id: "stores.unpack5000", what: `${LARGE_CHAIN} shops out of the sheet`, value: unpackMs, unit: "ms" },
      ...{ anchor, anchorValue, goal: "≤ 50" },
      isMet: ({ value }) => value <= 50,
    }),
  ];
}

import { gunzipSync } from "node:zlib";
import { GetHome } from "@huike/shared/member";
import { ListStores, PutStore } from "@huike/shared/store";
import type { StoreFacts, StoreRow } from "@huike/shared/store-facts";
import { unpackStores } from "@huike/shared/store-sheet";
import { syntheticShops } from "../../bench/synthetic-shops.ts";
import { getItem } from "../platform/read.ts";
import { project } from "../projection/project.ts";
import { type Chain, openChain } from "../testing/chain.ts";
import { shopFacts } from "../testing/made-up.ts";
import { projectStore } from "./project-store.ts";
import { type SnapshotItem, type StoreItem, snapshotKey, storeFields, storeKey } from "./store.items.ts";

const itemOf = (facts: StoreFacts, ver = 1): StoreItem => ({
  ver,
  name: facts.name,
  facts: String(storeFields(facts).facts),
});
const factsOf = ({ storeId: _, ...facts }: StoreRow): StoreFacts => facts;
const byId = (rows: readonly StoreRow[]) => [...rows].sort((a, b) => (a.storeId < b.storeId ? -1 : 1));

async function listed(chain: Chain): Promise<{ version: number; rows: StoreRow[] }> {
  chain.forget();
  const { version, stores } = await chain.must(ListStores, {});
  return { version, rows: stores ? unpackStores(stores) : [] };
}

describe("the shop list", () => {
  const chain = openChain();

  test("holds every shop, projected at once and twice, each at its newest", async () => {
    const ids = await Promise.all(["一店", "二店", "三店", "四店", "五店"].map((name) => chain.shop(name)));
    await Promise.all([chain.projectAll(), chain.projectAll()]);
    const old = await getItem<StoreItem>(chain.tables, storeKey(ids[0] ?? ""));
    await chain.must(
      PutStore,
      { storeId: ids[0] ?? "", facts: shopFacts("新一店"), why: "renamed" },
      await chain.owner(),
    );
    await chain.projectAll();
    if (old) await projectStore(ids[0] ?? "", old, chain.env); // an old record delivered late
    const { version, rows } = await listed(chain);
    expect(rows.map((row) => row.storeId).sort()).toEqual([...ids].sort());
    expect(rows.find((row) => row.storeId === ids[0])?.name).toBe("新一店");
    expect(await chain.must(ListStores, { version: String(version) })).toEqual({ version });
  });

  test("brings a holiday from the operator's call to the phone", async () => {
    const storeId = await chain.shop("年店");
    const facts = { ...shopFacts("年店"), exceptions: [{ date: "2027-02-05", spans: [] }] };
    const owner = await chain.owner();
    await chain.must(PutStore, { storeId, facts, why: "春节" }, owner);
    await chain.projectAll();
    const { rows } = await listed(chain);
    expect(rows.find((row) => row.storeId === storeId)).toEqual({ storeId, ...facts });
    const wrong = { ...facts, exceptions: [{ date: "2027-02-30", spans: [] }] };
    const before = await chain.digest();
    expect(await chain.call(PutStore, { storeId, facts: wrong, why: "春节" }, owner)).toMatchObject({ status: 400 });
    expect(await chain.digest()).toBe(before);
  });

  test("refuses an item that carries ev but that nothing projects", async () => {
    await expect(project({ pk: { S: "X" }, sk: { S: "Y" }, ev: { N: "1" } }, chain.env)).rejects.toThrow(
      "no projection",
    );
  });
});

describe("projectors side by side", () => {
  const chain = openChain();
  const rows = syntheticShops(60);

  test("six of them, each with a cold start and old records among the new, end in one list at its newest", async () => {
    const projectors = Array.from({ length: 6 }, () => chain.coldEnv());
    const renamed = (row: StoreRow): StoreFacts => ({ ...factsOf(row), name: `${row.name}二` });
    // Each shop's two versions go to two projectors, in both orders; a refused batch is delivered again, as by the stream.
    const deliver = async (row: StoreRow, item: StoreItem, n: number): Promise<void> => {
      for (;;) {
        const env = projectors[n % projectors.length] ?? chain.env;
        const isDone = await projectStore(row.storeId, item, env).then(
          () => true,
          (cause: Error) => {
            if (cause.message.includes("too often")) return false;
            throw cause;
          },
        );
        if (isDone) return;
      }
    };
    await Promise.all(
      rows.flatMap((row, i) => {
        const both = [itemOf(factsOf(row), 1), itemOf(renamed(row), 2)];
        return (i % 2 === 0 ? both : both.reverse()).map((item, j) => deliver(row, item, i + j * 3 + 1));
      }),
    );
    const { rows: held } = await listed(chain);
    expect(byId(held)).toEqual(byId(rows.map((row) => ({ storeId: row.storeId, ...renamed(row) }))));
  });

  test("a hundred shops of one delivery are one write, and told twice are none", async () => {
    const env = chain.coldEnv();
    const hundred = syntheticShops(100, 5);
    const deliver = () => Promise.all(hundred.map((row) => projectStore(row.storeId, itemOf(factsOf(row), 9), env)));
    const before = await getItem<SnapshotItem>(chain.tables, snapshotKey);
    await deliver();
    const after = await getItem<SnapshotItem>(chain.tables, snapshotKey);
    expect(after?.ver).toBe((before?.ver ?? 0) + 1);
    await deliver();
    expect((await getItem<SnapshotItem>(chain.tables, snapshotKey))?.ver).toBe(after?.ver);
  });
});

describe("five thousand shops", () => {
  const chain = openChain();
  const rows = syntheticShops(5000);

  test("fit one item, come back whole, and one changed shop is one more version", async () => {
    await Promise.all(rows.map((row) => projectStore(row.storeId, itemOf(factsOf(row)), chain.env)));
    const item = await getItem<SnapshotItem>(chain.tables, snapshotKey);
    expect(item?.body.length).toBeLessThan(200_000); // of the 400 KB an item may have
    const first = await listed(chain);
    expect(first.version).toBe(1);
    expect(byId(first.rows)).toEqual(byId(rows));
    const [one] = rows;
    if (one) await projectStore(one.storeId, itemOf({ ...factsOf(one), state: "shut" }, 2), chain.env);
    const second = await listed(chain);
    expect(second.version).toBe(2);
    expect(second.rows.find(({ storeId }) => storeId === one?.storeId)?.state).toBe("shut");
  });

  test("a list that no longer fits is an error that says what to do", async () => {
    // Chinese at random hardly compresses: such names and addresses no chain has.
    const noise = (length: number) =>
      Array.from({ length }, () => String.fromCharCode(0x4e00 + Math.floor(Math.random() * 20_000))).join("");
    const unlikely = syntheticShops(2500, 3).map((row) => ({ ...row, name: noise(30), address: noise(80) }));
    const env = chain.coldEnv();
    const all = Promise.all(unlikely.map((row) => projectStore(row.storeId, itemOf(factsOf(row), 9), env)));
    await expect(all).rejects.toThrow("split it by city");
  });
});

describe("what a phone hears", () => {
  const chain = openChain();

  test("home names the version, an unchanged list is one number, and neither reads the table twice", async () => {
    const storeId = await chain.shop();
    await chain.projectAll();
    const member = await chain.member();
    const { storesVersion } = await chain.must(GetHome, {}, member);
    const { version } = await chain.must(ListStores, {});
    expect(storesVersion).toBe(version);
    const sent = jest.spyOn(chain.tables.client, "send");
    expect(await chain.must(ListStores, { version: String(version) })).toEqual({ version });
    expect((await chain.must(ListStores, {})).stores?.count).toBe(1);
    expect(sent).not.toHaveBeenCalled();
    await chain.must(PutStore, { storeId, facts: shopFacts("改名"), why: "t" }, await chain.owner());
    await chain.projectAll();
    chain.nowMs += 10_001;
    expect((await chain.must(GetHome, {}, member)).storesVersion).toBe(version + 1);
  });

  test("in gzip when it can read that, the same bytes each time, else in plain", async () => {
    await Promise.all(syntheticShops(100).map((row) => projectStore(row.storeId, itemOf(factsOf(row), 1), chain.env)));
    chain.forget();
    const ask = async (headers: Record<string, string>) => {
      const answer = await chain.raw("member", "/api/member/stores", { headers });
      return { encoding: answer.headers.get("content-encoding"), bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const plain = await ask({});
    const zipped = await ask({ "accept-encoding": "gzip, deflate, br" });
    expect(plain.encoding).toBeNull();
    expect(zipped.encoding).toBe("gzip");
    expect(gunzipSync(zipped.bytes).equals(plain.bytes)).toBe(true);
    expect(zipped.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect((await ask({ "accept-encoding": "gzip" })).bytes.equals(zipped.bytes)).toBe(true);
    const small = await chain.raw("member", "/api/member/stores?version=999", { headers: { "accept-encoding": "br" } });
    expect(small.headers.get("content-encoding")).toBeNull();
  });
});

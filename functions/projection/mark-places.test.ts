import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { businessDay } from "@huike/shared/day";
import { attributes, fields, type Key } from "../platform/table.ts";
import { openChain } from "../testing/chain.ts";
import { RandomLife } from "../testing/random-life.ts";
import { seededRandom } from "../testing/seeded-random.ts";
import { Stream } from "../testing/stream.ts";
import { dayOfPartition, type MarkItem, markItem, marksPk, partitionsOf } from "./marks.items.ts";
import { project } from "./project.ts";
import { CLAIMS, channelDayShards, storeDay, VERSION } from "./rows.ts";

describe("marks of where rows land", () => {
  const chain = openChain();
  const stream = new Stream(chain);
  const life = new RandomLife(chain, seededRandom(5));
  const views = async () => (await chain.items("views")).map((item) => fields<Key & Partial<MarkItem>>(item));
  const marks = async () => (await views()).filter(({ pk }) => pk === marksPk(businessDay(chain.nowMs)));

  test("are one item for all that a batch brings, with every partition that has rows", async () => {
    await life.open();
    for (let i = 0; i < 3; i++) await life.member();
    const batch = await stream.changes();
    await Promise.all(batch.map(({ image, old }) => project(image, chain.env, old)));
    const rows = (await views()).filter(({ pk }) => dayOfPartition(pk) !== undefined);
    const [mark, ...more] = await marks();
    expect(more).toEqual([]);
    const marked = partitionsOf(businessDay(chain.nowMs), { p: mark?.p ?? "" });
    expect(marked.sort()).toEqual([...new Set(rows.map(({ pk }) => pk))].sort());
    expect(mark?.ttl).toBeGreaterThanOrEqual(Math.max(...rows.map(({ ttl = 0 }) => ttl)));
  });

  test("are not put for an image that changes none of its rows, nor are the rows, unless one is missing", async () => {
    await stream.flow();
    const images = (await chain.items()).filter(({ ev }) => ev);
    const rows = async () => (await views()).filter(({ pk }) => pk.startsWith(`${VERSION}#`));
    const [rowsBefore, marksBefore] = [await rows(), await marks()];
    chain.nowMs += 60_000;
    const again = async () => {
      const env = chain.coldEnv();
      await Promise.all(images.map((image) => project(image, env, image)));
    };
    await again();
    expect(await rows()).toEqual(rowsBefore);
    expect(await marks()).toEqual(marksBefore);

    const lost = rowsBefore.find(({ pk, sk }) => dayOfPartition(pk) !== undefined && sk.startsWith(CLAIMS));
    const { pk = "", sk = "" } = lost ?? {};
    const { client, views: TableName } = chain.tables;
    await client.send(new DeleteItemCommand({ TableName, Key: attributes({ pk, sk }) }));
    await again();
    expect(await rows()).toEqual(rowsBefore);
    const [mark, ...others] = (await marks()).filter((one) => !marksBefore.some((before) => before.sk === one.sk));
    expect(others).toEqual([]);
    expect(partitionsOf(businessDay(chain.nowMs), { p: mark?.p ?? "" })).toEqual([pk]);
  });

  test("name partitions as they are", () => {
    const day = "2026-11-22";
    const pks = [storeDay("sto_bj0001", day), ...channelDayShards("c0123", day), ...channelDayShards("-", day)];
    expect(partitionsOf(day, markItem(day, pks, 1, "x"))).toEqual(pks);
    expect(pks.map(dayOfPartition)).toEqual(pks.map(() => day));
    expect(dayOfPartition("v1#OFR#ofr_1#3")).toBeUndefined();
    expect(dayOfPartition("v1#STAFF")).toBeUndefined();
  });
});

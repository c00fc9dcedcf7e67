import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { type ChannelKind, GetChannelCode, GetChannelDay, PutChannel } from "@huike/shared/channel";
import { businessDay } from "@huike/shared/day";
import { attributes } from "../platform/table.ts";
import { openChain } from "../testing/chain.ts";
import { poolKey } from "./channel.items.ts";
import { PERMANENT_MAX, REST_MS } from "./follow-number.ts";

describe("the numbers of permanent follow codes", () => {
  const chain = openChain();
  let shop: string;
  let offerId: string;
  beforeAll(async () => {
    shop = await chain.shop();
    offerId = await chain.offer();
  });
  const channel = (kind: ChannelKind = "store") => chain.channel({ storeId: shop, offerId, kind });
  /** Half a year passes here: a session does not last as long. */
  const owner = async () => chain.signIn((await chain.owner()).phone);
  const print = async (scene: string) => chain.call(GetChannelCode, { scene, code: "follow" }, await owner());
  const put = async (scene: string, state: "active" | "retired", kind: ChannelKind = "store") => {
    const base = { scene, kind, name: "立牌", storeId: shop, offerId, why: "test" } as const;
    await chain.must(PutChannel, { ...base, state }, await owner());
    chain.forget();
  };
  const itemOf = async (scene: string) => (await chain.items()).find((item) => item.pk?.S === `CHN#${scene}`);
  const numberOf = async (scene: string) => Number((await itemOf(scene))?.fid?.N);
  const pool = (nxt: number) =>
    chain.tables.client.send(
      new PutItemCommand({ TableName: chain.tables.app, Item: attributes({ ...poolKey, nxt }) }),
    );

  test("a channel takes one when its code is first printed, never two, however many print at once", async () => {
    const scene = await channel();
    expect(await numberOf(scene)).toBeNaN();
    const answers = await Promise.all(Array.from({ length: 6 }, () => print(scene)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const before = await numberOf(scene);
    chain.forget();
    await print(scene);
    expect(await numberOf(scene)).toBe(before);
    const other = await channel();
    await print(other);
    expect(await numberOf(other)).toBe(before + 1);
  });

  test("what is scanned counts for the channel, whose scene it does not carry", async () => {
    const scene = await channel();
    await print(scene);
    await chain.inWechat("/phones/by-number/follow", { scene: `p-${await numberOf(scene)}` });
    expect((await chain.chat("by-number")).at(-1)?.links[0]?.path).toContain(`scene=${scene}&`);
    await chain.takeInAll();
    const day = { scene, day: businessDay(chain.nowMs) };
    expect(await chain.must(GetChannelDay, day, await chain.owner())).toMatchObject({ scans: 1, newFollows: 1 });
  });

  test("clerks and campaigns get codes that end, and take no number", async () => {
    const scene = await channel("campaign");
    expect((await print(scene)).value.endsAtMs).toBe(chain.nowMs + 30 * 86_400_000);
    expect(await numberOf(scene)).toBeNaN();
  });

  test("re-pointing keeps the number", async () => {
    const scene = await channel();
    await print(scene);
    const id = await numberOf(scene);
    await put(scene, "active");
    expect(await numberOf(scene)).toBe(id);
  });

  test("when all are used, the one that rested longest goes on; before it has rested, a sentence says so", async () => {
    const [old, younger, next, last] = [await channel(), await channel(), await channel(), await channel()];
    await print(old);
    await print(younger);
    const id = await numberOf(old);
    await put(old, "retired");
    chain.nowMs += 1000;
    await put(younger, "retired");
    await put(younger, "active"); // taken into use again: its number rests no more
    await pool(PERMANENT_MAX + 1);

    const before = await chain.digest();
    expect(await print(next)).toMatchObject({ status: 409, error: "follow_codes_used_up" });
    expect(await chain.digest()).toBe(before);
    chain.nowMs += REST_MS;
    const printed = await Promise.all([print(next), print(next)]);
    expect(printed.map(({ status }) => status)).toEqual([200, 200]);
    expect(await numberOf(next)).toBe(id);
    expect(await numberOf(old)).toBeNaN();
    expect(await print(last)).toMatchObject({ error: "follow_codes_used_up" });

    chain.forget();
    await chain.inWechat("/phones/old-print/follow", { scene: `p-${id}` });
    expect((await chain.chat("old-print")).at(-1)?.links[0]?.path).toContain(`scene=${next}&`);
    await put(old, "active"); // comes back without a number, and takes none from others
    expect(await numberOf(next)).toBe(id);
    await pool(PERMANENT_MAX);
    await print(old);
    expect(await numberOf(old)).toBe(PERMANENT_MAX);
  });
});

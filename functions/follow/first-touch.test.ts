import { GetChannelCode, GetChannelDay, PutChannel } from "@huike/shared/channel";
import { businessDay } from "@huike/shared/day";
import { AGREEMENT_VERSION, GetHome, Join } from "@huike/shared/member";
import { numberOf, openChain } from "../testing/chain.ts";

describe("who won a person", () => {
  const chain = openChain();
  let shop: string;
  let offerId: string;
  beforeAll(async () => {
    shop = await chain.shop();
    offerId = await chain.offer();
  });
  const channel = async (change: object = {}) => {
    const scene = await chain.channel({ storeId: shop, offerId, ...change });
    await chain.must(GetChannelCode, { scene, code: "follow" }, await chain.owner());
    return scene;
  };
  const dayOf = async (scene: string) =>
    chain.must(GetChannelDay, { scene, day: businessDay(chain.nowMs) }, await chain.owner());

  test("the follow that came before the scan, though it comes to light after it", async () => {
    const [followed, scanned] = [await channel(), await channel()];
    await chain.inWechat("/phones/early-fan/follow", { scene: followed });
    chain.nowMs += 60_000;
    const visitor = await chain.stranger(scanned); // another phone: a scan of its own
    const person = await chain.signIn("early-fan", scanned);
    await chain.takeInAll();
    const { session } = await chain.must(Join, { agreementVersion: AGREEMENT_VERSION }, person);
    const number = numberOf({ ...person, session });
    const card = (await chain.items()).find((item) => item.pk?.S === `MBR#${number}` && item.sk?.S === "CARD");
    expect(card?.src?.S).toBe(followed);
    expect(visitor.session.who).toBe("visitor");
  });

  test("one channel a fan, whichever of its pushes is taken in first; the other's count is taken back", async () => {
    const [first, second] = [await channel(), await channel()];
    await chain.inWechat("/phones/two-scans/follow", { scene: first });
    chain.nowMs += 60_000;
    await chain.inWechat("/phones/two-scans/follow", { scene: second });
    const { openid } = await chain.newestFan();
    await chain.takeInAll({ newestFirst: true });
    const rows = (await chain.items("views")).filter((item) => item.sk?.S === `F#${openid}`);
    expect(rows.map((row) => row.st?.S)).toEqual(expect.arrayContaining(["following", "moved"]));
    expect(rows).toHaveLength(2);
    expect(await dayOf(first)).toMatchObject({ newFollows: 1, netFollows: 1, scans: 1 });
    expect(await dayOf(second)).toMatchObject({ newFollows: 0, netFollows: 0, scans: 1 });
  });

  test("takes back a row that was counted before the older touch came to light", async () => {
    const [first, second] = [await channel(), await channel()];
    await chain.inWechat("/phones/late-push/follow", { scene: first });
    chain.nowMs += 60_000;
    await chain.inWechat("/phones/late-push/follow", { scene: second });
    await chain.takeInAll({ newestFirst: true, projectEach: true });
    expect(await dayOf(second)).toMatchObject({ newFollows: 0, netFollows: 0 });
    expect(await dayOf(first)).toMatchObject({ newFollows: 1, netFollows: 1 });
  });

  test("a dead channel answers kindly, promises nothing and is touched all the same", async () => {
    const scene = await channel();
    const base = { scene, kind: "poster", name: "海报", storeId: shop, offerId, why: "test" } as const;
    await chain.must(PutChannel, { ...base, state: "retired" }, await chain.owner());
    chain.forget();
    await chain.inWechat("/phones/too-late/follow", { scene });
    const said = (await chain.chat("too-late")).at(-1);
    expect(said?.text).toContain("这张码已停用");
    expect(said?.links[0]?.path).toMatch(/^pages\/stores\/index\?t=/);
    await chain.takeInAll();
    expect(await dayOf(scene)).toMatchObject({ scans: 1, newFollows: 1 });
    const person = await chain.signIn("too-late");
    const member = {
      ...person,
      session: (await chain.must(Join, { agreementVersion: AGREEMENT_VERSION }, person)).session,
    };
    expect((await chain.must(GetHome, {}, member)).wallet?.coupons).toEqual([]);
  });

  test("a follow without a code is welcomed and promised nothing", async () => {
    await chain.inWechat("/phones/by-search/follow");
    const said = (await chain.chat("by-search")).at(-1);
    expect(said?.text).not.toContain("见面礼");
    expect(said?.links[0]?.path).toMatch(/^pages\/home\/index\?t=/);
  });
});

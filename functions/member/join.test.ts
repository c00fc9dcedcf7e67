import { GetLanding } from "@huike/shared/channel";
import { ClaimCoupon } from "@huike/shared/coupon";
import { AGREEMENT_VERSION, GetHome, Join } from "@huike/shared/member";
import { numberOf, openChain } from "../testing/chain.ts";

const agreementVersion = AGREEMENT_VERSION;

describe("joining", () => {
  const chain = openChain();
  let shop: string;
  let offerId: string;
  let scene: string;
  beforeAll(async () => {
    shop = await chain.shop("人民路店");
    offerId = await chain.offer();
    scene = await chain.channel({ storeId: shop, offerId });
  });
  const cardOf = async (memberNo: string) =>
    (await chain.items()).find((item) => item.pk?.S === `MBR#${memberNo}` && item.sk?.S === "CARD");

  test("takes one tap from a scan to a coupon in the wallet", async () => {
    const landing = await chain.must(GetLanding, { scene }); // nothing asked: not even a session
    expect(landing).toMatchObject({ storeName: "人民路店", state: "claimable", offer: { offerId } });
    const stranger = await chain.stranger(scene);
    const joined = await chain.must(Join, { agreementVersion, scene, claim: { offerId, n: 1, scene } }, stranger);
    expect(joined).toMatchObject({ card: { points: 0 }, claimed: { coupon: { offerId, n: 1, state: "issued" } } });
    const { wallet } = await chain.must(GetHome, {}, { ...stranger, session: joined.session });
    expect(wallet?.coupons).toEqual([joined.claimed?.coupon]);
    expect(wallet?.faces.map((face) => face.title)).toEqual(["满减券"]);
  });

  test("counts the member for the first touch's clerk and shop, whatever was scanned later", async () => {
    const clerk = await chain.clerk([shop]);
    const own = await chain.channel({ kind: "clerk", clerkMemberNo: numberOf(clerk), storeId: shop, offerId });
    const stranger = await chain.stranger(own);
    chain.nowMs += 60_000;
    const again = await chain.signIn(stranger.phone, scene);
    const { card } = await chain.must(Join, { agreementVersion, scene }, again);
    expect(await cardOf(card.memberNo)).toMatchObject({
      src: { S: own },
      own: { S: numberOf(clerk) },
      ost: { S: shop },
      agr: { S: AGREEMENT_VERSION },
    });
  });

  test("lets the visitor's rows stay for good, and joins a guest who came without a code", async () => {
    for (const stranger of [await chain.stranger(scene), await chain.stranger()]) {
      const { card } = await chain.must(Join, { agreementVersion }, stranger);
      const rows = (await chain.items()).filter(
        (item) => item.pk?.S === `MBR#${card.memberNo}` || item.mbr?.S === card.memberNo,
      );
      expect(rows.length).toBeGreaterThanOrEqual(3);
      expect(rows.filter((item) => item.ttl)).toEqual([]);
    }
  });

  test("is one member however often and however many at once tap", async () => {
    const stranger = await chain.stranger();
    const taps = await Promise.all(Array.from({ length: 10 }, () => chain.must(Join, { agreementVersion }, stranger)));
    expect(new Set(taps.map((tap) => tap.card.memberNo)).size).toBe(1);
    const again = await chain.must(Join, { agreementVersion }, await chain.signIn(stranger.phone));
    expect(again.card).toEqual(taps[0]?.card);
  });

  test("joins even when the coupon is gone, and says which", async () => {
    const last = await chain.offer({}, { stock: 1 });
    await chain.coupon(await chain.member(), last);
    const stranger = await chain.stranger();
    const answer = await chain.must(Join, { agreementVersion, claim: { offerId: last, n: 1 } }, stranger);
    expect(answer).toMatchObject({ notClaimed: "offer_sold_out", session: { who: "member" } });
    expect(answer.claimed).toBeUndefined();
  });

  test("takes no other agreement and no dead scene, and writes nothing then", async () => {
    const stranger = await chain.stranger(scene);
    const before = await chain.digest();
    const old = { agreementVersion: "2020-01" } as unknown as { agreementVersion: typeof AGREEMENT_VERSION };
    expect(await chain.call(Join, old, stranger)).toMatchObject({ status: 400, error: "bad_request" });
    expect(await chain.call(Join, { agreementVersion, scene: "neverprinted" }, stranger)).toMatchObject({
      status: 404,
    });
    expect(await chain.call(Join, { agreementVersion })).toMatchObject({ status: 401, error: "signed_out" });
    expect(await chain.digest()).toBe(before);
  });

  test("keeps visitors out of the wallet until they agreed", async () => {
    const visitor = await chain.stranger(scene);
    expect(await chain.call(GetHome, {}, visitor)).toMatchObject({ status: 403 });
    expect(await chain.call(ClaimCoupon, { offerId, n: 1 }, visitor)).toMatchObject({ status: 403 });
  });
});

describe("home", () => {
  const chain = openChain();

  test("answers an unchanged wallet in 200 bytes and a changed one in full", async () => {
    const offerId = await chain.offer();
    const member = await chain.member();
    const { tag } = await chain.must(GetHome, {}, member);
    const headers = { authorization: `Bearer ${member.session.token}` };
    const unchanged = await chain.raw("member", `/api/member/home?tag=${tag}`, { headers });
    const text = await unchanged.text();
    expect(JSON.parse(text)).toMatchObject({ tag });
    expect(text.length).toBeLessThanOrEqual(200);
    await chain.coupon(member, offerId);
    const changed = await chain.must(GetHome, { tag }, member);
    expect(changed.wallet?.coupons).toHaveLength(1);
  });
});

describe("landing", () => {
  const chain = openChain();

  test("shows what cannot be had as it is, and refuses what is no code of ours", async () => {
    const shop = await chain.shop();
    const gone = await chain.offer({}, { stock: 1 });
    await chain.coupon(await chain.member(), gone);
    const scene = await chain.channel({ storeId: shop, offerId: gone });
    expect(await chain.must(GetLanding, { scene })).toMatchObject({ state: "sold_out" });
    const retired = await chain.channel({ storeId: shop, offerId: gone, state: "retired" });
    expect(await chain.call(GetLanding, { scene: retired })).toMatchObject({ status: 410, error: "channel_retired" });
    expect(await chain.call(GetLanding, { scene: "neverprinted" })).toMatchObject({ status: 404 });
  });
});

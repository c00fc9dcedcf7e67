import { GetChannelDay, GetLanding, PutChannel } from "@huike/shared/channel";
import { ClaimCoupon } from "@huike/shared/coupon";
import { businessDay } from "@huike/shared/day";
import { AGREEMENT_VERSION, Join, OpenSession, RecordTouch } from "@huike/shared/member";
import { numberOf, openChain } from "../testing/chain.ts";

const HOUR_MS = 3_600_000;

describe("a channel that is retired or out of its period", () => {
  const chain = openChain();
  let shop: string;
  let offerId: string;
  beforeAll(async () => {
    shop = await chain.shop();
    offerId = await chain.offer();
  });
  const channel = (change: object) => chain.channel({ storeId: shop, offerId, ...change });
  const scansOf = async (scene: string) => {
    await chain.projectAll();
    return (await chain.must(GetChannelDay, { scene, day: businessDay(chain.nowMs) }, await chain.owner())).scans;
  };

  test.each([
    ["retired", { state: "retired" }, 410, "channel_retired"],
    ["not started", { startsAtMs: chain.nowMs + HOUR_MS }, 409, "channel_not_started"],
    ["over", { endsAtMs: chain.nowMs }, 410, "channel_ended"],
  ])("says so kindly when %s, hands out nothing and records the touch", async (_, change, status, error) => {
    const scene = await channel(change);
    const landing = await chain.call(GetLanding, { scene });
    expect(landing).toMatchObject({ status, error });
    expect(landing.message?.zh).toContain("看看附近门店");

    const visitor = await chain.stranger(scene);
    expect(visitor.session.who).toBe("visitor");
    const member = await chain.member();
    await chain.must(RecordTouch, { scene }, member);
    expect(await scansOf(scene)).toBe(2);
    expect(await chain.call(ClaimCoupon, { offerId, n: 1, scene }, member)).toMatchObject({ status, error });
  });

  test("works from its first moment to before its last", async () => {
    const startsAtMs = chain.nowMs + HOUR_MS;
    const scene = await channel({ startsAtMs, endsAtMs: startsAtMs + HOUR_MS });
    expect(await chain.call(GetLanding, { scene })).toMatchObject({ detail: { atMs: startsAtMs } });
    chain.nowMs = startsAtMs;
    expect(await chain.call(GetLanding, { scene })).toMatchObject({ status: 200 });
    chain.nowMs += HOUR_MS - 1;
    expect(await chain.call(GetLanding, { scene })).toMatchObject({ status: 200 });
    chain.nowMs += 1;
    expect(await chain.call(GetLanding, { scene })).toMatchObject({ error: "channel_ended" });
  });

  test("keeps nobody out who taps as it dies: they join, the coupon is refused, the channel won them", async () => {
    const endsAtMs = chain.nowMs + HOUR_MS;
    const scene = await channel({ endsAtMs });
    const visitor = await chain.stranger(scene);
    chain.nowMs = endsAtMs;
    const request = { agreementVersion: AGREEMENT_VERSION, scene, claim: { offerId, n: 1, scene } } as const;
    const joined = await chain.must(Join, request, visitor);
    expect(joined).toMatchObject({ notClaimed: "channel_ended" });
    const number = numberOf({ ...visitor, session: joined.session });
    const card = (await chain.items()).find((item) => item.pk?.S === `MBR#${number}` && item.sk?.S === "CARD");
    expect(card).toMatchObject({ src: { S: scene }, ost: { S: shop } });
  });

  test("a strange scene keeps nobody out of signing in, but nobody joins by it", async () => {
    const guest = await chain.stranger();
    const code = await chain.loginCode(guest.phone);
    expect(await chain.call(OpenSession, { code, scene: "neverprinted" })).toMatchObject({ status: 200 });
    const request = { agreementVersion: AGREEMENT_VERSION, scene: "neverprinted" } as const;
    expect(await chain.call(Join, request, guest)).toMatchObject({ status: 404, error: "channel_unknown" });
  });

  test("refuses a period that ends before it starts, and changes nothing", async () => {
    const scene = await channel({});
    const owner = await chain.owner();
    const before = await chain.digest();
    const base = { scene, kind: "poster", name: "海报", storeId: shop, offerId, state: "active", why: "test" } as const;
    const answer = await chain.call(PutChannel, { ...base, startsAtMs: 2000, endsAtMs: 2000 }, owner);
    expect(answer).toMatchObject({ status: 400, error: "channel_period_empty" });
    expect(await chain.digest()).toBe(before);
  });
});

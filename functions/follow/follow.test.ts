import { GetChannelCode, GetChannelDay } from "@huike/shared/channel";
import { UndoRedemption } from "@huike/shared/counter";
import { ClaimCoupon } from "@huike/shared/coupon";
import { AGREEMENT_VERSION, GetHome, Join } from "@huike/shared/member";
import type { RewardTrigger } from "@huike/shared/offer";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { takeInPush } from "./take-in-push.ts";

// Every push of the file is taken in again and again: long on a busy machine.
jest.setTimeout(120_000);

const agreementVersion = AGREEMENT_VERSION;

/** The follow QR must have been made before anybody can scan it. */
const printFollowCode = async (chain: ReturnType<typeof openChain>, scene: string) =>
  chain.must(GetChannelCode, { scene, code: "follow" }, await chain.owner());

describe("following for a gift", () => {
  const chain = openChain();
  holdConserved(chain);
  let shop: string;
  let phones = 0;
  beforeAll(async () => {
    shop = await chain.shop();
  });
  beforeEach(() => chain.inWechat("/settings", { unionid: true }));
  const newPhone = () => `fan-${++phones}`;
  const giftBy = async (reward?: RewardTrigger) => {
    const offerId = await chain.offer(reward && reward !== "follow" ? { reward } : {});
    const scene = await chain.channel({ storeId: shop, offerId, welcome: "见面礼在这里：" });
    await printFollowCode(chain, scene);
    return { offerId, scene };
  };
  const welcomeOf = async (phone: string) => (await chain.chat(phone)).flatMap((said) => said.links).at(-1);
  const ticketOf = async (phone: string) => /t=([\w.-]+)/.exec((await welcomeOf(phone))?.path ?? "")?.[1];
  const join = async (person: Person): Promise<Person> => ({
    ...person,
    session: (await chain.must(Join, { agreementVersion }, person)).session,
  });
  const giftsOf = async (person: Person, offerId: string) =>
    (await chain.must(GetHome, {}, person)).wallet?.coupons.filter((coupon) => coupon.offerId === offerId).length;

  test("goes follow → welcome link → open → join → the gift is in the wallet", async () => {
    const { offerId, scene } = await giftBy();
    const phone = newPhone();
    await chain.inWechat(`/phones/${phone}/follow`, { scene });
    const link = await welcomeOf(phone);
    expect((await chain.chat(phone)).at(-1)?.text).toContain("见面礼在这里：");
    expect(link?.path).toMatch(new RegExp(`^pages/landing/index\\?scene=${scene}&t=`));
    await chain.takeInAll();
    const member = await join(await chain.signIn(phone, scene, await ticketOf(phone)));
    expect(await giftsOf(member, offerId)).toBe(1);
  });

  test("finds a guest who opened the mini-program from the recent list, without a link", async () => {
    const { offerId, scene } = await giftBy();
    const phone = newPhone();
    await chain.inWechat(`/phones/${phone}/follow`, { scene });
    await chain.takeInAll();
    const member = await join(await chain.signIn(phone));
    expect(await giftsOf(member, offerId)).toBe(1);
  });

  test.each([
    ["with unionids", true],
    ["without unionids, by the ticket", false],
  ])("gives exactly one %s, in every order of following and joining", async (_, unionid) => {
    await chain.inWechat("/settings", { unionid });
    const { offerId, scene } = await giftBy();

    const first = newPhone(); // follows, and the inbox is slower than the member
    await chain.inWechat(`/phones/${first}/follow`, { scene });
    const early = await join(await chain.signIn(first, undefined, await ticketOf(first)));
    await chain.takeInAll();
    expect(await giftsOf(early, offerId)).toBe(1);

    const second = newPhone(); // joined long ago, follows now
    const old = await join(await chain.signIn(second));
    await chain.inWechat(`/phones/${second}/follow`, { scene });
    await chain.takeInAll();
    const back = await chain.signIn(second, scene, await ticketOf(second));
    await chain.takeInAll();
    expect(await giftsOf(back, offerId)).toBe(1);
    expect(numberOf(back)).toBe(numberOf(old));
  });

  test("stays one when they unfollow and follow again, however often the stream repeats", async () => {
    const { offerId, scene } = await giftBy();
    const other = await giftBy();
    const phone = newPhone();
    await chain.inWechat(`/phones/${phone}/follow`, { scene });
    await chain.takeInAll();
    const member = await join(await chain.signIn(phone, scene, await ticketOf(phone)));
    chain.nowMs += 60_000;
    await chain.inWechat(`/phones/${phone}/unfollow`);
    chain.nowMs += 60_000;
    await chain.inWechat(`/phones/${phone}/follow`, { scene: other.scene });
    await chain.takeInAll();
    await chain.takeInAll();
    expect(await giftsOf(member, offerId)).toBe(1);
    expect(await giftsOf(member, other.offerId)).toBe(0);
    const fan = (await chain.items()).find((item) => item.sk?.S === "FAN" && item.mbr?.S === numberOf(member));
    expect(fan).toMatchObject({ st: { S: "following" }, src: { S: scene } });
  });

  test("ends as it was last, whatever order the pushes are taken in", async () => {
    const { scene } = await giftBy();
    const phone = newPhone();
    await chain.inWechat(`/phones/${phone}/follow`, { scene });
    chain.nowMs += 60_000;
    await chain.inWechat(`/phones/${phone}/unfollow`);
    const { openid } = await chain.newestFan();
    await chain.takeInAll({ newestFirst: true });
    const fan = (await chain.items()).find((item) => item.pk?.S === `FAN#${openid}` && item.sk?.S === "FAN");
    expect(fan).toMatchObject({ st: { S: "left" }, src: { S: scene } });
  });

  test("waits for the first visit or the first sale where the offer says so", async () => {
    for (const [reward, hasAfterVisit] of [
      ["first_visit", 1],
      ["first_sale", 0],
    ] as const) {
      const { offerId, scene } = await giftBy(reward);
      const phone = newPhone();
      await chain.inWechat(`/phones/${phone}/follow`, { scene });
      await chain.takeInAll();
      const member = await join(await chain.signIn(phone, scene, await ticketOf(phone)));
      await chain.takeInAll();
      expect(await giftsOf(member, offerId)).toBe(0);
      const clerk = await chain.clerkOnShift(shop);
      const plain = await chain.coupon(member, await chain.offer());
      const request = await chain.visit(clerk, member, plain);
      await chain.projectAll();
      expect(await giftsOf(member, offerId)).toBe(hasAfterVisit);
      await chain.redeem(clerk, request);
      await chain.projectAll();
      expect(await giftsOf(member, offerId)).toBe(1);
      chain.nowMs += 60_000;
    }
  });

  test("never binds two halves whose unionids differ: both are flagged", async () => {
    const { offerId, scene } = await giftBy();
    const [follower, other] = [newPhone(), newPhone()];
    await chain.inWechat(`/phones/${follower}/follow`, { scene });
    await chain.takeInAll();
    const thief = await join(await chain.signIn(other, scene));
    await chain.signIn(other, scene, await ticketOf(follower));
    await chain.takeInAll();
    expect(await giftsOf(thief, offerId)).toBe(0);
    const flagged = (await chain.items()).filter((item) => item.clash);
    expect(flagged.map((item) => item.sk?.S).sort()).toEqual(["FAN", "PERSON"]);
  });

  test("takes no ticket that was made up, or is older than a day", async () => {
    await chain.inWechat("/settings", { unionid: false });
    const { offerId, scene } = await giftBy();
    const phone = newPhone();
    await chain.inWechat(`/phones/${phone}/follow`, { scene });
    await chain.takeInAll();
    const ticket = (await ticketOf(phone)) ?? "";
    const forged = `${ticket.slice(0, -4)}AAAA`;
    const person = await join(await chain.signIn(newPhone(), undefined, forged));
    chain.nowMs += 86_400_000;
    const late = await join(await chain.signIn(phone, undefined, ticket));
    await chain.takeInAll();
    expect(await giftsOf(person, offerId)).toBe(0);
    expect(await giftsOf(late, offerId)).toBe(0);
  });
});

describe("a second scan on the same day", () => {
  const chain = openChain();
  holdConserved(chain);
  let writes = 0;
  const countWrites = () =>
    chain.tables.client.middlewareStack.add(
      (next, { commandName = "" }) =>
        (args) => {
          if (/Put|Update|Delete|Transact/.test(commandName)) writes += 1;
          return next(args);
        },
      { step: "initialize", name: "count-writes", override: true },
    );

  test.each([
    ["a member's", true, true],
    ["a stranger's, where WeChat tells no unionid", false, false],
  ])("costs two writes and leaves the first touch: %s", async (_, unionid, joins) => {
    await chain.inWechat("/settings", { unionid });
    const phone = `second-${joins}`;
    const scene = await chain.channel({ storeId: await chain.shop(), offerId: await chain.offer() });
    await printFollowCode(chain, scene);
    chain.nowMs += 60_000;
    await chain.inWechat(`/phones/${phone}/follow`, { scene });
    if (joins) await chain.must(Join, { agreementVersion }, await chain.signIn(phone, scene));
    await chain.takeInAll();
    const { openid } = await chain.newestFan();
    const fan = async () =>
      (await chain.items()).find((item) => item.pk?.S === `FAN#${openid}` && item.sk?.S === "FAN");
    const before = await fan();
    const atS = Math.floor(chain.nowMs / 1000) + 60;
    countWrites();
    writes = 0;
    await takeInPush({ kind: "SCAN", from: openid, atS, scene, recv: atS * 1000 }, chain.env);
    expect(writes).toBe(2);
    expect(await fan()).toEqual({ ...before, stAt: { N: String(atS) } });
    expect(before?.mbr !== undefined).toBe(joins);
  });

  test("is no first touch, though it be taken in first", async () => {
    const [shop, offerId] = [await chain.shop(), await chain.offer()];
    const [first, second] = [
      await chain.channel({ storeId: shop, offerId }),
      await chain.channel({ storeId: shop, offerId }),
    ];
    chain.nowMs += 60_000;
    await printFollowCode(chain, first);
    await chain.inWechat("/phones/late/follow", { scene: first });
    const { openid } = await chain.newestFan();
    const atS = Math.floor(chain.nowMs / 1000) + 60;
    await takeInPush({ kind: "SCAN", from: openid, atS, scene: second, recv: atS * 1000 }, chain.env);
    await chain.takeInAll();
    const fan = (await chain.items()).find((item) => item.pk?.S === `FAN#${openid}` && item.sk?.S === "FAN");
    expect(fan).toMatchObject({ src: { S: first }, stAt: { N: String(atS) } });
  });
});

describe("a channel's day", () => {
  const chain = openChain();
  holdConserved(chain);

  test("counts scans, follows, members, claims and redemptions, each once, and undoing takes one back", async () => {
    const [shop, offerId, owner] = [await chain.shop(), await chain.offer(), await chain.owner()];
    const scene = await chain.channel({ storeId: shop, offerId });
    await printFollowCode(chain, scene);
    for (const phone of ["day-1", "day-2"]) await chain.inWechat(`/phones/${phone}/follow`, { scene });
    chain.nowMs += 60_000;
    await chain.inWechat("/phones/day-2/unfollow");
    const member = await chain.member(scene);
    const { coupon } = await chain.must(ClaimCoupon, { offerId, n: 1, scene }, member);
    const clerk = await chain.clerkOnShift(shop);
    const { redemptionId } = (await chain.redeem(clerk, await chain.visit(clerk, member, coupon))).value;
    const counted = async () => {
      for (let i = 0; i < 2; i++) await chain.takeInAll();
      const { scene: _, day: __, ...counts } = await chain.must(GetChannelDay, { scene, day: "2026-01-05" }, owner);
      return counts;
    };
    const expected = { scans: 3, newFollows: 2, netFollows: 1, members: 1, claims: 1 };
    expect(await counted()).toEqual({ ...expected, redemptions: 1 });
    const undo = { redemptionId, memberNo: numberOf(member), offerId, n: 1, round: 0, reason: "mistake" } as const;
    expect((await chain.call(UndoRedemption, undo, clerk)).status).toBe(200);
    expect(await counted()).toEqual({ ...expected, redemptions: 0 });
  });
});

describe("WeChat's callback", () => {
  const chain = openChain();
  holdConserved(chain);

  test("stores a push once, and answers its repeats with the same link", async () => {
    const [shop, offerId] = [await chain.shop(), await chain.offer()];
    const scene = await chain.channel({ storeId: shop, offerId });
    await printFollowCode(chain, scene);
    await chain.inWechat("/settings", { copies: 5 });
    await chain.inWechat("/phones/repeat/follow", { scene });
    const links = (await chain.chat("repeat")).flatMap((said) => said.links).map((link) => link.path);
    expect(new Set(links).size).toBe(1);
    expect((await chain.items()).filter((item) => item.pk?.S?.startsWith("WX#"))).toHaveLength(1);
    await chain.inWechat("/settings", { copies: 1 });
  });

  test.each(["plain", "compatible", "safe"])("understands %s mode", async (callbackMode) => {
    await chain.inWechat("/settings", { callbackMode });
    const phone = `mode-${callbackMode}`;
    await chain.inWechat(`/phones/${phone}/follow`);
    await chain.inWechat(`/phones/${phone}/say`, { text: "你好" });
    expect((await chain.chat(phone)).at(-1)).toMatchObject({
      from: "service_account",
      links: [{ path: "pages/home/index" }],
    });
  });

  test("lets nothing forged have an effect", async () => {
    const before = await chain.digest();
    const bomb = `<!DOCTYPE x [<!ENTITY a "${"a".repeat(100)}">]><xml><ToUserName>&a;</ToUserName></xml>`;
    for (const [query, body] of [
      ["", "<xml></xml>"],
      [`?timestamp=${Math.floor(chain.nowMs / 1000)}&nonce=1&signature=${"0".repeat(40)}`, "<xml></xml>"],
      [`?timestamp=1&nonce=1&signature=${"0".repeat(40)}`, bomb],
      [`?encrypt_type=aes&timestamp=${Math.floor(chain.nowMs / 1000)}&nonce=1&msg_signature=x`, "x".repeat(1_000_000)],
    ]) {
      const response = await chain.callback(`/wechat/official-account${query}`, { method: "POST", body: body ?? "" });
      expect(response.status).toBe(403);
    }
    expect(await chain.digest()).toBe(before);
  });

  test("echoes only what is signed with our token", async () => {
    const forged = "/wechat/official-account?signature=00&timestamp=1&nonce=1&echostr=hello";
    const response = await chain.callback(forged);
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain("hello");
    expect(await chain.inWechat("/callbacks/verify", {})).toMatchObject({ isVerified: true });
  });
});

import { OpenSession, RecordTouch } from "@huike/shared/member";
import { numberOf, openChain } from "../testing/chain.ts";

describe("opening a session", () => {
  const chain = openChain();
  let shop: string;
  let offerId: string;
  beforeAll(async () => {
    shop = await chain.shop();
    offerId = await chain.offer();
  });
  const touchesOf = async () => (await chain.items()).filter((item) => item.sk?.S?.startsWith("TCH#")).length;

  test("leaves no row of a stranger without a scene", async () => {
    const before = await chain.digest();
    const { session } = await chain.stranger();
    expect(session).toMatchObject({ who: "guest", isStaff: false });
    expect(session.codeSecrets).toBeUndefined();
    expect(await chain.digest()).toBe(before);
  });

  test("makes a visitor of one who came by a code, with a first touch and an end in 180 days", async () => {
    const scene = await chain.channel({ storeId: shop, offerId });
    const { session } = await chain.stranger(scene);
    expect(session.who).toBe("visitor");
    const person = (await chain.items()).find((item) => item.src?.S === scene);
    expect(person).toMatchObject({ sk: { S: "PERSON" }, srcAt: { N: String(chain.nowMs) } });
    expect(Number(person?.ttl?.N)).toBe(Math.floor(chain.nowMs / 1000) + 180 * 86_400);
  });

  test("gives one openid one number, however many logins come at once", async () => {
    const scene = await chain.channel({ storeId: shop, offerId });
    const codes = await Promise.all(Array.from({ length: 8 }, () => chain.loginCode("same-phone")));
    await Promise.all(codes.map((code) => chain.must(OpenSession, { code, scene })));
    const people = (await chain.items()).filter((item) => item.sk?.S === "PERSON" && item.src?.S === scene);
    expect(people).toHaveLength(1);
  });

  test("keeps the first touch when a second channel is scanned", async () => {
    const [one, two] = [
      await chain.channel({ storeId: shop, offerId }),
      await chain.channel({ storeId: shop, offerId }),
    ];
    const { phone } = await chain.stranger(one);
    chain.nowMs += 60_000;
    await chain.signIn(phone, two);
    const person = (await chain.items()).filter((item) => item.src?.S === one || item.src?.S === two);
    expect(person).toHaveLength(1);
    expect(person[0]?.src?.S).toBe(one);
  });

  test("writes a touch once a day and scene, and a repeat never reaches the table", async () => {
    const scene = await chain.channel({ storeId: shop, offerId });
    const member = await chain.member();
    const before = await touchesOf();
    const touched = { ...member, session: await chain.must(RecordTouch, { scene }, member) };
    const digest = await chain.digest();
    await chain.must(RecordTouch, { scene }, touched);
    await chain.must(RecordTouch, { scene }, member); // an older session: the condition stops it
    expect(await chain.digest()).toBe(digest);
    expect(await touchesOf()).toBe(before + 1);
    expect(numberOf(touched)).toBe(numberOf(member));
  });

  test("refuses a scene that is not ours and records nothing", async () => {
    const guest = await chain.stranger();
    const before = await chain.digest();
    const answer = await chain.call(RecordTouch, { scene: "neverprinted" }, guest);
    expect(answer).toMatchObject({ status: 404, error: "channel_unknown" });
    expect(answer.message?.zh).toContain("看看附近门店");
    expect((await chain.signIn(guest.phone, "neverprinted")).session.who).toBe("guest");
    expect(await chain.digest()).toBe(before);
  });

  test("gives a first touch to a person who came without one, and never a later one", async () => {
    const [one, two] = [
      await chain.channel({ storeId: shop, offerId }),
      await chain.channel({ storeId: shop, offerId }),
    ];
    const member = await chain.member();
    const sourceOf = async () =>
      (await chain.items()).find((item) => item.pk?.S === `MBR#${numberOf(member)}` && item.sk?.S === "PERSON")?.src?.S;
    expect(await sourceOf()).toBeUndefined();
    const touched = { ...member, session: await chain.must(RecordTouch, { scene: one }, member) };
    chain.nowMs += 1000;
    await chain.must(RecordTouch, { scene: two }, touched);
    await chain.signIn(member.phone, two);
    expect(await sourceOf()).toBe(one);
  });

  test("refuses a login code that is made up, used or older than five minutes", async () => {
    const code = await chain.loginCode("late");
    await chain.must(OpenSession, { code });
    expect(await chain.call(OpenSession, { code })).toMatchObject({ status: 401, error: "login_code_invalid" });
    expect(await chain.call(OpenSession, { code: "made-up" })).toMatchObject({ error: "login_code_invalid" });
    const old = await chain.loginCode("late");
    chain.nowMs += 301_000;
    expect(await chain.call(OpenSession, { code: old })).toMatchObject({ error: "login_code_invalid" });
  });

  test("asks to try later when WeChat is busy or away, and says so when it refuses", async () => {
    const code = await chain.loginCode("busy");
    chain.wechatFault = () => Response.json({ errcode: -1, errmsg: "system error rid: 1" });
    expect(await chain.call(OpenSession, { code })).toMatchObject({ status: 503, error: "try_later" });
    chain.wechatFault = () => new Response("bad gateway", { status: 502 });
    expect(await chain.call(OpenSession, { code })).toMatchObject({ status: 503, error: "try_later" });
    chain.wechatFault = () => Response.json({ errcode: 40226, errmsg: "code blocked rid: 1" });
    expect(await chain.call(OpenSession, { code })).toMatchObject({ status: 403, error: "wechat_blocked" });
    chain.wechatFault = () => Response.json({ errcode: 40125, errmsg: "invalid appsecret rid: 1" });
    expect(await chain.call(OpenSession, { code })).toMatchObject({ status: 502, error: "wechat_refused" });
    chain.wechatFault = undefined;
    expect((await chain.call(OpenSession, { code })).status).toBe(200);
  });

  test("takes no token that was changed, cut or has ended", async () => {
    const member = await chain.member();
    const scene = await chain.channel({ storeId: shop, offerId });
    const { token } = member.session;
    const flipped = `${token.slice(0, -2)}${token.at(-2) === "A" ? "B" : "A"}${token.at(-1)}`;
    for (const bad of [flipped, token.slice(0, 30), "", "1.", "2.AAAA"]) {
      const answer = await chain.call(
        RecordTouch,
        { scene },
        { ...member, session: { ...member.session, token: bad } },
      );
      expect(answer).toMatchObject({ status: 401, error: "signed_out" });
    }
    chain.nowMs += 7 * 86_400_000;
    expect(await chain.call(RecordTouch, { scene }, member)).toMatchObject({ status: 401 });
  });
});

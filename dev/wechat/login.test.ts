import { appSecret, openWechat } from "./open-wechat.ts";

const FIVE_MINUTES_MS = 5 * 60_000;

describe("a login code", () => {
  test("becomes a session without errcode; without unionid too when the accounts are not bound", async () => {
    const wechat = openWechat();
    await wechat.set({ unionid: false });
    const session = await wechat.exchange({ js_code: await wechat.login("xiaoyu") });
    expect(Object.keys(session).sort()).toEqual(["openid", "session_key"]);
    expect(session.openid).toMatch(/^o[\w-]{27}$/);
    expect(Buffer.from(session.session_key, "base64")).toHaveLength(16);
  });

  test("is good once", async () => {
    const wechat = openWechat();
    const js_code = await wechat.login("xiaoyu");
    await wechat.exchange({ js_code });
    expect(await wechat.exchange({ js_code })).toEqual({
      errcode: 40163,
      errmsg: expect.stringMatching(/^code been used, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/),
    });
  });

  test("lives five minutes", async () => {
    const wechat = openWechat();
    const [first, second] = [await wechat.login("xiaoyu"), await wechat.login("xiaoyu")];
    wechat.clock.nowMs += FIVE_MINUTES_MS - 1;
    expect(await wechat.exchange({ js_code: first })).toHaveProperty("openid");
    wechat.clock.nowMs += 1;
    expect(await wechat.exchange({ js_code: second })).toMatchObject({ errcode: 40029 });
  });

  test("names one person, and every new one replaces the session key", async () => {
    const wechat = openWechat();
    const exchanged = async (phone: string) => wechat.exchange({ js_code: await wechat.login(phone) });
    const [first, again, other] = [await exchanged("xiaoyu"), await exchanged("xiaoyu"), await exchanged("aming")];
    expect(again.openid).toBe(first.openid);
    expect(again.session_key).not.toBe(first.session_key);
    expect(other.openid).not.toBe(first.openid);
  });

  test.each<[Record<string, string>, number]>([
    [{ appid: "" }, 41002],
    [{ appid: "wxffffffffffffffff" }, 40013],
    [{ secret: "" }, 41004],
    [{ secret: `${appSecret}0` }, 40125],
    [{ grant_type: "client_credential" }, 40002],
    [{ js_code: "" }, 41008],
    [{ js_code: "not-a-code" }, 40029],
    [{ js_code: "__proto__" }, 40029],
  ])("with %j is refused with %i and not spent", async (wrong, errcode) => {
    const wechat = openWechat();
    const js_code = await wechat.login("xiaoyu");
    expect(await wechat.exchange({ js_code, ...wrong })).toMatchObject({ errcode });
    expect(await wechat.exchange({ js_code })).toHaveProperty("openid");
  });

  test("is exchanged a hundred times a minute by one person, no oftener", async () => {
    const wechat = openWechat();
    for (let n = 0; n < 100; n++) await wechat.exchange({ js_code: await wechat.login("xiaoyu") });
    expect(await wechat.exchange({ js_code: await wechat.login("xiaoyu") })).toMatchObject({ errcode: 45011 });
    expect(await wechat.exchange({ js_code: await wechat.login("aming") })).toHaveProperty("openid");
    wechat.clock.nowMs += 60_000;
    expect(await wechat.exchange({ js_code: await wechat.login("xiaoyu") })).toHaveProperty("openid");
  });
});

test("code2Session is a GET answered as text/plain, with HTTP 200 even when it refuses", async () => {
  const wechat = openWechat();
  const refused = await wechat.ask("/api/sns/jscode2session");
  expect([refused.status, refused.headers.get("content-type")]).toEqual([200, "text/plain"]);
  expect(await wechat.askJson("/api/sns/jscode2session", {})).toMatchObject({ errcode: 43001 });
});

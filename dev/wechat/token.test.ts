import { type Answer, openWechat } from "./open-wechat.ts";

const MINUTE_MS = 60_000;

/** What a call with this token is answered: nothing wrong is an image. */
async function tryToken(wechat: ReturnType<typeof openWechat>, token: string): Promise<number | "ok"> {
  const answer = await wechat.ask(`/api/wxa/getwxacodeunlimit?access_token=${token}`, { scene: "a1b2" });
  return answer.headers.get("content-type") === "image/png" ? "ok" : ((await answer.json()) as Answer).errcode;
}

describe("the stable token", () => {
  test("stays the same, with less and less time left", async () => {
    const wechat = openWechat();
    const first = await wechat.stableToken();
    wechat.clock.nowMs += 100_000;
    const second = await wechat.stableToken();
    expect(first.expires_in).toBe(7200);
    expect(second).toEqual({ access_token: first.access_token, expires_in: 7100 });
  });

  test("is renewed in its last five minutes, and the old one works for five more", async () => {
    const wechat = openWechat();
    const old = await wechat.stableToken();
    wechat.clock.nowMs += 116 * MINUTE_MS;
    const renewed = await wechat.stableToken();
    expect(renewed.access_token).not.toBe(old.access_token);
    expect(renewed.expires_in).toBe(7200);
    wechat.clock.nowMs += 5 * MINUTE_MS - 1;
    expect([await tryToken(wechat, old.access_token), await tryToken(wechat, renewed.access_token)]).toEqual([
      "ok",
      "ok",
    ]);
    wechat.clock.nowMs += 1;
    expect(await tryToken(wechat, old.access_token)).toBe(42001);
    expect(await tryToken(wechat, renewed.access_token)).toBe("ok");
  });

  test("expires when nobody renews it", async () => {
    const wechat = openWechat();
    const { access_token } = await wechat.stableToken();
    wechat.clock.nowMs += 120 * MINUTE_MS - 1;
    expect(await tryToken(wechat, access_token)).toBe("ok");
    wechat.clock.nowMs += 1;
    expect(await tryToken(wechat, access_token)).toBe(42001);
  });

  test("forced anew, kills the one before", async () => {
    const wechat = openWechat();
    const old = await wechat.stableToken();
    const forced = await wechat.stableToken({ force_refresh: true });
    expect(await tryToken(wechat, old.access_token)).toBe(40001);
    expect(await tryToken(wechat, forced.access_token)).toBe("ok");
    expect(await wechat.stableToken()).toEqual(forced);
  });

  test("forced again within 30 seconds, is the same", async () => {
    const wechat = openWechat();
    const forced = await wechat.stableToken({ force_refresh: true });
    wechat.clock.nowMs += 29_999;
    expect((await wechat.stableToken({ force_refresh: true })).access_token).toBe(forced.access_token);
    wechat.clock.nowMs += 1;
    expect((await wechat.stableToken({ force_refresh: true })).access_token).not.toBe(forced.access_token);
  });

  test("is forced twenty times a day, no oftener", async () => {
    const wechat = openWechat();
    const force = () => wechat.stableToken({ force_refresh: true });
    for (let n = 0; n < 20; n++) {
      expect(await force()).toHaveProperty("access_token");
      wechat.clock.nowMs += MINUTE_MS;
    }
    expect(await force()).toMatchObject({ errcode: 45009 });
    expect(await wechat.stableToken()).toHaveProperty("access_token");
    wechat.clock.nowMs += 24 * 60 * MINUTE_MS;
    expect(await force()).toHaveProperty("access_token");
  });

  test.each([
    [{ grant_type: "authorization_code" }, 40002],
    [{ appid: undefined }, 41002],
    [{ appid: "wxffffffffffffffff" }, 40013],
    [{ secret: undefined }, 41004],
    [{ secret: "wrong" }, 40125],
  ])("asked for with %j is refused with %i", async (wrong, errcode) => {
    expect(await openWechat().stableToken(wrong)).toMatchObject({ errcode });
  });

  test("is asked for by POST with JSON", async () => {
    const wechat = openWechat();
    expect(await wechat.askJson("/api/cgi-bin/stable_token")).toMatchObject({ errcode: 43002 });
    const raw = async (body: string) =>
      (await wechat.app.request("/api/cgi-bin/stable_token", { method: "POST", body })).json();
    expect(await raw("grant_type=client_credential")).toMatchObject({ errcode: 47001 });
    expect(await raw("[]")).toMatchObject({ errcode: 47001 });
    expect(await raw("")).toMatchObject({ errcode: 44002 });
  });
});

describe("a call with a token", () => {
  test.each([
    ["", 41001],
    ["nonsense", 40014],
    [`92_${"x".repeat(152)}`, 40001],
  ])("%s is refused with %i", async (token, errcode) => {
    expect(await tryToken(openWechat(), token)).toBe(errcode);
  });
});

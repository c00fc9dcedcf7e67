import { PNG } from "pngjs";
import { decodeQR } from "qr/decode.js";
import { createFollowQr } from "./follow-qr.ts";
import { openWechat, serviceOf } from "./open-wechat.ts";
import { emptyState } from "./state.ts";

const DAY_S = 24 * 3600;
const withScene = (action_name: string, scene: object, more: object = {}) => ({
  action_name,
  action_info: { scene },
  ...more,
});

describe("a follow QR", () => {
  test("temporary says how long it lives, permanent does not", async () => {
    const service = await serviceOf(openWechat());
    expect(await service.createQr(withScene("QR_STR_SCENE", { scene_str: "s1" }, { expire_seconds: 604_800 }))).toEqual(
      {
        ticket: expect.stringMatching(/^gQ[\w+/]+==$/),
        expire_seconds: 604_800,
        url: expect.stringMatching(/^http:\/\/weixin\.qq\.com\/q\/kZ\w{20}$/),
      },
    );
    expect(await service.createQr(withScene("QR_SCENE", { scene_id: 7 }))).toMatchObject({ expire_seconds: 60 });
    expect(await service.permanentQr("s1")).toEqual({
      ticket: expect.any(String),
      url: expect.stringMatching(/\/q\/02\w{20}$/),
    });
  });

  test("permanent with the same scene is the same one", async () => {
    const service = await serviceOf(openWechat());
    const first = await service.permanentQr("s1");
    expect(await service.permanentQr("s1")).toEqual(first);
    expect((await service.permanentQr("s2")).url).not.toBe(first.url);
    const numbered = withScene("QR_LIMIT_SCENE", { scene_id: 1 });
    expect((await service.createQr(numbered)).url).toBe((await service.createQr(numbered)).url);
  });

  test("permanent is made 100 000 times for ever; temporary ones do not count", () => {
    const state = emptyState();
    for (let n = 0; n < 99_999; n++)
      state.followQrs[`02${n}`] = { ticket: `t${n}`, scene: { value: `s${n}`, isNumber: false }, expiresAtMs: null };
    const last = withScene("QR_LIMIT_STR_SCENE", { scene_str: "last" });
    expect(createFollowQr(state, withScene("QR_SCENE", { scene_id: 1 }), 0)).toHaveProperty("ticket");
    const made = createFollowQr(state, last, 0);
    expect(made).toHaveProperty("ticket");
    const tooMany = withScene("QR_LIMIT_STR_SCENE", { scene_str: "one more" });
    const yearMs = 366 * DAY_S * 1000;
    expect(createFollowQr(state, tooMany, yearMs)).toMatchObject({ errcode: 45029 });
    expect(createFollowQr(state, last, yearMs)).toEqual(made);
    expect(createFollowQr(state, withScene("QR_SCENE", { scene_id: 1 }), 0)).toHaveProperty("ticket");
  });

  test.each([
    [withScene("QR_SCENE", { scene_id: 4_294_967_295 }), "ok"],
    [withScene("QR_SCENE", { scene_id: 4_294_967_296 }), 40053],
    [withScene("QR_SCENE", { scene_id: 0 }), 40053],
    [withScene("QR_SCENE", { scene_str: "s" }), 40053],
    [withScene("QR_LIMIT_SCENE", { scene_id: 100_000 }), "ok"],
    [withScene("QR_LIMIT_SCENE", { scene_id: 100_001 }), 40053],
    [withScene("QR_STR_SCENE", { scene_str: "x".repeat(64) }), "ok"],
    [withScene("QR_STR_SCENE", { scene_str: "x".repeat(65) }), 40053],
    [withScene("QR_STR_SCENE", { scene_str: "" }), 40053],
    [withScene("QR_LIMIT_STR_SCENE", { scene_id: 1 }), 40053],
    [withScene("QR_STR_SCENE", { scene_str: "s" }, { expire_seconds: 30 * DAY_S }), "ok"],
    [withScene("QR_STR_SCENE", { scene_str: "s" }, { expire_seconds: 30 * DAY_S + 1 }), 40053],
    [withScene("QR_STR_SCENE", { scene_str: "s" }, { expire_seconds: 0 }), 40053],
    [withScene("QR_FOREVER", { scene_str: "s" }), 40052],
    [{ action_name: "QR_SCENE" }, 40053],
    [{ action_name: "QR_SCENE", action_info: null }, 40053],
    [{}, 40052],
  ])("asked for as %j is answered %s", async (asked, answer) => {
    const made = await (await serviceOf(openWechat())).createQr(asked);
    expect(made.errcode ?? "ok").toBe(answer);
  });

  test("is shown without a token as a QR of its url; a wrong ticket is not found", async () => {
    const wechat = openWechat();
    const { ticket, url } = await (await serviceOf(wechat)).permanentQr("s1");
    const shown = await wechat.ask(`/mp/cgi-bin/showqrcode?ticket=${encodeURIComponent(ticket)}`);
    expect(shown.headers.get("content-type")).toBe("image/png");
    expect(decodeQR(PNG.sync.read(Buffer.from(await shown.arrayBuffer())))).toBe(url);
    for (const wrong of ["", "?ticket=", "?ticket=gQnothing%3D%3D"])
      expect((await wechat.ask(`/mp/cgi-bin/showqrcode${wrong}`)).status).toBe(404);
  });
});

describe("the two accounts", () => {
  test("have tokens of their own, useless to the other", async () => {
    const wechat = openWechat();
    const mini = await wechat.stableToken();
    const service = await serviceOf(wechat);
    expect(service.access_token).not.toBe(mini.access_token);
    expect(await wechat.askJson(`/api/cgi-bin/user/get?access_token=${mini.access_token}`)).toMatchObject({
      errcode: 40001,
    });
    const code = `/api/wxa/getwxacodeunlimit?access_token=${service.access_token}`;
    expect(await wechat.askJson(code, { scene: "a1" })).toMatchObject({ errcode: 40001 });
    expect(await service.get("/cgi-bin/user/get")).toEqual({ total: 0, count: 0, next_openid: "" });
  });

  test("one forced anew leaves the other's alone", async () => {
    const wechat = openWechat();
    const service = await serviceOf(wechat);
    await wechat.stableToken({ force_refresh: true });
    expect(await service.get("/cgi-bin/user/get")).toHaveProperty("total");
  });

  test("do not exchange each other's login codes or share secrets", async () => {
    const wechat = openWechat();
    const js_code = await wechat.login("xiaoyu");
    const asked = { appid: "wxfedcba9876543210", secret: "18070f5e4d3c2b1a3614a7e9d0c8b2f5" };
    expect(await wechat.exchange({ js_code, ...asked })).toMatchObject({ errcode: 40013 });
    expect(await wechat.stableToken({ appid: asked.appid })).toMatchObject({ errcode: 40125 });
  });

  test("refuse a server whose address is not on the white list, naming it", async () => {
    const wechat = openWechat();
    await wechat.set({ isIpRefused: true });
    expect(await wechat.stableToken()).toMatchObject({
      errcode: 40164,
      errmsg: expect.stringMatching(/^invalid ip 127\.0\.0\.1 ipv6 ::ffff:127\.0\.0\.1, not in whitelist rid: /),
    });
    await wechat.set({ isIpRefused: false });
    expect(await wechat.stableToken()).toHaveProperty("access_token");
  });
});

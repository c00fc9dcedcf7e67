import { readFileSync, writeFileSync } from "node:fs";
import { Hono } from "hono";
import { createFakeWechat } from "./fake-wechat.ts";
import { appId, appSecret, openWechat, pages, serviceAccount, serviceOf } from "./open-wechat.ts";

const USER_GET = "/cgi-bin/user/get";

describe("settings", () => {
  test("are changed one by one and survive a restart", async () => {
    const wechat = openWechat();
    expect(await wechat.set({ latencyMs: 1, callbackMode: "safe" })).toMatchObject({ latencyMs: 1, unionid: true });
    await wechat.set({ copies: 2 });
    const after = openWechat({ dataFile: wechat.dataFile });
    expect(await after.askJson("/settings")).toMatchObject({ latencyMs: 1, callbackMode: "safe", copies: 2 });
  });

  test.each([
    { unknown: 1 },
    { copies: 0 },
    { callbackMode: "secret" },
    { deliveriesMax: 5 },
    { previousKeyUntilMs: 1 },
    { faults: [{ path: USER_GET, times: 1 }] },
    { faults: [{ path: USER_GET, times: 0, errcode: -1 }] },
    { faults: [{ path: "no slash", times: 1, errcode: -1 }] },
  ])("%j is refused with a reason, and nothing changes", async (change) => {
    const wechat = openWechat();
    const before = await wechat.askJson("/settings");
    const answer = await wechat.ask("/settings", change);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { errMsg: expect.stringMatching(/^settings:fail .{5}/) },
    ]);
    expect(await wechat.askJson("/settings")).toEqual(before);
  });

  test("a previous key is sent with only if there is one", async () => {
    const { aesKeyPrevious: _, ...callback } = serviceAccount.callback;
    const app = createFakeWechat({
      dataFile: `${openWechat().dataFile}.other`,
      appId,
      appSecret,
      pages,
      origin: "http://localhost",
      serviceAccount: { ...serviceAccount, callback },
    });
    const answer = await app.request("/settings", { method: "POST", body: '{"previousKeyForMs":1000}' });
    expect(answer.status).toBe(400);
  });

  test("move the clock of everything", async () => {
    const wechat = openWechat();
    const token = await wechat.stableToken();
    const js_code = await wechat.login("xiaoyu");
    await wechat.set({ clockOffsetMs: 3_600_000 });
    expect(await wechat.exchange({ js_code })).toMatchObject({ errcode: 40029 });
    expect(await wechat.stableToken()).toEqual({ ...token, expires_in: 3600 });
    await wechat.ask("/phones/xiaoyu/follow", {});
    await wechat.settle();
    expect(wechat.server.field("CreateTime")).toBe(String(wechat.clock.nowMs / 1000 + 3600));
  });
});

describe("faults", () => {
  test("meet the calls of their path as often as they say", async () => {
    const wechat = openWechat();
    const service = await serviceOf(wechat);
    await wechat.set({ faults: [{ path: USER_GET, errcode: -1, times: 2 }] });
    expect(await service.get("/cgi-bin/user/info")).toMatchObject({ errcode: 40003 });
    const codes = [];
    for (let n = 0; n < 3; n++) codes.push((await service.get(USER_GET)).errcode);
    expect(codes).toEqual([-1, -1, undefined]);
    expect(await wechat.askJson("/settings")).toMatchObject({ faults: [] });
  });

  test("are any errcode, any HTTP status, or an answer that never comes", async () => {
    const wechat = openWechat();
    const { access_token } = await serviceOf(wechat);
    const url = `/api${USER_GET}?access_token=${access_token}`;
    const path = USER_GET;
    await wechat.set({ faults: [{ path, errcode: 99_999, times: 1 }] });
    expect(await wechat.askJson(url)).toEqual({ errcode: 99_999, errmsg: expect.stringContaining(" rid: ") });
    await wechat.set({ faults: [{ path, httpStatus: 503, times: 1 }] });
    expect((await wechat.ask(url)).status).toBe(503);
    await wechat.set({ faults: [{ path, timeout: true, times: 1 }] });
    let isAnswered = false;
    const hangUp = new AbortController();
    const asking = Promise.resolve(wechat.app.request(url, { signal: hangUp.signal })).then((answer) => {
      isAnswered = true;
      return answer.status;
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(isAnswered).toBe(false);
    hangUp.abort();
    expect(await asking).toBe(504);
  });

  test("after the call leave its effect and lose its answer", async () => {
    const wechat = openWechat();
    const service = await serviceOf(wechat);
    await wechat.ask("/phones/xiaoyu/follow", {});
    const touser = await service.openidOf("xiaoyu");
    const path = "/cgi-bin/message/custom/send";
    await wechat.set({ faults: [{ path, httpStatus: 502, times: 1, isAfter: true }] });
    const { access_token } = service;
    const body = { touser, msgtype: "text", text: { content: "您好" } };
    expect((await wechat.ask(`/api${path}?access_token=${access_token}`, body)).status).toBe(502);
    expect(await wechat.chat("xiaoyu")).toMatchObject([{ text: "您好" }]);
  });

  test("latency delays a server's calls and not the phones", async () => {
    const wechat = openWechat();
    await wechat.set({ latencyMs: 80 });
    const took = async (work: Promise<unknown>) => {
      const startedMs = performance.now();
      await work;
      return performance.now() - startedMs;
    };
    expect(await took(wechat.stableToken())).toBeGreaterThanOrEqual(60);
    expect(await took(wechat.login("xiaoyu"))).toBeLessThan(70);
  });
});

describe("the page", () => {
  test.each(["", "/fake-wechat"])("is at %s/ with its script and its look", async (base) => {
    const app = new Hono().route(base || "/", openWechat().app);
    const page = await app.request(`${base}/`);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await page.text()).toContain("假微信");
    expect((await app.request(`${base}/page.css`)).headers.get("content-type")).toBe("text/css; charset=utf-8");
    const script = await app.request(`${base}/page.js`);
    expect([script.status, (await script.text()).length > 1000]).toEqual([200, true]);
    expect((await app.request(`${base}/nothing`)).status).toBe(404);
  });

  test("is found without the slash too", async () => {
    const app = new Hono().route("/fake-wechat", openWechat().app);
    expect((await app.request("/fake-wechat")).headers.get("location")).toBe("/fake-wechat/");
  });

  test("is told everything but secrets, whole openids and whole tokens", async () => {
    const wechat = openWechat();
    const service = await serviceOf(wechat);
    await service.permanentQr("s1");
    await wechat.ask("/phones/xiaoyu/follow", { scene: "s1" });
    await wechat.settle();
    const openid = await service.openidOf("xiaoyu");
    await service.get("/cgi-bin/user/info", { openid: "o-nobody" });
    const state = await wechat.askJson("/state");
    expect(state).toMatchObject({
      serviceAccount: { appId: serviceAccount.appId, push: { mode: "plain" } },
      people: [{ phone: "xiaoyu", isFollower: true, followedScene: "s1", chat: [] }],
      followQrs: { permanent: 1, temporary: 0 },
      tokens: [{ appId: serviceAccount.appId, isKilled: false }],
      callbacks: [{ event: "subscribe", state: "answered" }],
    });
    expect(state).toMatchObject({
      calls: expect.arrayContaining([
        expect.objectContaining({ path: "/cgi-bin/user/info", errcode: 40003, appId: serviceAccount.appId }),
        expect.objectContaining({ path: "/cgi-bin/stable_token", errcode: null, method: "POST" }),
      ]),
    });
    const text = JSON.stringify(state);
    const { appSecret: secret, callback } = serviceAccount;
    for (const hidden of [openid, secret, appSecret, callback.token, callback.aesKey, service.access_token])
      expect(text).not.toContain(hidden);
  });
});

describe("a fake WeChat of before", () => {
  test("keeps its people, who get what they had not yet", async () => {
    const before = openWechat();
    const { openid } = await before.exchange({ js_code: await before.login("xiaoyu") });
    await before.stableToken();
    const old = JSON.parse(readFileSync(before.dataFile, "utf8"));
    const { openid: _, sessionKey, launch, location, hasAgreedToPrivacy, brightness } = old.phones.xiaoyu;
    const tokens = old.tokens.map(({ appId: _appId, ...token }: Record<string, unknown>) => token);
    const phone = { openid, sessionKey, launch, location, hasAgreedToPrivacy, brightness };
    const then = { phones: { xiaoyu: phone }, loginCodes: {}, tokens, forcedRefreshesAtMs: [1] };
    writeFileSync(before.dataFile, JSON.stringify(then));
    const after = openWechat({ dataFile: before.dataFile });
    const session = await after.exchange({ js_code: await after.login("xiaoyu") });
    expect([session.openid, typeof session.unionid]).toEqual([openid, "string"]);
    expect(await after.askJson("/phones/xiaoyu/follow", {})).toMatchObject({ isFollower: true });
    expect(await after.stableToken()).toMatchObject({ expires_in: 7200 });
  });

  test("without a service account knows none of its calls", async () => {
    const dataFile = `${openWechat().dataFile}.alone`;
    const app = createFakeWechat({ dataFile, appId, appSecret, pages, origin: "http://localhost" });
    expect(await (await app.request("/api/cgi-bin/user/get")).json()).toMatchObject({ errcode: 40066 });
    expect((await app.request("/phones/xiaoyu/follow", { method: "POST" })).status).toBe(404);
    expect((await app.request("/phones/xiaoyu/event", { method: "POST", body: '{"event":"A"}' })).status).toBe(400);
  });
});

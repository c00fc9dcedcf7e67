import { readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Answer, appId, openWechat } from "./open-wechat.ts";

const codeOf = (scene: string, app = appId) =>
  `https://wxacode.fake/${app}?${new URLSearchParams({ scene, page: "pages/landing/index" })}`;

describe("a phone", () => {
  test("opens from the recent list until it scans something", async () => {
    const wechat = openWechat();
    expect(await wechat.askJson("/phones/xiaoyu/launch")).toEqual({ path: "pages/home/index", query: {}, scene: 1001 });
  });

  test("opens the page of a code scanned with WeChat's own scanner, and launches there", async () => {
    const wechat = openWechat();
    const launch = { path: "pages/landing/index", query: { scene: "zm01abcd" }, scene: 1047 };
    expect(await wechat.askJson("/phones/xiaoyu/open", { text: codeOf("zm01abcd") })).toEqual({
      is: "mini_program",
      launch,
      url: "/m/?phone=xiaoyu#/pages/landing/index?scene=zm01abcd",
    });
    expect(await wechat.askJson("/phones/xiaoyu/launch")).toEqual(launch);
    expect(await wechat.askJson("/phones/aming/launch")).toMatchObject({ scene: 1001 });
    await wechat.ask("/phones/xiaoyu/launch", {});
    expect(await wechat.askJson("/phones/xiaoyu/launch")).toMatchObject({ scene: 1001 });
  });

  test("is given the scene encoded, to be decoded once", async () => {
    const wechat = openWechat();
    const opened = await wechat.askJson("/phones/xiaoyu/open", { text: codeOf("s=8&t=12") });
    expect(opened.launch.query).toEqual({ scene: "s%3D8%26t%3D12" });
    expect(opened.url).toBe("/m/?phone=xiaoyu#/pages/landing/index?scene=s%3D8%26t%3D12");
  });

  test.each(["HKT:sto_rmr1", codeOf("zm01", "wxffffffffffffffff"), "https://wxacode.fake/"])(
    "shows %s as text and launches as before",
    async (text) => {
      const wechat = openWechat();
      expect(await wechat.askJson("/phones/xiaoyu/open", { text })).toEqual({ is: "text", text });
      expect(await wechat.askJson("/phones/xiaoyu/launch")).toMatchObject({ scene: 1001 });
    },
  );

  test("scanning inside the mini-program, is told the text, or the path of our own code and no text", async () => {
    const wechat = openWechat();
    const scan = (body: object) => wechat.askJson("/phones/clerk/scan-result", body);
    expect(await scan({ text: "HKT:sto_rmr1" })).toEqual({ result: "HKT:sto_rmr1", scanType: "QR_CODE" });
    expect(await scan({ text: "912345678900000000", scanType: "CODE_128" })).toMatchObject({ scanType: "CODE_128" });
    expect(await scan({ text: codeOf("zm01") })).toEqual({
      result: "",
      scanType: "WX_CODE",
      path: "pages/landing/index?scene=zm01",
    });
    expect(await scan({ text: codeOf("zm01", "wxffffffffffffffff") })).toEqual({ result: "", scanType: "WX_CODE" });
  });

  test("says where it is, unless its owner refused", async () => {
    const wechat = openWechat();
    expect(await wechat.askJson("/phones/xiaoyu/location")).toEqual({ latitude: 31.23136, longitude: 121.47004 });
    await wechat.ask("/phones/xiaoyu/location", { denied: true });
    const refused = await wechat.ask("/phones/xiaoyu/location");
    expect([refused.status, await refused.json()]).toEqual([403, { errMsg: "getLocation:fail auth deny" }]);
    await wechat.ask("/phones/xiaoyu/location", { latitude: 31.195, longitude: 121.437 });
    expect(await wechat.askJson("/phones/xiaoyu/location")).toEqual({ latitude: 31.195, longitude: 121.437 });
  });

  test("remembers the privacy answer and the brightness, and is listed with them", async () => {
    const wechat = openWechat();
    expect(await wechat.askJson("/phones/xiaoyu/privacy")).toEqual({
      needAuthorization: true,
      privacyContractName: "《回客小程序隐私保护指引》",
    });
    expect(await wechat.askJson("/phones/xiaoyu/privacy/agree", {})).toEqual({ needAuthorization: false });
    expect(await wechat.askJson("/phones/xiaoyu/brightness", { value: 1 })).toEqual({ value: 1 });
    expect(await wechat.askJson("/phones/xiaoyu/brightness")).toEqual({ value: 1 });
    const session = await wechat.exchange({ js_code: await wechat.login("xiaoyu") });
    const list = await wechat.askJson("/phones");
    const openidTail = session.openid.slice(-4);
    expect(list).toMatchObject([{ phone: "xiaoyu", brightness: 1, needAuthorization: false, openidTail }]);
    expect(JSON.stringify(list)).not.toContain(session.openid);
  });

  test.each([
    ["/phones/XiaoYu/login", {}],
    [`/phones/${"x".repeat(33)}/login`, {}],
    ["/phones/xiaoyu/open", {}],
    ["/phones/xiaoyu/scan-result", { text: "" }],
    ["/phones/xiaoyu/brightness", { value: 1.1 }],
    ["/phones/xiaoyu/location", { latitude: 91, longitude: 0 }],
  ])("%s with %j fails with an errMsg", async (path, body) => {
    const answer = await openWechat().ask(path, body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as Answer).errMsg).toMatch(/^\w+:fail ./);
  });
});

describe("a restart", () => {
  test("meets the same people, tokens and spent codes", async () => {
    const before = openWechat();
    const [js_code, unspent] = [await before.login("xiaoyu"), await before.login("xiaoyu")];
    const { openid } = await before.exchange({ js_code });
    const token = await before.stableToken();
    const after = openWechat({ dataFile: before.dataFile });
    expect(await after.exchange({ js_code })).toMatchObject({ errcode: 40163 });
    expect(await after.exchange({ js_code: unspent })).toMatchObject({ openid });
    expect(await after.stableToken()).toEqual(token);
    expect(readdirSync(dirname(before.dataFile))).toEqual(["wechat.json"]);
  });

  test("with a broken file says how to begin again", () => {
    const { dataFile, login } = openWechat();
    return login("xiaoyu").then(() => {
      writeFileSync(dataFile, "{");
      expect(() => openWechat({ dataFile })).toThrow(/start afresh with: npm start -- --fresh/);
    });
  });
});

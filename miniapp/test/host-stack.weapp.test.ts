// The page stack, taps, fields and storage of the host behave as WeChat documents them.
import { Hand, until } from "./hand.ts";
import { tinyWeapp } from "./tiny-weapp.ts";
import { createHost, type HostOptions, type WeappHost } from "./weapp-host/host.ts";
import type { Transport } from "./weapp-host/transport.ts";

const tabBar = {
  list: [
    { pagePath: "pages/home", text: "首页" },
    { pagePath: "pages/me", text: "我的" },
  ],
};
/** Each page counts its lifetimes in its data and shows them. */
const counting = (name: string) => ({
  wxml: `<view>${name}:{{seen}}:{{scene}}</view><button disabled="{{off}}" bindtap="go">下一页</button><view bindtap="outer"><text>里面</text></view>`,
  js: `data: { seen: '', scene: '', off: false },
    note(what) { this.setData({ seen: this.data.seen + what }) },
    onLoad(query) { this.setData({ scene: query.scene || '' }); this.note('L') },
    onShow() { this.note('S') }, onReady() { this.note('R') }, onHide() { this.note('H') },
    onTabItemTap() { this.note('T') },
    outer() { this.note('!') },
    go() { wx.navigateTo({ url: '/pages/deep' }) }`,
});
const pages = { "pages/home": counting("home"), "pages/me": counting("me"), "pages/deep": counting("deep") };

const opened: WeappHost[] = [];
afterEach(() => {
  for (const host of opened.splice(0)) host.close();
});

function start(options: HostOptions = {}, of = pages): { host: WeappHost; hand: Hand } {
  const host = createHost(tinyWeapp(of, { tabBar }), { withStyles: false, ...options });
  opened.push(host);
  host.launch();
  return { host, hand: new Hand(host) };
}

type Wx = Record<string, (options: object) => Promise<object>>;
const wxOf = (host: WeappHost): Wx => host.wx as Wx;

test("a page hears load, show, ready; hide below another page; show again on the way back", async () => {
  const { host, hand } = start();
  await hand.sees("home:LSR:");
  await hand.tap("下一页");
  await hand.sees("deep:LSR:");
  await wxOf(host).navigateBack?.({});
  await hand.sees("home:LSRHS:");
  expect(host.log.errors).toEqual([]);
});

test("tab pages stay alive, and a page above them does not", async () => {
  const { host, hand } = start();
  await hand.tap("下一页");
  await hand.isAt("pages/deep");
  host.tapTab("我的");
  await hand.sees("me:LSRT:");
  host.tapTab("首页");
  await hand.sees("home:LSRHST:");
  await hand.tap("下一页");
  await hand.sees("deep:LSR:");
});

test("tapping the tab one is on tells the page, and opens nothing", async () => {
  const { host, hand } = start();
  host.tapTab("首页");
  await hand.sees("home:LSRT:");
  expect(host.log.routes).toEqual(["pages/home"]);
});

test.each([
  ["navigateTo", "/pages/me", "can not navigateTo a tabbar page"],
  ["redirectTo", "/pages/me", "can not redirectTo a tabbar page"],
  ["switchTab", "/pages/deep", "can not switch to no-tabBar page"],
  ["navigateTo", "/pages/nowhere", 'page "pages/nowhere" is not found'],
])("%s %s is refused", async (call, url, reason) => {
  const { host } = start();
  await expect(wxOf(host)[call]?.({ url })).rejects.toEqual({ errMsg: `${call}:fail ${reason}` });
});

test("the eleventh page is refused", async () => {
  const { host } = start();
  for (let depth = 1; depth < 10; depth += 1) await wxOf(host).navigateTo?.({ url: "/pages/deep" });
  await expect(wxOf(host).navigateTo?.({ url: "/pages/deep" })).rejects.toEqual({
    errMsg: "navigateTo:fail webview count limit exceed",
  });
});

test("a tap climbs to the element around it; a disabled button hears nothing", async () => {
  const { host, hand } = start();
  await hand.tap("里面");
  await hand.sees("home:LSR!:");
  host.pages.top?.page.setData({ off: true });
  await expect(hand.tap("下一页", 100)).rejects.toThrow("switched off");
});

test("a cold start by a code gives the first page its query, a warm one opens the page anew", async () => {
  const host = createHost(tinyWeapp(pages, { tabBar }), { withStyles: false });
  opened.push(host);
  const hand = new Hand(host);
  host.launch({ path: "pages/deep", query: { scene: "abcd" }, scene: 1047 });
  await hand.sees("deep:LSR:abcd");
  host.leave();
  host.enter({ path: "pages/deep", query: { scene: "efgh" }, scene: 1047 });
  await hand.sees("deep:LSR:efgh");
});

test("typing reaches the page as detail.value", async () => {
  const field = {
    wxml: `<input placeholder="码" value="{{text}}" bindinput="typed"/><view>got {{text}}</view>`,
    js: "data: { text: '' }, typed(e) { this.setData({ text: e.detail.value }) }",
  };
  const { hand } = start({}, { ...pages, "pages/home": field as (typeof pages)["pages/home"] });
  await hand.type("码", "9123");
  await hand.sees("got9123");
});

test("storage outlives the app, as a copy", async () => {
  const storage = new Map<string, string>();
  const first = start({ storage });
  await wxOf(first.host).setStorage?.({ key: "a", data: { b: [1] } });
  const again = start({ storage });
  expect(await wxOf(again.host).getStorage?.({ key: "a" })).toEqual({ errMsg: "getStorage:ok", data: { b: [1] } });
  await expect(wxOf(again.host).getStorage?.({ key: "z" })).rejects.toEqual({
    errMsg: "getStorage:fail data not found",
  });
});

describe("wx.request", () => {
  const echo: Transport = async ({ method, url, headers, body }) => {
    const text = JSON.stringify({ method, url, type: headers["content-type"], body });
    return { status: 409, headers: {}, bytes: new Uint8Array(), text };
  };
  const ask = (host: WeappHost, options: object) =>
    new Promise<{ statusCode?: number; data?: unknown; errMsg: string }>((resolve) =>
      (wxOf(host) as unknown as { request(o: object): void }).request({ ...options, success: resolve, fail: resolve }),
    );
  const server = { transport: echo, origin: "http://127.0.0.1:4000" };

  test("goes to the server under test, any status being a success", async () => {
    const { host } = start({ server });
    const answer = await ask(host, { url: "http://localhost:8787/api/x", method: "POST", data: { a: 1 } });
    expect(answer).toMatchObject({
      statusCode: 409,
      data: { method: "POST", url: "http://127.0.0.1:4000/api/x", type: "application/json", body: '{"a":1}' },
    });
  });

  test("refuses other domains, methods WeChat does not know, and everything without a signal", async () => {
    const { host } = start({ server });
    const url = "http://localhost:8787/api/x";
    expect(await ask(host, { url: "https://example.com/" })).toMatchObject({
      errMsg: "request:fail url not in domain list",
    });
    expect(await ask(host, { url, method: "PATCH" })).toMatchObject({
      errMsg: "request:fail method is invalid: PATCH",
    });
    host.network.isOffline = true;
    expect(await ask(host, { url })).toMatchObject({ errMsg: expect.stringMatching(/^request:fail/) });
  });
});

test("setData is counted with its bytes in UTF-8", async () => {
  const { host } = start();
  const before = { ...host.log.setData };
  host.pages.top?.page.setData({ seen: "券" });
  expect(host.log.setData).toEqual({ calls: before.calls + 1, bytes: before.bytes + '{"seen":"'.length + 3 + 2 });
  await until(() => expect(host.pages.top?.element.textContent).toContain("home:券:"));
});

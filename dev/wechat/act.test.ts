import { signatureOf } from "./message-crypt.ts";
import { callback, openWechat, serviceAccount, serviceOf, type Wechat } from "./open-wechat.ts";

async function withQr(scene = "store_8_table_12") {
  const wechat = openWechat();
  const service = await serviceOf(wechat);
  const { url, ticket } = await service.permanentQr(scene);
  const act = async (what: string, body: object = {}) => {
    const acted = await wechat.askJson(`/phones/xiaoyu/${what}`, body);
    await wechat.settle();
    return acted;
  };
  return { wechat, service, url, ticket, act };
}

const head = ({ server }: Wechat) => ["ToUserName", "CreateTime", "MsgType"].map((name) => server.field(name));

describe("a follow QR, scanned", () => {
  test("leads a stranger to the account, and says nothing to its server", async () => {
    const { wechat, url, act } = await withQr();
    expect(await act("open", { text: url })).toEqual({
      is: "service_account",
      name: "回客",
      scene: "store_8_table_12",
      isFollower: false,
    });
    expect(wechat.server.pushed).toEqual([]);
  });

  test("followed, is subscribe with the scene behind its prefix", async () => {
    const { wechat, service, ticket, act } = await withQr();
    expect(await act("follow", { scene: "store_8_table_12" })).toMatchObject({ isFollower: true, event: "subscribe" });
    const field = (name: string) => wechat.server.field(name);
    expect(head(wechat)).toEqual([serviceAccount.originalId, String(wechat.clock.nowMs / 1000), "event"]);
    expect(field("FromUserName")).toBe(await service.openidOf("xiaoyu"));
    expect([field("Event"), field("EventKey"), field("Ticket")]).toEqual([
      "subscribe",
      "qrscene_store_8_table_12",
      ticket,
    ]);
    expect(field("MsgId")).toBeUndefined();
  });

  test("by a follower, is SCAN with the bare scene, even if that looks like a prefix", async () => {
    const { wechat, url, ticket, act } = await withQr("qrscene_1");
    await act("follow");
    for (const [what, body] of [
      ["open", { text: url }],
      ["follow", { scene: "qrscene_1" }],
    ] as const) {
      expect(await act(what, body)).toMatchObject({ isFollower: true });
      expect(["Event", "EventKey", "Ticket"].map((name) => wechat.server.field(name))).toEqual([
        "SCAN",
        "qrscene_1",
        ticket,
      ]);
    }
    expect(wechat.server.pushed).toHaveLength(3);
  });

  test("too late, is only a text, and cannot be followed by", async () => {
    const { wechat, service, act } = await withQr();
    const asked = { action_name: "QR_STR_SCENE", expire_seconds: 60, action_info: { scene: { scene_str: "soon" } } };
    const { url } = await service.createQr(asked);
    wechat.clock.nowMs += 60_000;
    expect(await act("open", { text: url })).toEqual({ is: "text", text: "二维码已过期" });
    expect(await act("follow", { scene: "soon" })).toMatchObject({ errMsg: expect.stringMatching(/^follow:fail /) });
    expect(await act("open", { text: "http://weixin.qq.com/q/02strange" })).toMatchObject({ is: "text" });
  });
});

describe("a person", () => {
  test("who follows by search is subscribe with an empty key; twice is nothing", async () => {
    const { wechat, act } = await withQr();
    await act("follow");
    expect([wechat.server.field("Event"), wechat.server.field("EventKey"), wechat.server.field("Ticket")]).toEqual([
      "subscribe",
      "",
      undefined,
    ]);
    expect(await act("follow")).toEqual({ isFollower: true, event: null, deliveryId: null });
    expect(wechat.server.pushed).toHaveLength(1);
  });

  test("who leaves is unsubscribe, once", async () => {
    const { wechat, act } = await withQr();
    expect(await act("unfollow")).toMatchObject({ event: null });
    await act("follow");
    expect(await act("unfollow")).toMatchObject({ isFollower: false, event: "unsubscribe" });
    expect(await act("unfollow")).toMatchObject({ event: null });
    expect(wechat.server.pushed).toHaveLength(2);
  });

  test("who writes is a text with a MsgId above 2^53, and sees it in the chat", async () => {
    const { wechat, act } = await withQr();
    await act("follow");
    await act("say", { text: "有券吗？]]>" });
    const id = wechat.server.field("MsgId") ?? "0";
    expect(wechat.server.pushed.at(-1)?.body).toContain(`<MsgId>${id}</MsgId>`);
    expect(BigInt(id)).toBeGreaterThan(2n ** 53n);
    expect(wechat.server.pushed.at(-1)?.body).toContain("<Content><![CDATA[有券吗？]]]]><![CDATA[>]]></Content>");
    await act("say", { text: "在吗" });
    expect(wechat.server.field("MsgId")).not.toBe(id);
    expect((await wechat.chat("xiaoyu")).map(({ from, text }) => [from, text])).toEqual([
      ["user", "有券吗？]]>"],
      ["user", "在吗"],
    ]);
  });

  test("who taps a menu is CLICK with its key", async () => {
    const { wechat, act } = await withQr();
    await act("follow");
    await act("click", { key: "MY_COUPONS" });
    expect([wechat.server.field("Event"), wechat.server.field("EventKey")]).toEqual(["CLICK", "MY_COUPONS"]);
  });

  test.each([
    ["say", { text: "hello" }],
    ["click", { key: "A" }],
    ["say", {}],
    ["open-link", { path: "pages/landing/index" }],
    ["follow", { scene: "unknown" }],
    ["follow", { scene: 1 }],
    ["event", { event: "" }],
    ["event", { event: "A", fields: { "not a name": 1 } }],
    ["unionid", { isShown: "yes" }],
  ])("who cannot %s %j is told so", async (what, body) => {
    const { wechat } = await withQr();
    const answer = await wechat.ask(`/phones/xiaoyu/${what}`, body);
    expect([answer.status, await answer.json()]).toEqual([400, { errMsg: expect.stringMatching(/^\w+:fail ./) }]);
    expect(wechat.server.pushed).toEqual([]);
  });
});

describe("any event", () => {
  test("goes to the service account as XML", async () => {
    const { wechat, act } = await withQr();
    const fields = { MsgID: "1", List: [{ TemplateId: "a" }, { TemplateId: "b" }], CreateTime: 7 };
    await act("event", { event: "SOMETHING_NEW", fields });
    const { body = "" } = wechat.server.pushed[0] ?? {};
    expect(body).toContain("<Event><![CDATA[SOMETHING_NEW]]></Event>");
    expect(body).toContain("<List><TemplateId><![CDATA[a]]></TemplateId></List><List>");
    expect(body).toContain("<CreateTime>7</CreateTime>");
  });

  test("goes to the mini-program's own address as JSON, with its own openid and signature", async () => {
    const { wechat, act } = await withQr();
    const { openid } = await wechat.exchange({ js_code: await wechat.login("xiaoyu") });
    const fields = { List: { TemplateId: "a" }, CreateTime: "1610969440" };
    await act("event", { account: "mini_program", event: "subscribe_msg_popup_event", fields });
    const [pushed] = wechat.server.pushed;
    expect(pushed?.url.pathname).toBe("/wechat/mini-program");
    expect(JSON.parse(pushed?.body ?? "")).toEqual({
      ToUserName: "gh_ba9876543210",
      FromUserName: openid,
      MsgType: "event",
      Event: "subscribe_msg_popup_event",
      ...fields,
    });
    const { signature, timestamp = "", nonce = "" } = Object.fromEntries(pushed?.url.searchParams ?? []);
    expect(signature).toBe(signatureOf(callback.token, timestamp, nonce));
  });
});

describe("a link in the chat", () => {
  const link = (words: string, path: string, app = "wx0123456789abcdef") =>
    `<a href="https://m.test/" data-miniprogram-appid="${app}" data-miniprogram-path="${path}">${words}</a>`;

  test("of a passive reply launches the mini-program with its query as written", async () => {
    const { wechat, service, act } = await withQr();
    const path = "pages/landing/index?t=a%3Db&empty=&q=1=2";
    await act("follow");
    const openid = await service.openidOf("xiaoyu");
    const text = `${link("领券", path)} 或 ${link("别家", "pages/x", "wxother")} <a href="https://m.test/">网页</a>`;
    wechat.server.answer = () =>
      new Response(
        `<xml><ToUserName><![CDATA[${openid}]]></ToUserName><FromUserName><![CDATA[${serviceAccount.originalId}]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content></xml>`,
      );
    await act("say", { text: "券" });
    const [, reply] = await wechat.chat("xiaoyu");
    expect(reply).toMatchObject({
      from: "service_account",
      text: "领券 或 别家 网页",
      links: [{ words: "领券", path }],
    });
    const launch = { path: "pages/landing/index", query: { t: "a%3Db", empty: "", q: "1=2" }, scene: 1082 };
    const opened = await act("open-link", { path });
    expect(opened).toMatchObject({ is: "mini_program", launch });
    expect(opened.url).toMatch(/^\/m\/\?phone=xiaoyu#\/pages\/landing\/index\?t=a%3Db&/);
    expect(await wechat.askJson("/phones/xiaoyu/launch")).toEqual(launch);
    expect(await act("open-link", { path: "pages/x" })).toHaveProperty("errMsg");
  });
});

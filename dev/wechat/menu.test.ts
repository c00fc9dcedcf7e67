import { appId, openWechat, serviceOf } from "./open-wechat.ts";

const click = { type: "click", name: "客服", key: "ask" };
const page = {
  type: "miniprogram",
  name: "会员卡",
  appid: appId,
  pagepath: "pages/home/index",
  url: "https://m.test/",
};
const view = { type: "view", name: "官网", url: "https://www.example.com/a?b=1" };
const long = (bytes: number) => "x".repeat(bytes + 1);

describe("the menu of a service account", () => {
  test("is seen and tapped by followers, each button in its way, and heard of by the account", async () => {
    const wechat = openWechat();
    const service = await serviceOf(wechat);
    const button = [page, { name: "更多", sub_button: [click, view] }];
    expect(await service.get("/cgi-bin/menu/get")).toMatchObject({ errcode: 46003 });
    expect(await service.post("/cgi-bin/menu/create", { button })).toEqual({ errcode: 0, errmsg: "ok" });
    expect(await service.get("/cgi-bin/menu/get")).toEqual({ menu: { button } });
    expect((await wechat.ask("/phones/xiaoyu/menu", { name: "客服" })).status).toBe(400);
    await wechat.ask("/phones/xiaoyu/follow", {});
    expect(await wechat.askJson("/phones/xiaoyu/menu")).toEqual(button);
    for (const [name, event, key, opened] of [
      ["客服", "CLICK", "ask", null],
      ["官网", "VIEW", view.url, { is: "web", url: view.url }],
      ["会员卡", "view_miniprogram", page.pagepath, { is: "mini_program", launch: { scene: 1035 } }],
    ] as const) {
      const tapped = await wechat.askJson("/phones/xiaoyu/menu", { name });
      expect(tapped).toMatchObject({ event, opened });
      await wechat.settle();
      expect([wechat.server.field("Event"), wechat.server.field("EventKey")]).toEqual([event, key]);
    }
    expect(await service.get("/cgi-bin/menu/delete")).toEqual({ errcode: 0, errmsg: "ok" });
    expect(await wechat.askJson("/phones/xiaoyu/menu")).toEqual([]);
  });

  test.each([
    ["four on the bar", [click, click, click, click], 40016],
    ["none", [], 40016],
    ["a name of 17 bytes on the bar", [{ ...click, name: long(16) }], 40018],
    ["six in a list", [{ name: "更多", sub_button: Array(6).fill(click) }], 40023],
    ["a name of 61 bytes in a list", [{ name: "更多", sub_button: [{ ...click, name: long(60) }] }], 40025],
    ["a button that does nothing", [{ name: "空" }], 40017],
    ["a key of 129 bytes", [{ ...click, key: long(128) }], 40019],
    ["an address of 1,025 bytes in a list", [{ name: "更多", sub_button: [{ ...view, url: long(1024) }] }], 40027],
    ["an address that is none", [{ ...view, url: "ftp://example.com" }], 40055],
    ["a mini-program that is not linked", [{ ...page, appid: "wx9999999999999999" }], 45064],
  ])("refuses %s", async (_, button, errcode) => {
    const service = await serviceOf(openWechat());
    expect(await service.post("/cgi-bin/menu/create", { button })).toMatchObject({ errcode });
    expect(await service.get("/cgi-bin/menu/get")).toMatchObject({ errcode: 46003 });
  });
});

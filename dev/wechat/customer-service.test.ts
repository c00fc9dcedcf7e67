import { openWechat, serviceOf } from "./open-wechat.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

async function withFollower() {
  const wechat = openWechat();
  const service = await serviceOf(wechat);
  await wechat.ask("/phones/xiaoyu/follow", {});
  const touser = await service.openidOf("xiaoyu");
  // A token of its own each time: two days pass here.
  const send = async (content = "您好", more: object = {}): Promise<number> =>
    (
      await (
        await serviceOf(wechat)
      ).post("/cgi-bin/message/custom/send", { touser, msgtype: "text", text: { content }, ...more })
    ).errcode;
  const sendMany = async (count: number): Promise<number[]> => {
    const codes: number[] = [];
    for (let n = 0; n < count; n++) codes.push(await send());
    return codes;
  };
  return { wechat, service, touser, send, sendMany };
}

describe("a customer-service message", () => {
  test("is read in the chat, its link opening the mini-program", async () => {
    const { wechat, service, touser } = await withFollower();
    const content =
      '欢迎！<a href="https://m.test/" data-miniprogram-appid="wx0123456789abcdef" data-miniprogram-path="pages/landing/index?t=1&amp;u=2">领券</a>';
    expect(await service.post("/cgi-bin/message/custom/send", { touser, msgtype: "text", text: { content } })).toEqual({
      errcode: 0,
      errmsg: "ok",
    });
    expect(await wechat.chat("xiaoyu")).toEqual([
      {
        from: "service_account",
        text: "欢迎！领券",
        atMs: wechat.clock.nowMs,
        links: [{ words: "领券", path: "pages/landing/index?t=1&u=2" }],
      },
    ]);
  });

  test("after a follow: three within a minute", async () => {
    const { wechat, send, sendMany } = await withFollower();
    expect(await sendMany(4)).toEqual([0, 0, 0, 45047]);
    wechat.clock.nowMs += MINUTE_MS;
    expect(await send()).toBe(45015);
  });

  test("after the person wrote: five within 48 hours, and five again", async () => {
    const { wechat, send, sendMany } = await withFollower();
    wechat.clock.nowMs += MINUTE_MS;
    await wechat.ask("/phones/xiaoyu/say", { text: "在吗" });
    expect(await sendMany(6)).toEqual([0, 0, 0, 0, 0, 45047]);
    await wechat.ask("/phones/xiaoyu/say", { text: "在吗" });
    wechat.clock.nowMs += 48 * HOUR_MS - 1;
    expect(await send()).toBe(0);
    wechat.clock.nowMs += 1;
    expect(await send()).toBe(45015);
  });

  test.each([
    ["a menu click", (wechat: ReturnType<typeof openWechat>) => wechat.ask("/phones/xiaoyu/click", { key: "HELP" })],
    [
      "a scan",
      async (wechat: ReturnType<typeof openWechat>) => {
        await (await serviceOf(wechat)).permanentQr("s1");
        return wechat.ask("/phones/xiaoyu/follow", { scene: "s1" });
      },
    ],
  ])("after %s: three within a minute", async (_what, act) => {
    const { wechat, send, sendMany } = await withFollower();
    wechat.clock.nowMs += MINUTE_MS;
    expect(await send()).toBe(45015);
    await act(wechat);
    expect(await sendMany(4)).toEqual([0, 0, 0, 45047]);
  });

  test("does not reach one who left", async () => {
    const { wechat, send } = await withFollower();
    await wechat.ask("/phones/xiaoyu/say", { text: "再见" });
    await wechat.ask("/phones/xiaoyu/unfollow", {});
    expect(await send()).toBe(45015);
  });

  test("is refused when it is nobody's, of a kind unknown here, or empty, and uses nothing up", async () => {
    const { send, sendMany } = await withFollower();
    expect(await send("您好", { touser: "o-nobody" })).toBe(40003);
    expect(await send("您好", { msgtype: "carrier_pigeon" })).toBe(40008);
    expect(await send("")).toBe(44004);
    expect(await send("", { text: null })).toBe(44004);
    expect(await sendMany(4)).toEqual([0, 0, 0, 45047]);
  });
});

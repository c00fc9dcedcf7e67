import { followerPage } from "./followers.ts";
import { openWechat, serviceOf } from "./open-wechat.ts";
import { emptyState, type Phone } from "./state.ts";

async function withFollower(phone = "xiaoyu") {
  const wechat = openWechat();
  const service = await serviceOf(wechat);
  await service.permanentQr("store_8");
  await wechat.ask(`/phones/${phone}/follow`, { scene: "store_8" });
  return { wechat, service, openid: await service.openidOf(phone) };
}

describe("one person", () => {
  test("has an openid to each account and one unionid to both", async () => {
    const { wechat, service, openid } = await withFollower();
    const session = await wechat.exchange({ js_code: await wechat.login("xiaoyu") });
    const info = await service.get("/cgi-bin/user/info", { openid });
    expect(session.openid).not.toBe(openid);
    expect(session.unionid).toMatch(/^o[\w-]{27}$/);
    expect(info.unionid).toBe(session.unionid);
    const other = await wechat.exchange({ js_code: await wechat.login("aming") });
    expect(other.unionid).not.toBe(session.unionid);
  });

  test("has no unionid when the accounts are not bound, or by the phone's own switch", async () => {
    const { wechat, service, openid } = await withFollower();
    const shown = async () => [
      "unionid" in (await wechat.exchange({ js_code: await wechat.login("xiaoyu") })),
      "unionid" in (await service.get("/cgi-bin/user/info", { openid })),
    ];
    expect(await shown()).toEqual([true, true]);
    await wechat.set({ unionid: false });
    expect(await shown()).toEqual([false, false]);
    await wechat.ask("/phones/xiaoyu/unionid", { isShown: true });
    expect(await shown()).toEqual([true, true]);
    await wechat.set({ unionid: true });
    await wechat.ask("/phones/xiaoyu/unionid", { isShown: false });
    expect(await shown()).toEqual([false, false]);
    await wechat.ask("/phones/xiaoyu/unionid", { isShown: null });
    expect(await shown()).toEqual([true, true]);
  });

  test("is the same follower after leaving and coming back", async () => {
    const { wechat, service, openid } = await withFollower();
    await wechat.ask("/phones/xiaoyu/unfollow", {});
    await wechat.ask("/phones/xiaoyu/follow", {});
    expect(await service.openidOf("xiaoyu")).toBe(openid);
  });
});

describe("user/info", () => {
  test("tells when and by which QR a person followed, and no name", async () => {
    const { wechat, service, openid } = await withFollower();
    expect(await service.get("/cgi-bin/user/info", { openid, lang: "zh_CN" })).toEqual({
      subscribe: 1,
      openid,
      language: "zh_CN",
      subscribe_time: wechat.clock.nowMs / 1000,
      unionid: expect.any(String),
      remark: "",
      groupid: 0,
      tagid_list: [],
      subscribe_scene: "ADD_SCENE_QR_CODE",
      qr_scene: 0,
      qr_scene_str: "store_8",
    });
  });

  test("has numbers apart from texts, and search apart from scans", async () => {
    const { wechat, service } = await withFollower();
    await service.createQr({ action_name: "QR_SCENE", action_info: { scene: { scene_id: 98_765 } } });
    await wechat.ask("/phones/aming/follow", { scene: "98765" });
    await wechat.ask("/phones/laowang/follow", {});
    const infoOf = async (phone: string) =>
      service.get("/cgi-bin/user/info", { openid: await service.openidOf(phone) });
    expect(await infoOf("aming")).toMatchObject({ qr_scene: 98_765, qr_scene_str: "" });
    expect(await infoOf("laowang")).toMatchObject({ subscribe_scene: "ADD_SCENE_SEARCH", qr_scene: 0 });
  });

  test("of one who left tells no more than that", async () => {
    const { wechat, service, openid } = await withFollower();
    await wechat.ask("/phones/xiaoyu/unfollow", {});
    const info = await service.get("/cgi-bin/user/info", { openid });
    expect(info).toEqual({ subscribe: 0, openid, unionid: expect.any(String) });
  });

  test("refuses an openid of the mini-program", async () => {
    const { wechat, service } = await withFollower();
    const { openid } = await wechat.exchange({ js_code: await wechat.login("xiaoyu") });
    expect(await service.get("/cgi-bin/user/info", { openid })).toMatchObject({ errcode: 40003 });
    expect(await service.get("/cgi-bin/user/info")).toMatchObject({ errcode: 40003 });
    expect(await service.post("/cgi-bin/user/info", {})).toMatchObject({ errcode: 43001 });
  });

  test("is asked for up to a hundred at once; one bad openid fails all", async () => {
    const { service, openid } = await withFollower();
    const batch = (list: unknown) => service.post("/cgi-bin/user/info/batchget", { user_list: list });
    const many = (count: number) => Array.from({ length: count }, () => ({ openid }));
    expect(await batch(many(2))).toMatchObject({ user_info_list: [{ openid }, { openid }] });
    expect(await batch(many(100))).toHaveProperty("user_info_list");
    expect(await batch(many(101))).toMatchObject({ errcode: 40032 });
    expect(await batch([])).toMatchObject({ errcode: 40032 });
    expect(await batch([{ openid }, { openid: "o-nobody" }])).toMatchObject({ errcode: 40003 });
    expect(await batch([null])).toMatchObject({ errcode: 40003 });
  });
});

describe("user/get", () => {
  test("lists followers in the order they came; the page after the last has no data", async () => {
    const { wechat, service, openid } = await withFollower();
    wechat.clock.nowMs += 1000;
    await wechat.ask("/phones/aming/follow", {});
    const second = await service.openidOf("aming");
    const both = { total: 2, count: 2, data: { openid: [openid, second] }, next_openid: second };
    expect(await service.get("/cgi-bin/user/get")).toEqual(both);
    expect(await service.get("/cgi-bin/user/get", { next_openid: second })).toEqual({
      total: 2,
      count: 0,
      next_openid: "",
    });
    expect(await service.get("/cgi-bin/user/get", { next_openid: "o-nobody" })).toMatchObject({ errcode: 40003 });
  });

  test("goes on where the last page ended", () => {
    const state = emptyState();
    for (let n = 0; n < 25; n++) state.phones[`p${n}`] = { serviceOpenid: `o${n}`, following: { sinceMs: n } } as Phone;
    const counts: number[] = [];
    const seen: string[] = [];
    let next_openid = "";
    do {
      const page = followerPage(state, { next_openid }, 0, 10);
      if ("errcode" in page) throw new Error(page.errmsg);
      counts.push(page.count);
      seen.push(...(page.data?.openid ?? []));
      next_openid = page.next_openid;
    } while (next_openid !== "");
    expect(counts).toEqual([10, 10, 5, 0]);
    expect(new Set(seen).size).toBe(25);
  });
});

import { GetMenu, type Menu, PublishMenu, PutMenu, USUAL_MENU } from "@huike/shared/menu";
import { GetReplies, PutReplies, USUAL_REPLIES } from "@huike/shared/replies";
import { openChain, type Person } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";

const why = "test";

describe("the menu of the service account", () => {
  const chain = openChain();
  let owner: Person;
  const ruleId = makeId("replyRule");
  const tree: Menu = {
    buttons: [
      { name: "会员卡", act: { is: "page", page: "home" } },
      {
        name: "更多",
        buttons: [
          { name: "问客服", act: { is: "reply", ruleId } },
          { name: "官网", act: { is: "web", url: "https://www.example.com/tea" } },
        ],
      },
    ],
  };
  const putRules = async (ids: readonly string[]) => {
    const { version } = await chain.must(GetReplies, {}, owner);
    const rules = ids.map((id) => ({
      ...{ ruleId: id, name: "客服", match: "exact" as const, words: [], reply: { text: "客服电话 010-1234" } },
    }));
    await chain.must(PutReplies, { ifVersion: version, replies: { ...USUAL_REPLIES, rules }, why }, owner);
  };
  const put = async (menu: Menu) => {
    const { version } = await chain.must(GetMenu, {}, owner);
    return chain.call(PutMenu, { ifVersion: version, menu, why }, owner);
  };
  const publish = async () => {
    const { version } = await chain.must(GetMenu, {}, owner);
    return chain.call(PublishMenu, { ifVersion: version, why }, owner);
  };
  const seen = async (phone: string) => chain.inWechat<unknown>(`/phones/${phone}/menu`, { name: "问客服" });
  beforeAll(async () => {
    owner = await chain.owner();
    await putRules([ruleId]);
  });

  test("is seen by followers once it is published, and its button is answered by the rule", async () => {
    expect(await chain.must(GetMenu, {}, owner)).toEqual({ version: 0, menu: USUAL_MENU });
    expect((await put(tree)).status).toBe(200);
    await chain.inWechat("/phones/taps/follow");
    await expect(seen("taps")).rejects.toThrow();
    expect((await publish()).value).toMatchObject({ publication: { version: 1, state: "published" } });
    await seen("taps");
    expect((await chain.chat("taps")).at(-1)?.text).toBe("客服电话 010-1234");
    expect((await chain.must(GetMenu, {}, owner)).publication).toMatchObject({ version: 1, state: "published" });
  });

  test("a change is not published by being written, and the state says which version is out", async () => {
    expect((await put({ buttons: tree.buttons.slice(0, 1) })).status).toBe(200);
    expect(await chain.must(GetMenu, {}, owner)).toMatchObject({ version: 2, publication: { version: 1 } });
    await seen("taps");
  });

  test("what WeChat says no to is shown with what to do, and stays so until it is published again", async () => {
    const refusals = [
      [45064, "not_linked"],
      [40018, "bad_button"],
      [48001, "not_allowed"],
      [45009, "quota"],
      [40055, "bad_address"],
    ] as const;
    for (const [errcode, refusal] of refusals) {
      await chain.inWechat("/settings", { faults: [{ path: "/cgi-bin/menu/create", times: 1, errcode }] });
      const publication = { version: 2, state: "refused", refusal, errcode };
      expect((await publish()).value).toMatchObject({ publication });
      expect((await chain.must(GetMenu, {}, owner)).publication).toMatchObject(publication);
    }
    await chain.inWechat("/settings", { faults: [{ path: "/cgi-bin/menu/create", times: 3, httpStatus: 502 }] });
    expect((await publish()).value).toMatchObject({ publication: { state: "refused", refusal: "busy" } });
    const { publication } = (await publish()).value;
    expect(publication).toEqual({ version: 2, atMs: chain.nowMs, state: "published" });
  });

  test("one publishing at a time; one that broke off is begun again", async () => {
    await put(tree);
    let resolve = () => {};
    const held = new Promise<void>((done) => {
      resolve = done;
    });
    const slow = chain.env.serviceAccount.sendAsApp;
    Object.assign(chain.env.serviceAccount, {
      sendAsApp: async (call: Parameters<typeof slow>[0]) => {
        await held;
        return slow(call);
      },
    });
    const first = publish();
    while ((await chain.must(GetMenu, {}, owner)).publication?.state !== "sending");
    expect(await publish()).toMatchObject({ status: 409, error: "menu_being_published" });
    resolve();
    expect((await first).value).toMatchObject({ publication: { state: "published" } });
    Object.assign(chain.env.serviceAccount, {
      sendAsApp: async () => {
        throw new Error("the instance is cut off");
      },
    });
    expect((await publish()).status).toBe(500);
    Object.assign(chain.env.serviceAccount, { sendAsApp: slow });
    expect((await chain.must(GetMenu, {}, owner)).publication?.state).toBe("sending");
    expect((await publish()).error).toBe("menu_being_published");
    chain.nowMs += 16_000;
    expect((await publish()).value).toMatchObject({ publication: { state: "published" } });
  });

  test("what WeChat would refuse is refused with the button named, and nothing is written", async () => {
    const act = { is: "page", page: "home" } as const;
    const wrong: [Menu, object][] = [
      [{ buttons: [{ name: "会员卡与券包", act }] }, { error: "menu_name_too_long", detail: { limit: 16 } }],
      [{ buttons: [{ name: "关注有礼", act }] }, { error: "text_lures", detail: { word: "关注有礼" } }],
      [
        { buttons: [{ name: "官网", act: { is: "web", url: "http://example.com" } }] },
        { error: "menu_url_wrong", detail: { title: "官网" } },
      ],
      [{ buttons: [{ name: "领券", act: { is: "page", page: "landing" } }] }, { error: "link_needs_channel" }],
      [
        { buttons: [{ name: "领券", act: { is: "page", page: "landing", scene: "nosuch" } }] },
        { error: "link_channel_unknown" },
      ],
      [
        { buttons: [{ name: "问", act: { is: "reply", ruleId: makeId("replyRule") } }] },
        { error: "menu_rule_unknown", detail: { title: "问" } },
      ],
    ];
    const before = await chain.digest();
    for (const [menu, refusal] of wrong) expect(await put(menu)).toMatchObject(refusal);
    expect(await chain.call(PublishMenu, { ifVersion: 999, why }, owner)).toMatchObject({ error: "setting_changed" });
    expect(await chain.digest()).toBe(before);
  });

  test("a reply that was taken away since is named before anything is sent", async () => {
    await put(tree);
    await putRules([]);
    expect(await publish()).toMatchObject({ error: "menu_rule_unknown", detail: { title: "问客服" } });
  });
});

import { openWechat, templates } from "./open-wechat.ts";

const [expiring, receipt] = templates.map(({ templateId }) => templateId) as [string, string];
const data = { thing1: { value: "您有一张券将到期" }, date2: { value: "2026年1月8日" } };

async function withPhone() {
  const wechat = openWechat();
  const { openid } = await wechat.exchange({ js_code: await wechat.login("xiaoyu") });
  const { access_token } = await wechat.stableToken();
  const send = async (more: object = {}) =>
    wechat.askJson(`/api/cgi-bin/message/subscribe/send?access_token=${access_token}`, {
      ...{ touser: openid, template_id: expiring, page: "pages/home/index?push=a.1", data },
      ...more,
    });
  const ask = (tmplIds: string[], refused: string[] = []) =>
    wechat.askJson("/phones/xiaoyu/subscribe", { tmplIds, refused }) as unknown as Promise<Record<string, string>>;
  const events = () =>
    wechat.server.pushed
      .map(({ body }) => JSON.parse(body) as { Event: string; List: unknown })
      .map(({ Event, List }) => ({ Event, List }));
  return { wechat, send, ask, events };
}

describe("subscribe messages", () => {
  test("one accept is one message; accepts add up; a refusal takes nothing away", async () => {
    const { send, ask } = await withPhone();
    expect(await send()).toMatchObject({ errcode: 43101 });
    expect(await ask([expiring, receipt], [receipt])).toEqual({
      ...{ errMsg: "requestSubscribeMessage:ok", [expiring]: "accept", [receipt]: "reject" },
    });
    await ask([expiring]);
    await ask([expiring], [expiring]);
    expect(await send()).toMatchObject({ errcode: 0 });
    expect(await send()).toMatchObject({ errcode: 0 });
    expect(await send()).toMatchObject({ errcode: 43101 });
  });

  test("is refused for template, page, field, person and quota; a refused one takes no consent", async () => {
    const { wechat, send, ask } = await withPhone();
    await ask([expiring]);
    expect(await send({ template_id: "unknown" })).toMatchObject({ errcode: 40037 });
    expect(await send({ touser: "nobody" })).toMatchObject({ errcode: 40003 });
    expect(await send({ page: "pages/nowhere/index" })).toMatchObject({ errcode: 41030 });
    const wrong = { ...data, thing1: { value: "一二三四五六七八九十一二三四五六七八九十一" } };
    expect(await send({ data: wrong })).toMatchObject({
      errcode: 47003,
      errmsg: expect.stringContaining("data.thing1.value"),
    });
    expect(await send({ data: { thing1: data.thing1 } })).toMatchObject({ errcode: 47003 });
    await wechat.set({ subscribePerDay: 0 });
    expect(await send()).toMatchObject({ errcode: 45009 });
    await wechat.set({ subscribePerDay: 5 });
    await wechat.ask("/phones/xiaoyu/notices/switch", { isOff: true });
    expect(await send()).toMatchObject({ errcode: 43107 });
    expect(await ask([expiring])).toMatchObject({ errCode: 20004 });
    await wechat.ask("/phones/xiaoyu/notices/switch", { isOff: false });
    expect(await send()).toMatchObject({ errcode: 0 });
  });

  test("refuses to ask for what the account does not have, and for too many", async () => {
    const { ask } = await withPhone();
    expect(await ask(["unknown"])).toMatchObject({ errCode: 20001 });
    expect(await ask([])).toMatchObject({ errCode: 20003 });
  });

  test("tells the product of the window, of a switch and of what was sent: an object for one, an array for several", async () => {
    const { wechat, send, ask, events } = await withPhone();
    await ask([expiring, receipt], [receipt]);
    await send();
    await wechat.ask("/phones/xiaoyu/subscribe/off", { templateId: expiring });
    await wechat.settle();
    expect(events()).toEqual([
      {
        Event: "subscribe_msg_popup_event",
        List: [
          { TemplateId: expiring, SubscribeStatusString: "accept", PopupScene: "0" },
          { TemplateId: receipt, SubscribeStatusString: "reject", PopupScene: "0" },
        ],
      },
      {
        Event: "subscribe_msg_sent_event",
        List: { TemplateId: expiring, MsgID: expect.any(String), ErrorCode: "0", ErrorStatus: "success" },
      },
      { Event: "subscribe_msg_change_event", List: { TemplateId: expiring, SubscribeStatusString: "reject" } },
    ]);
    expect(await send()).toMatchObject({ errcode: 43101 });
  });

  test("a message on the phone opens its page, from a subscribe message", async () => {
    const { wechat, send, ask } = await withPhone();
    await ask([expiring]);
    await send();
    const [notice] = (await (await wechat.ask("/phones/xiaoyu/notices")).json()) as { atMs: number; title: string }[];
    expect(notice).toMatchObject({ title: "优惠券到期提醒", fields: { thing1: "您有一张券将到期" } });
    const opened = await wechat.askJson("/phones/xiaoyu/notices/open", { atMs: notice?.atMs });
    expect(opened.launch).toEqual({ path: "pages/home/index", query: { push: "a.1" }, scene: 1014 });
  });
});

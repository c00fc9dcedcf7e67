import { openWechat, serviceOf } from "./open-wechat.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const names = ["xiaoyu", "ahao", "lili"];

async function withFollowers() {
  const wechat = openWechat();
  for (const name of names) await wechat.ask(`/phones/${name}/follow`, {});
  const before = await serviceOf(wechat);
  const openids = await Promise.all(names.map((name) => before.openidOf(name)));
  let sends = 0;
  // A token of its own each time: months pass here.
  const post = async (call: string, body: object) =>
    (await (await serviceOf(wechat)).post(`/cgi-bin/message/mass/${call}`, body)) as unknown as {
      errcode: number;
      msg_id?: string;
    };
  const send = (more: object = {}) =>
    post("send", {
      ...{ touser: openids, msgtype: "text", text: { content: "新品上市" }, clientmsgid: `c${sends++}` },
      ...more,
    });
  const heard = async (name: string) =>
    (await wechat.chat(name)).filter(({ from }) => from === "service_account").map(({ text }) => text);
  return { wechat, openids, post, send, heard };
}

describe("a mass message", () => {
  test("is read in the chat of everybody on the list, and its end is told", async () => {
    const { wechat, send, heard } = await withFollowers();
    const { errcode, msg_id } = await send();
    expect(errcode).toBe(0);
    for (const name of names) expect(await heard(name)).toEqual(["新品上市"]);
    await wechat.settle();
    const { server } = wechat;
    expect(["Event", "MsgID", "Status"].map((name) => server.field(name))).toEqual([
      ...["MASSSENDJOBFINISH", msg_id, "send success"],
    ]);
    expect(["TotalCount", "FilterCount", "SentCount", "ErrorCount"].map((name) => server.field(name))).toEqual([
      ...["3", "3", "3", "0"],
    ]);
  });

  test("reaches each follower four times in a calendar month of Beijing; more is taken and filtered out", async () => {
    const { wechat, openids, send, heard } = await withFollowers();
    for (let i = 0; i < 3; i++) await send();
    expect((await send({ touser: openids.slice(0, 2) })).errcode).toBe(0);
    expect((await send()).errcode).toBe(0);
    await wechat.settle();
    expect(await Promise.all(names.map(async (name) => (await heard(name)).length))).toEqual([4, 4, 4]);
    expect(["TotalCount", "FilterCount", "SentCount"].map((name) => wechat.server.field(name))).toEqual([
      "3",
      "1",
      "1",
    ]);
    // 30 November 23:59 in Beijing, and a minute later.
    wechat.clock.nowMs = Date.UTC(2026, 10, 30, 15, 59);
    await send();
    expect(await heard("xiaoyu")).toHaveLength(4);
    wechat.clock.nowMs += MINUTE_MS;
    await send();
    expect(await heard("xiaoyu")).toHaveLength(5);
  });

  test("of one id is sent once in 24 hours: soon again it says wait, later it names the first", async () => {
    const { wechat, send, heard } = await withFollowers();
    const { msg_id } = await send({ clientmsgid: "same" });
    expect(await send({ clientmsgid: "same" })).toMatchObject({ errcode: 45066 });
    wechat.clock.nowMs += MINUTE_MS;
    expect(await send({ clientmsgid: "same" })).toMatchObject({ errcode: 45065, msg_id });
    wechat.clock.nowMs += 24 * HOUR_MS - 2 * MINUTE_MS;
    expect(await send({ clientmsgid: "same" })).toMatchObject({ errcode: 45065, msg_id });
    expect(await heard("ahao")).toHaveLength(1);
    wechat.clock.nowMs += MINUTE_MS;
    expect((await send({ clientmsgid: "same" })).errcode).toBe(0);
    expect(await heard("ahao")).toHaveLength(2);
  });

  test("is refused for its id, list, people, text and quota, and then nobody reads it", async () => {
    const { wechat, openids, send, heard } = await withFollowers();
    const cases: [object, number][] = [
      [{ clientmsgid: "x".repeat(65) }, 45067],
      [{ touser: openids.slice(0, 1) }, 40130],
      [{ touser: "oneOpenid" }, 40130],
      [{ touser: [...openids, "o-nobody"] }, 40003],
      [{ msgtype: "mpnews" }, 40008],
      [{ text: { content: "" } }, 44004],
      [{ text: { content: "字".repeat(700) } }, 45002],
    ];
    for (const [more, errcode] of cases) expect(await send(more)).toMatchObject({ errcode });
    await wechat.set({ massCallsPerMonth: 0 });
    expect(await send({ clientmsgid: "late" })).toMatchObject({ errcode: 45028 });
    for (const name of names) expect(await heard(name)).toEqual([]);
    // A refused id is not used up.
    await wechat.set({ massCallsPerMonth: 1 });
    expect((await send({ clientmsgid: "late" })).errcode).toBe(0);
    expect(await send()).toMatchObject({ errcode: 45028 });
  });

  test("is taken sixty times a minute", async () => {
    const { send } = await withFollowers();
    const codes: number[] = [];
    for (let i = 0; i < 61; i++) codes.push((await send()).errcode);
    expect(codes.filter((code) => code === 0)).toHaveLength(60);
    expect(codes.at(-1)).toBe(45011);
  });

  test("does not arrive at one who left; a look at it goes to one follower and takes none of the four", async () => {
    const { wechat, openids, post, send, heard } = await withFollowers();
    await wechat.ask("/phones/lili/unfollow", {});
    await send();
    await wechat.settle();
    expect(await heard("lili")).toEqual([]);
    expect(wechat.server.field("FilterCount")).toBe("2");
    const look = (touser = openids[0]) => post("preview", { touser, msgtype: "text", text: { content: "看看" } });
    for (let i = 0; i < 4; i++) expect((await look()).errcode).toBe(0);
    expect((await look(openids[2])).errcode).toBe(40003);
    await send();
    expect((await heard("xiaoyu")).filter((text) => text === "新品上市")).toHaveLength(2);
  });
});

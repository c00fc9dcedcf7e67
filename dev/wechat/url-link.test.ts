import { openWechat } from "./open-wechat.ts";

const PATH = "pages/landing/index";
const ORIGIN = "http://localhost:8787";
const HOUR_MS = 3_600_000;

async function shop(own: Parameters<typeof openWechat>[0] = {}) {
  const wechat = openWechat(own);
  const { access_token } = await wechat.stableToken();
  const ask = async (asked: object) =>
    (await wechat.askJson(`/api/wxa/generate_urllink?access_token=${access_token}`, asked)) as unknown as {
      errcode: number;
      errmsg: string;
      url_link: string;
    };
  const inSeconds = (ms: number) => Math.floor((wechat.clock.nowMs + ms) / 1000);
  /** Taps the link in a browser: where it leads. */
  const tap = async (link: string, phone = "") => {
    const answer = await wechat.ask(link.replace(`${ORIGIN}/fake-wechat`, "") + phone);
    return answer.status === 302 ? answer.headers.get("location") : answer.status;
  };
  return { wechat, ask, tap, inSeconds };
}

describe("a URL Link", () => {
  test("leads a browser to the page with its query, as a passer-by", async () => {
    const { wechat, ask, tap } = await shop();
    const made = await ask({ path: PATH, query: "scene=zm01abcd&from=a%20b" });
    expect(made).toEqual({
      errcode: 0,
      errmsg: "ok",
      url_link: expect.stringMatching(`^${ORIGIN}/fake-wechat/urllink/\\w+$`),
    });
    expect(await tap(made.url_link)).toBe(`/m/?phone=passer-by#/${PATH}?scene=zm01abcd&from=a%20b`);
    expect(await wechat.askJson("/phones/passer-by/launch")).toEqual({
      path: PATH,
      query: { scene: "zm01abcd", from: "a%20b" },
      scene: 1194,
    });
  });

  test("leads the phone it is asked to, and as many as like", async () => {
    const { ask, tap } = await shop();
    const { url_link } = await ask({ path: `/${PATH}` });
    expect(await tap(url_link, "?phone=xiaoyu")).toBe(`/m/?phone=xiaoyu#/${PATH}`);
    expect(await tap(url_link, "?phone=aming")).toBe(`/m/?phone=aming#/${PATH}`);
    expect(await tap(url_link, "?phone=Not%20a%20name")).toBe(400);
  });

  test("opens the first page when none is named", async () => {
    const { ask, tap } = await shop();
    expect(await tap((await ask({})).url_link)).toBe("/m/?phone=passer-by#/pages/home/index");
  });

  test.each([
    ["unasked, 30 days", () => ({}), 30 * 24 * HOUR_MS],
    ["after a day", () => ({ is_expire: true, expire_type: 1, expire_interval: 1 }), 24 * HOUR_MS],
    ["at a moment", (at: (ms: number) => number) => ({ is_expire: true, expire_time: at(HOUR_MS) }), HOUR_MS],
  ])("ends: %s", async (_how, asked, lifeMs) => {
    const { wechat, ask, tap, inSeconds } = await shop();
    const { url_link } = await ask({ path: PATH, ...asked(inSeconds) });
    wechat.clock.nowMs += lifeMs - 1;
    expect(await tap(url_link)).toContain(PATH);
    wechat.clock.nowMs += 1;
    expect(await tap(url_link)).toBe(404);
  });

  test("nobody made leads nowhere", async () => {
    const { tap } = await shop();
    expect(await tap("/urllink/nobodys")).toBe(404);
    expect(await tap("/urllink/constructor")).toBe(404);
  });

  test.each([
    [{ path: "pages/nowhere/index" }, 40165],
    [{ path: `${PATH}?scene=a` }, 40165],
    [{ path: 7 }, 40165],
    [{ query: `a=${"x".repeat(1023)}` }, 40212],
    [{ query: 7 }, 40212],
    [{ env_version: "beta" }, 85402],
    [{ is_expire: true }, 85401],
    [{ is_expire: true, expire_type: 2, expire_interval: 1 }, 85401],
    [{ is_expire: true, expire_type: 1, expire_interval: 0 }, 85401],
    [{ is_expire: true, expire_type: 1, expire_interval: 31 }, 85401],
    [{ is_expire: true, expire_type: 1, expire_interval: 1.5 }, 85401],
  ])("asked for with %j is refused: %i", async (asked, errcode) => {
    const { ask } = await shop();
    expect(await ask({ path: PATH, ...asked })).toEqual({ errcode, errmsg: expect.stringContaining(" rid: ") });
  });

  test("lives a minute at least and 30 days at most", async () => {
    const { ask, inSeconds } = await shop();
    const until = (ms: number) => ask({ is_expire: true, expire_type: 0, expire_time: inSeconds(ms) });
    expect(await until(59_000)).toMatchObject({ errcode: 85401 });
    expect(await until(60_000)).toMatchObject({ errcode: 0 });
    expect(await until(30 * 24 * HOUR_MS)).toMatchObject({ errcode: 0 });
    expect(await until(30 * 24 * HOUR_MS + 1000)).toMatchObject({ errcode: 85401 });
  });

  test("takes a query of 1024 characters", async () => {
    const { ask } = await shop();
    expect(await ask({ query: `a=${"x".repeat(1022)}` })).toMatchObject({ errcode: 0 });
  });

  test("is not made before a version is published", async () => {
    const { ask } = await shop({ pages: [] });
    expect(await ask({})).toMatchObject({ errcode: 85079 });
  });

  test("is made a hundred times a second, no more", async () => {
    const { wechat, ask } = await shop();
    const answers = await Promise.all(Array.from({ length: 101 }, () => ask({ path: PATH })));
    expect(answers.filter(({ errcode }) => errcode === 0)).toHaveLength(100);
    expect(answers.at(-1)).toMatchObject({ errcode: 44990 });
    wechat.clock.nowMs += 1000;
    expect(await ask({ path: PATH })).toMatchObject({ errcode: 0 });
  });

  test("is asked for by POST, with a token of the mini-program", async () => {
    const { wechat } = await shop();
    expect(await wechat.askJson("/api/wxa/generate_urllink")).toMatchObject({ errcode: 43002 });
    expect(await wechat.askJson("/api/wxa/generate_urllink", { path: PATH })).toMatchObject({ errcode: 41001 });
  });

  test("survives a restart, and is shown in the state", async () => {
    const { wechat, ask } = await shop();
    const { url_link: url } = await ask({ path: PATH, query: "scene=zm01abcd" });
    const after = openWechat({ dataFile: wechat.dataFile });
    const expiresAtMs = wechat.clock.nowMs + 30 * 24 * HOUR_MS;
    expect(await after.askJson("/state")).toMatchObject({
      urlLinks: [{ url, path: PATH, query: "scene=zm01abcd", expiresAtMs }],
    });
    const tapped = await after.ask(new URL(url).pathname.replace("/fake-wechat", ""));
    expect(tapped.headers.get("location")).toContain(PATH);
  });
});

import { UNAVAILABLE } from "./chat.ts";
import { seal, signatureOf, unseal } from "./message-crypt.ts";
import { callback, openWechat, type Pushed, serviceAccount, type Wechat } from "./open-wechat.ts";

const { appId, originalId } = serviceAccount;
const { token, aesKey, aesKeyPrevious = "" } = callback;
const QUICK = { retryGapMs: 5, answerWithinMs: 40 };

async function follower(set: object = {}): Promise<Wechat> {
  const wechat = openWechat();
  await wechat.ask("/phones/xiaoyu/follow", {});
  await wechat.settle();
  wechat.server.pushed.length = 0;
  await wechat.set({ ...QUICK, ...set });
  return wechat;
}

async function say(wechat: Wechat, text = "在吗") {
  await wechat.ask("/phones/xiaoyu/say", { text });
  const [delivery] = await wechat.settle();
  const heard = (await wechat.chat("xiaoyu")).filter(({ from }) => from !== "user");
  return { delivery, heard: heard.map(({ from, text: words }) => `${from}: ${words}`) };
}

const inside = (body: string, name: string): string =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, "s").exec(body)?.[1] ?? "";

/** A text back to whoever the fields of this document are from. */
const replyTo = (document: string, text = "您好", to = inside(document, "FromUserName")): string =>
  `<xml><ToUserName><![CDATA[${to}]]></ToUserName><FromUserName><![CDATA[${originalId}]]></FromUserName><CreateTime>1795223400</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content></xml>`;

function sealedReply(plain: string, own: { key?: string; app?: string; signature?: string } = {}): string {
  const sealed = seal(own.key ?? aesKey, own.app ?? appId, plain);
  const signature = own.signature ?? signatureOf(token, "1795223400", "77", sealed);
  return `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>1795223400</TimeStamp><Nonce><![CDATA[77]]></Nonce></xml>`;
}

const opened = ({ body }: Pushed, key = aesKey): string => unseal(key, inside(body, "Encrypt"))?.text ?? "";

describe("what is pushed", () => {
  test("plain: fields, and a signature of token, time and nonce", async () => {
    const wechat = await follower();
    await say(wechat);
    const [pushed] = wechat.server.pushed;
    const query = Object.fromEntries(pushed?.url.searchParams ?? []);
    expect(Object.keys(query).sort()).toEqual(["nonce", "openid", "signature", "timestamp"]);
    expect(query.signature).toBe(signatureOf(token, query.timestamp ?? "", query.nonce ?? ""));
    expect(query.timestamp).toBe(String(wechat.clock.nowMs / 1000));
    expect(query.openid).toBe(inside(pushed?.body ?? "", "FromUserName"));
    expect(pushed?.body).not.toContain("Encrypt");
  });

  test.each([
    ["safe", false],
    ["compatible", true],
  ])("%s: encrypted, with msg_signature over it; fields in the open: %s", async (callbackMode, showsFields) => {
    const wechat = await follower({ callbackMode });
    await say(wechat, "悄悄话");
    const [pushed] = wechat.server.pushed;
    if (!pushed) throw new Error("nothing was pushed");
    const query = Object.fromEntries(pushed.url.searchParams);
    expect(query.encrypt_type).toBe("aes");
    const { timestamp = "", nonce = "" } = query;
    expect(query.msg_signature).toBe(signatureOf(token, timestamp, nonce, inside(pushed.body, "Encrypt")));
    expect(query.signature).toBe(signatureOf(token, timestamp, nonce));
    expect(pushed.body.includes("悄悄话")).toBe(showsFields);
    expect(inside(pushed.body, "ToUserName")).toBe(originalId);
    expect(inside(opened(pushed), "Content")).toBe("悄悄话");
    expect(unseal(aesKey, inside(pushed.body, "Encrypt"))?.appId).toBe(appId);
  });

  test("for a while after a change of keys, is sealed with the one before", async () => {
    const wechat = await follower({ callbackMode: "safe", previousKeyForMs: 60_000 });
    wechat.server.answer = (pushed) =>
      new Response(sealedReply(replyTo(opened(pushed, aesKeyPrevious)), { key: aesKeyPrevious }));
    expect((await say(wechat)).heard).toEqual(["service_account: 您好"]);
    wechat.clock.nowMs += 60_000;
    await say(wechat, "后来");
    expect(wechat.server.pushed.map((pushed) => inside(opened(pushed), "Content"))).toEqual(["", "后来"]);
  });
});

describe("an answer", () => {
  test.each(["success", ""])("of %j says nothing", async (body) => {
    const wechat = await follower();
    wechat.server.answer = () => new Response(body);
    const { delivery, heard } = await say(wechat);
    expect(heard).toEqual([]);
    expect(delivery).toMatchObject({ state: "answered", attempts: [{ outcome: "silent" }] });
  });

  test.each(["plain", "compatible"])("in %s mode may be plain XML", async (callbackMode) => {
    const wechat = await follower({ callbackMode });
    wechat.server.answer = ({ body }) => new Response(replyTo(body, "您好 ]]]]><![CDATA[>"));
    expect((await say(wechat)).heard).toEqual(["service_account: 您好 ]]>"]);
  });

  test.each(["compatible", "safe"])("in %s mode may be encrypted", async (callbackMode) => {
    const wechat = await follower({ callbackMode });
    wechat.server.answer = (pushed) => new Response(sealedReply(replyTo(opened(pushed))));
    expect((await say(wechat)).heard).toEqual(["service_account: 您好"]);
  });

  const sealedWrong: [string, (plain: string) => string][] = [
    ["plain XML", (plain) => plain],
    ["with a wrong signature", (plain) => sealedReply(plain, { signature: "0".repeat(40) })],
    ["sealed with another key", (plain) => sealedReply(plain, { key: aesKeyPrevious })],
    ["of another appid", (plain) => sealedReply(plain, { app: "wx0000000000000000" })],
    ["an encrypted success", () => sealedReply("success")],
  ];
  test.each(sealedWrong)("in safe mode that is %s is broken, and not asked for again", async (_what, answer) => {
    const wechat = await follower({ callbackMode: "safe" });
    wechat.server.answer = (pushed) => new Response(answer(replyTo(opened(pushed))));
    const { delivery, heard } = await say(wechat);
    expect(heard).toEqual([`wechat: ${UNAVAILABLE}`]);
    expect(delivery).toMatchObject({ state: "failed", attempts: [{ outcome: expect.stringMatching(/^broken: /) }] });
  });

  const plainWrong: [string, (body: string) => string][] = [
    ["JSON", () => '{"errcode":0}'],
    ["cut off", (body) => replyTo(body).slice(0, -6)],
    ["encrypted", (body) => sealedReply(replyTo(body))],
    ["to somebody else", (body) => replyTo(body, "您好", "o-nobody")],
    ["without words", (body) => replyTo(body, "")],
    ["of an unknown kind", (body) => replyTo(body).replace("[text]", "[pigeon]")],
    ["not from the account", (body) => replyTo(body).replace(originalId, "gh_other")],
  ];
  test.each(plainWrong)("in plain mode that is %s is broken", async (_what, answer) => {
    const wechat = await follower();
    wechat.server.answer = ({ body }) => new Response(answer(body));
    expect((await say(wechat)).heard).toEqual([`wechat: ${UNAVAILABLE}`]);
    expect(wechat.server.pushed).toHaveLength(1);
  });
});

describe("no answer", () => {
  const failures: [string, () => Response | Promise<Response>][] = [
    ["an HTTP error", () => new Response("", { status: 502 })],
    ["no connection", () => Promise.reject(new TypeError("fetch failed"))],
    ["silence", () => new Promise(() => undefined)],
  ];
  test.each(failures)("(%s) is tried three times in all, then the person is told", async (_what, answer) => {
    const wechat = await follower();
    wechat.server.answer = answer;
    const { delivery, heard } = await say(wechat);
    expect(wechat.server.pushed).toHaveLength(3);
    expect(new Set([0, 1, 2].map((n) => wechat.server.field("MsgId", n))).size).toBe(1);
    expect(delivery).toMatchObject({ state: "failed" });
    expect(delivery?.attempts.map(({ outcome }) => outcome.split(":")[0])).toEqual(Array(3).fill("unanswered"));
    expect(heard).toEqual([`wechat: ${UNAVAILABLE}`]);
  });

  test("at first, then one, is as good as an answer at once", async () => {
    const wechat = await follower();
    const answers = [502, 200];
    wechat.server.answer = ({ body }) => new Response(replyTo(body), { status: answers.shift() ?? 500 });
    expect((await say(wechat)).heard).toEqual(["service_account: 您好"]);
    expect(wechat.server.pushed).toHaveLength(2);
  });

  test("is waited for and tried as often as the settings say", async () => {
    const wechat = await follower({ deliveriesMax: 4, retryGapMs: 30, answerWithinMs: 20 });
    wechat.server.answer = () => new Promise(() => undefined);
    const startedMs = performance.now();
    expect((await say(wechat)).delivery?.attempts).toHaveLength(4);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(3 * 30 + 4 * 20 - 10);
  });

  test("to a person's farewell is not told to who is gone", async () => {
    const wechat = await follower();
    wechat.server.answer = () => new Response("", { status: 500 });
    await wechat.ask("/phones/xiaoyu/unfollow", {});
    await wechat.settle();
    expect(await wechat.chat("xiaoyu")).toEqual([]);
  });
});

describe("rudeness", () => {
  test("copies come at once, and one reply is read", async () => {
    const wechat = await follower({ copies: 5 });
    let together = 0;
    const all = new Promise<void>((resolve) => {
      wechat.server.answer = async ({ body }) => {
        if (++together === 5) resolve();
        await all;
        return new Response(replyTo(body, `第 ${together} 份`));
      };
    });
    const { heard } = await say(wechat);
    expect(wechat.server.pushed).toHaveLength(5);
    expect(new Set(wechat.server.pushed.map(({ body }) => inside(body, "MsgId"))).size).toBe(1);
    expect(heard).toHaveLength(1);
  });

  test("held messages go out in the order asked for", async () => {
    const wechat = await follower({ isHolding: true });
    for (const text of ["一", "二", "三"]) await say(wechat, text);
    expect(wechat.server.pushed).toEqual([]);
    const held = (await wechat.settle()).map(({ id, state }) => [id, state]).slice(0, 3);
    expect(held.map(([, state]) => state)).toEqual(["held", "held", "held"]);
    const [[last]] = held as [[string, string]];
    await wechat.ask("/callbacks/release", { order: [last] });
    await wechat.settle();
    await wechat.ask("/callbacks/release", { order: "reversed" });
    await wechat.settle();
    expect(wechat.server.pushed.map(({ body }) => inside(body, "Content"))).toEqual(["三", "二", "一"]);
    await wechat.ask("/callbacks/release", {});
    expect(wechat.server.pushed).toHaveLength(3);
  });

  test("shuffled loses none", async () => {
    const wechat = await follower({ isHolding: true });
    const texts = Array.from({ length: 20 }, (_, n) => `第 ${n} 句`);
    for (const text of texts) await wechat.ask("/phones/xiaoyu/say", { text });
    await wechat.ask("/callbacks/release", { order: "shuffled" });
    await wechat.settle();
    const came = wechat.server.pushed.map(({ body }) => inside(body, "Content"));
    expect(came).not.toEqual(texts);
    expect(came.toSorted()).toEqual(texts.toSorted());
  });
});

describe("the address", () => {
  test("is verified by whoever sends the echostr back", async () => {
    const wechat = await follower();
    wechat.server.answer = ({ url }) => new Response(url.searchParams.get("echostr"));
    expect(await wechat.askJson("/callbacks/verify", {})).toEqual({ isVerified: true });
    const [asked] = wechat.server.pushed;
    const { signature, timestamp = "", nonce = "", echostr = "" } = Object.fromEntries(asked?.url.searchParams ?? []);
    expect([asked?.method, signature]).toEqual(["GET", signatureOf(token, timestamp, nonce)]);
    expect(echostr).toMatch(/^\d+$/);
  });

  test.each([
    ["success", 200, "the answer is not the echostr"],
    ["", 403, "HTTP 403"],
  ])("is not verified by %j with %i", async (body, status, why) => {
    const wechat = await follower();
    wechat.server.answer = () => new Response(body, { status });
    expect(await wechat.askJson("/callbacks/verify", {})).toEqual({ isVerified: false, why });
  });
});

import {
  CONSOLE_IDLE_MS,
  CONSOLE_SESSION_MS,
  EndSession,
  GetConsoleMe,
  ListSessions,
  SignOut,
} from "@huike/shared/console-session";
import {
  ConfirmSignIn,
  OpenSignIn,
  RefuseSignIn,
  readSignInText,
  ScanSignIn,
  SIGN_IN_MS,
  TakeSignIn,
} from "@huike/shared/console-sign-in";
import { LookUpMember } from "@huike/shared/counter";
import { GetHome } from "@huike/shared/member";
import { ListOffers } from "@huike/shared/offer-life";
import { PutStore } from "@huike/shared/store";
import { instanceOf, numberOf, openChain, type Person } from "../testing/chain.ts";
import { ConsoleBrowser } from "../testing/console-browser.ts";
import { makeId, shopFacts } from "../testing/made-up.ts";

const chain = openChain();
let owner: Person;
let operator: Person;
beforeAll(async () => {
  owner = await chain.owner();
  operator = await chain.member();
  await chain.hire(operator, [], "10", { role: "operator" });
});

const shown = async (browser = new ConsoleBrowser(chain)) => {
  const { value } = await browser.call(OpenSignIn, {});
  return { browser, signInId: value.signInId, text: value.text };
};
const stateOf = async (browser: ConsoleBrowser, signInId: string) =>
  (await browser.call(TakeSignIn, { signInId })).value.state;

describe("signing in by a scan", () => {
  test("goes from the code to a session: waiting, scanned, taken; the phone sees which browser it is", async () => {
    const { browser, signInId, text } = await shown();
    expect(readSignInText(text)).toBe(signInId);
    expect(await stateOf(browser, signInId)).toBe("waiting");
    const scanned = await chain.must(ScanSignIn, { signInId }, operator);
    expect(scanned.browser).toEqual({ name: "Chrome · Windows", maskedIp: "127.0.0.*" });
    expect(await stateOf(browser, signInId)).toBe("scanned");
    await chain.must(ConfirmSignIn, { signInId }, operator);
    expect(await stateOf(browser, signInId)).toBe("taken");
    const me = await browser.call(GetConsoleMe, {});
    expect(me).toMatchObject({
      status: 200,
      value: { memberNo: numberOf(operator), role: "operator", sessionEndsAtMs: chain.nowMs + CONSOLE_SESSION_MS },
    });
    expect(me.value.mayCall).toContain("GET /api/operator/offers");
    expect(me.value.mayCall).not.toContain("POST /api/operator/owners/:memberNo/remove");
  });

  test("gives a lost answer again, the same session, while the code lives", async () => {
    const { browser, signInId } = await shown();
    await chain.must(ScanSignIn, { signInId }, operator);
    await chain.must(ConfirmSignIn, { signInId }, operator);
    expect(await stateOf(browser, signInId)).toBe("taken");
    const first = browser.cookies.get("huike_console");
    browser.cookies.delete("huike_console");
    chain.nowMs += SIGN_IN_MS - 1;
    expect(await stateOf(browser, signInId)).toBe("taken");
    expect(browser.cookies.get("huike_console")).toBe(first);
    browser.cookies.delete("huike_console");
    chain.nowMs += 1;
    expect(await stateOf(browser, signInId)).toBe("expired");
    expect(browser.cookies.has("huike_console")).toBe(false);
  });

  test("is of no use to a browser that did not show the code, whatever it knows of it", async () => {
    const { browser, signInId } = await shown();
    const { browser: other } = await shown();
    await chain.must(ScanSignIn, { signInId }, operator);
    await chain.must(ConfirmSignIn, { signInId }, operator);
    for (const thief of [other, new ConsoleBrowser(chain)]) {
      expect(await thief.call(TakeSignIn, { signInId })).toMatchObject({ status: 404, error: "sign_in_unknown" });
      expect(await thief.call(GetConsoleMe, {})).toMatchObject({ status: 401, error: "signed_out" });
    }
    expect(await stateOf(browser, signInId)).toBe("taken");
  });

  test("makes one session of many takes at once", async () => {
    const { browser, signInId } = await shown();
    await chain.must(ScanSignIn, { signInId }, owner);
    await chain.must(ConfirmSignIn, { signInId }, owner);
    const before = (await chain.must(ListSessions, {}, owner)).sessions.length;
    await Promise.all(Array.from({ length: 10 }, () => stateOf(browser, signInId)));
    expect((await chain.must(ListSessions, {}, owner)).sessions).toHaveLength(before + 1);
    expect((await browser.call(GetConsoleMe, {})).status).toBe(200);
  });

  test("belongs to the first phone that scans it, as often as that phone asks", async () => {
    const { signInId } = await shown();
    const answers = await Promise.all([operator, owner].map((phone) => chain.call(ScanSignIn, { signInId }, phone)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [first, second] = answers[0]?.status === 200 ? [operator, owner] : [owner, operator];
    expect((await chain.call(ScanSignIn, { signInId }, first)).status).toBe(200);
    for (const step of [ConfirmSignIn, RefuseSignIn]) {
      expect(await chain.call(step, { signInId }, second)).toMatchObject({ error: "sign_in_in_use" });
    }
    await chain.must(ConfirmSignIn, { signInId }, first);
    expect((await chain.call(ConfirmSignIn, { signInId }, first)).status).toBe(200);
  });

  test("cannot be confirmed unscanned, and not by whoever has no place in the console", async () => {
    const { signInId } = await shown();
    expect(await chain.call(ConfirmSignIn, { signInId }, operator)).toMatchObject({ error: "sign_in_over" });
    const clerk = await chain.clerk([await chain.shop()]);
    expect(await chain.call(ScanSignIn, { signInId }, clerk)).toMatchObject({ status: 403, error: "forbidden" });
    expect(await chain.call(ScanSignIn, { signInId: "0".repeat(26) }, operator)).toMatchObject({
      error: "sign_in_unknown",
    });
  });

  test("is over after a minute at every step", async () => {
    const unscanned = await shown();
    chain.nowMs += SIGN_IN_MS;
    expect(await stateOf(unscanned.browser, unscanned.signInId)).toBe("expired");
    expect(await chain.call(ScanSignIn, { signInId: unscanned.signInId }, operator)).toMatchObject({
      status: 410,
      error: "sign_in_over",
    });
    const unconfirmed = await shown();
    await chain.must(ScanSignIn, { signInId: unconfirmed.signInId }, operator);
    chain.nowMs += SIGN_IN_MS;
    expect(await chain.call(ConfirmSignIn, { signInId: unconfirmed.signInId }, operator)).toMatchObject({
      error: "sign_in_over",
    });
    const untaken = await shown();
    await chain.must(ScanSignIn, { signInId: untaken.signInId }, operator);
    await chain.must(ConfirmSignIn, { signInId: untaken.signInId }, operator);
    chain.nowMs += SIGN_IN_MS;
    expect(await stateOf(untaken.browser, untaken.signInId)).toBe("expired");
    expect((await untaken.browser.call(GetConsoleMe, {})).status).toBe(401);
  });

  test("that is refused is dead, also when it was confirmed and not taken yet", async () => {
    const { browser, signInId } = await shown();
    await chain.must(ScanSignIn, { signInId }, operator);
    await chain.must(ConfirmSignIn, { signInId }, operator);
    await chain.must(RefuseSignIn, { signInId }, operator);
    await chain.must(RefuseSignIn, { signInId }, operator);
    expect(await stateOf(browser, signInId)).toBe("refused");
    expect(await chain.call(ConfirmSignIn, { signInId }, operator)).toMatchObject({ error: "sign_in_over" });
    expect((await browser.call(GetConsoleMe, {})).status).toBe(401);
  });

  test("leaves nothing in the table that opens a session", async () => {
    const browser = await new ConsoleBrowser(chain).signIn(operator);
    const { signInId } = await shown();
    const table = JSON.stringify(await chain.items());
    const secret = browser.cookies.get("huike_console")?.split(".")[1] ?? "";
    expect(secret).toHaveLength(43);
    for (const word of [secret, browser.cookies.get("huike_sign_in") ?? "?", signInId])
      expect(table).not.toContain(word);
  });
});

describe("a browser's session", () => {
  test("is for the operator API only: it stands for no phone at the counter, and for no member", async () => {
    const browser = await new ConsoleBrowser(chain).signIn(owner);
    expect((await browser.call(ListOffers, {})).status).toBe(200);
    expect((await browser.call(LookUpMember, { code: "1" })).status).toBe(401);
    expect((await browser.call(GetHome, {})).status).toBe(401);
    const { signInId } = await shown();
    expect((await browser.call(ScanSignIn, { signInId })).status).toBe(401);
  });

  test("changes nothing for a page that is not ours", async () => {
    const browser = await new ConsoleBrowser(chain).signIn(owner);
    const storeId = makeId("store");
    const put = { storeId, facts: shopFacts("假店"), why: "test" };
    const ours = browser.headers;
    for (const change of [
      { origin: "https://evil.test" },
      { origin: "null" },
      { origin: "" },
      { "content-type": "text/plain" },
    ]) {
      browser.headers = { ...ours, ...change };
      expect([change, await browser.call(PutStore, put)]).toMatchObject([change, { status: 403, error: "forbidden" }]);
      expect(await browser.call(OpenSignIn, {})).toMatchObject({ status: 403 });
    }
    browser.headers = ours;
    expect((await browser.call(PutStore, put)).status).toBe(200);
  });

  test("does not begin with a cookie that is forged, bent or another's", async () => {
    const browser = await new ConsoleBrowser(chain).signIn(operator);
    const [memberNo, secret = ""] = browser.cookies.get("huike_console")?.split(".") ?? [];
    const flipped = `${secret.startsWith("A") ? "B" : "A"}${secret.slice(1)}`;
    for (const forged of [`${memberNo}.${flipped}`, `${numberOf(owner)}.${secret}`, `${memberNo}.`, secret, "x.y.z"]) {
      browser.cookies.set("huike_console", forged);
      expect([forged, (await browser.call(GetConsoleMe, {})).status]).toEqual([forged, 401]);
    }
  });

  test("ends within 15 s when it is ended elsewhere, at once where it was", async () => {
    const [here, there] = [new ConsoleBrowser(chain), new ConsoleBrowser(chain)];
    await here.signIn(operator);
    chain.nowMs += 1_000;
    await there.signIn(operator);
    const { sessions } = (await there.call(ListSessions, {})).value;
    const sessionId = sessions.find(({ isThis }) => isThis)?.sessionId ?? "";
    expect(sessions[0]).toMatchObject({ sessionId, signedInAtMs: chain.nowMs, browser: { name: "Chrome · Windows" } });
    const other = await new ConsoleBrowser(chain).signIn(operator);
    other.cookies.set("huike_console", there.cookies.get("huike_console") ?? "");
    other.on = instanceOf(chain.coldEnv());
    expect((await other.call(GetConsoleMe, {})).status).toBe(200);
    for (let i = 0; i < 2; i++) expect((await here.call(EndSession, { sessionId })).status).toBe(200);
    expect((await there.call(GetConsoleMe, {})).status).toBe(401);
    chain.nowMs += 14_999;
    expect((await other.call(GetConsoleMe, {})).status).toBe(200);
    chain.nowMs += 1;
    expect((await other.call(GetConsoleMe, {})).status).toBe(401);
    expect(await chain.call(EndSession, { sessionId }, owner)).toMatchObject({ error: "session_unknown" });
  });

  test("ends with the day's work, and after two hours without a call", async () => {
    const [busy, idle] = [new ConsoleBrowser(chain), new ConsoleBrowser(chain)];
    await busy.signIn(operator);
    await idle.signIn(operator);
    const beganAtMs = chain.nowMs;
    for (let spentMs = 0; spentMs + CONSOLE_IDLE_MS / 2 < CONSOLE_SESSION_MS; spentMs += CONSOLE_IDLE_MS / 2) {
      chain.nowMs = beganAtMs + spentMs;
      expect((await busy.call(GetConsoleMe, {})).status).toBe(200);
    }
    expect((await idle.call(GetConsoleMe, {})).status).toBe(401);
    chain.nowMs = beganAtMs + CONSOLE_SESSION_MS;
    expect((await busy.call(GetConsoleMe, {})).status).toBe(401);
  });

  test("is left by signing out, cookie and all", async () => {
    const browser = await new ConsoleBrowser(chain).signIn(operator);
    const kept = browser.cookies.get("huike_console") ?? "";
    expect((await browser.call(SignOut, {})).status).toBe(200);
    expect(browser.cookies.has("huike_console")).toBe(false);
    browser.cookies.set("huike_console", kept);
    expect((await browser.call(GetConsoleMe, {})).status).toBe(401);
    expect((await browser.call(SignOut, {})).status).toBe(200);
  });

  test("can do what its person may do now: nothing once they have left", async () => {
    const person = await chain.member();
    await chain.hire(person, [], "11", { role: "operator" });
    const browser = await new ConsoleBrowser(chain).signIn(person);
    expect((await browser.call(ListOffers, {})).status).toBe(200);
    await chain.hire(person, [], "11", { role: "operator", state: "left" });
    chain.nowMs += 15_000;
    expect(await browser.call(ListOffers, {})).toMatchObject({ status: 403, error: "forbidden" });
  });
});

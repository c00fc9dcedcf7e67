import { weekAt } from "@huike/shared/member-code";
import { aSession, DAY } from "../../testing/people";
import { ok, phone, refuse, resetPhone, sentTo } from "../../testing/phone";
import { serverNowMs, useSession } from "../state/session-state";
import { arriveBy, ensureSession } from "./session";

/** Each test has a link of its own. */
let links = 0;
const aTicket = () => `${String(++links).padStart(43, "k")}.${"m".repeat(16)}`;
const signIns = () => sentTo("/api/member/sessions").map(({ body }) => body);

describe("signing in", () => {
  beforeEach(() => {
    resetPhone();
    useSession.setState({ session: undefined, clockOffsetMs: 0 });
    phone.serve = () => ok(aSession());
  });

  test("keeps the session and the server's clock", async () => {
    phone.serve = () => ok(aSession({ serverNowMs: Date.now() + 90_000 }));
    await ensureSession();
    expect(phone.storage.has("session")).toBe(true);
    expect(Math.abs(serverNowMs() - Date.now() - 90_000)).toBeLessThan(1_000);
  });

  test("names the scene in the sign-in, decoded once", async () => {
    await arriveBy({ scene: "abc%64" });
    expect(sentTo("/api/member/sessions").map(({ body }) => body)).toEqual([{ code: "code-1", scene: "abcd" }]);
  });

  test("leaves out a scene that cannot be ours", async () => {
    await arriveBy({ scene: "A-B" });
    expect(signIns()).toEqual([{ code: "code-1" }]);
  });

  test("records a touch when the session still lives, once a run", async () => {
    useSession.setState({ session: aSession() });
    await arriveBy({ scene: "touch1" });
    await arriveBy({ scene: "touch1" });
    expect(sentTo("/api/member/touches").map(({ body }) => body)).toEqual([{ scene: "touch1" }]);
    expect(phone.logins).toBe(0);
  });

  test("does not rest on a session whose code secrets end before tomorrow", async () => {
    const week = weekAt(Date.now() + DAY) - 1;
    const codeSecrets = { memberNo: "123456789", weeks: [{ week, secretHex: "ab".repeat(32) }] };
    useSession.setState({ session: aSession({ codeSecrets }) });
    await ensureSession();
    expect(phone.logins).toBe(1);
  });
});

describe("signing in by a welcome link", () => {
  beforeEach(() => {
    resetPhone();
    useSession.setState({ session: undefined, clockOffsetMs: 0 });
    phone.serve = () => ok(aSession());
  });

  test("sends ticket and scene with the first sign-in", async () => {
    const ticket = aTicket();
    await arriveBy({ scene: "abcd", ticket });
    expect(signIns()).toEqual([{ code: "code-1", scene: "abcd", ticket }]);
  });

  test("signs in anew though the session lives, once, also after a restart", async () => {
    useSession.setState({ session: aSession() });
    const ticket = aTicket();
    await Promise.all([arriveBy({ ticket }), arriveBy({ ticket })]);
    await arriveBy({ ticket });
    expect(signIns()).toEqual([{ code: "code-1", ticket }]);
    const kept = phone.storage.get("tickets-sent");
    expect(kept).toContain(ticket);
    await arriveBy({ ticket: aTicket() });
    expect(signIns()).toHaveLength(2);
  });

  test("sends a ticket that came while another sign-in was under way", async () => {
    const ticket = aTicket();
    const [, arrived] = await Promise.all([ensureSession(), arriveBy({ ticket })]);
    expect(arrived.ok).toBe(true);
    expect(signIns()).toEqual([{ code: "code-1" }, { code: "code-2", ticket }]);
  });

  test("keeps a live session where the ticket cannot be sent now, and sends it next time", async () => {
    useSession.setState({ session: aSession() });
    const ticket = aTicket();
    phone.serve = () => refuse(502, "wechat_refused");
    expect((await arriveBy({ ticket })).ok).toBe(true);
    phone.serve = () => ok(aSession());
    await arriveBy({});
    expect(signIns()).toEqual([
      { code: "code-1", ticket },
      { code: "code-2", ticket },
    ]);
  });

  test("leaves out a ticket that cannot be ours", async () => {
    await arriveBy({ ticket: "%E0%A4%A" });
    expect(signIns()).toEqual([{ code: "code-1" }]);
  });
});

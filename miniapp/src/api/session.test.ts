import { weekAt } from "@huike/shared/member-code";
import { aSession, DAY } from "../../testing/people";
import { ok, phone, resetPhone, sentTo } from "../../testing/phone";
import { serverNowMs, useSession } from "../state/session-state";
import { arriveBy, ensureSession, readScene } from "./session";

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
    await arriveBy("abc%64");
    expect(sentTo("/api/member/sessions").map(({ body }) => body)).toEqual([{ code: "code-1", scene: "abcd" }]);
  });

  test("leaves out a scene that cannot be ours", () => {
    expect(readScene("A-B")).toBeUndefined();
    expect(readScene("%E0%A4%A")).toBeUndefined();
    expect(readScene("abcd")).toBe("abcd");
  });

  test("records a touch when the session still lives, once a run", async () => {
    useSession.setState({ session: aSession() });
    await arriveBy("touch1");
    await arriveBy("touch1");
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

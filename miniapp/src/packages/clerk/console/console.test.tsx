import type { PendingApproval } from "@huike/shared/approval";
import type { ConsoleSession } from "@huike/shared/console-session";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aSession } from "../../../../testing/people";
import { ok, phone, type Reply, refuse, resetPhone, type Sent, sentTo } from "../../../../testing/phone";
import { useSession } from "../../../state/session-state";
import ReadyPage from "../ready/index";
import SignInPage from "../sign-in/index";
import { useTill } from "../till-state";
import ConsolePage from "./index";

const signInId = "0123456789abcdefghjkmnpqrs";
const browser = { name: "Chrome · Windows", maskedIp: "203.0.113.*" };
const seen = () => ok({ signInId, browser, expiresAtMs: Date.now() + 60_000, serverNowMs: Date.now() });
const approval: PendingApproval = {
  approvalId: "apr_0123456789abcdef",
  action: { zh: "作废券活动「开业券」", en: "Void the offer" },
  browser: { ...browser, city: "上海" },
  askedAtMs: Date.now(),
  expiresAtMs: Date.now() + 300_000,
};
const session: ConsoleSession = {
  ...{ sessionId: "0".repeat(32), browser, isThis: false },
  ...{ signedInAtMs: Date.now(), lastSeenAtMs: Date.now(), endsAtMs: Date.now() + 3_600_000 },
};
const staffAs = (role: string) => ({ name: "王芳", clerkNo: "03", role, storeIds: ["sto_abcd"] });

const serve = (rest: (request: Sent) => Reply) => {
  phone.serve = rest;
};
const tap = async (words: string) => fireEvent.click(await screen.findByText(words));
/** The till of somebody of this role; the rest as the test wants. */
const till = (role: string, rest: (request: Sent) => Reply) =>
  serve((request) => {
    if (request.url === "/api/clerk/me") return ok({ staff: staffAs(role), serverNowMs: Date.now() });
    if (request.url === "/api/clerk/today") return refuse(503, "try_later");
    return rest(request);
  });
const listed = (approvals: readonly PendingApproval[]) => ok({ approvals, serverNowMs: Date.now() });

beforeEach(() => {
  resetPhone();
  useSession.setState({ session: aSession({ isStaff: true }), clockOffsetMs: 0 });
  useTill.setState({ staff: undefined, shift: undefined, visit: undefined, outcome: undefined, signInId: undefined });
});

describe("a console's code", () => {
  test("read by the till's camera leads to the question; the code is not in the address", async () => {
    phone.scanned = { result: `huike:signin:${signInId}` };
    till("operator", () => listed([]));
    render(<ReadyPage />);
    await tap("扫码");
    await waitFor(() => expect(phone.visited).toEqual(["/packages/clerk/sign-in/index"]));
    expect(useTill.getState().signInId).toBe(signInId);
  });

  test("typed is no code: it belongs to somebody else's screen", async () => {
    till("operator", () => listed([]));
    render(<ReadyPage />);
    await tap("手动输入");
    fireEvent.input(await screen.findByLabelText("会员码"), { target: { value: `huike:signin:${signInId}` } });
    await tap("查找会员");
    expect(await screen.findByText(/这不是会员码/)).toBeTruthy();
    expect(phone.visited).toEqual([]);
    expect(useTill.getState().signInId).toBeUndefined();
  });

  test("shows which browser it is, and signs it in with one tap", async () => {
    useTill.setState({ signInId });
    serve(({ url }) => (url.endsWith("/scan") ? seen() : ok({ signInId })));
    render(<SignInPage />);
    expect(await screen.findByText("用你的身份登录这台电脑？")).toBeTruthy();
    for (const fact of ["城市未知", "203.0.113.*", "Chrome · Windows"]) expect(screen.getByText(fact)).toBeTruthy();
    expect(sentTo(`/api/clerk/sign-ins/${signInId}/confirm`)).toEqual([]);
    await tap("是我，登录");
    expect(await screen.findByText("✓ 已同意登录")).toBeTruthy();
    expect(sentTo(`/api/clerk/sign-ins/${signInId}/confirm`)).toHaveLength(1);
  });

  test("that is not mine is refused", async () => {
    useTill.setState({ signInId });
    serve(({ url }) => (url.endsWith("/scan") ? seen() : ok({ signInId })));
    render(<SignInPage />);
    await tap("不是我");
    expect(await screen.findByText(/没有登录，那个码已作废/)).toBeTruthy();
    expect(phone.sent.map(({ url }) => url.split("/").at(-1))).toEqual(["scan", "refuse"]);
  });

  test("whose answer is lost may be tapped again; one that is over may not", async () => {
    useTill.setState({ signInId });
    let lost = true;
    serve(({ url }) => {
      if (url.endsWith("/scan")) return seen();
      if (lost) throw new Error("lost");
      return refuse(410, "sign_in_over");
    });
    render(<SignInPage />);
    await tap("是我，登录");
    expect(await screen.findByText(/网络不通/)).toBeTruthy();
    lost = false;
    await tap("是我，登录");
    expect(await screen.findByText(/这个登录码已失效/)).toBeTruthy();
    await tap("回收银台");
  });

  test("is asked for where none was read: no link brings one", async () => {
    phone.params = { id: signInId, signInId };
    render(<SignInPage />);
    expect(await screen.findByText(/请在收银台用「扫码」/)).toBeTruthy();
    expect(phone.sent).toEqual([]);
  });
});

describe("what the computer waits for", () => {
  test("is told at the till to who has a place in the console, and to no clerk", async () => {
    till("manager", () => listed([approval]));
    render(<ReadyPage />);
    expect(await screen.findByText("电脑上有 1 个操作等你确认")).toBeTruthy();
    await tap("去确认");
    expect(phone.visited).toEqual(["/packages/clerk/console/index"]);
  });

  test("is not asked for by a clerk's till", async () => {
    till("clerk", () => listed([approval]));
    render(<ReadyPage />);
    expect(await screen.findByText("03 号 王芳")).toBeTruthy();
    expect(sentTo("/api/clerk/approvals")).toEqual([]);
  });

  test.each([
    ["同意这个操作", "approve"],
    ["不同意", "refuse"],
  ])("shows that very action; %s is said once and it is gone", async (words, decision) => {
    let waiting = [approval];
    serve(({ url }) => {
      if (url === "/api/clerk/approvals") return listed(waiting);
      if (url === "/api/operator/sessions") return ok({ sessions: [] });
      waiting = [];
      return ok({ approvalId: approval.approvalId, state: decision === "approve" ? "approved" : "refused" });
    });
    render(<ConsolePage />);
    expect(await screen.findByText("作废券活动「开业券」")).toBeTruthy();
    expect(screen.getByText("上海")).toBeTruthy();
    await tap(words);
    expect(await screen.findByText(/^没有。/)).toBeTruthy();
    const said = sentTo(`/api/clerk/approvals/${approval.approvalId}/decision`);
    expect(said.map(({ body }) => body)).toEqual([{ decision }]);
  });

  test("that was over says so, and can be looked at again", async () => {
    serve(({ url }) => {
      if (url === "/api/clerk/approvals") return listed([approval]);
      return url === "/api/operator/sessions" ? ok({ sessions: [] }) : refuse(410, "approval_over");
    });
    render(<ConsolePage />);
    await tap("同意这个操作");
    expect(await screen.findByText(/这次确认已失效/)).toBeTruthy();
    expect(screen.getByText("再看一次")).toBeTruthy();
  });
});

test("a computer that is signed in is sent out from the phone", async () => {
  let sessions = [session];
  serve(({ url }) => {
    if (url === "/api/clerk/approvals") return listed([]);
    if (url === "/api/operator/sessions") return ok({ sessions });
    sessions = [];
    return ok({ sessionId: session.sessionId });
  });
  render(<ConsolePage />);
  await tap("让它退出");
  expect(await screen.findByText("没有电脑登录着。")).toBeTruthy();
  expect(sentTo(`/api/operator/sessions/${session.sessionId}/end`)).toHaveLength(1);
});

import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aGuest, aSession, card } from "../../../../testing/people";
import { ok, phone, type Reply, refuse, resetPhone, type Sent, sentTo } from "../../../../testing/phone";
import { Newcomer } from "../../../pages/home/Newcomer";
import MePage from "../../../pages/me/index";
import { routes } from "../../../routes";
import { useSession } from "../../../state/session-state";
import InvitePage from "./index";

const inviteId = "inv_0123456789abcdef";
const secret = "abcdefghijklmnopqrstuv";
const text = `huike:invite:${inviteId}:${secret}`;
const invite = {
  ...{ inviteId, name: "李雷", clerkNo: "21", role: "manager", storeNames: ["人民路店"] },
  expiresAtMs: Date.now() + 3_600_000,
};

const serve = (rest: (request: Sent) => Reply, shown: Reply = ok(invite)) => {
  phone.serve = (request) => {
    if (request.url === `/api/member/invites/${inviteId}/read`) return shown;
    if (request.url === "/api/member/sessions") return ok(aSession({ isStaff: true, token: "t2" }));
    return rest(request);
  };
};
const tap = async (words: string) => fireEvent.click(await screen.findByText(words));
const accepts = () => sentTo(`/api/member/invites/${inviteId}/accept`);
const accepted = () => ok({ inviteId, role: "manager" });

beforeEach(() => {
  resetPhone();
  phone.params = { text: encodeURIComponent(text) };
  useSession.setState({ session: aSession(), clockOffsetMs: 0 });
});

test("a member sees what it is, accepts by a tap, and the phone is a phone of staff", async () => {
  serve(accepted);
  render(<InvitePage />);
  expect(await screen.findByText("邀请你担任店长")).toBeTruthy();
  expect(screen.getByText("人民路店")).toBeTruthy();
  expect(accepts()).toEqual([]);
  await tap("接受邀请");
  expect(await screen.findByText("✓ 已接受，欢迎加入")).toBeTruthy();
  expect(accepts().map(({ body }) => body)).toEqual([{ secret }]);
  expect(useSession.getState().session?.isStaff).toBe(true);
  await tap("去收银台");
  expect(phone.visited).toEqual([routes.till]);
});

test("whoever is no member joins by the same tap", async () => {
  useSession.setState({ session: aGuest() });
  serve(({ url }) => (url === "/api/member/join" ? ok({ session: aSession(), card }) : accepted()));
  render(<InvitePage />);
  await tap("同意协议并接受");
  expect(await screen.findByText("✓ 已接受，欢迎加入")).toBeTruthy();
  expect([sentTo("/api/member/join"), accepts()].map((sent) => sent.length)).toEqual([1, 1]);
});

test("an answer that was lost is asked for again; a refusal is final", async () => {
  let lost = true;
  serve(() => {
    if (lost) throw new Error("lost");
    return refuse(403, "invite_lapsed");
  });
  render(<InvitePage />);
  await tap("接受邀请");
  expect(await screen.findByText(/网络不通/)).toBeTruthy();
  lost = false;
  await tap("接受邀请");
  expect(await screen.findByText(/已经不能邀请这个职级/)).toBeTruthy();
  expect(screen.queryByText("接受邀请")).toBeNull();
});

test("one that is over, or no invite at all, says so", async () => {
  serve(accepted, refuse(410, "invite_over"));
  const { unmount } = render(<InvitePage />);
  expect(await screen.findByText(/超过 24 小时/)).toBeTruthy();
  unmount();
  phone.params = { text: "huike:invite:nonsense" };
  render(<InvitePage />);
  expect(await screen.findByText(/没有这个邀请/)).toBeTruthy();
});

test.each([
  ["on the home page of a newcomer", <Newcomer key="n" />, "扫一扫店里的码，领第一张券"],
  ["under 我的", <MePage key="m" />, "扫同事出示的邀请码"],
])("is read %s", async (_, page, button) => {
  phone.scanned = { result: text };
  render(page);
  await tap(button);
  await waitFor(() => expect(phone.visited).toEqual([routes.invite(text)]));
});

import type { ShiftCounts, ShiftSheet } from "@huike/shared/handover";
import { fireEvent, render, screen } from "@testing-library/react";
import { aReceipt, aSession, memberNo } from "../../../../testing/people";
import { ok, phone, type Reply, resetPhone, type Sent, sentTo } from "../../../../testing/phone";
import { useSession } from "../../../state/session-state";
import { keepRedemption, type Redemption } from "../pending-redemptions";
import ReadyPage from "../ready/index";
import { askAgain } from "../redeem-chosen";
import SheetsPage from "../sheets/index";
import { adoptShift, useTill } from "../till-state";
import HandoverPage from "./index";

const shiftId = "sft_0123456789abcdef";
const openedAtMs = Date.UTC(2026, 0, 5, 2);
const shift = { shiftId, storeId: "sto_abcd", storeName: "人民路店", openedAtMs, endsAtMs: Date.now() + 3_600_000 };
const none = { count: 0, fen: 0, unknown: 0 };
const counts: ShiftCounts = {
  tickets: [{ offerId: "ofr_abcd1234", title: "见面礼", count: 3, fen: 6_000, unknown: 1 }],
  undone: { count: 1, fen: 2_000, unknown: 0 },
  sales: { count: 4, fen: 21_850, unknown: 0 },
  undoneSales: none,
};
const running: ShiftSheet = { shift, memberNo, clerkNo: "03", clerkName: "王芳", counts, pending: [], slips: [] };
const closed: ShiftSheet = {
  ...running,
  shift: { ...shift, endsAtMs: Date.UTC(2026, 0, 5, 10, 30) },
  closedAtMs: Date.UTC(2026, 0, 5, 10, 30),
  pending: [{ kind: "arriving", id: "rdm_00000000000k2m7" }],
};
const redemption: Redemption = {
  redemptionId: "rdm_00000000000k2m8",
  orderId: "ord_0123456789abcdef",
  visitToken: "visit",
  memberNo,
  ...{ offerId: "ofr_abcd1234", n: 1, round: 0, version: 1 },
};

const serve = (rest: (request: Sent) => Reply) => {
  phone.serve = rest;
};
const tap = async (words: string) => fireEvent.click(await screen.findByText(words));

beforeEach(() => {
  resetPhone();
  useSession.setState({ session: aSession({ isStaff: true }), clockOffsetMs: 0 });
  useTill.setState({ visit: undefined, outcome: undefined });
  adoptShift(shift);
  phone.params = { shiftId };
});

test("shows the shift so far, then hands it over with what this phone knows, and the phone is off shift", async () => {
  serve(({ body }) => ok(aReceipt({ redemptionId: (body as Redemption).redemptionId })));
  await askAgain({ ...redemption, redemptionId: "rdm_00000000000k2m7" });
  keepRedemption(redemption);
  serve(({ method }) => ok(method === "GET" ? running : closed));
  render(<HandoverPage />);
  expect(await screen.findByText("3 张 −¥60（1 笔没填金额）")).toBeTruthy();
  expect(screen.getByText("4 笔 ¥218.50")).toBeTruthy();
  expect(screen.getByText("1 张 −¥20")).toBeTruthy();
  expect(screen.getByText(/还有 1 笔没收到结果/)).toBeTruthy();
  await tap("确认交班");
  expect(await screen.findByText("已交班")).toBeTruthy();
  expect(screen.getByText("已成功，数据在路上")).toBeTruthy();
  expect(screen.getByText("单号 …k2m7")).toBeTruthy();
  expect(sentTo("/api/clerk/shifts/end")[0]?.body).toEqual({
    shiftId,
    heard: ["rdm_00000000000k2m7"],
    unanswered: [{ kind: "redemption", id: "rdm_00000000000k2m8" }],
  });
  expect(useTill.getState().shift).toBeUndefined();
});

test("a lost answer leaves the shift as it was, and the next press asks the same", async () => {
  serve(({ method }) => {
    if (method === "GET") return ok(running);
    throw new Error("lost");
  });
  render(<HandoverPage />);
  await tap("确认交班");
  expect(await screen.findByText(/网络不通/)).toBeTruthy();
  expect(useTill.getState().shift).toEqual(shift);
  serve(() => ok(closed));
  await tap("确认交班");
  expect(await screen.findByText("已交班")).toBeTruthy();
  const [first, second] = sentTo("/api/clerk/shifts/end").map(({ body }) => body);
  expect(second).toEqual(first);
});

test("what came after the sheet stands beside it", async () => {
  const since = { ...counts, tickets: [{ ...counts.tickets[0], count: 4, fen: 8_000 }] };
  serve(() => ok({ ...closed, since }));
  render(<HandoverPage />);
  expect(await screen.findByText("生成之后有变动，现在是")).toBeTruthy();
  expect(screen.getByText("4 张 −¥80（1 笔没填金额）")).toBeTruthy();
});

test("a shift that 04:00 ended is offered its sheet at the till", async () => {
  const staff = { name: "王芳", clerkNo: "03", role: "clerk", storeIds: ["sto_abcd"] };
  serve(({ url }) =>
    url === "/api/clerk/me"
      ? ok({ staff, unclosed: shift, serverNowMs: Date.now() })
      : ok({ day: "2026-01-05", mine: { members: 0, redemptions: 0, undone: 0 }, shops: [], receipts: [] }),
  );
  render(<ReadyPage />);
  await tap("看交班单");
  expect(phone.visited).toEqual([`/packages/clerk/handover/index?shiftId=${shiftId}`]);
});

test("a manager reads the sheets of a day, and of the day before", async () => {
  phone.params = { storeId: "sto_abcd" };
  const other = { ...running, shift: { ...shift, shiftId: "sft_0123456789abcdeg" } };
  serve(() => ok({ sheets: phone.sent.length === 1 ? [] : [closed, other] }));
  render(<SheetsPage />);
  expect(await screen.findByText("这一天还没有人上班")).toBeTruthy();
  await tap("看前一天");
  expect(await screen.findByText("03 号")).toBeTruthy();
  const [today, before] = sentTo("/api/clerk/stores").map(({ url }) => url);
  expect(before).not.toBe(today);
  expect(screen.getByText("03 号 · 还在班上")).toBeTruthy();
});

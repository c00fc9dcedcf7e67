import type { CounterReceipt } from "@huike/shared/counter";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aReceipt, aSession, memberNo } from "../../../../testing/people";
import { ok, phone, type Reply, refuse, resetPhone, type Sent, sentTo } from "../../../../testing/phone";
import { useSession } from "../../../state/session-state";
import { LastReceipts } from "../LastReceipts";
import ReadyPage from "../ready/index";
import ClerkReceiptPage from "../receipt/index";
import { useTill } from "../till-state";
import TodayPage from "../today/index";
import UndoPage from "./index";
import { pendingUndos, type Undo } from "./pending-undos";

const MINUTE = 60_000;
const clerk = { name: "王芳", clerkNo: "03", role: "clerk" as const, storeIds: ["sto_abcd"] };
const manager = { ...clerk, name: "李店", clerkNo: "90", role: "manager" as const };

const one = (over: Parameters<typeof aReceipt>[0] = {}, round = 0): CounterReceipt => ({
  receipt: aReceipt(over),
  memberNo,
  round,
});
const undone = (receipt = aReceipt()) => ({
  receipt: { ...receipt, undoneAtMs: Date.now(), undoneByNo: "03", undoReason: "returned" as const },
  expiresAtMs: Date.UTC(2026, 10, 22, 6, 2),
});
const isUndo = ({ url }: Sent) => url.endsWith("/undo");
const undos = () => phone.sent.filter(isUndo).map(({ url, body }) => ({ url, body: body as Undo }));
const tap = async (words: string) => fireEvent.click(await screen.findByText(words));
const choose = (words: string) => fireEvent.click(screen.getByLabelText(words));
const lost = (): Reply => {
  throw new Error("lost");
};

beforeEach(() => {
  resetPhone();
  useSession.setState({ session: aSession({ isStaff: true }), clockOffsetMs: 0 });
  useTill.setState({ staff: clerk, outcome: undefined, undoing: undefined, undoOutcome: undefined, undone: [] });
});

describe("taking a redemption back", () => {
  test("from the green receipt: reason, confirm, and the screen says what became of the coupon", async () => {
    useTill.setState({ outcome: { is: "redeemed", done: one() } });
    const receipt = render(<ClerkReceiptPage />);
    await tap("撤销");
    expect(phone.visited).toEqual(["/packages/clerk/undo/index"]);
    receipt.unmount();

    phone.serve = () => ok(undone());
    render(<UndoPage />);
    await tap("先选原因");
    expect(undos()).toEqual([]);
    choose("退货");
    await tap("确认撤销");
    expect(await screen.findByText("已撤销")).toBeTruthy();
    expect(screen.getByText("券已退回会员 …6789 的卡包，可用到 11-22 14:02")).toBeTruthy();
    const { redemptionId, offerId, n } = aReceipt();
    expect(undos()).toEqual([
      {
        url: `/api/clerk/redemptions/${redemptionId}/undo`,
        body: { memberNo, offerId, n, round: 0, reason: "returned" },
      },
    ]);
    expect(pendingUndos()).toEqual([]);
  });

  test("is kept before it is sent; blue without an answer, and asked again as it was", async () => {
    let keptAtSending: Undo[] = [];
    phone.serve = () => {
      keptAtSending = pendingUndos();
      return lost();
    };
    useTill.setState({ undoing: one() });
    render(<UndoPage />);
    choose("收错");
    await tap("确认撤销");
    expect(await screen.findByText("待确认")).toBeTruthy();
    expect(screen.queryByText("已撤销")).toBeNull();
    expect(keptAtSending).toHaveLength(1);
    phone.serve = () => ok(undone());
    await tap("再问一次");
    expect(await screen.findByText("已撤销")).toBeTruthy();
    const [first, second] = undos();
    expect(second).toEqual(first);
    expect(pendingUndos()).toEqual([]);
  });

  test("without an answer keeps its reason, also when it is begun anew", async () => {
    phone.serve = lost;
    useTill.setState({ undoing: one() });
    const first = render(<UndoPage />);
    choose("收错");
    await tap("确认撤销");
    await screen.findByText("待确认");
    first.unmount();
    useTill.setState({ undoing: one(), undoOutcome: undefined });
    phone.serve = () => ok(undone());
    render(<UndoPage />);
    choose("顾客改主意");
    await tap("确认撤销");
    await screen.findByText("已撤销");
    const [lostOne, again] = undos();
    expect(again).toEqual(lostOne);
  });

  test("survives a restart: the till offers to ask again", async () => {
    phone.serve = () => ({ statusCode: 503, data: { message: "Service Unavailable" } });
    useTill.setState({ undoing: one() });
    const page = render(<UndoPage />);
    choose("收错");
    await tap("确认撤销");
    await waitFor(() => expect(pendingUndos()).toHaveLength(1));
    page.unmount();
    useTill.setState({ undoing: undefined, undoOutcome: undefined });
    phone.serve = (request) => (isUndo(request) ? ok(undone()) : refuse(503, "try_later"));
    render(<ReadyPage />);
    await tap("再问一次");
    await waitFor(() => expect(useTill.getState().undoOutcome?.is).toBe("undone"));
    expect(phone.visited).toEqual(["/packages/clerk/undo/index"]);
  });

  const atMs = Date.now() - 11 * MINUTE;
  test.each([
    [409, "undo_too_late", { atMs }, /核销，超过 10 分钟了，请店长来撤销/, "下一步：请店长在「我的业绩」里撤销"],
    [409, "undo_limit", { limit: 3 }, /已经撤销过 3 次/, "下一步：记下单号，请运营处理"],
    [403, "undo_not_yours", undefined, /不是你核销的/, "下一步：请店长在「我的业绩」里撤销"],
    [404, "redemption_unknown", undefined, /没有找到这笔核销/, "下一步：回收银台看看最近核销"],
  ])("refused (%i %s): the cause, the next step, and nothing is kept", async (status, error, detail, cause, step) => {
    phone.serve = () => refuse(status, error, detail);
    useTill.setState({ undoing: one() });
    render(<UndoPage />);
    choose("收错");
    await tap("确认撤销");
    expect(await screen.findByText("没有撤销")).toBeTruthy();
    expect(screen.getByText(cause)).toBeTruthy();
    expect(screen.getByText(step)).toBeTruthy();
    expect(pendingUndos()).toEqual([]);
  });

  test("a page opened with nothing to undo leads back", () => {
    render(<UndoPage />);
    fireEvent.click(screen.getByText("回收银台"));
    expect(phone.visited).toEqual(["/packages/clerk/ready/index"]);
  });
});

describe("where an undo is offered", () => {
  const old = { redeemedAtMs: Date.now() - 11 * MINUTE };

  test("to a clerk for ten minutes, to a manager of the shop later too", () => {
    const list = render(<LastReceipts receipts={[one(old)]} />);
    expect(screen.queryByText("撤销")).toBeNull();
    list.rerender(<LastReceipts receipts={[one()]} />);
    expect(screen.getByText("撤销")).toBeTruthy();
    act(() => useTill.setState({ staff: manager }));
    list.rerender(<LastReceipts receipts={[one(old)]} />);
    expect(screen.getByText("撤销")).toBeTruthy();
    list.rerender(<LastReceipts receipts={[one({ ...old, storeId: "sto_zzzz" })]} />);
    expect(screen.queryByText("撤销")).toBeNull();
  });

  test("not after the third, nor for one undone: that one says by whom, when and why", () => {
    const { receipt } = undone();
    render(<LastReceipts receipts={[one({}, 3), one({ ...receipt, redemptionId: "rdm_00000000000k2m8" })]} />);
    expect(screen.queryByText("撤销")).toBeNull();
    expect(screen.getByText(/由 03 号撤销（退货）/)).toBeTruthy();
  });

  test("a list that does not know yet marks what this phone has undone", () => {
    useTill.setState({ undone: [undone().receipt] });
    render(<LastReceipts receipts={[one()]} />);
    expect(screen.queryByText("撤销")).toBeNull();
    expect(screen.getByText(/由 03 号撤销（退货）/)).toBeTruthy();
  });

  test("a manager's day lists the shop's redemptions, counts the undone, and opens one to undo", async () => {
    const shops = [
      {
        ...{ storeId: "sto_abcd", storeName: "人民路店", members: 0, redemptions: 4, undone: 2 },
        receipts: [one({ ...old, clerkNo: "05" })],
      },
    ];
    useTill.setState({ staff: manager });
    phone.serve = () => ok({ day: "2026-11-21", mine: { members: 0, redemptions: 0, undone: 0 }, shops, receipts: [] });
    render(<TodayPage />);
    expect(await screen.findByText("人民路店最近的核销")).toBeTruthy();
    expect(screen.getByText(/· 05 号/)).toBeTruthy();
    expect(screen.getByText("2")).toBeTruthy();
    fireEvent.click(screen.getByLabelText(/^撤销 .* 的核销$/));
    expect(phone.visited).toEqual(["/packages/clerk/undo/index"]);
    expect(useTill.getState().undoing?.receipt.clerkNo).toBe("05");
  });
});

test("a redemption whose answer came after it was undone is never green", async () => {
  const { receipt } = undone();
  useTill.setState({ outcome: { is: "since_undone", receipt } });
  render(<ClerkReceiptPage />);
  expect(screen.queryByText("核销成功")).toBeNull();
  expect(screen.getByText("已撤销")).toBeTruthy();
  expect(screen.getByText(/由 03 号撤销（退货）；券已退回会员卡包/)).toBeTruthy();
  expect(sentTo("/api/clerk/redemptions")).toEqual([]);
});

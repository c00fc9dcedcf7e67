import type { CounterReceipt } from "@huike/shared/counter";
import type { SaleReceipt } from "@huike/shared/sale";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aReceipt, aSession, memberNo } from "../../../../testing/people";
import { ok, phone, type Reply, refuse, resetPhone, type Sent } from "../../../../testing/phone";
import { useSession } from "../../../state/session-state";
import { LastReceipts } from "../LastReceipts";
import ReadyPage from "../ready/index";
import ClerkReceiptPage from "../receipt/index";
import { useTill } from "../till-state";
import UndoPage from "./index";
import { pendingSaleUndos, type SaleUndo } from "./pending-sale-undos";

const orderId = "ord_0123456789abcdef";
const parts = [aReceipt(), aReceipt({ redemptionId: "rdm_00000000000k2m8", title: "代金券", offFen: 1_500 })];
const sale: SaleReceipt = {
  ...{ orderId, atMs: Date.now(), storeId: "sto_abcd", storeName: "人民路店", clerkNo: "03", memberTail: "6789" },
  ...{ amountFen: 10_000, offFen: 3_500, payableFen: 6_500, parts },
};
const marks = { undoneAtMs: Date.now(), undoneByNo: "03", undoReason: "returned" as const };
const undone = (): Reply => ok({ receipt: { ...sale, ...marks, parts: parts.map((part) => ({ ...part, ...marks })) } });
const lost = (): Reply => {
  throw new Error("lost");
};
const isUndo = ({ url }: Sent) => url.endsWith("/undo");
const undos = () => phone.sent.filter(isUndo).map(({ url, body }) => ({ url, body: body as SaleUndo }));
const tap = async (words: string) => fireEvent.click(await screen.findByText(words));
const choose = (words: string) => fireEvent.click(screen.getByLabelText(words));

beforeEach(() => {
  resetPhone();
  useSession.setState({ session: aSession({ isStaff: true }), clockOffsetMs: 0 });
  const staff = { name: "王芳", clerkNo: "03", role: "clerk" as const, storeIds: ["sto_abcd"] };
  useTill.setState({ staff, undoing: undefined, undoingSale: undefined, undoOutcome: undefined, undone: [] });
  useTill.setState({ outcome: { is: "recorded", sale, memberNo } });
});

async function fromReceipt(): Promise<void> {
  const receipt = render(<ClerkReceiptPage />);
  await tap("撤销");
  expect(phone.visited).toEqual(["/packages/clerk/undo/index"]);
  receipt.unmount();
}

describe("taking a whole sale back", () => {
  test("from its green receipt: reason, confirm, and the screen says which tickets came back", async () => {
    await fromReceipt();
    phone.serve = undone;
    render(<UndoPage />);
    choose("退货");
    await tap("确认撤销");
    expect(await screen.findByText("2 张券已退回会员 …6789 的卡包")).toBeTruthy();
    expect(undos()).toEqual([{ url: `/api/clerk/sales/${orderId}/undo`, body: { memberNo, reason: "returned" } }]);
    expect(pendingSaleUndos()).toEqual([]);
  });

  test("from one ticket of it in the day's list, which is marked with all of it", async () => {
    const rows = parts.map((receipt): CounterReceipt => ({ receipt, memberNo, round: 0, orderId }));
    const list = render(<LastReceipts receipts={rows} />);
    fireEvent.click(screen.getAllByText("撤销")[0] ?? document.body);
    list.unmount();
    phone.serve = undone;
    render(<UndoPage />);
    choose("收错");
    await tap("确认撤销");
    await screen.findByText("已撤销");
    expect(undos()).toHaveLength(1);
    render(<LastReceipts receipts={rows} />);
    expect(screen.queryByText("撤销")).toBeNull();
  });

  test("without an answer is blue, and asked again as it was, after a restart too", async () => {
    await fromReceipt();
    phone.serve = lost;
    const page = render(<UndoPage />);
    choose("收错");
    await tap("确认撤销");
    expect(await screen.findByText("待确认")).toBeTruthy();
    page.unmount();
    useTill.setState({ undoingSale: undefined, undoOutcome: undefined, outcome: undefined });
    phone.serve = (request) => (isUndo(request) ? undone() : refuse(503, "try_later"));
    render(<ReadyPage />);
    await tap("再问一次");
    await waitFor(() => expect(useTill.getState().undoOutcome?.is).toBe("sale_undone"));
    const [first, second] = undos();
    expect(second).toEqual(first);
    expect(pendingSaleUndos()).toEqual([]);
  });

  test("refused: the cause and the next step", async () => {
    await fromReceipt();
    phone.serve = () => refuse(404, "sale_unknown");
    render(<UndoPage />);
    choose("收错");
    await tap("确认撤销");
    expect(await screen.findByText("没有撤销")).toBeTruthy();
    expect(screen.getByText(/没有找到这笔消费/)).toBeTruthy();
    expect(pendingSaleUndos()).toEqual([]);
  });
});

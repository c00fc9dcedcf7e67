import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aFace, aReceipt, aSession } from "../../../testing/people";
import { ok, phone, type Reply, refuse, resetPhone, type Sent, sentTo } from "../../../testing/phone";
import { useSession } from "../../state/session-state";
import ConfirmPage from "./confirm/index";
import type { Redemption } from "./pending-redemptions";
import { pendingRedemptions } from "./pending-redemptions";
import ReadyPage from "./ready/index";
import ClerkReceiptPage from "./receipt/index";
import { adoptShift, useTill, type Visit } from "./till-state";

const shift = {
  shiftId: "sft_0123456789abcdef",
  storeId: "sto_abcd",
  storeName: "人民路店",
  openedAtMs: Date.now(),
  endsAtMs: Date.now() + 3_600_000,
};
const staff = { name: "王芳", clerkNo: "03", role: "clerk", storeIds: ["sto_abcd"] };
const visit: Visit = {
  orderId: "ord_0123456789abcdef",
  visitToken: "visit-1",
  visitEndsAtMs: Date.now() + 600_000,
  memberNo: "123456789",
  memberTail: "6789",
  storeName: "人民路店",
  coupons: [
    { coupon: aCoupon(), face: aFace() },
    { coupon: aCoupon({ offerId: "ofr_bbbb5678" }), face: aFace({ offerId: "ofr_bbbb5678", title: "开业券" }) },
  ],
};
const memberCodeText = "912345678901234567";

function serve(rest: (request: Sent) => Reply, onShift = true): void {
  phone.serve = (request) => {
    if (request.url === "/api/clerk/me") return ok({ staff, serverNowMs: Date.now(), ...(onShift ? { shift } : {}) });
    if (request.url === "/api/clerk/today") {
      return ok({ day: "2026-11-21", mine: { members: 0, redemptions: 0, undone: 0 }, shops: [], receipts: [] });
    }
    return rest(request);
  };
}

const tap = async (words: string) => fireEvent.click(await screen.findByText(words));
const redemptions = () => sentTo("/api/clerk/redemptions").map(({ body }) => body as Redemption);

beforeEach(() => {
  resetPhone();
  useSession.setState({ session: aSession({ isStaff: true }), clockOffsetMs: 0 });
  useTill.setState({ staff: undefined, shift: undefined, visit: undefined, outcome: undefined });
});

describe("at the till", () => {
  test("two taps: scan, then redeem with the condition in the button", async () => {
    phone.scanned = { result: memberCodeText };
    serve(({ url, body }) =>
      url === "/api/clerk/look-ups"
        ? ok(lookedUp())
        : ok(aReceipt({ redemptionId: (body as Redemption).redemptionId })),
    );
    render(<ReadyPage />);
    await tap("扫码");
    await waitFor(() => expect(phone.visited).toEqual(["/packages/clerk/confirm/index"]));
    expect(sentTo("/api/clerk/look-ups")[0]?.body).toEqual({ code: memberCodeText });
    render(<ConfirmPage />);
    await tap("已满¥100，核销 −¥20");
    await waitFor(() => expect(phone.visited).toContain("/packages/clerk/receipt/index"));
    render(<ClerkReceiptPage />);
    expect(screen.getByText("核销成功")).toBeTruthy();
    expect(screen.getByText("扫下一位")).toBeTruthy();
    expect(pendingRedemptions()).toEqual([]);
  });

  test("a coupon's QR has that coupon ready", async () => {
    phone.scanned = { result: `${memberCodeText}:BBBB5678:1` };
    serve(() => ok(lookedUp()));
    render(<ReadyPage />);
    await tap("扫码");
    await waitFor(() => expect(useTill.getState().visit?.named).toEqual({ offerId: "ofr_bbbb5678", n: 1 }));
  });

  test.each([
    ["134567890123456789", "这是付款码，请会员打开会员码"],
    ["https://example.com", "这不是会员码，请会员打开会员码"],
  ])("%s is named for what it is, and nothing is sent", async (text, sentence) => {
    phone.scanned = { result: text };
    serve(() => refuse(500, "unexpected"));
    render(<ReadyPage />);
    await tap("扫码");
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(sentTo("/api/clerk/look-ups")).toEqual([]);
  });

  test("our own ticket code is for customers", async () => {
    phone.scanned = { result: "", path: "pages/landing/index?scene=abcd" };
    serve(() => refuse(500, "unexpected"));
    render(<ReadyPage />);
    await tap("扫码");
    expect(await screen.findByText(/这是领券的码/)).toBeTruthy();
  });

  test("off shift: the table card opens one, with the same shift id after a lost answer", async () => {
    phone.scanned = { result: "HKT:sto_abcd" };
    let isDown = true;
    serve(({ body }) => {
      if (isDown) throw new Error("lost");
      return ok({ shift: { ...shift, shiftId: (body as { shiftId: string }).shiftId } });
    }, false);
    render(<ReadyPage />);
    await tap("扫台卡上班");
    expect(await screen.findByText(/网络不通/)).toBeTruthy();
    isDown = false;
    await tap("扫台卡上班");
    await waitFor(() => expect(phone.toasts).toEqual(["已在人民路店上班"]));
    const [first, second] = sentTo("/api/clerk/shifts").map(({ body }) => body);
    expect(second).toEqual(first);
  });
});

describe("a redemption without an answer", () => {
  beforeEach(() => useTill.setState({ visit }));

  test("is blue, never green, and asked again with the same ids", async () => {
    let isDown = true;
    serve(({ body }) => {
      if (isDown) throw new Error("lost");
      return ok(aReceipt({ redemptionId: (body as Redemption).redemptionId }));
    });
    render(<ConfirmPage />);
    await tap("已满¥100，核销 −¥20");
    await waitFor(() => expect(useTill.getState().outcome?.is).toBe("unanswered"));
    render(<ClerkReceiptPage />);
    expect(screen.getByText("待确认")).toBeTruthy();
    expect(screen.queryByText("核销成功")).toBeNull();
    isDown = false;
    await tap("再问一次");
    expect(await screen.findByText("核销成功")).toBeTruthy();
    const [first, second] = redemptions();
    expect(second).toEqual(first);
    expect(pendingRedemptions()).toEqual([]);
  });

  test("survives a restart: the till offers to ask again", async () => {
    serve(() => ({ statusCode: 503, data: { message: "Service Unavailable" } }));
    const { unmount } = render(<ConfirmPage />);
    await tap("已满¥100，核销 −¥20");
    await waitFor(() => expect(pendingRedemptions()).toHaveLength(1));
    unmount();
    useTill.setState({ visit: undefined, outcome: undefined });
    serve(({ body }) => ok(aReceipt({ redemptionId: (body as Redemption).redemptionId })));
    render(<ReadyPage />);
    await tap("再问一次");
    await waitFor(() => expect(useTill.getState().outcome?.is).toBe("redeemed"));
    const [first, second] = redemptions();
    expect(second).toEqual(first);
  });

  test("the same coupon scanned anew keeps its ids and takes the new visit's token", async () => {
    let isDown = true;
    serve(({ body }) => {
      if (isDown) throw new Error("lost");
      return ok(aReceipt({ redemptionId: (body as Redemption).redemptionId }));
    });
    const first = render(<ConfirmPage />);
    await tap("已满¥100，核销 −¥20");
    await waitFor(() => expect(useTill.getState().outcome?.is).toBe("unanswered"));
    first.unmount();
    isDown = false;
    useTill.setState({ visit: { ...visit, visitToken: "visit-2" } });
    render(<ConfirmPage />);
    await tap("已满¥100，核销 −¥20");
    await waitFor(() => expect(useTill.getState().outcome?.is).toBe("redeemed"));
    const [lost, again] = redemptions();
    expect(again).toEqual({ ...lost, visitToken: "visit-2" });
  });

  test("another coupon is another request", async () => {
    serve(() => {
      throw new Error("lost");
    });
    const first = render(<ConfirmPage />);
    await tap("已满¥100，核销 −¥20");
    await waitFor(() => expect(pendingRedemptions()).toHaveLength(1));
    first.unmount();
    useTill.setState({ visit: { ...visit, named: { offerId: "ofr_bbbb5678", n: 1 } } });
    render(<ConfirmPage />);
    await tap("已满¥100，核销 −¥20");
    await waitFor(() => expect(pendingRedemptions()).toHaveLength(2));
    const [one, other] = redemptions();
    expect(other?.redemptionId).not.toBe(one?.redemptionId);
    expect(other?.offerId).toBe("ofr_bbbb5678");
  });
});

describe("a redemption undone before its answer got here", () => {
  test("is told so, not green, and no longer kept", async () => {
    useTill.setState({ visit });
    serve(({ body }) => {
      const { redemptionId } = body as Redemption;
      return ok(aReceipt({ redemptionId, undoneAtMs: Date.now(), undoneByNo: "90", undoReason: "mistake" }));
    });
    render(<ConfirmPage />);
    await tap("已满¥100，核销 −¥20");
    await waitFor(() => expect(useTill.getState().outcome?.is).toBe("since_undone"));
    expect(pendingRedemptions()).toEqual([]);
  });
});

describe("a refused redemption", () => {
  test("gives the cause with its facts and the next step, and is not kept", async () => {
    useTill.setState({ visit });
    serve(() =>
      refuse(409, "coupon_redeemed", {
        atMs: Date.now(),
        storeName: "人民路店",
        clerkNo: "03",
        redemptionTail: "7k2m",
      }),
    );
    render(<ConfirmPage />);
    await tap("已满¥100，核销 −¥20");
    await waitFor(() => expect(useTill.getState().outcome?.is).toBe("refused"));
    render(<ClerkReceiptPage />);
    expect(screen.getByText("不能用")).toBeTruthy();
    expect(screen.getByText(/在人民路店由 03 号核销，单号 …7k2m/)).toBeTruthy();
    expect(screen.getByText("下一步：请会员看看卡包里的使用凭证")).toBeTruthy();
    expect(pendingRedemptions()).toEqual([]);
  });
});

test("a shift is kept for the next launch, and forgotten when it has ended", () => {
  adoptShift(shift);
  expect(phone.storage.has("shift")).toBe(true);
  expect(phone.storage.has("shift-ends-at-ms")).toBe(true);
  adoptShift(undefined);
  expect(phone.storage.size).toBe(0);
});

function lookedUp() {
  const { named: _, orderId: __, ...answer } = visit;
  return answer;
}

import type { SaleReceipt } from "@huike/shared/sale";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aFace, aReceipt, aSession } from "../../../testing/people";
import { ok, phone, type Reply, refuse, resetPhone, type Sent, sentTo } from "../../../testing/phone";
import { useSession } from "../../state/session-state";
import ConfirmPage from "./confirm/index";
import { pendingSales, type Sale } from "./pending-sales";
import ReadyPage from "./ready/index";
import ClerkReceiptPage from "./receipt/index";
import { useTill, type Visit } from "./till-state";

const cash = { kind: "cash", valueFen: 1_500 } as const;
const visit: Visit = {
  orderId: "ord_0123456789abcdef",
  visitToken: "visit-1",
  visitEndsAtMs: Date.now() + 600_000,
  memberNo: "123456789",
  memberTail: "6789",
  storeName: "人民路店",
  coupons: [
    {
      coupon: aCoupon({ offerId: "ofr_cash1234" }),
      face: aFace({ offerId: "ofr_cash1234", title: "代金券", benefit: cash, combines: ["threshold"] }),
    },
    { coupon: aCoupon(), face: aFace({ combines: ["cash"] }) },
    {
      coupon: aCoupon({ offerId: "ofr_a10ne123" }),
      face: aFace({ offerId: "ofr_a10ne123", title: "独享券", benefit: { kind: "cash", valueFen: 1_000 } }),
    },
  ],
};
const recorded = (sale: Sale, over: Partial<SaleReceipt> = {}): Reply =>
  ok({
    orderId: sale.orderId,
    ...{ atMs: Date.now(), storeId: "sto_abcd", storeName: "人民路店", clerkNo: "03", memberTail: "6789" },
    ...(sale.amountFen === undefined ? {} : { amountFen: sale.amountFen, payableFen: sale.amountFen - 3_500 }),
    offFen: 3_500,
    parts: sale.coupons.map(({ offerId, redemptionId }) => aReceipt({ offerId, redemptionId })),
    ...over,
  });

function serve(rest: (request: Sent) => Reply): void {
  phone.serve = (request) => {
    if (request.url === "/api/clerk/me") {
      const staff = { name: "王芳", clerkNo: "03", role: "clerk", storeIds: ["sto_abcd"] };
      return ok({ staff, serverNowMs: Date.now() });
    }
    if (request.url === "/api/clerk/today") return refuse(503, "try_later");
    return rest(request);
  };
}
const sales = () => sentTo("/api/clerk/sales").map(({ body }) => body as Sale);
const tap = async (words: string) => fireEvent.click(await screen.findByText(words));
const type = (placeholder: string, value: string) =>
  fireEvent.change(screen.getByPlaceholderText(placeholder), { target: { value } });
const AMOUNT = "消费金额（可不填）";

beforeEach(() => {
  resetPhone();
  useSession.setState({ session: aSession({ isStaff: true }), clockOffsetMs: 0 });
  useTill.setState({ staff: undefined, shift: undefined, visit, outcome: undefined });
});

describe("the confirm screen", () => {
  test("has the combination that saves most ready, says why, and sends it as one sale in the order of pricing", async () => {
    serve(({ body }) => recorded(body as Sale));
    render(<ConfirmPage />);
    type(AMOUNT, "100");
    expect(screen.getByText("省得最多")).toBeTruthy();
    await tap("核销 2 张 −¥35，收 ¥65");
    await waitFor(() => expect(useTill.getState().outcome?.is).toBe("recorded"));
    expect(sales()).toMatchObject([
      {
        ...{ orderId: visit.orderId, visitToken: "visit-1", memberNo: "123456789", amountFen: 10_000 },
        coupons: [{ offerId: "ofr_abcd1234" }, { offerId: "ofr_cash1234" }],
      },
    ]);
    expect(sentTo("/api/clerk/redemptions")).toEqual([]);
    render(<ClerkReceiptPage />);
    expect(screen.getByText("核销成功")).toBeTruthy();
    expect(screen.getByText("消费 ¥100，收 ¥65")).toBeTruthy();
    expect(pendingSales()).toEqual([]);
  });

  test("follows the amount until a ticket is tapped, then the taps", async () => {
    serve(({ body }) => recorded(body as Sale));
    render(<ConfirmPage />);
    type(AMOUNT, "60");
    expect(screen.getByText("核销 −¥15")).toBeTruthy();
    expect(screen.getByText("还差 ¥40")).toBeTruthy();
    fireEvent.click(screen.getByLabelText("独享券，¥10，无门槛"));
    expect(screen.getByText("核销 −¥10")).toBeTruthy();
    type(AMOUNT, "100");
    expect(screen.getByText("核销 −¥10")).toBeTruthy();
    fireEvent.click(screen.getByLabelText("独享券，¥10，无门槛"));
    await tap("先选一张券");
    expect(sales()).toEqual([]);
  });

  test("asks for the price of one thing only where a ticket is for the n-th", () => {
    serve(() => refuse(500, "unexpected"));
    const { unmount } = render(<ConfirmPage />);
    expect(screen.queryByPlaceholderText("单件价格（第几件优惠用）")).toBeNull();
    unmount();
    const face = aFace({ benefit: { kind: "nth_item", nth: 2, payPercent: 50 } });
    useTill.setState({ visit: { ...visit, coupons: [{ coupon: aCoupon(), face }] } });
    render(<ConfirmPage />);
    type("单件价格（第几件优惠用）", "30");
    expect(screen.getByText("核销 −¥15")).toBeTruthy();
  });

  test("offers 只记消费 once an amount is typed, for a member without coupons too", async () => {
    serve(({ body }) => recorded(body as Sale, { offFen: 0, payableFen: 8_800 }));
    useTill.setState({ visit: { ...visit, coupons: [] } });
    render(<ConfirmPage />);
    expect(screen.queryByText("只记消费")).toBeNull();
    type(AMOUNT, "88");
    await tap("只记消费");
    await waitFor(() => expect(useTill.getState().outcome?.is).toBe("recorded"));
    expect(sales()).toEqual([
      { orderId: visit.orderId, visitToken: "visit-1", memberNo: "123456789", amountFen: 8_800, coupons: [] },
    ]);
    render(<ClerkReceiptPage />);
    expect(screen.getByText("已记消费")).toBeTruthy();
    expect(screen.getByText("¥88")).toBeTruthy();
  });
});

describe("the member's own price", () => {
  const gold = { levelName: "金卡会员", payPercent: 90 };

  test("is shown before there is an amount, then line by line, and on the receipt", async () => {
    serve(({ body }) => recorded(body as Sale, { memberOffFen: 1_000, offFen: 3_500, payableFen: 5_500 }));
    useTill.setState({ visit: { ...visit, memberPrice: gold } });
    render(<ConfirmPage />);
    expect(screen.getByText("会员价 · 金卡会员")).toBeTruthy();
    expect(screen.getByText("9 折")).toBeTruthy();
    type(AMOUNT, "100");
    expect(screen.getByText("−¥10")).toBeTruthy();
    expect(screen.getByText("−¥35")).toBeTruthy();
    expect(screen.getByText("¥55")).toBeTruthy();
    await tap("核销 2 张 −¥35，收 ¥55");
    await waitFor(() => expect(useTill.getState().outcome?.is).toBe("recorded"));
    render(<ClerkReceiptPage />);
    expect(screen.getByText("会员价 −¥10")).toBeTruthy();
    expect(screen.getByText("消费 ¥100，收 ¥55")).toBeTruthy();
  });

  test("holds without a ticket", async () => {
    serve(({ body }) => recorded(body as Sale, { memberOffFen: 880, offFen: 0, payableFen: 7_920 }));
    useTill.setState({ visit: { ...visit, coupons: [], memberPrice: gold } });
    render(<ConfirmPage />);
    type(AMOUNT, "88");
    await tap("只记消费，收 ¥79.20");
    await waitFor(() => expect(useTill.getState().outcome?.is).toBe("recorded"));
    render(<ClerkReceiptPage />);
    expect(screen.getByText("会员价 −¥8.80")).toBeTruthy();
    expect(screen.getByText("消费 ¥88，收 ¥79.20")).toBeTruthy();
  });

  test("stands on the receipt of one ticket", () => {
    const receipt = aReceipt({ amountFen: 10_000, memberOffFen: 1_000 });
    const done = { receipt, memberNo: "123456789", round: 0 };
    useTill.setState({ outcome: { is: "redeemed", done } });
    render(<ClerkReceiptPage />);
    expect(screen.getByText("−¥20")).toBeTruthy();
    expect(screen.getByText("会员价 −¥10 · 消费 ¥100，收 ¥70")).toBeTruthy();
  });
});

describe("a sale without an answer", () => {
  const lostOnce = () => {
    let isDown = true;
    serve(({ body }) => {
      if (isDown) throw new Error("lost");
      return recorded(body as Sale);
    });
    return () => {
      isDown = false;
    };
  };

  test("is blue, never green, and asked again with the same order and ids", async () => {
    const comeUp = lostOnce();
    render(<ConfirmPage />);
    type(AMOUNT, "100");
    await tap("核销 2 张 −¥35，收 ¥65");
    await waitFor(() => expect(useTill.getState().outcome?.is).toBe("sale_unanswered"));
    render(<ClerkReceiptPage />);
    expect(screen.getByText("待确认")).toBeTruthy();
    comeUp();
    await tap("再问一次");
    expect(await screen.findByText("核销成功")).toBeTruthy();
    const [first, second] = sales();
    expect(second).toEqual(first);
    expect(pendingSales()).toEqual([]);
  });

  test("survives a restart: the till offers to ask again", async () => {
    const comeUp = lostOnce();
    const { unmount } = render(<ConfirmPage />);
    type(AMOUNT, "100");
    await tap("只记消费");
    await waitFor(() => expect(pendingSales()).toHaveLength(1));
    unmount();
    useTill.setState({ visit: undefined, outcome: undefined });
    comeUp();
    render(<ReadyPage />);
    await tap("再问一次");
    await waitFor(() => expect(useTill.getState().outcome?.is).toBe("recorded"));
    const [first, second] = sales();
    expect(second).toEqual(first);
  });

  test.each(["核销 2 张 −¥35，收 ¥65", "只记消费"])(
    "scanned anew, %s is the same sale with the new visit's token",
    async (words) => {
      const comeUp = lostOnce();
      const first = render(<ConfirmPage />);
      type(AMOUNT, "100");
      await tap(words);
      await waitFor(() => expect(pendingSales()).toHaveLength(1));
      first.unmount();
      comeUp();
      useTill.setState({
        visit: { ...visit, visitToken: "visit-2", orderId: "ord_fedcba9876543210" },
        outcome: undefined,
      });
      render(<ConfirmPage />);
      type(AMOUNT, "100");
      await tap(words);
      await waitFor(() => expect(useTill.getState().outcome?.is).toBe("recorded"));
      const [lost, again] = sales();
      expect(again).toEqual({ ...lost, visitToken: "visit-2" });
    },
  );
});

test("a refused ticket among several is named, with the next step", async () => {
  serve(() =>
    refuse(409, "coupon_expired", { atMs: Date.UTC(2026, 0, 5), title: "代金券", offerId: "ofr_cash1234", n: 1 }),
  );
  render(<ConfirmPage />);
  type(AMOUNT, "100");
  await tap("核销 2 张 −¥35，收 ¥65");
  await waitFor(() => expect(useTill.getState().outcome?.is).toBe("refused"));
  render(<ClerkReceiptPage />);
  expect(screen.getByText(/^代金券：这张券已在/)).toBeTruthy();
  expect(pendingSales()).toEqual([]);
});

test("a sale taken back before its answer got here is told so, not green", async () => {
  serve(({ body }) => recorded(body as Sale, { undoneAtMs: Date.now(), undoneByNo: "90", undoReason: "mistake" }));
  render(<ConfirmPage />);
  type(AMOUNT, "100");
  await tap("核销 2 张 −¥35，收 ¥65");
  await waitFor(() => expect(useTill.getState().outcome?.is).toBe("sale_since_undone"));
  render(<ClerkReceiptPage />);
  expect(screen.getByText("已撤销")).toBeTruthy();
  expect(screen.getByText(/由 90 号撤销（收错）/)).toBeTruthy();
});

import { slipHour } from "@huike/shared/slip";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aFace, aReceipt, aSession } from "../../../../testing/people";
import { ok, phone, type Reply, refuse, resetPhone, type Sent, sentTo } from "../../../../testing/phone";
import { useSession } from "../../../state/session-state";
import ReadyPage from "../ready/index";
import { takeText } from "../scan-at-till";
import { adoptShift, useTill } from "../till-state";
import SlipPage from "./index";
import { type KeptSlip, pendingSlips } from "./pending-slips";
import { keepRoom, slipsLeft } from "./slip-room";

const shiftId = "sft_0123456789abcdef";
const shift = {
  ...{ shiftId, storeId: "sto_abcd", storeName: "人民路店" },
  ...{ openedAtMs: Date.now() - 60_000, endsAtMs: Date.now() + 3_600_000 },
};
const staff = { name: "王芳", clerkNo: "03", role: "clerk", storeIds: ["sto_abcd"] };
const code = "912345678901234567";
const couponCode = `${code}:ABCD1234:1`;
const room = (used = 0) => ({ perHour: 8, fenPerHour: 20_000, hour: slipHour(Date.now()), used });

const noSignal = () => {
  phone.serve = () => {
    throw new Error("no network");
  };
};
const serve = (rest: (request: Sent) => Reply) => {
  phone.serve = (request) => {
    if (request.url === "/api/clerk/me") return ok({ staff, shift, slips: room(), serverNowMs: Date.now() });
    if (request.url === "/api/clerk/today") {
      return ok({ day: "2026-01-05", mine: { members: 0, redemptions: 0, undone: 0 }, shops: [], receipts: [] });
    }
    return rest(request);
  };
};
const decided = (slip: KeptSlip, change: object) =>
  ok({
    ...{ redemptionId: slip.redemptionId, orderId: slip.orderId, storeId: "sto_abcd", storeName: "人民路店" },
    ...{ clerkNo: "03", memberTail: "6789", scannedAtMs: slip.scannedAtMs, sentAtMs: Date.now() },
    ...{ amountFen: slip.amountFen, state: "settled" },
    ...change,
  });
const tap = async (words: string) => fireEvent.click(await screen.findByText(words));
const type = (words: string, value: string) =>
  fireEvent.change(screen.getByPlaceholderText(words), { target: { value } });

beforeEach(() => {
  resetPhone();
  useSession.setState({ session: aSession({ isStaff: true }), clockOffsetMs: 0 });
  useTill.setState({ staff: undefined, visit: undefined, outcome: undefined, slipDraft: undefined });
  adoptShift(shift);
  keepRoom(room());
});

async function writeOne(text: string, amount = "120"): Promise<KeptSlip> {
  noSignal();
  expect(await takeText(text)).toEqual({ is: "no_signal" });
  const page = render(<SlipPage />);
  type("消费金额", amount);
  await tap("登记这一笔");
  await screen.findByText("待确认");
  page.unmount();
  return pendingSlips().slice(-1)[0] as KeptSlip;
}

describe("without a signal", () => {
  test("a scan becomes a slip of its own time, blue and never green, kept with its ids", async () => {
    phone.scanned = { result: couponCode };
    noSignal();
    const ready = render(<ReadyPage />);
    expect(await screen.findByText("无网络·可登记 8 笔")).toBeTruthy();
    const scannedMs = Date.now();
    await tap("扫码");
    await waitFor(() => expect(phone.visited).toEqual(["/packages/clerk/slip/index"]));
    ready.unmount();
    const { container } = render(<SlipPage />);
    expect(screen.getByText("先填消费金额")).toBeTruthy();
    type("消费金额", "120");
    await tap("登记这一笔");
    expect(await screen.findByText("待确认")).toBeTruthy();
    expect(screen.getByText("已登记，还没有核销")).toBeTruthy();
    expect(screen.getByText(/还能登记 7 笔/)).toBeTruthy();
    expect(container.querySelector(".outcome")?.className).toContain("outcome--wait");
    expect(screen.queryByText(/核销成功|✓/)).toBeNull();
    const [slip] = pendingSlips();
    expect(slip).toMatchObject({ shiftId, code: couponCode, amountFen: 12_000 });
    expect(Math.abs((slip?.scannedAtMs ?? 0) - scannedMs)).toBeLessThan(5_000);
    expect(sentTo("/api/clerk/slips")).toEqual([]);
  });

  test("an offer met before shows what the ticket takes off, and its condition", async () => {
    const visit = {
      ...{
        visitToken: "v",
        visitEndsAtMs: Date.now(),
        memberNo: "123456789",
        memberTail: "6789",
        storeName: "人民路店",
      },
      coupons: [{ coupon: aCoupon(), face: aFace() }],
    };
    serve(() => ok(visit));
    await takeText(code);
    noSignal();
    await takeText(couponCode);
    render(<SlipPage />);
    expect(screen.getByText("见面礼 满 100 减 20")).toBeTruthy();
    type("消费金额", "60");
    expect(screen.getByText(/还差 ¥40/)).toBeTruthy();
    type("消费金额", "120");
    expect(screen.getByText("按券面省 ¥20，收 ¥100")).toBeTruthy();
  });

  test("a bare member code says that no ticket is used", async () => {
    noSignal();
    await takeText(code);
    render(<SlipPage />);
    expect(screen.getByText(/只登记消费/)).toBeTruthy();
  });

  test("no more than the shop's hour has left, none off shift, none after its end", async () => {
    keepRoom(room(7));
    await writeOne(couponCode);
    expect(slipsLeft(Date.now())).toBe(0);
    expect(await takeText(couponCode)).toMatchObject({ is: "refused", sentence: /不能再登记/ });
    keepRoom(room());
    expect(slipsLeft(shift.endsAtMs)).toBe(0);
    adoptShift(undefined);
    expect(await takeText(couponCode)).toMatchObject({ is: "refused", sentence: /网络不通/ });
  });

  test("the next hour begins with all of it", () => {
    keepRoom({ ...room(8), hour: slipHour(Date.now()) - 1 });
    expect(slipsLeft(Date.now())).toBe(8);
  });

  test("what a server does refuse is no slip", async () => {
    serve(() => refuse(410, "code_stale"));
    expect(await takeText(couponCode)).toMatchObject({ is: "refused" });
    expect(useTill.getState().slipDraft).toBeUndefined();
  });
});

describe("when the signal is back", () => {
  test("the till sends every slip, with the same ids after a lost answer, and says what became of it", async () => {
    const slip = await writeOne(couponCode);
    let isDown = true;
    serve(({ body }) => {
      if (isDown) throw new Error("lost");
      return decided(body as KeptSlip, { receipt: aReceipt({ redemptionId: slip.redemptionId }) });
    });
    const first = render(<ReadyPage />);
    await waitFor(() => expect(sentTo("/api/clerk/slips")).toHaveLength(1));
    expect(await screen.findByText(/1 笔待确认/)).toBeTruthy();
    first.unmount();
    isDown = false;
    const second = render(<ReadyPage />);
    expect(await screen.findByText("会员 …6789 的登记已确认：见面礼 −¥20")).toBeTruthy();
    expect(screen.queryByText(/笔待确认/)).toBeNull();
    const [lost, again] = sentTo("/api/clerk/slips").map(({ body }) => body);
    expect(again).toEqual(lost);
    expect(again).toEqual(slip);
    expect(slipsLeft(Date.now())).toBe(7);
    second.unmount();
    render(<ReadyPage />);
    await tap("知道了");
    expect(screen.queryByText(/已确认/)).toBeNull();
  });

  test("a lost one names who was first", async () => {
    await writeOne(couponCode);
    const winner = { storeName: "解放路店", clerkNo: "21", atMs: Date.now(), redemptionTail: "7k2m" };
    serve(({ body }) => decided(body as KeptSlip, { state: "lost", why: "coupon_redeemed", winner }));
    render(<ReadyPage />);
    expect(await screen.findByText(/没能用上：.*在解放路店由 21 号核销，单号 …7k2m/)).toBeTruthy();
    expect(pendingSlips()).toEqual([]);
  });

  test("a refused one says why and is not sent again; the others are", async () => {
    await writeOne(couponCode);
    await writeOne(couponCode);
    const [first] = pendingSlips();
    serve(({ body }) =>
      (body as KeptSlip).redemptionId === first?.redemptionId
        ? refuse(409, "slips_full")
        : decided(body as KeptSlip, {}),
    );
    render(<ReadyPage />);
    expect(await screen.findByText(/超出本店上限/)).toBeTruthy();
    expect(await screen.findByText("会员 …6789 的登记已确认：消费 ¥120")).toBeTruthy();
    expect(pendingSlips()).toEqual([]);
  });
});

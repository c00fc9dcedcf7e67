import type { Profile } from "@huike/shared/profile";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aFace, aHome, aReceipt, aSession, DAY } from "../../../testing/people";
import { ok, phone, resetPhone, sentTo } from "../../../testing/phone";
import { useConsents } from "../../state/consents";
import { useHome } from "../../state/home-state";
import { useSession } from "../../state/session-state";
import { Ticket } from "../../ui/Ticket";
import ReceiptPage from "./index";

const redeemedAtMs = Date.now() - 60_000;
const used = aReceipt({ redeemedAtMs });
const undone = aReceipt({ redeemedAtMs, undoneAtMs: Date.now(), undoneByNo: "90", undoReason: "returned" });
const cameBack = aCoupon({ round: 1, undone: [undone] });

beforeEach(() => {
  resetPhone();
  phone.params = { offerId: "ofr_abcd1234", n: "1" };
  useSession.setState({ session: aSession(), clockOffsetMs: 0 });
  useHome.setState({ home: aHome([aCoupon({ state: "redeemed", receipt: used })]), heardAtMs: 0, failure: undefined });
});

describe("the member's receipt", () => {
  test("turns when it is undone under the member's eyes", async () => {
    let isUndone = false;
    phone.serve = () =>
      ok({ ...aHome([isUndone ? cameBack : aCoupon({ state: "redeemed", receipt: used })]), tag: `${isUndone}` });
    render(<ReceiptPage />);
    expect(screen.getByText("已使用")).toBeTruthy();
    isUndone = true;
    expect(await screen.findByText("这次使用已撤销，券已退回卡包", undefined, { timeout: 5_000 })).toBeTruthy();
    expect(screen.queryByText("已使用")).toBeNull();
    expect(screen.getByText(/由 90 号撤销（退货）/)).toBeTruthy();
    fireEvent.click(screen.getByText("看看这张券"));
    expect(phone.visited).toEqual(["/pages/ticket/index?offerId=ofr_abcd1234&n=1"]);
  });

  test("of a coupon used again is the new one", async () => {
    const again = aReceipt({ redemptionId: "rdm_00000000000zzzz9" });
    useHome.setState({ home: aHome([{ ...cameBack, state: "redeemed", receipt: again }]) });
    render(<ReceiptPage />);
    expect(screen.getByText("…zzz9")).toBeTruthy();
    expect(screen.getByText("已使用")).toBeTruthy();
    await waitFor(() => expect(phone.sent.length).toBeGreaterThan(0));
  });
});

describe("a ticket that came back", () => {
  /** 2026-11-21 14:02 in Shanghai. */
  const usedAtMs = Date.UTC(2026, 10, 21, 6, 2);
  const back = aCoupon({ round: 1, undone: [aReceipt({ redeemedAtMs: usedAtMs, undoneAtMs: usedAtMs + 60_000 })] });

  test("says which use was undone, until it is used again", () => {
    const nowMs = usedAtMs + 120_000;
    const { rerender } = render(<Ticket face={aFace()} coupon={back} nowMs={nowMs} />);
    expect(screen.getByText("14:02 的使用已撤销")).toBeTruthy();
    rerender(<Ticket face={aFace()} coupon={{ ...back, state: "redeemed", receipt: used }} nowMs={nowMs} />);
    expect(screen.queryByText(/的使用已撤销/)).toBeNull();
  });

  test("names the day when it was another one", () => {
    render(<Ticket face={aFace()} coupon={back} nowMs={usedAtMs + DAY} />);
    expect(screen.getByText("11-21 14:02 的使用已撤销")).toBeTruthy();
  });
});

describe("the points of a receipt", () => {
  const paid = aReceipt({ redeemedAtMs, amountFen: 10_000, offFen: 2_000 });
  const show = (receipt: typeof paid, earnedPoints?: number) => {
    const home = aHome([aCoupon({ state: "redeemed", receipt })]);
    const lines =
      earnedPoints === undefined
        ? []
        : [{ kind: "earn", points: earnedPoints, atMs: redeemedAtMs, storeName: "人民路店" }];
    useHome.setState({ home });
    phone.serve = ({ url }) => ok(url.startsWith("/api/member/points") ? { lines } : home);
    render(<ReceiptPage />);
  };

  test("come of what was paid at the member's own price, which stands beside what the ticket saved", () => {
    show({ ...paid, memberOffFen: 1_000 });
    expect(screen.getByText("会员价")).toBeTruthy();
    expect(screen.getByText("−¥10")).toBeTruthy();
    expect(screen.getByText("¥70")).toBeTruthy();
    expect(screen.getByText("+70 到账中")).toBeTruthy();
  });

  test("of several tickets in one sale stand on the first of them, as the sale's", async () => {
    show({ ...paid, partOfSale: { payableFen: 6_500 } }, 65);
    expect(screen.getByText("整单实付")).toBeTruthy();
    expect(screen.getByText("¥65")).toBeTruthy();
    expect(screen.getByText("+65 到账中")).toBeTruthy();
    expect(await screen.findByText("+65 已到账")).toBeTruthy();
    cleanup();
    show({ ...paid, partOfSale: {} }, 65);
    expect(screen.getByText("同单一起算")).toBeTruthy();
    await new Promise((resolve) => setTimeout(resolve));
    expect(screen.queryByText(/到账/)).toBeNull();
  });

  test("are on their way by the rule that posts them, then there as they were posted", async () => {
    show(paid);
    expect(screen.getByText("+80 到账中")).toBeTruthy();
    cleanup();
    show(paid, 88);
    expect(await screen.findByText("+88 已到账")).toBeTruthy();
    expect(screen.queryByText("+80 到账中")).toBeNull();
  });

  test("are not spoken of without an amount, nor once the use was taken back", () => {
    show(aReceipt({ redeemedAtMs }));
    expect(screen.queryByText(/到账/)).toBeNull();
    cleanup();
    useHome.setState({ home: aHome([{ ...cameBack, undone: [{ ...undone, amountFen: 10_000 }] }]) });
    render(<ReceiptPage />);
    expect(screen.queryByText(/到账/)).toBeNull();
  });
});

describe("what a receipt asks", () => {
  const templates = [{ template: "receipt", templateId: "tmpl_receipt_0123456789", left: 0 }];
  const SILENT_KEY = "phone-ask-silent-until-ms";
  const LINE = "留个手机号，换手机也不丢券";
  let profile: Profile;
  let isProfileLost: boolean;
  beforeEach(() => {
    profile = {};
    isProfileLost = false;
    useConsents.setState({ templates: [], silentUntilMs: {} });
    phone.serve = ({ url }) => {
      if (url === "/api/member/consent-templates") return ok({ templates });
      if (url === "/api/member/profile" && isProfileLost) throw new Error("lost");
      if (url === "/api/member/profile") return ok(profile);
      if (url === "/api/member/profile/phone") return ok({ phone: "138****0001" });
      return ok({ ...aHome([aCoupon({ state: "redeemed", receipt: used })]), tag: "t" });
    };
  });
  const asksForProfile = () => sentTo("/api/member/profile").length;
  /** A new receipt on the screen; what it asks, once it has heard. */
  const open = async () => {
    cleanup();
    render(<ReceiptPage />);
    await waitFor(() => expect(screen.queryByText(LINE) ?? screen.queryByText("积分到账告诉我")).toBeTruthy());
    return screen.queryByText(LINE) ? "phone" : "message";
  };

  test("is the phone number first, alone, and for thirty days only a message after that", async () => {
    expect(await open()).toBe("phone");
    expect(screen.getByText("授权手机号").getAttribute("data-open-type")).toBe("getPhoneNumber");
    expect(screen.queryByText("积分到账告诉我")).toBeNull();
    fireEvent.click(screen.getByText("以后再说"));
    expect(screen.queryByText(LINE)).toBeNull();
    expect(screen.queryByText("积分到账告诉我")).toBeNull();
    expect(await open()).toBe("message");
    // Nothing was asked of the server for it the second time.
    expect(asksForProfile()).toBe(1);
    const silentUntilMs = Number(phone.storage.get(SILENT_KEY));
    expect(silentUntilMs).toBeGreaterThan(Date.now() + 29 * DAY);
    expect(silentUntilMs).toBeLessThanOrEqual(Date.now() + 30 * DAY);
    phone.storage.set(SILENT_KEY, String(silentUntilMs - 30 * DAY));
    expect(await open()).toBe("phone");
  });

  test("is silent on phones after WeChat's own no, and where WeChat cannot be asked", async () => {
    for (const number of [
      { errMsg: "getPhoneNumber:fail user deny" },
      { errMsg: "getPhoneNumber:fail jsapi has no permission", errno: 1_400_001 },
    ]) {
      phone.storage.clear();
      phone.number = number;
      expect(await open()).toBe("phone");
      fireEvent.click(screen.getByText("授权手机号"));
      await waitFor(() => expect(screen.queryByText(LINE)).toBeNull());
      expect(await open()).toBe("message");
    }
    expect(sentTo("/api/member/profile/phone")).toEqual([]);
  });

  test("is never a number of those who have given one, who are looked at once in thirty days", async () => {
    profile = { phone: "138****0001" };
    expect(await open()).toBe("message");
    expect(await open()).toBe("message");
    expect(asksForProfile()).toBe(1);
  });

  test("is a message where the server is not heard, and the number the next time", async () => {
    isProfileLost = true;
    expect(await open()).toBe("message");
    isProfileLost = false;
    expect(await open()).toBe("phone");
  });

  test("is thanked for when it is given", async () => {
    expect(await open()).toBe("phone");
    fireEvent.click(screen.getByText("授权手机号"));
    expect(await screen.findByText("好的，手机号留下了，在「我的资料」里随时能换能删")).toBeTruthy();
    expect(sentTo("/api/member/profile/phone").map(({ body }) => body)).toEqual([{ code: "number-code-1" }]);
  });

  test("is nothing at all once the use was taken back", async () => {
    useHome.setState({ home: aHome([cameBack]) });
    phone.serve = () => ok({ ...aHome([cameBack]), tag: "t" });
    render(<ReceiptPage />);
    await waitFor(() => expect(phone.sent.length).toBeGreaterThan(0));
    expect(asksForProfile()).toBe(0);
    expect(screen.queryByText(LINE)).toBeNull();
  });
});

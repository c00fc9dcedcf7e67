import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aFace, aHome, aSession } from "../../../testing/people";
import { ok, phone, resetPhone, sentTo } from "../../../testing/phone";
import { heldOf, useHome } from "../../state/home-state";
import { forgetPast } from "../../state/past-state";
import { useSession } from "../../state/session-state";
import TicketPage from "../ticket/index";
import WalletPage from "./index";

describe("a voided coupon", () => {
  const voided = aCoupon({ state: "voided", voidedAtMs: Date.UTC(2026, 10, 21, 6, 2) });
  beforeEach(() => {
    resetPhone();
    useSession.setState({ session: aSession(), clockOffsetMs: 0 });
    useHome.setState({ home: aHome([voided]), heardAtMs: 0, failure: undefined });
    phone.serve = () => ok(aHome([voided]));
  });

  test("lies with what is over, marked, though its date has not come", async () => {
    render(<WalletPage />);
    expect(await screen.findByText(/还没有券/)).toBeTruthy();
    expect(screen.queryByText("已作废")).toBeNull();
    fireEvent.click(screen.getByText("已过期"));
    expect(await screen.findByText("已作废")).toBeTruthy();
    expect(document.querySelector(".ticket--over")).toBeTruthy();
  });

  test("says since when, and offers no code to show", async () => {
    phone.params = { offerId: voided.offerId, n: "1" };
    render(<TicketPage />);
    expect(await screen.findByText(/这张券已作废/)).toBeTruthy();
    expect(screen.getByText("11-21 14:02")).toBeTruthy();
    expect(screen.queryByText("出示券码")).toBeNull();
  });
});

describe("a wallet with much that is over", () => {
  beforeEach(() => {
    resetPhone();
    forgetPast();
    useSession.setState({ session: aSession(), clockOffsetMs: 0 });
    useHome.setState({ home: undefined, heardAtMs: 0, failure: undefined });
  });

  test("is put away when home says so, once, and leafed back to", async () => {
    const old = aCoupon({ offerId: "ofr_0000past", expiresAtMs: Date.now() - 1 });
    const home = aHome([aCoupon()], [aFace()]);
    phone.serve = ({ url }) => {
      if (url === "/api/member/wallet/tidy") return ok({ moved: 1 });
      if (url.startsWith("/api/member/past-coupons"))
        return ok({ coupons: [old], faces: [aFace({ offerId: old.offerId, title: "去年的券" })] });
      const putAway = [{ offerId: old.offerId, n: 1 }];
      return ok({ ...home, tidy: true, serverNowMs: Date.now(), wallet: { ...home.wallet, putAway } });
    };
    const { rerender } = render(<WalletPage />);
    await waitFor(() => expect(sentTo("/api/member/wallet/tidy")).toHaveLength(1));
    rerender(<WalletPage />);
    fireEvent.click(await screen.findByText("已过期"));
    fireEvent.click(screen.getByText("看更早的券"));
    expect(await screen.findByText("去年的券")).toBeTruthy();
    expect(screen.queryByText("看更早的券")).toBeNull();
    expect(sentTo("/api/member/wallet/tidy")).toHaveLength(1);
    // The place of what was put away stays taken: the next claim names another.
    expect(heldOf(useHome.getState().home, old.offerId)).toBe(1);
  });
});

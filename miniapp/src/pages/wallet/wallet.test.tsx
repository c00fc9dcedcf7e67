import { fireEvent, render, screen } from "@testing-library/react";
import { aCoupon, aHome, aSession } from "../../../testing/people";
import { ok, phone, resetPhone } from "../../../testing/phone";
import { useHome } from "../../state/home-state";
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

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aHome, aSession } from "../../../testing/people";
import { ok, phone, refuse, resetPhone, sentTo } from "../../../testing/phone";
import { useConsents } from "../../state/consents";
import { type Home, useHome } from "../../state/home-state";
import { usePushes } from "../../state/pushes";
import { useSession } from "../../state/session-state";
import WalletPage from "../wallet/index";
import HomePage from "./index";

const note = { campaignId: "cmp_abcd1234", run: 2, title: "新品到店", text: "桂花拿铁来了", atMs: 1_763_000_000_000 };
const push = { campaignId: note.campaignId, run: note.run };
const WALLET_TAB = 1;
const read = () => sentTo("/api/member/notes/read").map(({ body }) => body);

let home: Home;
let isHeard: boolean;

beforeEach(() => {
  resetPhone();
  useSession.setState({ session: aSession(), clockOffsetMs: 0 });
  useHome.setState({ home: undefined, heardAtMs: 0, failure: undefined });
  usePushes.setState({ opened: [] });
  useConsents.setState({ templates: [], silentUntilMs: {} });
  home = aHome();
  isHeard = true;
  phone.serve = ({ url, body }) => {
    if (url === "/api/member/notes/read") {
      if (!isHeard) throw new Error("no network");
      return ok({ campaignId: (body as typeof push).campaignId });
    }
    return url.startsWith("/api/member/home") ? ok(home) : refuse(404, "route_unknown");
  };
});

describe("a campaign's line on the home screen", () => {
  test("stands till it is read, and is told once", async () => {
    home = { ...aHome(), wallet: { ...aHome().wallet, note } };
    render(<HomePage />);
    expect(await screen.findByText("桂花拿铁来了")).toBeTruthy();
    expect(read()).toEqual([]);
    fireEvent.click(screen.getByText("知道了"));
    expect(screen.queryByText("桂花拿铁来了")).toBeNull();
    await waitFor(() => expect(read()).toEqual([push]));
    cleanup();
    // The server's answer may still bring it: it was read.
    render(<HomePage />);
    await waitFor(() => expect(sentTo("/api/member/home").length).toBeGreaterThan(1));
    expect(screen.queryByText("桂花拿铁来了")).toBeNull();
    expect(read()).toEqual([push]);
  });

  test("read without a signal is told with the next one", async () => {
    home = { ...aHome(), wallet: { ...aHome().wallet, note } };
    isHeard = false;
    render(<HomePage />);
    fireEvent.click(await screen.findByText("知道了"));
    await waitFor(() => expect(read().length).toBeGreaterThan(0));
    cleanup();
    isHeard = true;
    const before = read().length;
    render(<HomePage />);
    await waitFor(() => expect(read().length).toBe(before + 1));
    await waitFor(() => expect(usePushes.getState().opened).toEqual([{ push: "cmp_abcd1234.2", isTold: true }]));
  });

  test("a message's tap is an opening", async () => {
    phone.params = { push: "cmp_abcd1234.2" };
    render(<HomePage />);
    await waitFor(() => expect(read()).toEqual([push]));
  });
});

describe("a coupon a campaign gave", () => {
  test("puts a red dot on 卡包 till the wallet was opened, which counts as opened", async () => {
    home = aHome([aCoupon({ push })]);
    render(<HomePage />);
    await waitFor(() => expect(phone.redDots.has(WALLET_TAB)).toBe(true));
    expect(read()).toEqual([]);
    cleanup();
    render(<WalletPage />);
    await waitFor(() => expect(read()).toEqual([push]));
    await waitFor(() => expect(phone.redDots.has(WALLET_TAB)).toBe(false));
    cleanup();
    render(<HomePage />);
    await waitFor(() => expect(sentTo("/api/member/home").length).toBeGreaterThan(2));
    expect(phone.redDots.has(WALLET_TAB)).toBe(false);
  });

  test("one the member took gives none", async () => {
    home = aHome([aCoupon()]);
    render(<HomePage />);
    await waitFor(() => expect(sentTo("/api/member/home").length).toBeGreaterThan(0));
    expect(phone.redDots.size).toBe(0);
  });
});

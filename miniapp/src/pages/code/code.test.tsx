import { memberCode, STEP_MS, spacedCode } from "@huike/shared/member-code";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aFace, aHome, aReceipt, aSession } from "../../../testing/people";
import { ok, phone, resetPhone, sentTo } from "../../../testing/phone";
import { useHome } from "../../state/home-state";
import { useSession } from "../../state/session-state";
import { choicesOf, keyOfChoice, neighbour, placeOf } from "./choices";
import { newlyRedeemed, newlyUndone, redeemedKeys, undoneIds } from "./counter-news";
import CodePage from "./index";

const session = aSession();
const digitsNow = () => spacedCode((session.codeSecrets && memberCode(session.codeSecrets, Date.now())) ?? "");

describe("the code page", () => {
  beforeEach(() => {
    resetPhone();
    useSession.setState({ session, clockOffsetMs: 0 });
    useHome.setState({ home: aHome([aCoupon()]), heardAtMs: 0, failure: undefined });
  });

  test("shows the code without any network, bright, and puts the screen back afterwards", async () => {
    const before = digitsNow();
    const { unmount, container } = render(<CodePage />);
    expect([before, digitsNow()]).toContain(container.querySelector(".code-face__digits")?.textContent);
    expect(container.querySelector(".qr-code img")?.getAttribute("src")).toMatch(/^data:image\/svg\+xml/);
    await waitFor(() => expect(phone.brightness).toBe(1));
    await waitFor(() => expect(phone.isKeptOn).toBe(true));
    unmount();
    await waitFor(() => expect(phone.brightness).toBe(0.4));
    await waitFor(() => expect(phone.isKeptOn).toBe(false));
  });

  test("goes by the server's clock", () => {
    useSession.setState({ clockOffsetMs: 20 * STEP_MS });
    const [here, there] = [Date.now(), Date.now() + 20 * STEP_MS];
    const { container } = render(<CodePage />);
    const shown = container.querySelector(".code-face__digits")?.textContent;
    const at = (ms: number) => spacedCode((session.codeSecrets && memberCode(session.codeSecrets, ms)) ?? "");
    expect([at(there), at(there + STEP_MS)]).toContain(shown);
    expect(shown).not.toBe(at(here));
  });

  test("the bar starts where the step stands", () => {
    const passedMs = Date.now() % STEP_MS;
    const { container } = render(<CodePage />);
    const delay = container.querySelector<HTMLElement>(".countdown__run")?.style.animationDelay ?? "";
    expect(Math.abs(Number.parseInt(delay, 10) + passedMs)).toBeLessThan(2_000);
  });

  test("turns among the tickets, and back to the code alone", () => {
    const { container } = render(<CodePage />);
    const qr = () => container.querySelector(".qr-code img")?.getAttribute("src");
    const alone = qr();
    fireEvent.click(screen.getByLabelText("下一张"));
    expect(screen.getByText("见面礼")).toBeTruthy();
    expect(qr()).not.toBe(alone);
    fireEvent.click(screen.getByLabelText("下一张"));
    expect(screen.queryByText("见面礼")).toBeNull();
  });

  test("opens with the ticket it was asked for", () => {
    phone.params = { offerId: "ofr_abcd1234", n: "1" };
    render(<CodePage />);
    expect(screen.getByText("见面礼")).toBeTruthy();
  });

  test("without this week's secret it asks for a network, and one sign-in mends it", async () => {
    useSession.setState({ session: { ...session, codeSecrets: { memberNo: "123456789", weeks: [] } } });
    const { container } = render(<CodePage />);
    expect(screen.getByText("时间不准或太久没联网，联网校准一次")).toBeTruthy();
    phone.serve = ({ url }) => (url === "/api/member/sessions" ? ok(session) : ok(aHome()));
    fireEvent.click(screen.getByText("再试一次"));
    await waitFor(() => expect(container.querySelector(".code-face__digits")).not.toBeNull());
  });

  test("moves to the receipt when the clerk's phone has used a ticket", async () => {
    phone.serve = () => ok({ ...aHome([aCoupon({ state: "redeemed", receipt: aReceipt() })]), tag: "tag2" });
    render(<CodePage />);
    await waitFor(() => expect(phone.visited).toEqual(["/pages/receipt/index?offerId=ofr_abcd1234&n=1"]));
  });

  test("says so when a redemption is taken back while it is open, and stays", async () => {
    const redeemedAtMs = Date.now() - 60_000;
    const undone = [aReceipt({ redeemedAtMs, undoneAtMs: Date.now() })];
    phone.serve = () => ok({ ...aHome([aCoupon({ round: 1, undone })]), tag: "tag2" });
    render(<CodePage />);
    expect(await screen.findByText(/\d\d:\d\d 的使用已撤销，券已退回卡包，可以再用/)).toBeTruthy();
    expect(phone.visited).toEqual([]);
  });

  test("asks again every second with the tag it holds", async () => {
    phone.serve = () => ok({ tag: "tag1", serverNowMs: Date.now(), storesVersion: 1 });
    render(<CodePage />);
    await waitFor(() => expect(sentTo("/api/member/home?tag=tag1").length).toBeGreaterThanOrEqual(2), {
      timeout: 3_000,
    });
  });
});

describe("which redemption is news", () => {
  const openedAtMs = 1_790_000_000_000;
  const used = (redeemedAtMs: number) => aHome([aCoupon({ state: "redeemed", receipt: aReceipt({ redeemedAtMs }) })]);

  test("one made since the page opened, even by a clock a little behind", () => {
    expect(newlyRedeemed(new Set(), openedAtMs, used(openedAtMs + 1_000))).toBeDefined();
    expect(newlyRedeemed(new Set(), openedAtMs, used(openedAtMs - 1_000))).toBeDefined();
  });

  test("not an old one met in the first answer, nor one known before", () => {
    expect(newlyRedeemed(new Set(), openedAtMs, used(openedAtMs - 60_000))).toBeUndefined();
    const known = used(openedAtMs + 1_000);
    expect(newlyRedeemed(redeemedKeys(known), openedAtMs, known)).toBeUndefined();
  });
});

describe("which undo is news", () => {
  const openedAtMs = 1_790_000_000_000;
  const back = (undoneAtMs: number) =>
    aHome([aCoupon({ round: 1, undone: [aReceipt({ redeemedAtMs: openedAtMs - 60_000, undoneAtMs })] })]);

  test("one made since the page opened, told once", () => {
    const home = back(openedAtMs + 1_000);
    expect(newlyUndone(new Set(), openedAtMs, home)?.redeemedAtMs).toBe(openedAtMs - 60_000);
    expect(newlyUndone(undoneIds(home), openedAtMs, home)).toBeUndefined();
    expect(newlyUndone(new Set(), openedAtMs, back(openedAtMs - 60_000))).toBeUndefined();
  });

  test("the coupon used again in its next round is news too", () => {
    const first = aHome([aCoupon({ state: "redeemed", receipt: aReceipt({ redeemedAtMs: openedAtMs }) })]);
    const again = aHome([
      aCoupon({ state: "redeemed", round: 1, receipt: aReceipt({ redeemedAtMs: openedAtMs + 9 }) }),
    ]);
    expect(newlyRedeemed(redeemedKeys(first), openedAtMs, again)).toBeDefined();
  });
});

describe("choosing what goes along", () => {
  const choices = choicesOf([1, 2].map((n) => ({ coupon: aCoupon({ n }), face: aFace() })));

  test("goes round at both ends", () => {
    expect(keyOfChoice(neighbour(choices, 0, -1))).toBe("ofr_abcd1234#2");
    expect(keyOfChoice(neighbour(choices, 2, 1))).toBe("member");
  });

  test("falls back to the member code when the chosen ticket is gone", () => {
    expect(placeOf(choices, "ofr_abcd1234#2")).toBe(2);
    expect(placeOf(choices, "ofr_gone#1")).toBe(0);
  });
});

import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aHome, aReceipt, aSession, DAY } from "../../testing/people";
import { ok, phone, refuse, resetPhone, sentTo } from "../../testing/phone";
import TicketPage from "../pages/ticket/index";
import { useConsents } from "../state/consents";
import { useHome } from "../state/home-state";
import { useSession } from "../state/session-state";
import { AskConsent } from "./AskConsent";

const templates = [{ template: "expiring", templateId: "tmpl_expiring_0123456789", left: 0 }];
const line = <AskConsent template="expiring" label="到期前提醒我" thanks="好的，到期前会提醒你" />;
/** What the server was told was accepted. */
const told = () => sentTo("/api/member/consents").map(({ body }) => body as { consentId: string; accepted: string[] });
let keepConsent: () => ReturnType<typeof ok>;

beforeEach(() => {
  resetPhone();
  phone.params = { offerId: "ofr_abcd1234", n: "1" };
  useSession.setState({ session: aSession(), clockOffsetMs: 0 });
  useConsents.setState({ templates: [], silentUntilMs: {} });
  keepConsent = () => ok({ accepted: ["expiring"] });
  phone.serve = ({ url }) => {
    if (url === "/api/member/consent-templates") return ok({ templates });
    if (url === "/api/member/consents") return keepConsent();
    return ok(useHome.getState().home ?? aHome());
  };
});

describe("asking for a message", () => {
  test("asks nothing by itself, and WeChat first of all within the tap", async () => {
    render(line);
    const button = await screen.findByText("到期前提醒我");
    expect(phone.asked).toEqual([]);
    fireEvent.click(button);
    // At once: not after an answer of the server.
    expect(phone.asked).toEqual(["tmpl_expiring_0123456789"]);
    expect(await screen.findByText("好的，到期前会提醒你")).toBeTruthy();
    expect(told()).toEqual([{ consentId: expect.stringMatching(/^cns_/), accepted: ["expiring"] }]);
    expect(useConsents.getState().templates[0]?.left).toBe(1);
  });

  test("after a no is silent for thirty days, and tells nobody", async () => {
    phone.consent = { word: "reject" };
    render(line);
    fireEvent.click(await screen.findByText("到期前提醒我"));
    await waitFor(() => expect(screen.queryByText("到期前提醒我")).toBeNull());
    expect(told()).toEqual([]);
    cleanup();
    const silentUntilMs = useConsents.getState().silentUntilMs.expiring ?? 0;
    expect(silentUntilMs).toBeGreaterThan(Date.now() + 29 * DAY);
    expect(silentUntilMs).toBeLessThanOrEqual(Date.now() + 30 * DAY);
    // The phone's clock a month on.
    useSession.setState({ clockOffsetMs: 31 * DAY });
    render(line);
    expect(await screen.findByText("到期前提醒我")).toBeTruthy();
  });

  test("of somebody who has switched all messages off is silent too; a window that did not come up can be asked for again", async () => {
    phone.consent = { errMsg: "requestSubscribeMessage:fail", errCode: 10_005 };
    render(line);
    fireEvent.click(await screen.findByText("到期前提醒我"));
    await waitFor(() => expect(phone.asked).toHaveLength(1));
    expect(screen.getByText("到期前提醒我")).toBeTruthy();
    phone.consent = { errMsg: "requestSubscribeMessage:fail", errCode: 20_004 };
    fireEvent.click(screen.getByText("到期前提醒我"));
    await waitFor(() => expect(screen.queryByText("到期前提醒我")).toBeNull());
  });

  test("an answer the server did not hear is told again with the same number", async () => {
    keepConsent = () => refuse(503, "try_later");
    render(line);
    fireEvent.click(await screen.findByText("到期前提醒我"));
    expect(await screen.findByText("好的，到期前会提醒你")).toBeTruthy();
    keepConsent = () => ok({ accepted: ["expiring"] });
    cleanup();
    render(line);
    await waitFor(() => expect(told()).toHaveLength(2));
    expect(told()[1]).toEqual(told()[0]);
  });
});

describe("a ticket", () => {
  const show = async (over: Parameters<typeof aCoupon>[0]) => {
    useHome.setState({ home: aHome([aCoupon(over)]), heardAtMs: 0, failure: undefined });
    render(<TicketPage />);
    await screen.findByText("出示券码").catch(() => undefined);
    await waitFor(() => expect(sentTo("/api/member/home").length).toBeGreaterThan(0));
    await new Promise((resolve) => setTimeout(resolve, 0));
    return screen.queryByText("到期前提醒我") !== null;
  };

  test("asks from the day after it was claimed, never between a claim and its use", async () => {
    expect(await show({ claimedAtMs: Date.now() })).toBe(false);
    expect(phone.asked).toEqual([]);
    cleanup();
    expect(await show({ claimedAtMs: Date.now() - 2 * DAY })).toBe(true);
  });

  test("that was used asks for nothing", async () => {
    expect(await show({ claimedAtMs: Date.now() - 2 * DAY, state: "redeemed", receipt: aReceipt() })).toBe(false);
  });
});

import { packStores } from "@huike/shared/store-sheet";
import { render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aFace, aHome, aSession } from "../../../testing/people";
import { ok, phone, resetPhone, sentTo } from "../../../testing/phone";
import { useHome } from "../../state/home-state";
import { useSession } from "../../state/session-state";
import { useStores } from "../../state/stores-state";
import HomePage from "./index";

describe("home by a welcome link", () => {
  beforeEach(() => {
    resetPhone();
    useSession.setState({ session: aSession(), clockOffsetMs: 0 });
    useHome.setState({ home: undefined, heardAtMs: 0, failure: undefined });
    useStores.setState({ kept: undefined, failure: undefined });
  });

  test("sends the ticket with a sign-in before it asks for the wallet", async () => {
    phone.params = { t: `${"h".repeat(43)}.${"e".repeat(16)}` };
    phone.serve = ({ url }) => {
      if (url === "/api/member/sessions") return ok(aSession());
      if (url.startsWith("/api/member/stores")) return ok({ version: 1, stores: packStores([]) });
      return ok(aHome([aCoupon()], [aFace()]));
    };
    render(<HomePage />);
    expect(await screen.findByText("出示会员码")).toBeTruthy();
    await waitFor(() => expect(sentTo("/api/member/home").length).toBeGreaterThan(0));
    expect(sentTo("/api/member/sessions").map(({ body }) => body)).toEqual([
      { code: "code-1", ticket: phone.params.t },
    ]);
    expect(phone.sent.findIndex(({ url }) => url === "/api/member/sessions")).toBeLessThan(
      phone.sent.findIndex(({ url }) => url.startsWith("/api/member/home")),
    );
  });
});

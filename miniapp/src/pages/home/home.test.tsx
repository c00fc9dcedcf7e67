import { packStores } from "@huike/shared/store-sheet";
import { render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aFace, aHome, aSession } from "../../../testing/people";
import { ok, phone, resetPhone, sentTo } from "../../../testing/phone";
import { refreshBrandTo, useBrand } from "../../state/brand-state";
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

describe("a chain's own brand", () => {
  const tea = { name: "回客茶铺", accent: "#0b5d4a", card: "#f4e7cf", logo: "data:image/png;base64,iVBORw0KGgoAAAA=" };
  let version: number | undefined;
  const asked = () => sentTo("/api/member/brand").map(({ url }) => url);

  beforeEach(() => {
    resetPhone();
    version = 3;
    useSession.setState({ session: aSession(), clockOffsetMs: 0 });
    useHome.setState({ home: undefined, heardAtMs: 0, failure: undefined });
    useBrand.setState({ version: 0, brand: undefined });
    phone.serve = ({ url }) => {
      if (url.startsWith("/api/member/stores")) return ok({ version: 1, stores: packStores([]) });
      if (url.startsWith("/api/member/brand")) return ok({ version: 3, brand: tea });
      return ok({ ...aHome([aCoupon()], [aFace()]), ...(version === undefined ? {} : { brandVersion: version }) });
    };
  });

  test("is asked for when home names another, colours the page and is kept for the next start", async () => {
    const { container } = render(<HomePage />);
    expect(await screen.findByText("回客茶铺")).toBeTruthy();
    const root = container.querySelector<HTMLElement>(".page--branded");
    expect(root?.style.getPropertyValue("--b-accent")).toBe(tea.accent);
    expect(container.querySelector("img")?.getAttribute("src")).toBe(tea.logo);
    expect(JSON.parse(phone.storage.get("brand") ?? "null")).toEqual({ version: 3, brand: tea });
    await refreshBrandTo(3);
    expect(asked()).toEqual(["/api/member/brand"]);
  });

  test("that is gone leaves nothing behind; without one nothing is asked and the page is as it was built", async () => {
    await refreshBrandTo(3);
    version = undefined;
    const { container } = render(<HomePage />);
    await waitFor(() => expect(useBrand.getState().brand).toBeUndefined());
    await waitFor(() => expect(container.querySelector(".page:not(.page--branded)")).not.toBeNull());
    expect(container.querySelector<HTMLElement>(".page")?.style.cssText).toBe("");
    expect(phone.storage.has("brand")).toBe(false);
    expect(asked()).toHaveLength(1);
  });

  test("that cannot be heard changes nothing", async () => {
    await refreshBrandTo(3);
    phone.serve = () => {
      throw new Error("no network");
    };
    await refreshBrandTo(4);
    expect(useBrand.getState()).toEqual({ version: 3, brand: tea });
  });
});

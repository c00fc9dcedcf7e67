import type { Landing } from "@huike/shared/channel";
import { packStores } from "@huike/shared/store-sheet";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aFace, aGuest, aHome, aReceipt, aSession, card, DAY } from "../../../testing/people";
import { ok, phone, type Reply, refuse, resetPhone, type Sent, sentTo } from "../../../testing/phone";
import { useHome } from "../../state/home-state";
import { useSession } from "../../state/session-state";
import { useStores } from "../../state/stores-state";
import LandingPage from "./index";

const landing = (over: Partial<Landing> = {}): Landing => ({
  scene: "abcd",
  channelName: "海报",
  storeId: "sto_abcd",
  storeName: "人民路店",
  offer: aFace(),
  state: "claimable",
  opensAtMs: Date.UTC(2026, 10, 22, 2, 0),
  ...over,
});

/** The server of most tests: a landing page, and whatever else the test says. */
function serve(page: Reply, rest: (request: Sent) => Reply = () => refuse(404, "route_unknown")): void {
  phone.serve = (request) => {
    if (request.url.startsWith("/api/member/landing/")) return page;
    if (request.url.startsWith("/api/member/stores")) return ok({ version: 1, stores: packStores([]) });
    if (request.url === "/api/member/touches") return ok(useSession.getState().session);
    return rest(request);
  };
}

const tap = async (words: string) => fireEvent.click(await screen.findByText(words));

/** Each test arrives by a scene of its own: a scene is told to the server once a run. */
let scenes = 0;

describe("landing by a scanned code", () => {
  beforeEach(() => {
    resetPhone();
    scenes += 1;
    phone.params = { scene: `scene${scenes}` };
    useSession.setState({ session: aGuest(), clockOffsetMs: 0 });
    useHome.setState({ home: undefined, heardAtMs: 0, failure: undefined });
    useStores.setState({ kept: undefined, failure: undefined });
  });

  test("shows the offer first and asks nothing: the button waits under the two links", async () => {
    serve(ok(landing()));
    render(<LandingPage />);
    expect(await screen.findByText("人民路店")).toBeTruthy();
    const button = await screen.findByText("同意协议并领取");
    expect(button.getAttribute("data-open-type")).toBe("agreePrivacyAuthorization");
    expect(screen.getByText("《会员协议》")).toBeTruthy();
    expect(screen.getByText("《隐私保护指引》")).toBeTruthy();
    expect(sentTo("/api/member/join")).toEqual([]);
  });

  test("by a link's QR shows the same offer", async () => {
    const scene = `scene${scenes}`;
    phone.params = { q: encodeURIComponent(`https://m.huike.test/q/${scene}`), scancode_time: "1767592800" };
    serve(ok(landing()));
    render(<LandingPage />);
    expect(await screen.findByText("人民路店")).toBeTruthy();
    expect(sentTo(`/api/member/landing/${scene}`)).toHaveLength(1);
  });

  test("one tap joins and claims, once, though WeChat fires twice; then the ticket can be shown", async () => {
    const session = aSession();
    const claimed = { coupon: aCoupon(), face: aFace() };
    serve(ok(landing()), ({ url }) =>
      url === "/api/member/join" ? ok({ session, card, claimed }) : ok(aHome([claimed.coupon])),
    );
    render(<LandingPage />);
    await tap("同意协议并领取");
    expect(await screen.findByText("✓ 已在你的卡包")).toBeTruthy();
    expect(sentTo("/api/member/join")).toHaveLength(1);
    expect(sentTo("/api/member/join")[0]?.body).toMatchObject({
      claim: { offerId: "ofr_abcd1234", n: 1, scene: "abcd" },
    });
    await tap("出示券码");
    expect(phone.visited).toEqual(["/pages/code/index?offerId=ofr_abcd1234&n=1"]);
  });

  test("joined but the ticket is gone: says so and leads to the shops", async () => {
    serve(ok(landing()), ({ url }) =>
      url === "/api/member/join" ? ok({ session: aSession(), card, notClaimed: "offer_sold_out" }) : ok(aHome()),
    );
    render(<LandingPage />);
    await tap("同意协议并领取");
    expect(await screen.findByText("这张抢完了，看看别的优惠")).toBeTruthy();
    await tap("看看附近门店");
    expect(phone.visited).toEqual(["/pages/stores/index"]);
  });

  describe("for points", () => {
    const offer = aFace({ pointsPrice: 100 });
    const rich = (points: number) => ({
      ...aHome([], [offer]),
      wallet: { ...aHome().wallet, card: { ...card, points } },
    });

    test("says the price on the button, and takes it once", async () => {
      useSession.setState({ session: aSession() });
      serve(ok(landing({ offer })), ({ url }) =>
        url === "/api/member/claims" ? ok({ coupon: aCoupon(), face: offer }) : ok(rich(130)),
      );
      render(<LandingPage />);
      expect(await screen.findByText("用积分换一张券")).toBeTruthy();
      await tap("用 100 积分换");
      expect(await screen.findByText("✓ 已在你的卡包")).toBeTruthy();
      expect(sentTo("/api/member/claims")).toHaveLength(1);
    });

    test("says how many are missing, and sends nothing", async () => {
      useSession.setState({ session: aSession() });
      serve(ok(landing({ offer })), () => ok(rich(70)));
      render(<LandingPage />);
      await tap("积分不够，还差 30");
      expect(sentTo("/api/member/claims")).toEqual([]);
    });

    test("spent at another phone meanwhile: says how many are missing", async () => {
      useSession.setState({ session: aSession() });
      let points = 130;
      serve(ok(landing({ offer })), ({ url }) => {
        if (url !== "/api/member/claims") return ok({ ...rich(points), tag: `tag${points}` });
        points = 10;
        return refuse(409, "points_too_few", { missing: 90 });
      });
      render(<LandingPage />);
      await tap("用 100 积分换");
      expect(await screen.findByText("积分不够，还差 90")).toBeTruthy();
    });

    test("a newcomer joins by it, and is told what is missing", async () => {
      serve(ok(landing({ offer })), ({ url }) =>
        url === "/api/member/join" ? ok({ session: aSession(), card, notClaimed: "points_too_few" }) : ok(rich(0)),
      );
      render(<LandingPage />);
      await tap("同意协议并入会");
      expect(await screen.findByText("积分不够，还差 100")).toBeTruthy();
    });
  });

  test("「先看看」 leaves without joining", async () => {
    serve(ok(landing()));
    render(<LandingPage />);
    await tap("先看看");
    expect(phone.visited).toEqual(["/pages/home/index"]);
    expect(sentTo("/api/member/join")).toEqual([]);
  });

  test("a member takes the next number, and the same one again after a lost answer", async () => {
    useSession.setState({ session: aSession() });
    const offer = aFace({ perMember: 3 });
    let isDown = true;
    serve(ok(landing({ offer })), ({ url }) => {
      if (url !== "/api/member/claims")
        return ok(aHome(isDown ? [aCoupon()] : [aCoupon(), aCoupon({ n: 2 })], [offer]));
      if (isDown) throw new Error("lost");
      return ok({ coupon: aCoupon({ n: 2 }), face: offer });
    });
    render(<LandingPage />);
    await tap("领取");
    expect(await screen.findByText("网络不通，请检查网络后再试，不会重复操作")).toBeTruthy();
    isDown = false;
    // The claim had worked: the wallet already holds two, and counting again would take a third.
    act(() => useHome.setState({ home: aHome([aCoupon(), aCoupon({ n: 2 })], [offer]) }));
    await tap("领取");
    expect(await screen.findByText("✓ 已在你的卡包")).toBeTruthy();
    expect(sentTo("/api/member/claims").map(({ body }) => body)).toMatchObject([{ n: 2 }, { n: 2 }]);
  });

  test("by a welcome link: the ticket is sent before the tap, and one tap joins and takes the gift", async () => {
    const ticket = `${"n".repeat(43)}.${"c".repeat(16)}`;
    phone.params = { scene: "gift1", t: ticket };
    serve(ok(landing()), ({ url }) => {
      if (url === "/api/member/sessions") return ok(aGuest());
      if (url !== "/api/member/join") return ok(aHome([aCoupon()]));
      return ok({ session: aSession(), card, claimed: { coupon: aCoupon(), face: aFace() } });
    });
    render(<LandingPage />);
    await waitFor(() => expect(sentTo("/api/member/sessions")[0]?.body).toMatchObject({ scene: "gift1", ticket }));
    await tap("同意协议并领取");
    expect(await screen.findByText("✓ 已在你的卡包")).toBeTruthy();
    expect(sentTo("/api/member/join")[0]?.body).toMatchObject({ claim: { n: 1 } });
    expect(sentTo("/api/member/sessions")).toHaveLength(1);
  });

  test("by a welcome link: a member finds the gift in the wallet, given by the sign-in", async () => {
    const ticket = `${"n".repeat(43)}.${"d".repeat(16)}`;
    phone.params = { scene: "gift2", t: ticket };
    useSession.setState({ session: aSession() });
    const isGiven = () => sentTo("/api/member/sessions").length > 0;
    serve(ok(landing()), ({ url }) =>
      url === "/api/member/sessions" ? ok(aSession()) : ok(aHome(isGiven() ? [aCoupon()] : [])),
    );
    render(<LandingPage />);
    expect(await screen.findByText("✓ 已在你的卡包")).toBeTruthy();
    expect(sentTo("/api/member/claims")).toEqual([]);
  });

  test("joined, the claim refused, and the gift given all the same: it is shown", async () => {
    serve(ok(landing()), ({ url }) =>
      url === "/api/member/join"
        ? ok({ session: aSession(), card, notClaimed: "offer_sold_out" })
        : ok(aHome([aCoupon()])),
    );
    render(<LandingPage />);
    await tap("同意协议并领取");
    expect(await screen.findByText("✓ 已在你的卡包")).toBeTruthy();
    expect(screen.queryByText("这张抢完了，看看别的优惠")).toBeNull();
  });

  test("who has it already shows it", async () => {
    useSession.setState({ session: aSession() });
    serve(ok(landing()), () => ok(aHome([aCoupon()])));
    render(<LandingPage />);
    expect(await screen.findByText("✓ 已在你的卡包")).toBeTruthy();
    await tap("出示券码");
    expect(phone.visited).toEqual(["/pages/code/index?offerId=ofr_abcd1234&n=1"]);
  });

  test("who has used it up is led to the wallet", async () => {
    useSession.setState({ session: aSession() });
    serve(ok(landing()), () => ok(aHome([aCoupon({ state: "redeemed", receipt: aReceipt() })])));
    render(<LandingPage />);
    await tap("看看卡包");
    expect(phone.visited).toEqual(["/pages/wallet/index"]);
  });

  test.each([
    ["level_too_low", { limit: 3 }, "会员等级到 3 级才能领，升级后再来"],
    ["daily_limit_reached", { limit: 1 }, "每天限领 1 张，今天领过了，明天再来"],
    ["offer_frozen", undefined, "这个券活动暂停中，过些时候再试"],
  ] as const)("a claim refused with %s says so and leads to the shops", async (error, detail, sentence) => {
    useSession.setState({ session: aSession() });
    serve(ok(landing({ offer: aFace({ perMember: 3 }) })), ({ url }) =>
      url === "/api/member/claims" ? refuse(409, error, detail) : ok(aHome()),
    );
    render(<LandingPage />);
    await tap("领取");
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(screen.queryByText("领取")).toBeNull();
    await tap("看看附近门店");
    expect(phone.visited).toEqual(["/pages/stores/index"]);
  });

  test.each([
    ["sold_out", "这张抢完了，看看附近门店"],
    ["closed", "领取已经结束，看看附近门店"],
    ["not_open", "11-22 10:00 开始领取，到时再来"],
    ["sold_out_today", "今天的抢完了，明天再来"],
    ["frozen", "这个券活动暂停中，过些时候再来"],
    ["granted_only", "这张券由门店发放，到店问问店员"],
  ] as const)("%s: %s", async (state, sentence) => {
    serve(ok(landing({ state })));
    render(<LandingPage />);
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(screen.queryByText("同意协议并领取")).toBeNull();
  });

  test.each([
    ["channel_retired", 410, "这张码已停用，看看附近门店"],
    ["channel_unknown", 404, "这张码不是我们的，看看附近门店"],
  ])("a dead code (%s) leads to the shops", async (error, status, sentence) => {
    serve(refuse(status, error));
    render(<LandingPage />);
    expect(await screen.findByText(sentence)).toBeTruthy();
    await tap("看看附近门店");
    expect(phone.visited).toEqual(["/pages/stores/index"]);
  });

  test("a scene that cannot be ours is not even asked for", async () => {
    phone.params = { scene: "../x" };
    serve(ok(landing()));
    render(<LandingPage />);
    expect(await screen.findByText("这张码不是我们的，看看附近门店")).toBeTruthy();
    expect(sentTo("/api/member/landing")).toEqual([]);
  });

  test("without a network it says so, and trying again works", async () => {
    render(<LandingPage />);
    expect(await screen.findByText("网络不通，请检查网络后再试，不会重复操作")).toBeTruthy();
    serve(ok(landing()));
    await tap("再试一次");
    await waitFor(() => expect(screen.getByText("同意协议并领取")).toBeTruthy());
  });

  test("an old ticket that has expired cannot be shown", async () => {
    useSession.setState({ session: aSession() });
    serve(ok(landing()), () => ok(aHome([aCoupon({ expiresAtMs: Date.now() - DAY })])));
    render(<LandingPage />);
    expect(await screen.findByText("看看卡包")).toBeTruthy();
    expect(screen.queryByText("出示券码")).toBeNull();
  });
});

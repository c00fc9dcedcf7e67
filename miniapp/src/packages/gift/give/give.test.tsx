import type { Coupon } from "@huike/shared/coupon";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aFace, aHome, aSession, DAY } from "../../../../testing/people";
import { ok, phone, refuse, resetPhone, type Sent, sentTo } from "../../../../testing/phone";
import TicketPage from "../../../pages/ticket/index";
import { refreshHome, useHome } from "../../../state/home-state";
import { useSession } from "../../../state/session-state";
import GivePage from "./index";

const face = aFace({ giveable: true });
const giftId = "gft_0123456789abcdef";
const giving = (over: Partial<NonNullable<Coupon["gift"]>> = {}) =>
  aCoupon({ state: "giving", gift: { giftId, endsAtMs: Date.now() + DAY, ...over } });

/** A server of one wallet: what is wrapped is on its way, what is taken back is not. */
const server = {
  coupons: [] as Coupon[],
  face,
  tag: 0,
  has(...coupons: Coupon[]) {
    this.coupons = coupons;
    this.tag += 1;
  },
  serve({ url, body }: Sent) {
    if (url === "/api/member/gifts") {
      const gift = { giftId: (body as { giftId: string }).giftId, endsAtMs: Date.now() + DAY };
      server.has(aCoupon({ state: "giving", gift }));
      return ok(gift);
    }
    if (url.endsWith("/take-back")) {
      server.has(aCoupon());
      return ok({ giftId });
    }
    return ok({ ...aHome(server.coupons, [server.face]), tag: `tag${server.tag}` });
  },
};
const has = (...coupons: Coupon[]) => {
  server.has(...coupons);
  useHome.setState({ home: { ...aHome(coupons, [server.face]), tag: `tag${server.tag}` } });
};
const tap = async (words: string) => fireEvent.click(await screen.findByText(words));
const gifts = () => sentTo("/api/member/gifts").filter(({ url }) => url === "/api/member/gifts");

beforeEach(() => {
  resetPhone();
  server.face = face;
  phone.serve = (request) => server.serve(request);
  phone.params = { offerId: "ofr_abcd1234", n: "1" };
  useSession.setState({ session: aSession(), clockOffsetMs: 0 });
  useHome.setState({ home: undefined, heardAtMs: 0, failure: undefined });
});

describe("giving a coupon to a friend", () => {
  test("begins on the ticket, where the terms allow it, and not for what was itself given", async () => {
    has(aCoupon());
    const { unmount } = render(<TicketPage />);
    await tap("送给朋友");
    expect(phone.visited).toEqual(["/packages/gift/give/index?offerId=ofr_abcd1234&n=1"]);
    unmount();
    has(aCoupon({ isGift: true }));
    const second = render(<TicketPage />);
    expect(await screen.findByText("出示券码")).toBeTruthy();
    expect(screen.queryByText("送给朋友")).toBeNull();
    second.unmount();
    server.face = aFace();
    has(aCoupon());
    render(<TicketPage />);
    expect(await screen.findByText("出示券码")).toBeTruthy();
    expect(screen.queryByText("送给朋友")).toBeNull();
  });

  test("wraps first and sends after: the link is only passed on once it is good", async () => {
    has(aCoupon());
    render(<GivePage />);
    expect(screen.queryByText("发给微信好友")).toBeNull();
    expect(phone.share?.()).toEqual({ title: "回客", path: "/pages/home/index" });
    await tap("包成礼物");
    const send = await screen.findByText("发给微信好友");
    expect(send.getAttribute("data-open-type")).toBe("share");
    const [{ body }] = gifts() as [Sent];
    expect(body).toMatchObject({ offerId: "ofr_abcd1234", n: 1 });
    expect(phone.share?.()).toMatchObject({
      path: `/packages/gift/open/index?g=${(body as { giftId: string }).giftId}`,
    });
  });

  test("asks again with the same id after a lost answer, and with another one after a taking back", async () => {
    has(aCoupon());
    let isDown = true;
    phone.serve = (request) => {
      if (isDown && request.url === "/api/member/gifts") throw new Error("lost");
      return server.serve(request);
    };
    render(<GivePage />);
    await tap("包成礼物");
    expect(await screen.findByText("网络不通，请检查网络后再试，不会重复操作")).toBeTruthy();
    isDown = false;
    await tap("包成礼物");
    await tap("取回");
    await tap("包成礼物");
    await screen.findByText("发给微信好友");
    const ids = gifts().map(({ body }) => (body as { giftId: string }).giftId);
    expect(ids).toHaveLength(3);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  test("on its way it is no code to show but says until when, and is sent again or taken back", async () => {
    has(giving());
    const { unmount } = render(<TicketPage />);
    expect(await screen.findAllByText("送礼中")).toHaveLength(2);
    expect(screen.getByText(/前等朋友领取$/)).toBeTruthy();
    expect(screen.queryByText("出示券码")).toBeNull();
    await tap("再发一次或取回");
    expect(phone.visited).toEqual(["/packages/gift/give/index?offerId=ofr_abcd1234&n=1"]);
    unmount();
    render(<GivePage />);
    expect(phone.share?.()).toMatchObject({ path: `/packages/gift/open/index?g=${giftId}` });
    await tap("取回");
    expect(await screen.findByText("包成礼物")).toBeTruthy();
    expect(sentTo(`/api/member/gifts/${giftId}/take-back`)).toHaveLength(1);
  });

  test("taken by the friend meanwhile: the taking back says so, and the ticket is gone", async () => {
    has(giving());
    phone.serve = (request) => {
      if (!request.url.endsWith("/take-back")) return server.serve(request);
      return refuse(409, "gift_taken");
    };
    render(<GivePage />);
    server.has();
    await tap("取回");
    expect(await screen.findByText("这张券不在你的卡包里了，朋友可能已经领走")).toBeTruthy();
    await tap("看看卡包");
    expect(phone.visited).toEqual(["/pages/wallet/index"]);
  });

  test("refused by the terms since: says why", async () => {
    has(aCoupon());
    phone.serve = (request) =>
      request.url === "/api/member/gifts" ? refuse(409, "offer_frozen") : server.serve(request);
    render(<GivePage />);
    await tap("包成礼物");
    expect(await screen.findByText("这个券活动暂停中，过些时候再试")).toBeTruthy();
    expect(screen.queryByText("发给微信好友")).toBeNull();
  });

  test("comes back by itself with the first answer of home after its day, and is asked for once", async () => {
    has(giving({ endsAtMs: Date.now() }));
    await refreshHome();
    await waitFor(() => expect(useHome.getState().home?.wallet.coupons[0]?.state).toBe("issued"));
    has(giving({ endsAtMs: Date.now() + 60_000 }));
    await refreshHome();
    expect(sentTo(`/api/member/gifts/${giftId}/take-back`)).toHaveLength(1);
  });
});

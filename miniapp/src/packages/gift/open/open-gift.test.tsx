import type { GiftView } from "@huike/shared/gift";
import { packStores } from "@huike/shared/store-sheet";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aCoupon, aFace, aGuest, aHome, aSession, card } from "../../../../testing/people";
import { ok, phone, type Reply, refuse, resetPhone, type Sent, sentTo } from "../../../../testing/phone";
import { useHome } from "../../../state/home-state";
import { useSession } from "../../../state/session-state";
import { useStores } from "../../../state/stores-state";
import OpenGiftPage from "./index";

const giftId = "gft_0123456789abcdef";
const received = aCoupon({ isGift: true });
const aView = (over: Partial<GiftView> = {}): GiftView => ({
  coupon: received,
  face: aFace({ giveable: true }),
  endsAtMs: Date.now() + 3_600_000,
  ...over,
});
const accepted = ok({ coupon: received, face: aFace() });
const joined = () => ok({ session: aSession(), card });

function serve(view: Reply, rest: (request: Sent) => Reply = () => refuse(404, "route_unknown")): void {
  phone.serve = (request) => {
    if (request.url === `/api/member/gifts/${giftId}`) return view;
    if (request.url.startsWith("/api/member/stores")) return ok({ version: 1, stores: packStores([]) });
    return rest(request);
  };
}
const tap = async (words: string) => fireEvent.click(await screen.findByText(words));
const accepts = () => sentTo(`/api/member/gifts/${giftId}/accept`);

beforeEach(() => {
  resetPhone();
  phone.params = { g: giftId };
  useSession.setState({ session: aGuest(), clockOffsetMs: 0 });
  useHome.setState({ home: undefined, heardAtMs: 0, failure: undefined });
  useStores.setState({ kept: undefined, failure: undefined });
});

describe("a gift's link, opened by a stranger", () => {
  test("shows the ticket and asks nothing before a tap", async () => {
    serve(ok(aView()));
    render(<OpenGiftPage />);
    expect(await screen.findByText("朋友送你一张券")).toBeTruthy();
    expect(screen.getByText("见面礼")).toBeTruthy();
    expect(screen.getByText(/^先到先得，.*前领取有效$/)).toBeTruthy();
    const button = screen.getByText("同意协议并领取");
    expect(button.getAttribute("data-open-type")).toBe("agreePrivacyAuthorization");
    expect([accepts(), sentTo("/api/member/join")]).toEqual([[], []]);
    await tap("先看看");
    expect(phone.visited).toEqual(["/pages/home/index"]);
  });

  test("one tap joins and accepts, once, though WeChat fires twice; then it can be shown", async () => {
    serve(ok(aView()), ({ url }) => {
      if (url === "/api/member/join") return joined();
      return url.endsWith("/accept") ? accepted : ok(aHome([received]));
    });
    render(<OpenGiftPage />);
    await tap("同意协议并领取");
    expect(await screen.findByText("✓ 已在你的卡包")).toBeTruthy();
    expect([accepts(), sentTo("/api/member/join")].map((sent) => sent.length)).toEqual([1, 1]);
    await tap("出示券码");
    expect(phone.visited).toEqual(["/pages/code/index?offerId=ofr_abcd1234&n=1"]);
  });

  test("joined, but the answer to the accept was lost: the next tap is a member's and gets the same", async () => {
    let isDown = true;
    serve(ok(aView()), ({ url }) => {
      if (url === "/api/member/join") return joined();
      if (!url.endsWith("/accept")) return ok(aHome());
      if (isDown) throw new Error("lost");
      return accepted;
    });
    render(<OpenGiftPage />);
    await tap("同意协议并领取");
    expect(await screen.findByText("网络不通，请检查网络后再试，不会重复操作")).toBeTruthy();
    isDown = false;
    await tap("领取");
    expect(await screen.findByText("✓ 已在你的卡包")).toBeTruthy();
    expect(sentTo("/api/member/join")).toHaveLength(1);
  });

  test("a link that is none of ours leads to the shops, unasked; one that cannot be heard asks again", async () => {
    phone.params = { g: "nonsense" };
    serve(ok(aView()));
    const { unmount } = render(<OpenGiftPage />);
    await tap("看看附近门店");
    expect([phone.visited, sentTo("/api/member/gifts")]).toEqual([["/pages/stores/index"], []]);
    unmount();
    phone.params = { g: giftId };
    serve(refuse(503, "try_later"));
    render(<OpenGiftPage />);
    await screen.findByText("再试一次");
    serve(ok(aView()));
    await tap("再试一次");
    expect(await screen.findByText("同意协议并领取")).toBeTruthy();
  });
});

describe("a gift's link, opened by a member", () => {
  beforeEach(() => useSession.setState({ session: aSession() }));

  test("is taken by one tap", async () => {
    serve(ok(aView()), ({ url }) => (url.endsWith("/accept") ? accepted : ok(aHome([]))));
    render(<OpenGiftPage />);
    await waitFor(() => expect(useHome.getState().home).toBeTruthy());
    await tap("领取");
    expect(await screen.findByText("✓ 已在你的卡包")).toBeTruthy();
    expect(accepts()).toHaveLength(1);
  });

  test.each([
    ["gift_taken", "来晚了一步", "这份礼物已经被领走了"],
    ["gift_taken_back", "朋友送你一张券", "朋友已经把这份礼物收回了"],
    ["gift_over", "朋友送你一张券", "这份礼物过了 24 小时，请朋友重新发一次"],
    ["coupon_expired", "朋友送你一张券", "这张券已过期"],
    ["coupon_voided", "朋友送你一张券", /^这张券已作废/],
    ["offer_frozen", "朋友送你一张券", "这个券活动暂停中，过些时候再试"],
    ["gift_own", "你送出的券", "这是你自己送出的礼物，请朋友来领"],
  ] as const)("says %s in a sentence, with a way out and nothing to take", async (whyNot, title, sentence) => {
    serve(ok(aView({ whyNot })), () => ok(aHome()));
    render(<OpenGiftPage />);
    expect(await screen.findByText(title)).toBeTruthy();
    expect(screen.getByText(sentence)).toBeTruthy();
    expect(screen.queryByText("领取")).toBeNull();
    await tap("看看附近门店");
    expect(phone.visited).toEqual(["/pages/stores/index"]);
  });

  test("refused at the tap, by the friend's own limit: the sentence takes the button's place", async () => {
    serve(ok(aView()), ({ url }) =>
      url.endsWith("/accept") ? refuse(409, "limit_reached", { limit: 1 }) : ok(aHome()),
    );
    render(<OpenGiftPage />);
    await tap("领取");
    expect(await screen.findByText("每人限 1 张，你已经领到上限了")).toBeTruthy();
    expect(screen.queryByText("领取")).toBeNull();
    expect(screen.getByText("看看附近门店")).toBeTruthy();
  });

  test("had already, it can be shown; of the giver, it leads back to where it can be taken back", async () => {
    serve(ok(aView({ isMine: true })), () => ok(aHome([received])));
    const { unmount } = render(<OpenGiftPage />);
    await tap("出示券码");
    expect(phone.visited).toEqual(["/pages/code/index?offerId=ofr_abcd1234&n=1"]);
    unmount();
    const giving = aCoupon({ n: 2, state: "giving", gift: { giftId, endsAtMs: Date.now() + 1000 } });
    serve(ok(aView({ whyNot: "gift_own" })), () => ok({ ...aHome([giving]), tag: "tag2" }));
    render(<OpenGiftPage />);
    await tap("再发一次或取回");
    expect(phone.visited[1]).toBe("/packages/gift/give/index?offerId=ofr_abcd1234&n=2");
  });
});

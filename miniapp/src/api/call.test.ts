import { RedeemCoupon } from "@huike/shared/counter";
import { GetHome } from "@huike/shared/member";
import { ListStores } from "@huike/shared/store";
import { aGuest, aHome, aSession } from "../../testing/people";
import { ok, phone, refuse, resetPhone, sentTo } from "../../testing/phone";
import { useSession } from "../state/session-state";
import { call } from "./call";

const tokens = () => sentTo("/api/member/home").map(({ header }) => header.authorization);

describe("calling the server", () => {
  beforeEach(() => {
    resetPhone();
    useSession.setState({ session: aSession(), clockOffsetMs: 0 });
  });

  test("sends the session's token and gives the parsed answer", async () => {
    const home = aHome();
    phone.serve = () => ok(home);
    expect(await call(GetHome, {})).toEqual({ ok: true, value: home });
    expect(tokens()).toEqual(["Bearer t1"]);
  });

  test("signs in again once when the session has ended, and repeats the call", async () => {
    phone.serve = ({ url, header }) => {
      if (url === "/api/member/sessions") return ok(aSession({ token: "t2" }));
      return header.authorization === "Bearer t2" ? ok(aHome()) : refuse(401, "signed_out");
    };
    expect((await call(GetHome, {})).ok).toBe(true);
    expect(tokens()).toEqual(["Bearer t1", "Bearer t2"]);
    expect(phone.logins).toBe(1);
  });

  test("does not try for ever: a second refusal is the answer", async () => {
    phone.serve = ({ url }) =>
      url === "/api/member/sessions" ? ok(aSession({ token: "t2" })) : refuse(401, "signed_out");
    expect(await call(GetHome, {})).toEqual({ ok: false, error: "signed_out" });
    expect(tokens()).toHaveLength(2);
  });

  test("signs in first when there is no session; two calls share one sign-in", async () => {
    useSession.setState({ session: undefined });
    phone.serve = ({ url }) => (url === "/api/member/sessions" ? ok(aSession()) : ok(aHome()));
    await Promise.all([call(GetHome, {}), call(GetHome, {})]);
    expect(phone.logins).toBe(1);
  });

  test("signs in anew when the session ends within a day", async () => {
    useSession.setState({ session: aSession({ expiresAtMs: Date.now() + 3_600_000 }) });
    phone.serve = ({ url }) => (url === "/api/member/sessions" ? ok(aSession({ token: "t2" })) : ok(aHome()));
    await call(GetHome, {});
    expect(tokens()).toEqual(["Bearer t2"]);
  });

  test("asks what anyone may ask without signing in", async () => {
    useSession.setState({ session: aGuest() });
    phone.serve = () => ok({ version: 3 });
    expect(await call(ListStores, {})).toEqual({ ok: true, value: { version: 3 } });
    expect(phone.sent[0]?.header.authorization).toBeUndefined();
  });

  test("says offline when nothing answers", async () => {
    expect(await call(GetHome, {})).toEqual({ ok: false, error: "offline" });
  });

  test("passes a typed refusal on with its facts", async () => {
    phone.serve = () => refuse(409, "coupon_redeemed", { clerkNo: "03" });
    const request = {
      redemptionId: "rdm_0000",
      orderId: "ord_0000",
      visitToken: "v",
      memberNo: "123456789",
      offerId: "ofr_abcd",
      n: 1,
      round: 0,
      version: 1,
    };
    expect(await call(RedeemCoupon, request)).toEqual({
      ok: false,
      error: "coupon_redeemed",
      detail: { clerkNo: "03" },
    });
  });

  test.each([
    [200, { tag: 1 }, "unexpected"],
    [500, { message: "Internal Server Error" }, "unexpected"],
    [503, { message: "Service Unavailable" }, "try_later"],
    [504, "gateway timeout", "try_later"],
    [429, {}, "try_later"],
    [413, {}, "too_large"],
    [404, { message: "Not Found" }, "unexpected"],
    [409, { error: "coupon_redeemed", message: { zh: "", en: "" } }, "unexpected"],
  ])("reads %i %j, which is not this call's own answer, as %s", async (statusCode, data, error) => {
    phone.serve = () => ({ statusCode, data });
    expect(await call(GetHome, {})).toEqual({ ok: false, error });
  });
});

import type { Profile } from "@huike/shared/profile";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aGuest, aSession, DAY } from "../../../testing/people";
import { ok, phone, type Reply, refuse, resetPhone, type Sent, sentTo } from "../../../testing/phone";
import { useSession } from "../../state/session-state";
import ProfilePage from "./index";

/** A server of one member's profile; `say` answers instead of it where it says something. */
const server = {
  profile: {} as Profile,
  say: (_: Sent): Reply | undefined => undefined,
  serve(request: Sent): Reply {
    const { method, url, body } = request;
    const said = server.say(request);
    if (said) return said;
    const { name: _n, ...nameless } = server.profile;
    const { birthday: _b, ...dayless } = server.profile;
    const { phone: _p, ...numberless } = server.profile;
    if (method === "PUT" && url.endsWith("/name")) server.profile = { ...nameless, ...(body as object) };
    if (method === "PUT" && url.endsWith("/birthday"))
      server.profile = { ...dayless, ...(body as object), birthdayFromMs: Date.now() + 365 * DAY };
    if (url.endsWith("/phone")) server.profile = { ...numberless, phone: "138****0001" };
    if (url.endsWith("/phone/drop")) server.profile = numberless;
    return ok(server.profile);
  },
};
const tap = async (words: string) => fireEvent.click(await screen.findByText(words));
const sent = (path: string) => sentTo(`/api/member/profile${path}`).map(({ body }) => body);
const lost = (): never => {
  throw new Error("no network");
};
const isTo = ({ url }: Sent, path: string) => url === `/api/member/profile${path}`;
const OFFLINE = "网络不通，请检查网络后再试，不会重复操作";

beforeEach(() => {
  resetPhone();
  server.profile = {};
  server.say = () => undefined;
  phone.serve = (request) => server.serve(request);
  useSession.setState({ session: aSession(), clockOffsetMs: 0 });
});

describe("我的资料", () => {
  test("says of each thing what it is for, and that nothing has to be told", async () => {
    render(<ProfilePage />);
    expect(await screen.findByText("都可以不填，随时能删。不填也一样领券、用券。")).toBeTruthy();
    for (const why of ["店员好称呼你", "生日前后的心意，只记月和日", "店员按手机号也能找到你的会员卡"])
      expect(screen.getByText(why)).toBeTruthy();
    expect(phone.storage.size).toBe(0);
  });

  test("leads who is no member home, and asks nothing of the server", async () => {
    useSession.setState({ session: aGuest() });
    render(<ProfilePage />);
    await tap("回首页");
    expect(phone.visited).toEqual(["/pages/home/index"]);
    expect(sent("")).toEqual([]);
  });

  test("without a network says so, and shows what is there when asked again", async () => {
    server.profile = { name: "小雨" };
    phone.serve = lost;
    render(<ProfilePage />);
    expect(await screen.findByText(OFFLINE)).toBeTruthy();
    phone.serve = (request) => server.serve(request);
    await tap("再试一次");
    expect(await screen.findByDisplayValue("小雨")).toBeTruthy();
  });
});

describe("a name", () => {
  const field = () => screen.findByPlaceholderText("怎么称呼你");

  test("is kept as typed, without the spaces around it, and deleted again", async () => {
    render(<ProfilePage />);
    expect((await field()).getAttribute("data-type")).toBe("nickname");
    await tap("保存称呼");
    expect(sent("/name")).toEqual([]);
    fireEvent.change(await field(), { target: { value: " 小雨 " } });
    await tap("保存称呼");
    await tap("清除称呼");
    await waitFor(() => expect(screen.getByPlaceholderText<HTMLInputElement>("怎么称呼你").value).toBe(""));
    expect(sent("/name")).toEqual([{ name: "小雨" }, {}]);
    expect(screen.queryByText("清除称呼")).toBeNull();
  });

  test("that WeChat's keyboard offered is told on leaving the field", async () => {
    render(<ProfilePage />);
    fireEvent.blur(await field(), { target: { value: "雨滴" } });
    await tap("保存称呼");
    await waitFor(() => expect(sent("/name")).toEqual([{ name: "雨滴" }]));
  });

  test("stays in its field when it could not be saved", async () => {
    server.say = (request) => (isTo(request, "/name") ? refuse(503, "try_later") : undefined);
    render(<ProfilePage />);
    fireEvent.change(await field(), { target: { value: "小雨" } });
    await tap("保存称呼");
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(screen.getByDisplayValue("小雨")).toBeTruthy();
    server.say = () => undefined;
    await tap("保存称呼");
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    expect(server.profile.name).toBe("小雨");
  });
});

describe("a birthday", () => {
  test("is chosen of the days of its month, asked about, and then stands until it may be changed", async () => {
    phone.wheels = [1, 28];
    render(<ProfilePage />);
    expect((await screen.findByText("选月和日")).closest("[data-rows]")?.getAttribute("data-rows")).toBe("12,31");
    await tap("选月和日");
    expect(screen.getByText("2 月 29 日").closest("[data-rows]")?.getAttribute("data-rows")).toBe("12,29");
    await tap("保存生日");
    expect(await screen.findByText(/^一年改一次，\d{4}-\d\d-\d\d 起可以再改$/)).toBeTruthy();
    expect(phone.questions).toEqual(["生日是 2 月 29 日？ 存下后 365 天内不能再改，看清楚再存"]);
    expect(sent("/birthday")).toEqual([{ birthday: 229 }]);
    expect(screen.queryByText("保存生日")).toBeNull();
  });

  test("of a day the month has not is its last one", async () => {
    phone.wheels = [3, 30];
    render(<ProfilePage />);
    await tap("选月和日");
    expect(screen.getByText("4 月 30 日")).toBeTruthy();
  });

  test("is not sent after a no, and stays chosen when it could not be saved", async () => {
    phone.wheels = [4, 11];
    phone.saysYes = false;
    render(<ProfilePage />);
    await tap("选月和日");
    await tap("保存生日");
    expect(sent("/birthday")).toEqual([]);
    phone.saysYes = true;
    server.say = (request) => (isTo(request, "/birthday") ? lost() : undefined);
    await tap("保存生日");
    expect(await screen.findByText(OFFLINE)).toBeTruthy();
    expect(screen.getByText("5 月 12 日")).toBeTruthy();
  });

  test("given on another phone meanwhile is asked for anew and shown", async () => {
    phone.wheels = [4, 11];
    render(<ProfilePage />);
    await tap("选月和日");
    server.profile = { birthday: 1224, birthdayFromMs: Date.now() + 9 * DAY };
    server.say = (request) =>
      isTo(request, "/birthday") ? refuse(409, "birthday_given", { atMs: Date.UTC(2099, 0, 1) }) : undefined;
    await tap("保存生日");
    expect(await screen.findByText("12 月 24 日")).toBeTruthy();
    expect(screen.getByText("生日一年只能改一次，2099-01-01 起可以再改")).toBeTruthy();
  });

  test("is deleted at any time, after a question that says from when another may be told", async () => {
    server.profile = { birthday: 512, birthdayFromMs: Date.UTC(2099, 0, 1) };
    render(<ProfilePage />);
    await tap("删除生日");
    expect(await screen.findByText("没有填")).toBeTruthy();
    expect(sent("/birthday")).toEqual([{}]);
    expect(phone.questions).toEqual(["删除生日？ 删除后不再收到生日的心意，2099-01-01 起才能再填"]);
  });
});

describe("a phone number", () => {
  test("comes by WeChat's own button, is shown masked, replaced, and deleted after a question", async () => {
    render(<ProfilePage />);
    expect((await screen.findByText("授权手机号")).getAttribute("data-open-type")).toBe("getPhoneNumber");
    await tap("授权手机号");
    expect(await screen.findByText("138****0001")).toBeTruthy();
    phone.number = { errMsg: "getPhoneNumber:ok", code: "number-code-2" };
    await tap("换一个");
    await waitFor(() => expect(sent("/phone")).toEqual([{ code: "number-code-1" }, { code: "number-code-2" }]));
    phone.saysYes = false;
    await tap("删除手机号");
    expect(sent("/phone/drop")).toEqual([]);
    phone.saysYes = true;
    await tap("删除手机号");
    expect(await screen.findByText("没有留")).toBeTruthy();
  });

  test("that is refused is not spoken of, and may be given later", async () => {
    phone.number = { errMsg: "getPhoneNumber:fail user deny" };
    render(<ProfilePage />);
    await tap("授权手机号");
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByText("授权手机号")).toBeTruthy();
    expect(sent("/phone")).toEqual([]);
  });

  test("is not asked for again where the account is out of numbers", async () => {
    phone.number = { errMsg: "getPhoneNumber:fail jsapi has no permission", errno: 1_400_001 };
    render(<ProfilePage />);
    await tap("授权手机号");
    expect(screen.queryByText("授权手机号")).toBeNull();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("without the privacy agreement, or by a WeChat without codes, says what to do", async () => {
    const sentence = "微信没有给出手机号：先同意隐私保护指引，或更新微信后再试";
    render(<ProfilePage />);
    for (const number of [
      { errMsg: "getPhoneNumber:fail privacy permission is not authorized", errno: 104 },
      { errMsg: "getPhoneNumber:fail api scope is not declared in the privacy agreement", errno: 112 },
      { errMsg: "getPhoneNumber:ok" },
    ]) {
      phone.number = number;
      await tap("授权手机号");
      expect(screen.getByText(sentence)).toBeTruthy();
    }
  });

  test("of another card is refused with the shop as the way on", async () => {
    server.say = (request) => (isTo(request, "/phone") ? refuse(409, "phone_of_other") : undefined);
    render(<ProfilePage />);
    await tap("授权手机号");
    expect(await screen.findByText("这个手机号已经留在另一张会员卡上，请联系门店")).toBeTruthy();
  });

  test("whose answer is lost is looked for before anything is said: a code is good once", async () => {
    render(<ProfilePage />);
    server.say = (request) => {
      if (!isTo(request, "/phone")) return undefined;
      server.profile = { phone: "138****0001" };
      return lost();
    };
    await tap("授权手机号");
    expect(await screen.findByText("138****0001")).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
    // The same number again says nothing of whether this one arrived.
    await tap("换一个");
    expect(await screen.findByText(OFFLINE)).toBeTruthy();
    expect(sent("/phone")).toHaveLength(2);
  });
});

import { calendarDay } from "@huike/shared/day";
import type { StoreRow } from "@huike/shared/store-facts";
import { packStores } from "@huike/shared/store-sheet";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { aCoupon, aFace, aGuest, aHome, aSession, aStore } from "../../../testing/people";
import { ok, phone, type Reply, resetPhone, sentTo } from "../../../testing/phone";
import { useHome } from "../../state/home-state";
import { useSession } from "../../state/session-state";
import { useStores } from "../../state/stores-state";
import { chooseCity, useWhereabouts } from "../../state/whereabouts";
import StoresPage from "./index";

const always: StoreRow["hours"] = Array.from({ length: 7 }, () => [[0, 1440]]);
const never: StoreRow["hours"] = Array.from({ length: 7 }, () => []);
const square = { latitude: 31.2304, longitude: 121.4737 };

const near = aStore({
  storeId: "sto_near",
  name: "近店",
  address: "黄浦区人民路 8 号",
  lat: 31.235,
  lng: 121.475,
  hours: always,
});
const far = aStore({
  storeId: "sto_far0",
  name: "远店",
  address: "松江区中山路 9 号",
  lat: 31.03,
  lng: 121.22,
  hours: always,
});
const resting = aStore({
  storeId: "sto_rest",
  name: "打烊店",
  address: "静安区南京西路 1 号",
  lat: 31.2304,
  lng: 121.4737,
  hours: never,
});
const beijing = aStore({
  storeId: "sto_bj01",
  name: "望京店",
  city: "北京",
  address: "朝阳区望京街 9 号",
  lat: 39.99,
  lng: 116.48,
  hours: always,
});

const known = (stores: StoreRow[], version = 1) =>
  useStores.setState({ kept: { version, stores }, heardAtMs: Date.now() });
const listOf = (stores: StoreRow[], version = 1): Reply => ok({ version, stores: packStores(stores) });
const tap = async (words: string | RegExp) => {
  const element = await screen.findByText(words);
  await act(async () => void fireEvent.click(element));
};
const shown = () => [...document.querySelectorAll(".store__name")].map(({ textContent }) => textContent);
const search = (text: string) =>
  fireEvent.change(screen.getByPlaceholderText("搜店名或地址"), { target: { value: text } });

beforeEach(() => {
  resetPhone();
  useSession.setState({ session: aGuest(), clockOffsetMs: 0 });
  useHome.setState({ home: undefined, heardAtMs: 0, failure: undefined });
  useStores.setState({ kept: undefined, heardAtMs: 0, failure: undefined });
  useWhereabouts.setState({ point: undefined, isRough: false, answer: "unasked", city: undefined });
});

describe("by distance", () => {
  test("the position is asked for by the tap, with its reason; a rough one gives whole kilometres", async () => {
    known([far, near]);
    phone.position = square;
    render(<StoresPage />);
    await screen.findByText("近店");
    expect(shown()).toEqual(["远店", "近店"]);
    expect(phone.positionsAsked).toBe(0);
    screen.getByText("只用大概的位置给门店排序，不会保存");
    await tap("按距离排序");
    expect(phone.positionsAsked).toBe(1);
    expect(shown()).toEqual(["近店", "远店"]);
    screen.getByText("约 1 公里");
    expect(screen.queryByText(/\d 米|\d\.\d 公里/)).toBeNull();
    expect([...phone.storage.values()].join()).not.toContain("31.2304");
  });

  test("refused: the cities lead there, and the choice is kept", async () => {
    known([near, far, beijing]);
    render(<StoresPage />);
    await tap("按距离排序");
    screen.getByText("没有定位也能找：选城市");
    await tap("北京 1 家");
    expect(shown()).toEqual(["望京店"]);
    expect(phone.storage.get("city")).toBe('"北京"');
    await tap("北京 1 家");
    expect(shown()).toHaveLength(3);
  });

  test("refused, then allowed in WeChat's settings", async () => {
    known([far, near]);
    render(<StoresPage />);
    await tap("按距离排序");
    phone.position = square;
    await tap("去设置里允许位置");
    expect(shown()).toEqual(["近店", "远店"]);
  });

  test("failing: it says so, and the cities are there", async () => {
    known([near]);
    phone.position = { errMsg: "getFuzzyLocation:fail system error" };
    render(<StoresPage />);
    await tap("按距离排序");
    screen.getByText("暂时拿不到位置，选城市也能找");
    screen.getByText("上海 1 家");
  });

  test("a city the chain has left does not empty the list", async () => {
    chooseCity("拉萨");
    known([near]);
    render(<StoresPage />);
    expect(shown()).toEqual(["近店"]);
  });
});

describe("which shops", () => {
  test("name, city and address are searched, in any width and with any spaces; nothing found says so and leads back", async () => {
    known([near, far, beijing]);
    render(<StoresPage />);
    search("人民路８号");
    expect(shown()).toEqual(["近店"]);
    search("上海 中山");
    expect(shown()).toEqual(["远店"]);
    search("火星");
    expect(shown()).toEqual([]);
    await tap("看全部门店");
    expect(shown()).toHaveLength(3);
  });

  test("nothing found names what was searched", () => {
    known([near]);
    render(<StoresPage />);
    search("火星 ");
    screen.getByText("没有找到「火星」，换个词再试试");
  });

  test("open now", async () => {
    known([resting, near]);
    render(<StoresPage />);
    await tap("正在营业");
    expect(shown()).toEqual(["近店"]);
  });

  test("takes my ticket: the shops my usable coupons name; used and expired ones do not count", async () => {
    known([near, far, beijing]);
    const faces = [
      aFace({ storeIds: ["sto_far0"] }),
      aFace({ offerId: "ofr_used1234", storeIds: ["sto_near"] }),
      aFace({ offerId: "ofr_over1234", storeIds: [] }),
    ];
    const coupons = [
      aCoupon(),
      aCoupon({ offerId: "ofr_used1234", state: "redeemed" }),
      aCoupon({ offerId: "ofr_over1234", expiresAtMs: Date.now() - 1 }),
    ];
    useSession.setState({ session: aSession() });
    useHome.setState({ home: aHome(coupons, faces), heardAtMs: Date.now() });
    render(<StoresPage />);
    await tap("可用我的券");
    expect(shown()).toEqual(["远店"]);
    search("近店");
    screen.getByText("没有找到「近店」里能用你的券的门店");
  });

  test("a coupon good everywhere leaves every shop", async () => {
    known([near, far]);
    useSession.setState({ session: aSession() });
    useHome.setState({ home: aHome([aCoupon()]), heardAtMs: Date.now() });
    render(<StoresPage />);
    await tap("可用我的券");
    expect(shown()).toHaveLength(2);
  });

  test("without a usable coupon the filter is not offered", () => {
    known([near]);
    render(<StoresPage />);
    expect(screen.queryByText("可用我的券")).toBeNull();
  });

  test("all shut: the one that opens first comes first, though it is farther; a holiday counts", async () => {
    const today = { date: calendarDay(Date.now()), spans: [] };
    const dayMs = 86_400_000;
    const off = (days: number) =>
      Array.from({ length: days }, (_, i) => ({ ...today, date: calendarDay(Date.now() + i * dayMs) }));
    const early: StoreRow = { ...far, hours: always, exceptions: off(1) };
    const late: StoreRow = { ...near, hours: always, exceptions: off(3) };
    known([late, { ...beijing, state: "shut" }, early]);
    phone.position = square;
    // Yesterday's all-day span ends at midnight: none of these is open now.
    render(<StoresPage />);
    await tap("按距离排序");
    screen.getByText("现在都在休息，先开门的排在前面");
    expect(shown()).toEqual(["远店", "近店", "望京店"]);
    screen.getByText("休息中 · 明天 00:00 开门");
    screen.getByText("暂停营业");
  });
});

describe("from the list to the shop", () => {
  test("navigation opens WeChat's map there, the number is dialled", async () => {
    known([near]);
    render(<StoresPage />);
    await tap("导航");
    expect(phone.maps).toEqual([
      { latitude: 31.235, longitude: 121.475, name: "近店", address: "上海黄浦区人民路 8 号", scale: 16 },
    ]);
    await tap(/^电话/);
    expect(phone.dialled).toEqual(["021-1234567"]);
  });

  test("where no map comes up the address can be copied", async () => {
    known([near]);
    phone.hasMap = false;
    render(<StoresPage />);
    await tap("导航");
    expect(phone.copied).toEqual(["上海黄浦区人民路 8 号"]);
  });
});

describe("what the list costs", () => {
  const many = Array.from({ length: 45 }, (_, i) =>
    aStore({ storeId: `sto_n${String(i).padStart(3, "0")}`, name: `${i} 号店`, address: `路 ${100 + i} 号` }),
  );

  test("twenty shops are drawn at once, twenty more at the bottom or by a tap, and another question begins anew", async () => {
    known(many);
    render(<StoresPage />);
    expect(shown()).toHaveLength(20);
    act(() => phone.reachBottom?.());
    expect(shown()).toHaveLength(40);
    await tap("再看 5 家，还有 5 家");
    expect(shown()).toHaveLength(45);
    act(() => phone.reachBottom?.());
    expect(shown()).toHaveLength(45);
    search("路");
    expect(shown()).toHaveLength(20);
  });

  test("a member whose home names the version the phone holds asks nothing", async () => {
    known([near], 7);
    useSession.setState({ session: aSession() });
    useHome.setState({ home: { ...aHome(), storesVersion: 7 }, heardAtMs: Date.now() });
    render(<StoresPage />);
    await screen.findByText("近店");
    expect(phone.sent).toEqual([]);
  });

  test("another version brings the new list, once, and it is kept for the next start", async () => {
    known([near], 7);
    useSession.setState({ session: aSession() });
    useHome.setState({ home: { ...aHome(), storesVersion: 8 }, heardAtMs: Date.now() });
    phone.serve = () => listOf([near, far], 8);
    render(<StoresPage />);
    await screen.findByText("远店");
    expect(sentTo("/api/member/stores").map(({ url }) => url)).toEqual(["/api/member/stores?version=7"]);
    expect(JSON.parse(phone.storage.get("stores") ?? "{}")).toEqual({ version: 8, stores: packStores([near, far]) });
  });

  test("a newcomer asks once, then not again for minutes", async () => {
    phone.serve = () => listOf([near]);
    const { unmount } = render(<StoresPage />);
    await screen.findByText("近店");
    unmount();
    render(<StoresPage />);
    await screen.findByText("近店");
    expect(sentTo("/api/member/stores")).toHaveLength(1);
  });

  test("a list that contradicts itself is not shown: the page says so and offers another try", async () => {
    phone.serve = () => ok({ version: 1, stores: { ...packStores([near, far]), phones: "" } });
    render(<StoresPage />);
    await screen.findByText("再试一次");
    expect(shown()).toEqual([]);
    phone.serve = () => listOf([near]);
    await tap("再试一次");
    await screen.findByText("近店");
  });

  test("without a network the kept list is shown with the time it was heard", async () => {
    useStores.setState({ kept: { version: 1, stores: [near] }, heardAtMs: Date.now() - 3_600_000 });
    render(<StoresPage />);
    await screen.findByText(/^没有网络，显示的是 .* 的内容$/);
    screen.getByText("近店");
    phone.serve = () => listOf([near, far], 2);
    await tap("再试一次");
    await screen.findByText("远店");
    expect(screen.queryByText(/没有网络/)).toBeNull();
  });
});

import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { aSession } from "../../../../testing/people";
import { ok, phone, refuse, resetPhone, sentTo } from "../../../../testing/phone";
import { useSession } from "../../../state/session-state";
import { ReportShopPlace } from "./ReportShopPlace";

const tap = async () => fireEvent.click(await screen.findByText("门店在地图上的位置不对？在店里报一下"));

beforeEach(() => {
  resetPhone();
  useSession.setState({ session: aSession({ isStaff: true }), clockOffsetMs: 0 });
});

test("a place pointed at on the map goes to the operators; leaving the map sends nothing", async () => {
  phone.serve = () => ok({ storeId: "sto_abcd" });
  render(<ReportShopPlace />);
  await tap();
  await screen.findByText("门店在地图上的位置不对？在店里报一下");
  expect(sentTo("/api/clerk/store-place")).toEqual([]);
  phone.chosenPlace = { latitude: 30.25113, longitude: 120.16771 };
  await tap();
  await waitFor(() => expect(phone.toasts).toEqual(["已报给运营，核对后生效"]));
  expect(sentTo("/api/clerk/store-place")).toMatchObject([{ method: "PUT", body: { lat: 30.25113, lng: 120.16771 } }]);
});

test("no map and no shift are said, with what to do", async () => {
  phone.serve = () => refuse(409, "off_shift");
  render(<ReportShopPlace />);
  phone.chosenPlace = { errMsg: "chooseLocation:fail system error" };
  await tap();
  expect(await screen.findByText("地图没有打开，请把店里的坐标告诉运营。")).toBeTruthy();
  phone.chosenPlace = { latitude: 30.25113, longitude: 120.16771 };
  await tap();
  expect(await screen.findByText("还没上班：请先扫本店台卡")).toBeTruthy();
});

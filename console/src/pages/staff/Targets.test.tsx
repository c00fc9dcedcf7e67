import type { ShopTargets } from "@huike/shared/target";
import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { setLanguage } from "../../text/language";
import { HeldCount, Progress } from "./Board";
import { TargetTable } from "./Targets";

const staff = [
  { memberNo: "100000001", name: "小林", clerkNo: "01", role: "clerk" as const },
  { memberNo: "100000002", name: "店长", clerkNo: "02", role: "manager" as const },
];
const line = {
  ...{ memberNo: "100000001", members: 5, netFans: 2, redemptions: 1, undone: 0 },
  held: { members: 3, netFans: 1, redemptions: 0 },
};

beforeAll(() => {
  setLanguage("zh");
  window.matchMedia ??= (() => ({ matches: false, addListener() {}, removeListener() {} })) as never;
});

test("a number of one's own stands by name, and goes back to everybody's", () => {
  let now: ShopTargets = { each: { members: 30, redemptions: 0 }, clerks: [] };
  function Kept() {
    const [value, set] = useState(now);
    now = value;
    return <TargetTable value={value} staff={staff} onChange={set} />;
  }
  render(<Kept />);
  const type = (label: string, text: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
  expect(screen.queryByLabelText("02 店长的会员目标")).toBeNull();
  type("01 小林的会员目标", "12");
  expect(now.clerks).toEqual([{ memberNo: "100000001", members: 12, redemptions: 0 }]);
  type("每位店员的核销目标", "90");
  expect(now).toEqual({
    each: { members: 30, redemptions: 90 },
    clerks: [{ memberNo: "100000001", members: 12, redemptions: 0 }],
  });
  fireEvent.click(screen.getByText("同每位"));
  expect(now.clerks).toEqual([]);
});

test("nothing is written where nothing may be", () => {
  render(
    <TargetTable value={{ each: { members: 1, redemptions: 1 }, clerks: [] }} staff={staff} onChange={undefined} />,
  );
  expect((screen.getByLabelText("01 小林的会员目标") as HTMLInputElement).disabled).toBe(true);
});

test("held ones are opened by their number, and the month is said with its pace", () => {
  let isOpen = false;
  const month = {
    ...{ target: { members: 30, redemptions: 4 }, done: { members: 12, redemptions: 4 } },
    held: { members: 3, redemptions: 0 },
  };
  render(
    <>
      <HeldCount
        of={line}
        name="01 小林"
        onOpen={() => {
          isOpen = true;
        }}
      />
      <Progress of={{ ...line, month }} daysLeft={9} />
    </>,
  );
  fireEvent.click(screen.getByText("4"));
  expect(isOpen).toBe(true);
  expect(screen.getByText(/会员 12\/30 · 还差 18，每天 2/)).toBeTruthy();
  expect(screen.getByText(/核销 4\/4 · 已达成/)).toBeTruthy();
});

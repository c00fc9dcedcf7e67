import { render, screen } from "@testing-library/react";
import { MyMonth } from "./MyMonth";

const shop = {
  ...{ storeId: "sto_k2m4", storeName: "人民路店" },
  target: { members: 30, redemptions: 0 },
  done: { members: 12, redemptions: 44 },
  held: { members: 2, redemptions: 1 },
};

test("says how far, how many a day, and what is held, of what is expected only", () => {
  render(<MyMonth month={{ daysLeft: 9, judgedUntil: "2026-11-21", shops: [shop] }} />);
  expect(screen.getByText("本月目标 · 人民路店")).toBeTruthy();
  expect(screen.getByText("12/30")).toBeTruthy();
  expect(screen.getByText("还差 18，每天 2")).toBeTruthy();
  expect(screen.getByText("另有 2 待确认")).toBeTruthy();
  expect(screen.getByText("核对到 11-21，今天的先算上，明早核对")).toBeTruthy();
  expect(screen.queryByText("44/0")).toBeNull();
});

test("a goal that is reached is called so", () => {
  const done = { members: 31, redemptions: 0 };
  render(<MyMonth month={{ daysLeft: 9, shops: [{ ...shop, done, held: { members: 0, redemptions: 0 } }] }} />);
  expect(screen.getByText("31/30")).toBeTruthy();
  expect(screen.getByText("已达成")).toBeTruthy();
  expect(screen.queryByText(/待确认/)).toBeNull();
});

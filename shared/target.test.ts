import { daysLeftOf, monthOf, paceOf, ShopTargets, targetOf } from "./target.ts";

const each = { members: 30, redemptions: 0 };
const named = { memberNo: "100000001", members: 5, redemptions: 60 };

test("a clerk is expected what stands at their name, else what each of the shop's clerks is", () => {
  const targets = { each, clerks: [named] };
  expect(targetOf(targets, "100000001", true)).toEqual({ members: 5, redemptions: 60 });
  expect(targetOf(targets, "100000001", false)).toEqual({ members: 5, redemptions: 60 });
  expect(targetOf(targets, "100000002", true)).toEqual(each);
  expect(targetOf(targets, "100000002", false)).toEqual({ members: 0, redemptions: 0 });
});

test("nobody is named twice", () => {
  expect(ShopTargets.safeParse({ each, clerks: [named] }).success).toBe(true);
  expect(ShopTargets.safeParse({ each, clerks: [named, named] }).success).toBe(false);
});

test("the days left of a month are counted with the day itself", () => {
  expect(["2026-11-22", "2026-11-30", "2026-12-31", "2028-02-01"].map(daysLeftOf)).toEqual([9, 1, 1, 29]);
  expect(monthOf("2026-11-22")).toBe("2026-11");
});

test("the pace is in whole people, and nothing is wanting of what is done", () => {
  expect(paceOf(30, 12, 9)).toEqual({ short: 18, perDay: 2 });
  expect(paceOf(30, 12, 10)).toEqual({ short: 18, perDay: 2 });
  expect(paceOf(30, 12, 1)).toEqual({ short: 18, perDay: 18 });
  expect(paceOf(30, 31, 9)).toEqual({ short: 0, perDay: 0 });
});

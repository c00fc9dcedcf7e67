import { lanesOf, type Planned } from "./lanes";

const days = ["2026-11-04", "2026-11-05"];
const planned = (campaignId: string, at: string, storeIds?: string[], state = "scheduled"): Planned => ({
  ...{ campaignId, state, dueAtMs: Date.parse(`${at}+08:00`) },
  ...(storeIds ? { storeIds } : {}),
});
const short = (due: readonly Planned[]) =>
  lanesOf(due, days).map(({ storeId, cells }) => [
    storeId,
    ...cells.map(({ reaching, clashing }) => `${reaching.map(({ campaignId }) => campaignId).join("")}!${clashing}`),
  ]);

test("a shop's members are reached by its own campaigns and the chain's, in the order of time", () => {
  const due = [
    planned("b", "2026-11-05T18:00:00", ["sto_2", "sto_1"]),
    planned("a", "2026-11-05T00:10:00"),
    planned("x", "2026-12-05T10:00:00", ["sto_9"]),
  ];
  expect(short(due)).toEqual([
    [undefined, "!0", "a!0"],
    ["sto_1", "!0", "ab!2"],
    ["sto_2", "!0", "ab!2"],
  ]);
});

test("two of the chain clash in its lane alone, and what is done clashes with nobody", () => {
  const due = [
    ...[planned("a", "2026-11-04T09:00:00"), planned("b", "2026-11-04T10:00:00")],
    ...[planned("c", "2026-11-05T09:00:00", ["sto_1"], "done"), planned("d", "2026-11-05T10:00:00", ["sto_1"])],
  ];
  expect(short(due)).toEqual([
    [undefined, "ab!2", "!0"],
    ["sto_1", "ab!0", "cd!0"],
  ]);
});

test("a rule that keeps to no shop is in the chain's lane", () => {
  expect(short([planned("a", "2026-11-04T09:00:00", [])])).toEqual([[undefined, "a!0", "!0"]]);
});

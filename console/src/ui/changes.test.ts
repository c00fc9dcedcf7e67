import { linesOf } from "./changes";

const change = (name: string, before: unknown, after: unknown) => ({
  name,
  ...(before === undefined ? {} : { before: JSON.stringify(before) }),
  ...(after === undefined ? {} : { after: JSON.stringify(after) }),
});

describe("what a change of the audit tells", () => {
  test("is the one number that differs, of a whole text kept in the table", () => {
    const terms = { title: "见面礼", benefit: { kind: "cash", valueFen: 1000 }, storeIds: ["sto_aaaa"] };
    const after = { ...terms, benefit: { ...terms.benefit, valueFen: 2050 } };
    expect(linesOf([change("terms", JSON.stringify(terms), JSON.stringify(after))])).toEqual([
      { path: ["terms", "benefit", "valueFen"], before: "¥10", after: "¥20.50" },
    ]);
  });

  test("says what was not there before, and what is no longer", () => {
    const frozen = linesOf([change("frozen", undefined, true), change("stockPerDay", 50, undefined)]);
    expect(frozen).toEqual([
      { path: ["frozen"], after: "✓" },
      { path: ["stockPerDay"], before: "50" },
    ]);
  });

  test("reads moments as a clock on a Shanghai wall, and lists as one", () => {
    expect(linesOf([change("closes", Date.UTC(2026, 0, 5, 6), Date.UTC(2026, 0, 6, 6))])).toEqual([
      { path: ["closes"], before: "2026-01-05 14:00", after: "2026-01-06 14:00" },
    ]);
    expect(linesOf([change("stores", ["sto_aaaa"], ["sto_aaaa", "sto_bbbb"])])).toEqual([
      { path: ["stores"], before: "sto_aaaa", after: "sto_aaaa、sto_bbbb" },
    ]);
  });

  test("leaves a text alone that only begins like one", () => {
    expect(linesOf([change("name", "{旧", "[新")])).toEqual([{ path: ["name"], before: "{旧", after: "[新" }]);
  });
});

import { aCoupon, DAY } from "../../testing/people";
import "../../testing/phone";
import { conditionText, endingText, shopsText, startsText } from "./ticket-text";

/** 2026-11-21 14:02 in Shanghai. */
const nowMs = Date.UTC(2026, 10, 21, 6, 2);

describe("the words on a ticket", () => {
  test.each([
    [nowMs + 3_600_000, "今天到期"],
    [nowMs + DAY, "还剩 1 天"],
    [nowMs + 2 * DAY + 1, "还剩 2 天"],
    [nowMs + 4 * DAY, undefined],
    [nowMs - 1, undefined],
  ])("ending at %i: %s", (expiresAtMs, words) => {
    expect(endingText(aCoupon({ expiresAtMs }), nowMs)).toBe(words);
  });

  test("not yet valid: counts calendar days", () => {
    expect(startsText(aCoupon({ validFromMs: Date.UTC(2026, 10, 22, 16, 0) }), nowMs)).toBe("还差 2 天生效");
    expect(startsText(aCoupon({ validFromMs: nowMs + 3_600_000 }), nowMs)).toBe("今天 15:02 生效");
    expect(startsText(aCoupon({ validFromMs: nowMs }), nowMs)).toBeUndefined();
  });

  test("conditions and shops", () => {
    expect(conditionText({ kind: "threshold", minFen: 10_000, valueFen: 2_000 })).toBe("满100可用");
    expect(conditionText({ kind: "cash", valueFen: 2_000 })).toBe("无门槛");
    expect(shopsText({ storeIds: [] }, [])).toBe("全部门店可用");
    expect(shopsText({ storeIds: ["sto_a", "sto_b"] }, [])).toBe("仅限 2 家门店");
  });
});

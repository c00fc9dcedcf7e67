import { memberCode, STEP_MS, weekAt } from "@huike/shared/member-code";
import { beatAt } from "./member-code-clock";

const weekMs = 7 * 86_400_000;
const monday = weekAt(1_790_000_000_000) * weekMs;
const secrets = { memberNo: "123456789", weeks: [{ week: weekAt(monday), secretHex: "0f".repeat(32) }] };

describe("the rhythm of the member code", () => {
  test("shows the code of the step, and says how much of it is left", () => {
    const nowMs = monday + 12_345;
    expect(beatAt(secrets, nowMs)).toEqual({
      code: memberCode(secrets, nowMs),
      passedMs: 12_345,
      nextInMs: STEP_MS - 12_345,
    });
  });

  test("changes exactly at the step", () => {
    const { code, nextInMs } = beatAt(secrets, monday + 1);
    expect(beatAt(secrets, monday + 1 + nextInMs - 1).code).toBe(code);
    expect(beatAt(secrets, monday + 1 + nextInMs).code).not.toBe(code);
  });

  test("has no code for a week it holds no secret of", () => {
    expect(beatAt(secrets, monday + weekMs).code).toBeUndefined();
    expect(beatAt(undefined, monday).code).toBeUndefined();
  });
});

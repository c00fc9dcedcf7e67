import { AdjustPoints, DecideAdjustment, ListAdjustments } from "@huike/shared/adjustment";
import { reconcile } from "../nightly/reconcile.ts";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { holdConserved } from "../testing/conserved.ts";
import { makeId } from "../testing/made-up.ts";

describe("corrections that wait for a second person", () => {
  const chain = openChain();
  holdConserved(chain);
  const adjust = async (memberNo: string, points: number) => {
    const adjustmentId = makeId("adjustment");
    await chain.must(AdjustPoints, { adjustmentId, memberNo, points, why: "补记" }, await chain.owner());
    chain.nowMs += 1_000;
    return adjustmentId;
  };
  const waiting = async (by?: Person) => {
    await chain.projectAll();
    return (await chain.must(ListAdjustments, {}, by ?? (await chain.owner()))).adjustments;
  };
  const operator = async () => {
    const person = await chain.member();
    await chain.hire(person, [], "51", { role: "operator" });
    return person;
  };

  test("are listed oldest first, until one is decided; small ones never wait", async () => {
    const memberNo = numberOf(await chain.member());
    await adjust(memberNo, 50);
    expect(await waiting()).toEqual([]);
    const atMs = chain.nowMs;
    const [first, second] = [await adjust(memberNo, 5_000), await adjust(memberNo, -2_000)];
    const other = await operator();
    const by = numberOf(await chain.owner());
    expect(await waiting(other)).toEqual([
      { adjustmentId: first, memberNo, points: 5_000, why: "补记", by, atMs, mayApprove: true },
      { adjustmentId: second, memberNo, points: -2_000, why: "补记", by, atMs: atMs + 1_000, mayApprove: true },
    ]);
    expect((await waiting()).map(({ mayApprove }) => mayApprove)).toEqual([false, false]);
    await chain.must(DecideAdjustment, { adjustmentId: first, memberNo, decision: "approve" }, other);
    expect((await waiting(other)).map(({ adjustmentId }) => adjustmentId)).toEqual([second]);
    await chain.must(DecideAdjustment, { adjustmentId: second, memberNo, decision: "decline" }, await chain.owner());
    expect(await waiting(other)).toEqual([]);
  });

  test("are not for approval by whom they are for, and the night finds nothing wrong with their rows", async () => {
    const other = await operator();
    await adjust(numberOf(other), 9_000);
    expect(await waiting(other)).toMatchObject([{ points: 9_000, mayApprove: false }]);
    chain.nowMs += 3_600_000;
    await reconcile(chain.env, { hasTime: () => true });
    const report = (await chain.items("views")).find((item) => item.sk?.S?.startsWith("REPORT#"));
    expect(report?.findings?.L).toEqual([]);
  });
});

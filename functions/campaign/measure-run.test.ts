import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { MeasureCampaign } from "@huike/shared/campaign-result";
import { attributes } from "../platform/table.ts";
import { saleKey } from "../sale/sale.items.ts";
import { CampaignDesk, HOUR_MS, plan, walkOver } from "../testing/campaign-desk.ts";
import { mondayMs, openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import { isHeldOut } from "./hold-out.ts";
import { measureCampaign } from "./measure-run.ts";

describe("what a run brought", () => {
  const chain = openChain();
  const desk = new CampaignDesk(chain);
  afterEach(() => desk.clear());

  test("tells what it brought against those held out, and says so where it cannot tell", async () => {
    const everyone = await desk.members(200);
    const walk = walkOver(everyone);
    const content = { path: "notice", kind: "product", title: "新品", text: "来看看" } as const;
    const campaignId = await desk.approved(plan(content, { holdOutPermille: 500 }), walk);
    await desk.tick(walk);
    const measure = () =>
      measureCampaign({ memberNo: "1", claims: {} as never }, { campaignId, run: "1" }, chain.coldEnv());
    const none = await measure();
    expect(none).toMatchObject({ value: { measured: 1, result: { visits: { verdict: "unclear" } } } });
    const isSent = (memberNo: string) => !isHeldOut(campaignId, memberNo, 500);
    const buyers = [...everyone.filter(isSent), ...everyone.filter((memberNo) => !isSent(memberNo)).slice(0, 20)];
    chain.nowMs += 2 * HOUR_MS;
    for (const memberNo of buyers) {
      const sale = { ...saleKey(memberNo, makeId("order")), st: "s", at: chain.nowMs - HOUR_MS, pay: 3_000, off: 0 };
      // One before it began, one taken back: neither counts.
      const before = { ...sale, ...saleKey(memberNo, makeId("order")), at: mondayMs - 1 };
      const undone = { ...sale, ...saleKey(memberNo, makeId("order")), st: "u" };
      for (const item of [sale, before, undone]) {
        await chain.tables.client.send(new PutItemCommand({ TableName: chain.tables.app, Item: attributes(item) }));
      }
    }
    const measured = await measure();
    if (!measured.ok) throw new Error(measured.error);
    const { result } = MeasureCampaign.response.parse(measured.value);
    const sent = everyone.filter(isSent).length;
    expect(result?.sent).toMatchObject({ people: sent, visitors: sent, visits: sent, spentFen: sent * 3_000 });
    expect(result?.held).toMatchObject({ people: 200 - sent, visitors: 20 });
    expect(result?.visits).toMatchObject({ verdict: "more" });
    expect(result?.visits.sentence.zh).toContain("到店的人多了");
    // Twenty buyers are too few to speak of money.
    expect(result?.spending).toMatchObject({ verdict: "unclear", sentence: { zh: "无法判断：人数还太少" } });
  }, 60_000);
});

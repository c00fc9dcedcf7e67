import { GetHome, ReadNote } from "@huike/shared/member";
import { CampaignDesk, plan, walkOver } from "../testing/campaign-desk.ts";
import { numberOf, openChain } from "../testing/chain.ts";

describe("a line on the home screen", () => {
  const chain = openChain();
  const desk = new CampaignDesk(chain);
  afterEach(() => desk.clear());

  test("puts a line on the home screen until it is read, and its opening counts once", async () => {
    const person = await chain.member();
    const walk = walkOver([numberOf(person)]);
    const campaignId = await desk.approved(
      plan({ path: "notice", kind: "product", title: "新品", text: "桂花拿铁来了" }),
      walk,
    );
    await desk.tick(walk);
    const before = await chain.must(GetHome, {}, person);
    expect(before.wallet?.note).toMatchObject({ campaignId, run: 1, title: "新品", text: "桂花拿铁来了" });
    for (let i = 0; i < 2; i++) await chain.must(ReadNote, { campaignId, run: 1 }, person);
    expect((await chain.must(GetHome, { tag: before.tag }, person)).wallet?.note).toBeUndefined();
    await chain.must(ReadNote, { campaignId, run: 9 }, person);
    const opened = (await chain.items("views")).filter(({ sk }) => sk?.S?.startsWith("OPN#"));
    expect(opened.map(({ pk }) => pk?.S)).toEqual([`CMP#${campaignId}#1`]);
  }, 60_000);
});

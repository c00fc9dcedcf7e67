import { PutCampaign, TestCampaign } from "@huike/shared/campaign";
import { CampaignDesk, HOUR_MS, plan, walkOver } from "../testing/campaign-desk.ts";
import { mondayMs, numberOf, openChain, type Person } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import { runCampaigns } from "./run-campaigns.ts";

const text = "您预约的到店时间有变，请回复我们确认";

describe("a customer-service message", () => {
  const chain = openChain();
  const desk = new CampaignDesk(chain);
  afterEach(() => desk.clear());

  const says = async ({ phone }: Person) => {
    await chain.inWechat(`/phones/${phone}/say`, { text: "在吗" });
    await chain.takeInAll();
  };
  const follower = async (): Promise<Person> => {
    const person = await chain.member();
    await chain.inWechat(`/phones/${person.phone}/follow`);
    await chain.takeInAll();
    return person;
  };
  const heard = async ({ phone }: Person) =>
    (await chain.chat(phone)).filter((one) => one.text.includes(text)).map((one) => one.text);
  /** A worker that talks to the chain's WeChat. */
  const tick = (people: readonly Person[]) =>
    runCampaigns(chain.coldEnv(), walkOver(people.map(numberOf)), {
      hasTime: () => true,
      wait: async (ms) => {
        chain.nowMs += ms;
      },
    });

  test("goes to followers who wrote within 48 hours, and to nobody else, once", async () => {
    const [talking, silent, left, stranger] = [
      await follower(),
      await follower(),
      await follower(),
      await chain.member(),
    ];
    // Written two days ago.
    await says(silent);
    chain.nowMs += 48 * HOUR_MS;
    await says(talking);
    await says(left);
    await chain.inWechat(`/phones/${left.phone}/unfollow`);
    await chain.takeInAll();
    const people = [talking, silent, left, stranger];
    const campaignId = await desk.approved(
      plan({ path: "service", kind: "news", text }),
      walkOver(people.map(numberOf)),
    );
    for (let i = 0; i < 2; i++) await tick(people);
    expect(await desk.counts(campaignId)).toEqual({ planned: 4, sent: 1, noWindow: 3 });
    expect(await heard(talking)).toEqual([text]);
    for (const person of [silent, left, stranger]) expect(await heard(person)).toEqual([]);
  }, 60_000);

  test("what WeChat's window no longer takes is no failure, and takes nothing of the week's cap", async () => {
    const person = await follower();
    await says(person);
    chain.wechatFault = (url) =>
      url.includes("/custom/send")
        ? Response.json({ errcode: 45047, errmsg: "out of response count limit" })
        : undefined;
    const campaignId = await desk.approved(plan({ path: "service", kind: "news", text }), walkOver([numberOf(person)]));
    await tick([person]);
    chain.wechatFault = undefined;
    expect(await desk.counts(campaignId)).toEqual({ planned: 1, noWindow: 1 });
    const used = Object.entries((await desk.pushOf(numberOf(person))) ?? {}).filter(([name]) => /^n\d/.test(name));
    expect(used.map(([, count]) => count)).toEqual([0]);
  }, 60_000);

  test("with marketing in it is refused with the rule named; a test needs an open window", async () => {
    const owner = await chain.owner();
    const put = (content: Parameters<typeof plan>[0], campaignId = makeId("campaign")) =>
      chain.call(PutCampaign, { campaignId, plan: plan(content), why: "t" }, owner);
    expect(await put({ path: "service", kind: "news", text: "全场 8 折" })).toMatchObject({
      ...{ status: 409, error: "service_rule", detail: { word: "8 折" } },
    });
    expect(await put({ path: "service", kind: "promotion", text })).toMatchObject({ error: "service_rule" });
    const campaignId = makeId("campaign");
    expect(await put({ path: "service", kind: "news", text }, campaignId)).toMatchObject({ status: 200 });
    const tested = () => chain.call(TestCampaign, { campaignId, ifVersion: 1, testId: makeId("test") }, owner);
    expect(await tested()).toMatchObject({ status: 409, error: "test_needs_window" });
    await chain.inWechat(`/phones/${owner.phone}/follow`);
    await says(owner);
    expect(await tested()).toMatchObject({ value: { shownOn: "chat" } });
    expect(await heard(owner)).toEqual([`【测试】${text}`]);
    expect(chain.nowMs).toBe(mondayMs);
  }, 60_000);
});

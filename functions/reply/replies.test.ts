import { PutChannel } from "@huike/shared/channel";
import { GetReplies, PutReplies, type Replies, type ReplyRule, USUAL_REPLIES } from "@huike/shared/replies";
import { numberOf, openChain, type Person } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import { putReplies } from "./put-replies.ts";
import { repliesKey } from "./reply.items.ts";

const rule = (name: string, words: string[], change: Partial<ReplyRule> = {}): ReplyRule => ({
  ...{ ruleId: makeId("replyRule"), name, match: "exact", words, reply: { text: `答：${name}` } },
  ...change,
});

describe("what the service account answers by itself", () => {
  const chain = openChain();
  let owner: Person;
  let fans = 0;
  beforeAll(async () => {
    owner = await chain.owner();
  });

  const put = async (change: Partial<Replies>, by = owner) => {
    const { version } = await chain.must(GetReplies, {}, owner);
    return chain.call(PutReplies, { ifVersion: version, replies: { ...USUAL_REPLIES, ...change }, why: "test" }, by);
  };
  const follower = async () => {
    const phone = `asker-${++fans}`;
    await chain.inWechat(`/phones/${phone}/follow`);
    return phone;
  };
  /** What stands in the chat below what the person did; nothing for silence. */
  const answered = async (phone: string) => {
    const last = (await chain.chat(phone)).at(-1);
    return last?.from === "service_account" ? last : undefined;
  };
  const said = async (phone: string, text: string) => {
    chain.nowMs += 1_000;
    await chain.inWechat(`/phones/${phone}/say`, { text });
    return answered(phone);
  };

  let reads = 0;
  beforeAll(() => {
    // Every layer hears every call; a read of the texts is what names their key and changes nothing.
    const count = (next: (args: never) => unknown) => (args: { input: { Key?: { sk?: { S?: string } } } }) => {
      if (args.input.Key?.sk?.S === repliesKey.sk && !("UpdateExpression" in args.input)) reads += 1;
      return next(args as never);
    };
    chain.tables.client.middlewareStack.add(count as never, { step: "initialize" });
  });

  test("the first rule whose words fit answers; else what is said otherwise, or silence", async () => {
    const rules = [
      rule("几点开门", ["营业时间", "几点开门"]),
      rule("停车", ["停车"], {
        match: "contains",
        reply: { text: "地下两层都能停", link: { label: "看门店", page: "stores" } },
      }),
      rule("车", ["车"], { match: "contains" }),
    ];
    expect((await put({ rules })).status).toBe(200);
    const phone = await follower();
    expect((await said(phone, " 营业时间 "))?.text).toBe("答：几点开门");
    expect((await said(phone, "ＷＩＦＩ"))?.text).toContain("收到啦");
    expect(await said(phone, "请问停车在哪")).toMatchObject({
      text: "地下两层都能停\n看门店",
      links: [{ words: "看门店", path: "pages/stores/index" }],
    });
    expect((await said(phone, "公交车呢"))?.text).toBe("答：车");
    expect((await said(phone, "营业时间是？"))?.text).toContain("收到啦");
    const { otherwise: _, ...silent } = USUAL_REPLIES;
    const { version } = await chain.must(GetReplies, {}, owner);
    await chain.must(PutReplies, { ifVersion: version, replies: { ...silent, rules }, why: "安静" }, owner);
    expect(await said(phone, "你好")).toBeUndefined();
    expect((await said(phone, "几点开门"))?.text).toBe("答：几点开门");
  });

  test("a button of the menu answers by its rule, and one whose rule is gone as anything else", async () => {
    const asked = rule("客服", []);
    await put({ rules: [asked] });
    const phone = await follower();
    await chain.inWechat(`/phones/${phone}/click`, { key: asked.ruleId });
    expect((await answered(phone))?.text).toBe("答：客服");
    chain.nowMs += 1_000;
    await chain.inWechat(`/phones/${phone}/click`, { key: makeId("replyRule") });
    expect((await answered(phone))?.text).toContain("收到啦");
  });

  test("a welcome of one's own keeps the ticket in its link", async () => {
    await put({
      welcome: { gift: USUAL_REPLIES.welcome.gift, plain: { text: "你来啦，卡在这里：", label: "我的卡" } },
    });
    expect(await answered(await follower())).toMatchObject({
      text: "你来啦，卡在这里：\n我的卡",
      links: [{ words: "我的卡", path: expect.stringMatching(/^pages\/home\/index\?t=[\w-]{43}\.[\w-]{16}$/) }],
    });
  });

  test("another instance answers anew within fifteen seconds, and reads the texts once meanwhile", async () => {
    await put({ rules: [rule("旧", ["问"])] });
    const phone = await follower();
    expect((await said(phone, "问"))?.text).toBe("答：旧");
    const other = chain.coldEnv();
    const { version } = await chain.must(GetReplies, {}, owner);
    const replies = { ...USUAL_REPLIES, rules: [rule("新", ["问"])] };
    const changed = await putReplies(
      { claims: owner.session as never, memberNo: numberOf(owner) },
      { ifVersion: version, replies, why: "改" },
      other,
    );
    expect(changed.ok).toBe(true);
    const before = reads;
    for (let i = 0; i < 3; i++) expect((await said(phone, "问"))?.text).toBe("答：旧");
    expect(reads).toBe(before);
    chain.nowMs += 15_000;
    expect((await said(phone, "问"))?.text).toBe("答：新");
  });

  test("of two who change them at once one is told; the same change again is one", async () => {
    const { version } = await chain.must(GetReplies, {}, owner);
    const mine = { ifVersion: version, replies: { ...USUAL_REPLIES, rules: [rule("我", ["我"])] }, why: "我改" };
    const yours = { ...mine, replies: { ...USUAL_REPLIES, rules: [rule("你", ["你"])] } };
    expect(await chain.must(PutReplies, mine, owner)).toEqual({ version: version + 1 });
    expect(await chain.must(PutReplies, mine, owner)).toEqual({ version: version + 1 });
    expect(await chain.call(PutReplies, yours, owner)).toMatchObject({ status: 409, error: "setting_changed" });
    expect((await chain.must(GetReplies, {}, owner)).replies).toEqual(mine.replies);
  });

  test("what WeChat punishes or cuts off is refused with the rule and the words, and nothing is written", async () => {
    const lure = rule("送礼", ["礼物"], { reply: { text: "关注公众号即送一杯奶茶" } });
    const hrefs = rule("链接", ["网址"], { reply: { text: '<a href="https://example.com">看这里</a>' } });
    const long = { ...USUAL_REPLIES.welcome, plain: { text: "长".repeat(600), label: "开".repeat(20) } };
    const lost = rule("券", ["券"], { reply: { text: "领券：", link: { label: "领", page: "landing" } } });
    const gone = rule("券", ["券"], {
      reply: { text: "领券：", link: { label: "领", page: "landing", scene: "nosuchscene" } },
    });
    const twice = rule("一", ["一"]);
    const many = Array.from({ length: 200 }, (_, i) =>
      rule(`第${i}条`, [`词${i}`], { reply: { text: "字".repeat(135) } }),
    );
    const refusals: [Partial<Replies>, object][] = [
      [{ rules: [lure] }, { error: "text_lures", detail: { word: "关注公众号即送", title: "送礼" } }],
      [{ rules: [hrefs] }, { error: "reply_has_markup", detail: { title: "链接" } }],
      [{ welcome: long }, { error: "reply_too_long", detail: { limit: 2_048 } }],
      [{ rules: [lost] }, { error: "link_needs_channel" }],
      [{ rules: [gone] }, { error: "link_channel_unknown", detail: { title: "券" } }],
      [{ rules: [twice, twice] }, { error: "reply_rule_twice" }],
      [{ rules: many }, { error: "replies_too_large" }],
      [{ otherwise: { text: "转发朋友圈领券" } }, { error: "text_lures", detail: { word: "转发朋友圈领" } }],
    ];
    const [storeId, offerId] = [await chain.shop(), await chain.offer()];
    const before = await chain.digest();
    for (const [change, refusal] of refusals) expect(await put(change)).toMatchObject(refusal);
    const scene = "lurescene";
    const base = { scene, kind: "poster", name: "门口", storeId, offerId, state: "active", why: "test" } as const;
    expect(await chain.call(PutChannel, { ...base, welcome: "关注有礼" }, owner)).toMatchObject({
      error: "text_lures",
    });
    expect(await chain.digest()).toBe(before);
  });
});

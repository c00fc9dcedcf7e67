// What tests of campaigns share: an operator's desk in a chain of shops, members as far as a campaign looks at them, and
// a WeChat that answers as a test wants and remembers whom it took a message for.
import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { AudienceRule } from "@huike/shared/audience";
import { ApproveCampaign, GetCampaign, PutCampaign } from "@huike/shared/campaign";
import type { CampaignCounts, CampaignLive } from "@huike/shared/campaign-live";
import type { CampaignContent, CampaignPlan } from "@huike/shared/campaign-plan";
import { PutPushRules, USUAL_RULES } from "@huike/shared/push-rules";
import type { Walker } from "../campaign/freeze-audience.ts";
import { consentsOf, type PushItem, pushKey } from "../campaign/push.items.ts";
import { currentRules } from "../campaign/read-rules.ts";
import { rehearseWith } from "../campaign/rehearse.ts";
import { runCampaigns } from "../campaign/run-campaigns.ts";
import { showCampaign } from "../campaign/show-campaign.ts";
import { cardFields, cardKey } from "../member/card.items.ts";
import { makeEnv } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Item } from "../platform/table.ts";
import { personKey } from "../session/person.items.ts";
import { type Chain, mondayMs, numberOf } from "./chain.ts";
import { EXPIRING_TEMPLATE, makeId } from "./made-up.ts";

export const HOUR_MS = 3_600_000;
const AT_ONCE = 25;
const everybody: AudienceRule = { is: "all", of: [] };

export const reminder: Extract<CampaignContent, { path: "subscribe" }> = {
  ...{ path: "subscribe", kind: "news", template: "expiring" },
  fields: [
    { key: "thing1", value: "您有一张券将到期" },
    { key: "date2", value: "2026年1月8日" },
  ],
};

export const plan = (content: CampaignContent, change: Partial<CampaignPlan> = {}): CampaignPlan => ({
  ...{ name: "新年", audience: everybody, content, time: { when: "now" }, holdOutPermille: 0 },
  ...change,
});

/** A plain walk over these members, so many a page. */
export const walkOver = (memberNos: readonly string[], page = 250): Walker =>
  async function* (_env, _rule, { after = "0" }) {
    const sorted = [...memberNos].sort().filter((memberNo) => memberNo > after);
    for (let at = 0; at === 0 || at < sorted.length; at += page) {
      const members = sorted.slice(at, at + page).map((memberNo) => ({ memberNo }));
      const last = members.at(-1)?.memberNo ?? "";
      yield { members, ...(at + page < sorted.length ? { next: { shard: 0, after: last } } : {}) };
    }
  };

export class CampaignDesk {
  readonly chain: Chain;
  /** Openids WeChat took a message for, in order. */
  sent: string[] = [];
  /** What WeChat says to a message for an openid; nothing: it takes it. */
  answer: (openid: string) => Response | undefined = () => undefined;
  private made = 600_000_000;

  constructor(chain: Chain) {
    this.chain = chain;
  }

  /** Between two tests: the clock goes back to Monday, and seconds that were used up are to come again. */
  async clear(): Promise<void> {
    this.sent = [];
    this.answer = () => undefined;
    for (const path of ["subscribe", "service"]) {
      const Key = attributes({ pk: `RATE#${path}`, sk: "NOW" });
      await this.chain.tables.client.send(new DeleteItemCommand({ TableName: this.chain.tables.views, Key }));
    }
    this.chain.nowMs = mondayMs;
    this.chain.forget();
  }

  /** A worker's instance. */
  env(tables = this.chain.tables) {
    return makeEnv({
      ...{ tables, secrets: this.chain.secrets, nowMs: () => this.chain.nowMs, wait: async () => undefined },
      ...{ wechatApiUrl: "http://wechat.test/api", wechatMpUrl: "http://wechat.test/mp" },
      fetch: async (input, init) => {
        if (!String(input).includes("/message/subscribe/send")) {
          return Response.json({ access_token: "token", expires_in: 7200 });
        }
        const { touser } = JSON.parse(String(init?.body)) as { touser: string };
        const refused = this.answer(touser);
        if (refused) return refused;
        this.sent.push(touser);
        return Response.json({ errcode: 0, errmsg: "ok" });
      },
    });
  }

  put(table: "app" | "views", item: Item) {
    const TableName = this.chain.tables[table];
    return this.chain.tables.client.send(new PutItemCommand({ TableName, Item: attributes(item) }));
  }

  async members(count: number, consents = 0): Promise<string[]> {
    const numbers = Array.from({ length: count }, () => String(++this.made));
    const card = { at: mondayMs, agr: "2026-11", gen: 0, lvl: 1, pts: 0 };
    for (let i = 0; i < count; i += AT_ONCE) {
      await Promise.all(
        numbers
          .slice(i, i + AT_ONCE)
          .flatMap((no) => [
            this.put("app", { ...cardKey(no), ...cardFields(card) }),
            this.put("app", { ...personKey(no), oid: `open-${no}` }),
            ...(consents > 0 ? [this.put("views", { ...pushKey(no), con_expiring: consents })] : []),
          ]),
      );
    }
    return numbers;
  }

  async rules(change: Partial<typeof USUAL_RULES> = {}): Promise<void> {
    const { version } = await currentRules(this.chain.coldEnv());
    const set = { ...USUAL_RULES, templates: { expiring: EXPIRING_TEMPLATE }, ...change };
    const owner = await this.chain.owner();
    await this.chain.must(PutPushRules, { ifVersion: version, rules: set, why: "test" }, owner);
    this.chain.forget();
  }

  /** A draft of it, rehearsed and approved. */
  async approved(one: CampaignPlan, walk: Walker): Promise<string> {
    const campaignId = makeId("campaign");
    const owner = await this.chain.owner();
    await this.chain.must(PutCampaign, { campaignId, plan: one, why: "test" }, owner);
    const rehearsed = await this.rehearse(campaignId, walk);
    expect(rehearsed.ok).toBe(true);
    await this.chain.must(ApproveCampaign, { campaignId, ifVersion: 1, why: "test" }, owner);
    return campaignId;
  }

  async rehearse(campaignId: string, walk: Walker) {
    const owner = await this.chain.owner();
    const caller = { memberNo: numberOf(owner), claims: {} as never };
    return rehearseWith(walk)(caller, { campaignId, ifVersion: 1 }, this.chain.coldEnv());
  }

  tick(walk: Walker, hasTime = () => true, env = this.env()): Promise<void> {
    return runCampaigns(env, walk, {
      hasTime,
      wait: async (ms) => {
        this.chain.nowMs += ms;
      },
    });
  }

  /** Below HTTP: a session ends sooner than some campaigns. */
  async show(campaignId: string, run?: string): Promise<CampaignLive> {
    const asked = { campaignId, ...(run === undefined ? {} : { run }) };
    const shown = await showCampaign({ memberNo: "1", claims: {} as never }, asked, this.chain.coldEnv());
    if (!shown.ok) throw new Error(shown.error);
    return GetCampaign.response.parse(shown.value);
  }

  /** Those that are more than none. */
  async counts(campaignId: string): Promise<Partial<CampaignCounts>> {
    const shown = (await this.show(campaignId)).counts;
    return Object.fromEntries(Object.entries(shown).filter(([, n]) => n > 0));
  }

  pushOf(memberNo: string): Promise<PushItem | undefined> {
    return getItem<PushItem>(this.chain.tables, pushKey(memberNo), { table: "views", consistent: true });
  }

  async consents(memberNo: string): Promise<Record<string, number>> {
    return consentsOf(await this.pushOf(memberNo));
  }
}

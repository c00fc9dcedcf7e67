// What trials of campaigns share: members as far as a delivery looks at them, a plain walk over them, a stub of WeChat
// that remembers whom it took a message for, and workers that can be killed.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { CampaignCounts } from "@huike/shared/campaign-live";
import type { CampaignContent, CampaignPlan } from "@huike/shared/campaign-plan";
import { USUAL_RULES } from "@huike/shared/push-rules";
import { type CampaignItem, campaignKey, liveKey, pushRulesKey } from "../campaign/campaign.items.ts";
import type { Walker } from "../campaign/freeze-audience.ts";
import { pushKey } from "../campaign/push.items.ts";
import { runCampaigns } from "../campaign/run-campaigns.ts";
import { showCampaign } from "../campaign/show-campaign.ts";
import { type Env, makeEnv } from "../platform/env.ts";
import { attributes, type Item, openTables, type Tables } from "../platform/table.ts";
import { personKey } from "../session/person.items.ts";
import type { Chain } from "./chain.ts";
import { makeId } from "./made-up.ts";

export const reminder: CampaignContent = {
  ...{ path: "subscribe", kind: "news", template: "expiring" },
  fields: [{ key: "thing1", value: "您有一张券将到期" }],
};
const template = { templateId: "tmpl_0123456789abcdefghij", title: "优惠券到期提醒", fields: ["thing1"] };
const AT_ONCE = 25;

/** Sorted member numbers, so many a page. */
export const walkOver = (memberNos: readonly string[], page = 250): Walker =>
  async function* (_env, _rule, { after = "0" }) {
    let at = memberNos.findIndex((memberNo) => memberNo > after);
    if (at < 0) at = memberNos.length;
    for (let isFirst = true; isFirst || at < memberNos.length; isFirst = false, at += page) {
      const members = memberNos.slice(at, at + page).map((memberNo) => ({ memberNo }));
      const last = members.at(-1)?.memberNo ?? "";
      yield { members, ...(at + page < memberNos.length ? { next: { shard: 0, after: last } } : {}) };
    }
  };

export class CampaignTrial {
  readonly chain: Chain;
  /** Openids a message arrived at, in order: one twice would be here twice. */
  readonly arrived: string[] = [];

  constructor(chain: Chain) {
    this.chain = chain;
  }

  async put(table: "app" | "views", items: readonly Item[]): Promise<void> {
    const { client, [table]: TableName } = this.chain.tables;
    for (let i = 0; i < items.length; i += AT_ONCE) {
      const some = items.slice(i, i + AT_ONCE);
      await Promise.all(some.map((item) => client.send(new PutItemCommand({ TableName, Item: attributes(item) }))));
    }
  }

  async members(from: number, count: number, consents: number): Promise<string[]> {
    const memberNos = Array.from({ length: count }, (_, i) => String(from + i));
    await this.put(
      "app",
      memberNos.map((no) => ({ ...personKey(no), oid: `open-${no}` })),
    );
    await this.put(
      "views",
      memberNos.map((no) => ({ ...pushKey(no), con_expiring: consents })),
    );
    return memberNos;
  }

  async rules(perWeek: number): Promise<void> {
    const text = JSON.stringify({ ...USUAL_RULES, perWeek, templates: { expiring: template } });
    await this.put("app", [{ ...pushRulesKey, ver: 1, text }]);
  }

  /** As it stands after its approval. */
  async scheduled(content: CampaignContent = reminder, holdOutPermille = 0): Promise<string> {
    const campaignId = makeId("campaign");
    const plan: CampaignPlan = {
      ...{ name: "试验", audience: { is: "all", of: [] }, content, time: { when: "now" }, holdOutPermille },
    };
    const nowMs = this.chain.nowMs;
    const item: CampaignItem = {
      ...{ st: "scheduled", ver: 1, plan: JSON.stringify(plan), by: "1", at: nowMs, why: "t", run: 1, due: nowMs },
    };
    await this.put("app", [{ ...campaignKey(campaignId), ...item }, liveKey(campaignId)]);
    return campaignId;
  }

  /** A worker's instance; its table calls go through `tables`, WeChat takes `latencyMs` and then remembers. */
  env(
    tables: Tables = this.chain.tables,
    send: (arrive: () => void) => Promise<void> = async (arrive) => arrive(),
  ): Env {
    return makeEnv({
      ...{ tables, secrets: this.chain.secrets, nowMs: () => this.chain.nowMs, wait: async () => undefined },
      ...{ wechatApiUrl: "http://wechat.test/api", wechatMpUrl: "http://wechat.test/mp" },
      fetch: async (input, init) => {
        if (!String(input).includes("/message/subscribe/send")) {
          return Response.json({ access_token: "token", expires_in: 7200 });
        }
        const { touser } = JSON.parse(String(init?.body)) as { touser: string };
        await send(() => void this.arrived.push(touser));
        return Response.json({ errcode: 0, errmsg: "ok" });
      },
    });
  }

  tick(walk: Walker, env: Env = this.env(), hasTime = () => true): Promise<void> {
    const wait = async (ms: number) => {
      this.chain.nowMs += ms;
      await new Promise((resolve) => setImmediate(resolve));
    };
    return runCampaigns(env, walk, { hasTime, wait });
  }

  async counts(campaignId: string): Promise<CampaignCounts> {
    const shown = await showCampaign({ memberNo: "1", claims: {} as never }, { campaignId }, this.chain.coldEnv());
    if (!shown.ok) throw new Error(shown.error);
    return shown.value.counts;
  }
}

const NEVER = new Promise<never>(() => {});

/** A process that can be killed: from then on none of its calls is sent, and no answer reaches it. */
export class Killable {
  readonly tables: Tables;
  isDead = false;

  constructor({ app, views }: Tables, endpoint: string) {
    this.tables = openTables(app, views, endpoint);
    for (const client of [this.tables.client, this.tables.once]) {
      client.middlewareStack.add(
        (next) => async (args) => {
          if (this.isDead) return NEVER;
          const answer = await next(args);
          return this.isDead ? NEVER : answer;
        },
        { step: "initialize", name: "killable" },
      );
    }
  }

  /** The message is on its way before or after the end; its sender hears of it only while it lives. */
  readonly send = async (arrive: () => void): Promise<void> => {
    if (this.isDead) return NEVER;
    await new Promise((resolve) => setImmediate(resolve));
    arrive();
    await new Promise((resolve) => setImmediate(resolve));
    if (this.isDead) return NEVER;
  };

  kill(): void {
    this.isDead = true;
  }
}

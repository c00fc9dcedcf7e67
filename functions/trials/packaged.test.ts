// The product in the cloud is the packaged zip: the whole loop once through the zips, each in its
// own process under the Lambda Runtime API, behind the packaged routes and stream mapping.
import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { getRequestListener } from "@hono/node-server";
import { ListAudit } from "@huike/shared/audit";
import { PutChannel } from "@huike/shared/channel";
import { GetToday, LookUpMember, RedeemCoupon } from "@huike/shared/counter";
import { businessDay } from "@huike/shared/day";
import { type Endpoint, httpCall, type RequestOf, type ResponseOf } from "@huike/shared/endpoint";
import { AGREEMENT_VERSION, Join, OpenSession } from "@huike/shared/member";
import { memberCode } from "@huike/shared/member-code";
import { PutOffer } from "@huike/shared/offer";
import { tableCard } from "@huike/shared/scan";
import { BindOwner, OpenShift, PutStaff } from "@huike/shared/staff";
import { ListStores, PutStore } from "@huike/shared/store";
import { testTables } from "../../dev/jest/engine.ts";
import { type Backend, startBackend } from "../../dev/stack/backend.ts";
import { createFakeWechat } from "../../dev/wechat/fake-wechat.ts";
import { openTables } from "../platform/table.ts";
import { issueOwnerCode } from "../staff/issue-owner-code.ts";
import { makeId, shopFacts } from "../testing/made-up.ts";

const REDEEMS = 40;

describe("the packaged zips", () => {
  const made = testTables({ isStreamed: true });
  const folder = mkdtempSync(join(tmpdir(), "huike-packaged-"));
  const secrets = {
    ...{ sessionKey: "1".repeat(64), codeKey: "2".repeat(64), visitKey: "3".repeat(64) },
    ...{ miniAppId: "wx0123456789abcdef", miniAppSecret: "packaged-secret" },
    ...{ serviceAppId: "wxfedcba9876543210", serviceAppSecret: "service-secret", callbackToken: "callbacktoken" },
    ...{ callbackAesKey: "A".repeat(43), linkKey: "4".repeat(64), unionKey: "5".repeat(64), sealKey: "6".repeat(64) },
  };
  const fake = createFakeWechat({
    dataFile: join(folder, "wechat.json"),
    appId: secrets.miniAppId,
    appSecret: secrets.miniAppSecret,
    pages: ["pages/landing/index"],
    origin: "http://localhost",
  });
  const wechat = createServer(getRequestListener(fake.fetch));
  let backend: Backend;

  beforeAll(async () => {
    await new Promise<void>((resolve) => wechat.listen(0, "127.0.0.1", resolve));
    backend = await startBackend({
      endpoint: made.endpoint,
      secretsJson: JSON.stringify(secrets),
      wechatApiUrl: `http://127.0.0.1:${(wechat.address() as AddressInfo).port}/api`,
      checkpointFile: join(folder, "checkpoint.json"),
      deadLettersFile: join(folder, "dead-letters.ndjson"),
      workFolder: join(folder, "run"),
      logFolder: join(folder, "logs"),
      tables: { AppTable: made.app, ViewsTable: made.views },
    });
  }, 60_000);
  afterAll(async () => {
    await backend?.stop();
    wechat.closeAllConnections();
    wechat.close();
  });

  async function call<E extends Endpoint>(e: E, request: RequestOf<E>, token?: string) {
    const { method, url, body } = httpCall(e, request);
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const init = { method, headers, ...(body === undefined ? {} : { body }) };
    const response = await backend.gateway(new Request(`http://localhost${url}`, init), "127.0.0.1");
    return { status: response.status, body: (await response.json()) as ResponseOf<E> & { error?: string } };
  }
  async function must<E extends Endpoint>(e: E, request: RequestOf<E>, token?: string): Promise<ResponseOf<E>> {
    const { status, body } = await call(e, request, token);
    if (status !== 200) throw new Error(`${e.path} answered ${status} ${JSON.stringify(body)}`);
    return e.response.parse(body) as ResponseOf<E>;
  }
  async function joinAs(phone: string, scene?: string, claim?: RequestOf<typeof Join>["claim"]) {
    const { code } = (await (await fake.request(`/phones/${phone}/login`, { method: "POST" })).json()) as {
      code: string;
    };
    const { token } = await must(OpenSession, { code, ...(scene ? { scene } : {}) });
    const { session, card, claimed } = await must(
      Join,
      { agreementVersion: AGREEMENT_VERSION, ...(scene ? { scene } : {}), ...(claim ? { claim } : {}) },
      token,
    );
    return { session, memberNo: card.memberNo, token: session.token, coupon: claimed?.coupon };
  }

  test("carry a stranger from a scan to a receipt, and one of forty redeems wins", async () => {
    const why = "test";
    const owner = await joinAs("owner");
    const tables = openTables(made.app, made.views, made.endpoint);
    const code = (await issueOwnerCode(tables, Date.now(), (n) => crypto.getRandomValues(new Uint8Array(n)))) ?? "";
    await must(BindOwner, { code, name: "店主" }, owner.token);
    const storeId = makeId("store");
    await must(PutStore, { storeId, facts: shopFacts("人民路店"), why }, owner.token);
    const clerk = await joinAs("clerk");
    const post = { name: "甲", clerkNo: "01", role: "clerk", state: "active", why } as const;
    await must(PutStaff, { memberNo: clerk.memberNo, storeIds: [storeId], ...post }, owner.token);
    const offerId = makeId("offer");
    const terms = {
      title: "满减券",
      benefit: { kind: "threshold" as const, minFen: 10_000, valueFen: 2_000 },
      validity: { kind: "after_claim" as const, days: 7 },
      ...{ perMember: 1, storeIds: [], lines: ["堂食可用"] },
    };
    const window = { opensAtMs: Date.now() - 1_000, closesAtMs: Date.now() + 86_400_000 };
    await must(PutOffer, { offerId, terms, stock: 10, ...window, why }, owner.token);
    const channel = { scene: "clerk0001", kind: "clerk", name: "甲的码", clerkMemberNo: clerk.memberNo } as const;
    await must(PutChannel, { ...channel, storeId, offerId, state: "active", why }, owner.token);

    const member = await joinAs("xiaoyu", channel.scene, { offerId, n: 1, scene: channel.scene });
    await must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(storeId) }, clerk.token);
    const secretsOfMember = member.session.codeSecrets;
    const shown = secretsOfMember && memberCode(secretsOfMember, Date.now());
    const { visitToken } = await must(LookUpMember, { code: shown ?? "" }, clerk.token);
    const request = {
      visitToken,
      memberNo: member.memberNo,
      offerId,
      n: 1,
      round: member.coupon?.round ?? 0,
      version: 1,
    };
    const answers = await Promise.all(
      Array.from({ length: REDEEMS }, () =>
        call(RedeemCoupon, { ...request, redemptionId: makeId("redemption"), orderId: makeId("order") }, clerk.token),
      ),
    );
    const counts = answers.map(({ status, body }) => body.error ?? String(status));
    expect(counts.filter((what) => what === "200")).toHaveLength(1);
    expect(counts.filter((what) => what === "coupon_redeemed")).toHaveLength(REDEEMS - 1);

    await until(async () => {
      const { mine } = await must(GetToday, {}, clerk.token);
      return mine.members === 1 && mine.redemptions === 1;
    });
    await until(async () => (await must(ListStores, {})).stores?.count === 1);
    // What staff did is told by the stream alone: shop, clerk, offer in three items, channel, and the owner's own entry.
    await until(async () => {
      const { rows } = await must(ListAudit, { day: businessDay(Date.now()) }, owner.token);
      const subjects = rows.map(({ subject }) => subject).sort();
      return subjects.join() === "channel,offer,staff,staff,stock,store,terms";
    });
    const health = await backend.gateway(new Request("http://localhost/healthz"), "127.0.0.1");
    expect(health.status).toBe(200);
    tables.client.destroy();
    tables.once.destroy();
  }, 90_000);

  test("bring the console: its page anew each time, its scripts for ever and compressed, no script in the page", async () => {
    const get = (path: string) =>
      backend.gateway(new Request(`http://localhost${path}`, { headers: { "accept-encoding": "br" } }), "127.0.0.1");
    const page = await get("/console/offers/ofr_abcd1234");
    expect([page.status, page.headers.get("cache-control")]).toEqual([200, "no-cache"]);
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self';");
    const html = brotliDecompressSync(Buffer.from(await page.arrayBuffer())).toString();
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
    const [, script = ""] = /src="(\/console\/assets\/[^"]+\.js)"/.exec(html) ?? [];
    const code = await get(script);
    expect([code.status, code.headers.get("content-encoding")]).toEqual([200, "br"]);
    expect(code.headers.get("cache-control")).toContain("immutable");
  });
});

/** The projector follows the stream: soon, not at once. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("it did not come to be so within 20 s");
}

// A chain of shops for a test: private tables, a clock the test turns, the fake WeChat, the three
// APIs over HTTP as their Lambdas serve them, and people with phones. Nothing of the SDK is mocked.
import "./entry-env.ts";

import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AttributeValue, paginateScan } from "@aws-sdk/client-dynamodb";
import { PutChannel } from "@huike/shared/channel";
import { LookUpMember, RedeemCoupon, UndoRedemption } from "@huike/shared/counter";
import { ClaimCoupon, type Coupon, type UndoReason } from "@huike/shared/coupon";
import { type Endpoint, httpCall, type RequestOf, type ResponseOf } from "@huike/shared/endpoint";
import { AGREEMENT_VERSION, Join, OpenSession, type Session } from "@huike/shared/member";
import { memberCode } from "@huike/shared/member-code";
import { type OfferTerms, PutOffer } from "@huike/shared/offer";
import { tableCard } from "@huike/shared/scan";
import { BindOwner, OpenShift, PutStaff } from "@huike/shared/staff";
import { PutStore } from "@huike/shared/store";
import { beforeHandler } from "../../dev/gateway/before-handler.ts";
import { testTables } from "../../dev/jest/engine.ts";
import { createFakeWechat } from "../../dev/wechat/fake-wechat.ts";
import { clerkRoutes } from "../entry/clerk-api.ts";
import { memberRoutes } from "../entry/member-api.ts";
import { consoleDoor, operatorRoutes } from "../entry/operator-api.ts";
import type { PushItem } from "../follow/follow.items.ts";
import { receivePush } from "../follow/receive-push.ts";
import { takeInPush } from "../follow/take-in-push.ts";
import { type Env, makeEnv } from "../platform/env.ts";
import { serve } from "../platform/http.ts";
import type { Handler } from "../platform/lambda-http.ts";
import { reachTable } from "../platform/reach-table.ts";
import { fields, openTables, type Tables } from "../platform/table.ts";
import { serveCallback } from "../platform/wechat/callback/serve-callback.ts";
import { project } from "../projection/project.ts";
import { findStaff } from "../staff/find-staff.ts";
import { issueOwnerCode } from "../staff/issue-owner-code.ts";
import { EXPIRING_TEMPLATE, makeId, shopFacts, terms, testSecrets } from "./made-up.ts";
import { openStraightTables } from "./straight-client.ts";

/** Monday 5 January 2026, 14:00 in Shanghai. */
export const mondayMs = Date.UTC(2026, 0, 5, 6);

const LANES = 16;

/** The answer of any call: status, and the contract's response or the failure. */
export type Answer<T> = { status: number; value: T; error?: string; message?: { zh: string; en: string } };

export type Person = { phone: string; session: Session };
export type ClerkOnShift = Person & { storeId: string };

/** Whole suites run once for each mutant: there the SDK's layers would be most of the time (dev/mutants.ts). */
const usual = process.env.HUIKE_STRAIGHT ? openStraightTables : openTables;

/** Call it at the top of a test file: its tables live as long as the file's tests. */
export function openChain(open: typeof openTables = usual) {
  const made = testTables();
  const tables = open(made.app, made.views, made.endpoint);
  afterAll(() => {
    tables.client.destroy();
    tables.once.destroy();
  });
  return new Chain(tables);
}

export class Chain {
  readonly tables: Tables;
  readonly secrets = testSecrets();
  nowMs = mondayMs;
  /** Set to make WeChat fail as a test wants. */
  wechatFault: ((url: string) => Response | undefined) | undefined;
  env: Env;
  private readonly wechat;
  private apps: Instance;
  private owning: Promise<Person> | undefined;
  private people = 0;

  constructor(tables: Tables) {
    this.tables = tables;
    this.wechat = createFakeWechat({
      dataFile: join(mkdtempSync(join(tmpdir(), "huike-wechat-")), "wechat.json"),
      appId: this.secrets.miniAppId,
      appSecret: this.secrets.miniAppSecret,
      pages: ["pages/home/index", "pages/landing/index"],
      templates: [EXPIRING_TEMPLATE],
      origin: "http://localhost",
      now: () => this.nowMs,
      serviceAccount: {
        appId: this.secrets.serviceAppId,
        appSecret: this.secrets.serviceAppSecret,
        originalId: "gh_0123456789ab",
        callback: {
          url: "http://product.test/wechat/official-account",
          token: this.secrets.callbackToken,
          aesKey: this.secrets.callbackAesKey,
          mode: "safe",
          format: "xml",
        },
      },
      fetch: async (input, init) =>
        this.apps.callback(new URL(String(input)).href.replace("http://product.test", ""), init),
    });
    this.env = this.coldEnv();
    this.apps = instanceOf(this.env);
  }

  /** A fresh instance: nothing remembered. */
  coldEnv(tables = this.tables): Env {
    return makeEnv({
      tables,
      secrets: this.secrets,
      nowMs: () => this.nowMs,
      wechatApiUrl: "http://wechat.test/api",
      wechatMpUrl: "http://wechat.test/mp",
      linkDomain: "https://q.chain.test",
      wait: async () => undefined,
      fetch: async (input, init) => {
        const url = String(input);
        return this.wechatFault?.(url) ?? this.wechat.request(url.replace("http://wechat.test", ""), init);
      },
    });
  }

  forget(): void {
    this.env = this.coldEnv();
    this.apps = instanceOf(this.env);
  }

  async raw(audience: "member" | "clerk" | "operator", path: string, init?: RequestInit): Promise<Response> {
    return this.apps[audience](path, init);
  }

  async call<E extends Endpoint>(
    e: E,
    request: RequestOf<E>,
    by?: Person,
    on: Instance = this.apps,
  ): Promise<Answer<ResponseOf<E>>> {
    const { method, url, body } = httpCall(e, request);
    const response = await on[e.audience](url, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: by ? { authorization: `Bearer ${by.session.token}` } : {},
    });
    const answer = (await response.json()) as Answer<never>;
    if (response.status !== 200) return { ...answer, status: response.status };
    return { status: 200, value: e.response.parse(answer) as ResponseOf<E> };
  }

  /** The value of a call that must succeed. */
  async must<E extends Endpoint>(e: E, request: RequestOf<E>, by?: Person): Promise<ResponseOf<E>> {
    const answer = await this.call(e, request, by);
    if (answer.status !== 200) throw new Error(`${e.path}: ${answer.status} ${answer.error}`);
    return answer.value;
  }

  async loginCode(phone: string): Promise<string> {
    const response = await this.wechat.request(`/phones/${phone}/login`, { method: "POST" });
    return ((await response.json()) as { code: string }).code;
  }

  async stranger(scene?: string): Promise<Person> {
    this.people += 1;
    const phone = `phone-${this.people}`;
    return this.signIn(phone, scene);
  }

  async signIn(phone: string, scene?: string, ticket?: string): Promise<Person> {
    const code = await this.loginCode(phone);
    const came = { ...(scene ? { scene } : {}), ...(ticket ? { ticket } : {}) };
    return { phone, session: await this.must(OpenSession, { code, ...came }) };
  }

  async member(scene?: string): Promise<Person> {
    const stranger = await this.stranger(scene);
    const request = { agreementVersion: AGREEMENT_VERSION, ...(scene ? { scene } : {}) } as const;
    const { session } = await this.must(Join, request, stranger);
    return { ...stranger, session };
  }

  owner(): Promise<Person> {
    this.owning ??= this.bindOwner();
    return this.owning;
  }

  private async bindOwner(): Promise<Person> {
    const owner = await this.member();
    const code = await issueOwnerCode(this.tables, this.nowMs, randomBytes);
    await this.must(BindOwner, { code: code ?? "", name: "店主" }, owner);
    return owner;
  }

  async shop(name = "人民路店"): Promise<string> {
    const storeId = makeId("store");
    await this.must(PutStore, { storeId, facts: shopFacts(name), why: "test" }, await this.owner());
    return storeId;
  }

  async clerk(storeIds: string[], clerkNo = "03"): Promise<Person> {
    const person = await this.member();
    await this.hire(person, storeIds, clerkNo);
    return person;
  }

  async hire(person: Person, storeIds: string[], clerkNo = "03", change: Partial<RequestOf<typeof PutStaff>> = {}) {
    const base = { name: "店员", clerkNo, role: "clerk", storeIds, state: "active", why: "test" } as const;
    await this.must(PutStaff, { memberNo: numberOf(person), ...base, ...change }, await this.owner());
  }

  async clerkOnShift(storeId: string, clerkNo = "03"): Promise<ClerkOnShift> {
    const clerk = await this.clerk([storeId], clerkNo);
    await this.must(OpenShift, { shiftId: makeId("shift"), tableCard: tableCard(storeId) }, clerk);
    return { ...clerk, storeId };
  }

  async offer(change: Partial<OfferTerms> = {}, { stock = 100, stockPerDay = 0 } = {}): Promise<string> {
    const offerId = makeId("offer");
    const window = { opensAtMs: this.nowMs - 1000, closesAtMs: this.nowMs + 30 * 86_400_000 };
    const daily = stockPerDay > 0 ? { stockPerDay } : {};
    const request = { offerId, terms: terms(change), stock, ...daily, ...window, why: "test" };
    await this.must(PutOffer, request, await this.owner());
    return offerId;
  }

  async channel(change: Partial<RequestOf<typeof PutChannel>> & { storeId: string; offerId: string }): Promise<string> {
    const scene = `c${randomBytes(5).toString("hex")}`;
    const base = { scene, kind: "campaign", name: "海报", state: "active", why: "test" } as const;
    await this.must(PutChannel, { ...base, ...change }, await this.owner());
    return scene;
  }

  async coupon(member: Person, offerId: string, n = 1): Promise<Coupon> {
    return (await this.must(ClaimCoupon, { offerId, n }, member)).coupon;
  }

  /** What the member's phone shows now. */
  codeOf(member: Person, atMs = this.nowMs): string {
    const { codeSecrets } = member.session;
    const code = codeSecrets && memberCode(codeSecrets, atMs);
    if (!code) throw new Error(`${member.phone} has no secret for this week`);
    return code;
  }

  lookUp(clerk: Person, member: Person, code = this.codeOf(member)) {
    return this.call(LookUpMember, { code }, clerk);
  }

  /** A redemption request as a clerk's phone keeps it after looking the member up. */
  async visit(clerk: Person, member: Person, coupon: Coupon): Promise<RequestOf<typeof RedeemCoupon>> {
    const { visitToken } = (await this.must(LookUpMember, { code: this.codeOf(member) }, clerk)) as {
      visitToken: string;
    };
    return {
      redemptionId: makeId("redemption"),
      orderId: makeId("order"),
      visitToken,
      memberNo: numberOf(member),
      offerId: coupon.offerId,
      n: coupon.n,
      round: coupon.round,
      version: coupon.version,
    };
  }

  redeem(clerk: Person, request: RequestOf<typeof RedeemCoupon>) {
    return this.call(RedeemCoupon, request, clerk);
  }

  /** Takes back what `request` redeemed. */
  undo(clerk: Person, request: RequestOf<typeof RedeemCoupon>, reason: UndoReason = "mistake") {
    const { redemptionId, memberNo, offerId, n, round } = request;
    return this.call(UndoRedemption, { redemptionId, memberNo, offerId, n, round, reason }, clerk);
  }

  /** Every item of a table: to prove that a refusal wrote nothing, and to feed the projector. */
  async items(table: "app" | "views" = "app"): Promise<Record<string, AttributeValue>[]> {
    const pages = paginateScan({ client: this.tables.client }, { TableName: this.tables[table], ConsistentRead: true });
    const items: Record<string, AttributeValue>[] = [];
    for await (const page of pages) items.push(...(page.Items ?? []));
    return items;
  }

  /** The app table in one hash, to compare before and after. */
  async digest(): Promise<string> {
    const lines = (await this.items()).map((item) => JSON.stringify(item, byName));
    return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
  }

  /** Projects the table as it stands, as the stream's newest images would: side by side, as its lanes do. */
  async projectAll(partitions?: readonly string[]): Promise<void> {
    await this.projectImages((await this.items()).filter((item) => partitions?.includes(item.pk?.S ?? "") ?? true));
  }

  /** Of these items, the sources: as they are now, or were once. */
  async projectImages(items: readonly Record<string, AttributeValue>[]): Promise<void> {
    const images = items.filter((item) => item.ev);
    for (let i = 0; i < images.length; i += LANES) {
      await Promise.all(images.slice(i, i + LANES).map((image) => project(image, this.env)));
    }
  }

  /** What a person does in WeChat itself: follow, unfollow, say, settings … The callbacks it causes are answered when this returns. */
  async inWechat<T = Record<string, unknown>>(path: string, body: unknown = {}): Promise<T> {
    const response = await this.wechat.request(path, { method: "POST", body: JSON.stringify(body) });
    const answer = (await response.json()) as T;
    if (response.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    if (path.startsWith("/phones")) await this.wechat.request("/callbacks/settle", { method: "POST", body: "{}" });
    return answer;
  }

  async chat(phone: string): Promise<{ from: string; text: string; links: { words: string; path: string }[] }[]> {
    return (await this.wechat.request(`/phones/${phone}/chat`)).json() as never;
  }

  /** The inbox worker over every stored push, then the projector: what the stream would bring. */
  async takeInAll({ newestFirst = false, projectEach = false } = {}): Promise<void> {
    const stored = (await this.items()).filter((item) => item.pk?.S?.startsWith("WX#"));
    const pushes = stored.map((item) => fields<PushItem>(item)).sort((a, b) => a.recv - b.recv);
    for (const push of newestFirst ? pushes.reverse() : pushes) {
      await takeInPush(push, this.env);
      if (projectEach) await this.projectAll();
    }
    await this.projectAll();
  }

  /** The newest push's sender: a phone's openid at the service account. */
  async newestFan(): Promise<{ openid: string }> {
    const stored = (await this.items()).filter((item) => item.pk?.S?.startsWith("WX#"));
    const newest = stored.map((item) => fields<PushItem>(item)).sort((a, b) => b.recv - a.recv)[0];
    return { openid: newest?.from ?? "" };
  }

  async callback(path: string, init?: RequestInit): Promise<Response> {
    return this.apps.callback(path, init);
  }
}

export type Instance = ReturnType<typeof instanceOf>;

/** The Lambdas as one instance of each serves them, each behind a gateway. */
export const instanceOf = (env: Env) => ({
  member: behindGateway(serve({ env: () => env, routes: memberRoutes, health: reachTable })),
  clerk: behindGateway(serve({ env: () => env, routes: clerkRoutes, findStaff })),
  operator: behindGateway(serve({ env: () => env, routes: operatorRoutes, findStaff, console: consoleDoor })),
  callback: behindGateway(serveCallback({ env: () => env, receive: receivePush })),
});

/** The answer of a handler to a request for a path. */
export function behindGateway(handler: Handler): (path: string, init?: RequestInit) => Promise<Response> {
  const gateway = beforeHandler(handler);
  return (path, init) => gateway(new Request(new URL(path, "http://chain.test"), init), "127.0.0.1");
}

/** For JSON: the engine gives names in any order, in an item and in the maps it holds. */
const byName = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort())
    : value;

export function numberOf(person: Person): string {
  const memberNo = person.session.codeSecrets?.memberNo;
  if (!memberNo) throw new Error(`${person.phone} is no member`);
  return memberNo;
}

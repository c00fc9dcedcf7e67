// Random histories of one coupon: redeemed, undone, asked again, by two clerks and a manager, over time, with the one
// table call crashing before it, crashing after it, or losing its answer. A model in memory says what each answer must
// be and how the coupon must end; the engine, the use cases and HTTP are the real ones.
import { PutItemCommand, type ServiceInputTypes, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type RedeemCoupon, UNDO_GRACE_MS, UNDO_WINDOW_MS, UNDOS_MAX } from "@huike/shared/counter";
import type { Receipt } from "@huike/shared/coupon";
import type { RequestOf } from "@huike/shared/endpoint";
import fc from "fast-check";
import { mintVisit } from "../counter/visit-token.ts";
import { type CouponItem, couponFields, couponKey } from "../coupon/coupon.items.ts";
import { ALL_STORES } from "../offer/offer.items.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes } from "../platform/table.ts";
import { type Answer, mondayMs, numberOf, openChain, type Person } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";

const HISTORIES = 300;
const MINUTE_MS = 60_000;

type Fault = "none" | "before" | "after" | "lost";
type Who = 0 | 1 | 2;
type Step =
  | { readonly is: "redeem"; readonly by: Who; readonly isStale: boolean; readonly fault: Fault }
  | { readonly is: "retry"; readonly pick: number; readonly fault: Fault }
  | { readonly is: "undo"; readonly pick: number; readonly by: Who | "redeemer"; readonly fault: Fault }
  | { readonly is: "wait"; readonly minutes: number };
type Request = RequestOf<typeof RedeemCoupon>;
type Sent = { readonly request: Request; readonly by: Who };
type Redeemed = Sent & { readonly atMs: number; undone?: { readonly atMs: number; readonly by: Who } };
type Expected = { readonly status: number; readonly error?: string; readonly of?: Redeemed };

const MANAGER: Who = 2;
const OUTCOMES = [
  ...["redeemed", "undone", "try_later", "scan_again", "coupon_redeemed", "coupon_expired"],
  ...["redemption_unknown", "undo_not_yours", "undo_too_late", "undo_limit"],
];

/** The rule in the plainest words: what was redeemed, in order, and all but the last of it undone. */
class Model {
  readonly redeemed: Redeemed[] = [];
  untilMs: number;

  constructor(untilMs: number) {
    this.untilMs = untilMs;
  }

  get round(): number {
    return this.redeemed.filter((one) => one.undone).length;
  }

  get standing(): Redeemed | undefined {
    return this.redeemed.find((one) => !one.undone);
  }

  private find = (id: string) => this.redeemed.find((one) => one.request.redemptionId === id);

  redeem({ request, by }: Sent, nowMs: number): Expected {
    const before = this.find(request.redemptionId);
    if (before) return { status: 200, of: before };
    if (request.round !== this.round) return { status: 409, error: "scan_again" };
    if (this.standing) return { status: 409, error: "coupon_redeemed" };
    if (nowMs >= this.untilMs) return { status: 410, error: "coupon_expired" };
    const now = { request, by, atMs: nowMs };
    this.redeemed.push(now);
    return { status: 200, of: now };
  }

  undo(id: string, by: Who, nowMs: number): Expected {
    const one = this.find(id);
    if (!one) return { status: 404, error: "redemption_unknown" };
    if (by !== MANAGER && one.by !== by) return { status: 403, error: "undo_not_yours" };
    if (one.undone) return { status: 200, of: one };
    if (this.round === UNDOS_MAX) return { status: 409, error: "undo_limit" };
    if (by !== MANAGER && nowMs - one.atMs >= UNDO_WINDOW_MS) return { status: 409, error: "undo_too_late" };
    one.undone = { atMs: nowMs, by };
    this.untilMs = Math.max(this.untilMs, nowMs + UNDO_GRACE_MS);
    return { status: 200, of: one };
  }
}

const THERE_AND_BACK: readonly Step[] = [
  { is: "redeem", by: 0, isStale: false, fault: "none" },
  { is: "undo", pick: 0, by: "redeemer", fault: "none" },
];

const fault = fc.constantFrom<Fault>(...Array<"none">(7).fill("none"), "before", "after", "lost");
const who = fc.constantFrom<Who>(0, 1, 0, 1, MANAGER);
const undoer = fc.oneof({ weight: 3, arbitrary: fc.constant("redeemer" as const) }, { weight: 1, arbitrary: who });
/** Which of the requests sent so far, from the end: mostly the last one. */
const pick = fc.oneof(fc.constant(0), fc.nat(6));
const isStale = fc.nat(4).map((n) => n === 0);
const minutes = fc.constantFrom(6, 10, 45);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ is: fc.constant("redeem" as const), by: who, isStale, fault }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant("retry" as const), pick, fault }) },
  { weight: 6, arbitrary: fc.record({ is: fc.constant("undo" as const), pick, by: undoer, fault }) },
  { weight: 4, arbitrary: fc.record({ is: fc.constant("wait" as const), minutes }) },
);

describe("any history of redeeming and undoing", () => {
  const chain = openChain();
  const people: Person[] = [];
  const seen = new Map<string, number>();
  let shop: string;
  let offerId: string;
  let armed: Fault = "none";

  beforeAll(async () => {
    shop = await chain.shop();
    offerId = await chain.offer();
    for (const clerkNo of ["01", "02", "90"]) people.push(await chain.clerkOnShift(shop, clerkNo));
    const role = "manager" as const;
    await chain.hire(person(MANAGER), [shop], "90", { role });
    chain.nowMs = mondayMs + MINUTE_MS; // past the 15 s for which the clerk's rank is remembered
    breakCalls();
  });

  const person = (at: Who): Person => {
    const found = people[at];
    if (!found) throw new Error(`nobody is ${at}`);
    return found;
  };

  /** The next update meets the armed fault: a crash before it, after it, or its answer lost and the SDK sending it again. */
  function breakCalls(): void {
    const { client } = chain.tables;
    const send = client.send.bind(client) as (command: { input: ServiceInputTypes }) => Promise<unknown>;
    const broken = async (command: { input: ServiceInputTypes }) => {
      const met = command instanceof UpdateItemCommand ? armed : "none";
      if (met === "none") return send(command);
      armed = "none";
      if (met === "before") throw new Outage("crashed before the call");
      const first = await send(command).catch((cause: unknown) => cause);
      if (met === "lost") return send(command);
      throw new Outage("crashed after the call", { cause: first });
    };
    client.send = broken as typeof client.send;
  }

  /** Runs one call under its fault; what the model expects when the caller hears anything at all. */
  async function under(met: Fault, model: () => Expected, call: () => Promise<Answer<unknown>>) {
    armed = met;
    const answer = await call();
    armed = "none";
    const expected = met === "before" ? undefined : model();
    const heard = met === "before" || met === "after" ? { status: 503, error: "try_later" } : expected;
    expect({ status: answer.status, error: answer.error }).toEqual({ status: heard?.status, error: heard?.error });
    const outcome = heard?.error ?? (expected?.of?.undone ? "undone" : "redeemed");
    seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    return heard?.status === 200 ? { of: expected?.of, value: answer.value } : undefined;
  }

  function expectReceipt(receipt: Receipt, of: Redeemed | undefined): void {
    expect(receipt).toMatchObject({ redemptionId: of?.request.redemptionId, redeemedAtMs: of?.atMs });
    expect(receipt.undoneAtMs).toBe(of?.undone?.atMs);
    expect(receipt.undoneByNo).toBe(of?.undone && ["01", "02", "90"][of.undone.by]);
  }

  class History {
    readonly memberNo: string;
    readonly model = new Model(mondayMs + 12 * MINUTE_MS);
    readonly sent: Sent[] = [];
    /** The first answer to the undo of each redemption: it stands for ever. */
    readonly undone = new Map<string, unknown>();

    constructor(memberNo: string) {
      this.memberNo = memberNo;
    }

    get key() {
      return couponKey(this.memberNo, offerId, 1);
    }

    async begin(): Promise<void> {
      chain.nowMs = mondayMs + MINUTE_MS;
      const terms = { v: 1, mf: 0, nbf: mondayMs, exp: this.model.untilMs, ss: ALL_STORES, k: 0, at: mondayMs };
      const item: CouponItem = { ...this.key, st: "i", rnd: 0, ...terms };
      await chain.tables.client.send(
        new PutItemCommand({ TableName: chain.tables.app, Item: attributes(couponFields(item)) }),
      );
    }

    async take(one: Step): Promise<void> {
      if (one.is === "wait") chain.nowMs += one.minutes * MINUTE_MS;
      else if (one.is === "redeem") await this.redeem(this.request(one.by, one.isStale), one.fault);
      else {
        const sent = this.sent.at(-1 - one.pick);
        if (!sent) return;
        await (one.is === "retry"
          ? this.redeem(sent, one.fault)
          : this.undo(sent, one.by === "redeemer" ? sent.by : one.by, one.fault));
      }
    }

    private request(by: Who, isStale: boolean): Sent {
      const round = Math.max(0, this.model.round - (isStale ? 1 : 0));
      const ids = { redemptionId: makeId("redemption"), orderId: makeId("order"), visitToken: "" };
      const sent = { request: { ...ids, memberNo: this.memberNo, offerId, n: 1, round, version: 1 }, by };
      this.sent.push(sent);
      return sent;
    }

    private async redeem(sent: Sent, met: Fault): Promise<void> {
      const visit = { clerk: numberOf(person(sent.by)), storeId: shop, memberNo: this.memberNo };
      const visitToken = mintVisit(chain.secrets.visitKey, visit, chain.nowMs).token;
      const heard = await under(
        met,
        () => this.model.redeem(sent, chain.nowMs),
        () => chain.redeem(person(sent.by), { ...sent.request, visitToken }),
      );
      if (heard) expectReceipt(heard.value as Receipt, heard.of);
    }

    private async undo({ request }: Sent, by: Who, met: Fault): Promise<void> {
      const id = request.redemptionId;
      const heard = await under(
        met,
        () => this.model.undo(id, by, chain.nowMs),
        () => chain.undo(person(by), request),
      );
      if (!heard) return;
      expectReceipt((heard.value as { receipt: Receipt }).receipt, heard.of);
      if (!this.undone.has(id)) this.undone.set(id, heard.value);
      expect(heard.value).toEqual(this.undone.get(id));
    }

    async end(): Promise<void> {
      const coupon = await getItem<CouponItem>(chain.tables, this.key, { consistent: true });
      expect([coupon?.st, coupon?.rnd]).toEqual([this.model.standing ? "r" : "i", this.model.round]);
      expect((coupon?.red ?? []).map(({ rid, rat, uat }) => ({ rid, rat, uat }))).toEqual(
        this.model.redeemed.map(({ request, atMs, undone }) => ({
          rid: request.redemptionId,
          rat: atMs,
          uat: undone?.atMs,
        })),
      );
    }
  }

  test("answers and ends as the model says, whatever call is lost", async () => {
    let memberNo = 100_000_000;
    await fc.assert(
      fc.asyncProperty(fc.nat(3), fc.array(step, { minLength: 6, maxLength: 16 }), async (before, steps) => {
        memberNo += 1;
        const history = new History(String(memberNo));
        await history.begin();
        // Late rounds are rare by chance alone.
        for (let round = 0; round < before; round++) for (const one of THERE_AND_BACK) await history.take(one);
        for (const one of steps) await history.take(one);
        await history.end();
      }),
      { numRuns: HISTORIES },
    );
    // The histories went everywhere they could, or they would prove less than they seem to.
    for (const outcome of OUTCOMES) expect([outcome, (seen.get(outcome) ?? 0) > 0]).toEqual([outcome, true]);
  }, 120_000);
});

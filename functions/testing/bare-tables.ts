// Tables and a clock with nothing around them: no people, no phones, no HTTP. For suites that put the items a decision
// meets and try it clause by clause: they run once for each mutant (dev/mutants.ts).
import { type DynamoDBClient, PutItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import type { OfferTerms } from "@huike/shared/offer";
import { testTables } from "../../dev/jest/engine.ts";
import { type CouponItem, couponFields, couponKey } from "../coupon/coupon.items.ts";
import { type CardItem, cardFields, cardKey } from "../member/card.items.ts";
import {
  freshNumbers,
  type OfferItem,
  offerKey,
  type StockItem,
  stockKey,
  termsFields,
  termsKey,
} from "../offer/offer.items.ts";
import { type Env, makeEnv } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, type Item, type Key, type Tables } from "../platform/table.ts";
import { makeId, terms, testSecrets } from "./made-up.ts";
import { openStraightTables } from "./straight-client.ts";

/** Monday 5 January 2026, 14:00 in Shanghai. */
const MONDAY_MS = Date.UTC(2026, 0, 5, 6);
const FIRST_NUMBER = 100_000_000;

/** Call it at the top of a test file or `describe`: its tables live as long as the tests, each begins with the clock set back. */
export function openBareTables(): BareTables {
  const made = testTables();
  const bare = new BareTables(openStraightTables(made.app, made.views, made.endpoint));
  beforeEach(() => bare.forget());
  return bare;
}

type Asked = { readonly ConsistentRead?: boolean; readonly RequestItems?: Readonly<Record<string, Asked>> };
type Read = { readonly key: string; readonly isConsistent: boolean };
type NamedKey = { readonly Key?: Readonly<Record<string, { readonly S?: string }>> };
const READS = ["GetItemCommand", "QueryCommand", "BatchGetItemCommand"];

export class BareTables {
  readonly tables: Tables;
  nowMs = MONDAY_MS;
  env: Env;
  /** What the use cases read since the test began; without a key where it was not one item. */
  reads: Read[] = [];
  private members = FIRST_NUMBER;

  constructor(tables: Tables) {
    this.tables = tables;
    for (const client of [tables.client, tables.once]) this.noteReads(client);
    this.env = this.freshEnv();
  }

  private noteReads(client: DynamoDBClient): void {
    client.middlewareStack.add(
      (next, { commandName = "" }) =>
        (args) => {
          if (READS.includes(commandName)) this.reads.push(readOf(args.input));
          return next(args);
        },
      { step: "initialize", name: "reads" },
    );
  }

  private freshEnv(): Env {
    const wechat = { wechatApiUrl: "http://wechat.test/api", wechatMpUrl: "http://wechat.test/mp" };
    return makeEnv({ tables: this.tables, secrets: testSecrets(), nowMs: () => this.nowMs, ...wechat });
  }

  /** The clock set back, an instance that remembers nothing, nothing read yet. */
  forget(): void {
    this.nowMs = MONDAY_MS;
    this.env = this.freshEnv();
    this.reads = [];
  }

  /** What was read without asking for the newest, by the kind of item; an offer's terms (`V#`) never change. */
  staleReads(): string[] {
    const stale = this.reads.filter(({ key, isConsistent }) => !isConsistent && key !== "OFR V");
    return stale.map(({ key }) => key);
  }

  async put<T extends object>(item: T): Promise<T> {
    const Item = attributes(item as unknown as Item);
    await this.tables.client.send(new PutItemCommand({ TableName: this.tables.app, Item }));
    return item;
  }

  /** The item as it stands; no read of a use case. */
  async item<T = Item>(key: Key): Promise<T | undefined> {
    const noted = this.reads.length;
    const item = await getItem<T>(this.tables, { pk: key.pk, sk: key.sk }, { consistent: true });
    this.reads.length = noted;
    return item;
  }

  /** Every item by its key, to prove that nothing was written. */
  async all(): Promise<Record<string, Item>> {
    const items: Record<string, Item> = {};
    const pages = paginateScan({ client: this.tables.client }, { TableName: this.tables.app, ConsistentRead: true });
    for await (const page of pages)
      for (const item of page.Items ?? []) items[`${item.pk?.S} ${item.sk?.S}`] = fields<Item>(item);
    return items;
  }

  /** The work answers so and writes nothing. */
  unwritten = async (work: () => Promise<unknown>, answer?: unknown): Promise<void> => {
    const before = await this.all();
    expect(await work()).toEqual(answer);
    expect(await this.all()).toEqual(before);
  };

  /** The work throws with these words in it and writes nothing. */
  thrown = async (work: () => Promise<unknown>, words: string): Promise<void> => {
    const before = await this.all();
    await expect(work()).rejects.toThrow(words);
    expect(await this.all()).toEqual(before);
  };

  /** A number nobody has yet, without a card. */
  number(): string {
    this.members += 1;
    return String(this.members);
  }

  async member(change: Partial<CardItem> = {}): Promise<Member> {
    const memberNo = this.number();
    const card: CardItem = { at: this.nowMs, agr: "1", gen: 0, lvl: 1, pts: 0, ...change };
    await this.put({ ...cardKey(memberNo), ...cardFields(card) });
    return { memberNo, claims: { memberNo, isMember: true, generation: 0, expiresAtMs: this.nowMs, touched: [] } };
  }

  /** An offer in its first version, with a stock of a hundred that is open for a month. */
  async offer(
    change: Partial<OfferTerms> = {},
    { offer = {}, stock = {} }: { offer?: Partial<OfferItem>; stock?: Partial<StockItem> } = {},
  ): Promise<string> {
    const offerId = makeId("offer");
    await this.put({ ...termsKey(offerId, 1), ...termsFields(terms(change), "all") });
    await this.put({ ...offerKey(offerId), version: 1, ...offer });
    const window = { opens: this.nowMs, closes: this.nowMs + 30 * 86_400_000 };
    await this.put({ ...stockKey(offerId), ...freshNumbers(100), first: 100, state: "open", ...window, ...stock });
    return offerId;
  }

  async coupon(memberNo: string, offerId: string, n = 1, change: Partial<CouponItem> = {}): Promise<CouponItem> {
    const coupon: CouponItem = {
      ...couponKey(memberNo, offerId, n),
      ...{ st: "i", rnd: 0, v: 1, mf: 10_000, nbf: this.nowMs, exp: this.nowMs + 1, ss: "all", k: 7, at: this.nowMs },
      ...change,
    };
    await this.put(couponFields(coupon));
    return coupon;
  }
}

function readOf(input: object): Read {
  const { Key: key } = input as NamedKey;
  const { ConsistentRead, RequestItems = {} } = input as Asked;
  const isConsistent = ConsistentRead ?? Object.values(RequestItems).some((asked) => asked.ConsistentRead);
  return {
    key: key ? `${key.pk?.S?.slice(0, 3)} ${key.sk?.S?.split("#")[0]}` : "",
    isConsistent: isConsistent === true,
  };
}

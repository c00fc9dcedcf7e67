// Members with cards, sales' images and the ledger they lead to, for the tests of points.
import { type AttributeValue, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { FIRST_PROGRAM, GetProgram, type Program, PutProgram } from "@huike/shared/program";
import { type CardItem, cardFields, cardKey } from "../member/card.items.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { attributes } from "../platform/table.ts";
import { ledgerOf, POSTINGS, type PostingItem, pointsOf } from "../points/ledger.items.ts";
import { postSale, type SaleImage } from "../points/post-sale.ts";
import type { Chain } from "./chain.ts";
import { makeId } from "./made-up.ts";

export type BookedSale = SaleImage & { readonly ord: string };

let members = 100_000_000;

export class PointsBook {
  private readonly chain: Chain;

  constructor(chain: Chain) {
    this.chain = chain;
  }

  /** Changes the programme, and every instance knows it. */
  async program(change: Partial<Program>): Promise<void> {
    const owner = await this.chain.owner();
    const { version } = await this.chain.must(GetProgram, {}, owner);
    await this.chain.must(PutProgram, { version, program: { ...FIRST_PROGRAM, ...change }, why: "test" }, owner);
    this.chain.forget();
  }

  async member(): Promise<string> {
    members += 1;
    const card: CardItem = { at: this.chain.nowMs, agr: "1", gen: 0, lvl: 1, pts: 0 };
    await this.put({ ...attributes(cardKey(String(members))), ...attributes(cardFields(card)) });
    return String(members);
  }

  put(item: Record<string, AttributeValue>) {
    return this.chain.tables.client.send(new PutItemCommand({ TableName: this.chain.tables.app, Item: item }));
  }

  sale(payFen: number | undefined, change: Partial<BookedSale> = {}): BookedSale {
    const paid = payFen === undefined ? {} : { pay: payFen };
    return { ord: makeId("order"), st: "s", at: this.chain.nowMs, sto: "sto_aaaa", sn: "人民路店", ...paid, ...change };
  }

  undone = (sale: BookedSale, uat = this.chain.nowMs): BookedSale => ({ ...sale, st: "u", uat });

  post = (memberNo: string, { ord, ...sale }: BookedSale, env = this.chain.env) => postSale(memberNo, ord, sale, env);

  /** As the sale's own writer leaves it in the table, without a coupon. */
  keep = (memberNo: string, { ord, ...sale }: BookedSale) =>
    this.put(attributes({ pk: `MBR#${memberNo}`, sk: `SAL#${ord}`, ev: 1, ...sale, amt: sale.pay, off: 0 }));

  async card(memberNo: string): Promise<CardItem> {
    const card = await getItem<CardItem>(this.chain.tables, cardKey(memberNo), { consistent: true });
    if (!card) throw new Error(`${memberNo} has no card`);
    return card;
  }

  postings(memberNo: string): Promise<PostingItem[]> {
    return queryRange<PostingItem>(this.chain.tables, { pk: ledgerOf(memberNo), ...POSTINGS }, { consistent: true });
  }

  /** "earn 80", "undo -80": what was posted, oldest first. */
  async lines(memberNo: string): Promise<string[]> {
    const postings = await this.postings(memberNo);
    return postings.map((posting) => `${posting.kind} ${pointsOf(memberNo, posting)}`);
  }
}

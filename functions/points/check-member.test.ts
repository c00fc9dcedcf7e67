import { DeleteItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { AdjustPoints } from "@huike/shared/adjustment";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { attributes } from "../platform/table.ts";
import { openChain } from "../testing/chain.ts";
import { makeId } from "../testing/made-up.ts";
import { PointsBook } from "../testing/points-book.ts";
import { checkMember } from "./check-member.ts";
import { expirePoints } from "./expire-points.ts";
import { ledgerOf, type PostingItem, postingSk } from "./ledger.items.ts";
import { spendPoints } from "./spend-points.ts";

const ERRORS = 100;
const CLEAN = 20;

describe("reconciling points", () => {
  const chain = openChain();
  const book = new PointsBook(chain);
  const { app, client } = chain.tables;

  /** Three sales, one taken back, some points spent: what a member's ledger looks like. */
  const history = async (): Promise<string> => {
    const memberNo = await book.member();
    for (const [i, yuan] of [1_500, 700, 40].entries()) {
      const sale = book.sale(yuan * 100, { at: chain.nowMs + i });
      const last = i === 2 ? book.undone(sale, chain.nowMs + 10) : sale;
      await book.keep(memberNo, last);
      await book.post(memberNo, last);
    }
    await spendPoints(chain.env, { memberNo, points: 300, ord: "gift", atMs: chain.nowMs + 20 });
    const request = { adjustmentId: makeId("adjustment"), memberNo, points: 25, why: "补记漏单" };
    await chain.must(AdjustPoints, request, await chain.owner());
    return memberNo;
  };

  const onCard = (memberNo: string, change: Partial<CardItem>) =>
    Promise.all(
      Object.entries(change).map(([name, value]) =>
        client.send(
          new UpdateItemCommand({
            TableName: app,
            Key: attributes(cardKey(memberNo)),
            UpdateExpression: "SET #name = :value",
            ExpressionAttributeNames: { "#name": name },
            ExpressionAttributeValues: attributes({ ":value": value }),
          }),
        ),
      ),
    );
  const putPosting = (memberNo: string, posting: PostingItem) =>
    book.put(attributes({ pk: ledgerOf(memberNo), ...posting }));
  const drop = (pk: string, sk: string) =>
    client.send(new DeleteItemCommand({ TableName: app, Key: attributes({ pk, sk }) }));

  type Plant = (memberNo: string, of: (kind: PostingItem["kind"]) => PostingItem, card: CardItem) => Promise<unknown>;
  const copyOf = (posting: PostingItem, change: Partial<PostingItem>) => {
    const copy = { ...posting, ...change };
    return { ...copy, sk: postingSk(copy) };
  };
  const withoutRates = ({ rates: _, ...posting }: PostingItem): PostingItem => posting;

  const plants: Record<string, Plant> = {
    "a balance raised by one": (m, _, card) => onCard(m, { pts: card.pts + 1 }),
    "a balance lost": (m) => onCard(m, { pts: 0 }),
    "growth changed": (m, _, card) => onCard(m, { gro: (card.gro ?? 0) - 1 }),
    "a count changed": (m, _, card) => onCard(m, { n: (card.n ?? 0) + 1 }),
    "a level nobody reached": (m) => onCard(m, { lvl: 3 }),
    "an earning gone": (m, of) => drop(ledgerOf(m), of("earn").sk),
    "an undo gone": (m, of) => drop(ledgerOf(m), of("undo").sk),
    "a spending gone": (m, of) => drop(ledgerOf(m), of("spend").sk),
    "an earning posted twice, under a later time": (m, of) =>
      putPosting(m, copyOf(of("earn"), { at: of("earn").at + 1 })),
    "an undo posted twice": (m, of) => putPosting(m, copyOf(of("undo"), { at: of("undo").at + 1 })),
    "an earning one point higher": (m, of) => putPosting(m, { ...of("earn"), amount: of("earn").amount + 1 }),
    "an undo of less": (m, of) => putPosting(m, { ...of("undo"), amount: of("undo").amount - 1 }),
    "a correction turned into a loss": (m, of) =>
      putPosting(m, { ...of("adjust"), from: of("adjust").to, to: of("adjust").from }),
    "a correction raised and the balance with it": async (m, of, card) => {
      await putPosting(m, { ...of("adjust"), amount: of("adjust").amount + 500 });
      await onCard(m, { pts: card.pts + 500 });
    },
    "a correction nobody asked for, and the card with it": async (m, of, card) => {
      await putPosting(m, copyOf(of("adjust"), { ord: "adj_madeup" }));
      await onCard(m, { pts: card.pts + of("adjust").amount, n: (card.n ?? 0) + 1 });
    },
    "legs turned round": (m, of) => putPosting(m, { ...of("spend"), from: of("spend").to, to: of("spend").from }),
    "a leg on a foreign account": (m, of) => putPosting(m, { ...of("earn"), from: "adjusted" }),
    "growth on a spending": (m, of) => putPosting(m, { ...of("spend"), growth: 5 }),
    "an earning without its rates": (m, of) => putPosting(m, withoutRates(of("earn"))),
    // What a careful thief would do: the sums agree, only the source does not.
    "an earning raised and the balance with it": async (m, of, card) => {
      await putPosting(m, { ...of("earn"), amount: of("earn").amount + 500 });
      await onCard(m, { pts: card.pts + 500 });
    },
    "an earning made up, and the card with it": async (m, of, card) => {
      const madeUp = copyOf(of("earn"), { ord: "ord_madeup", amount: 50, growth: 50 });
      await putPosting(m, madeUp);
      await onCard(m, { pts: card.pts + 50, gro: (card.gro ?? 0) + 50, n: (card.n ?? 0) + 1 });
    },
    "an earning posted twice, and the card with it": async (m, of, card) => {
      const { at, amount, growth } = of("earn");
      await putPosting(m, copyOf(of("earn"), { at: at + 1 }));
      await onCard(m, { pts: card.pts + amount, gro: (card.gro ?? 0) + growth, n: (card.n ?? 0) + 1 });
    },
    "an undo dropped, and the card with it": async (m, of, card) => {
      const { amount, growth, sk } = of("undo");
      await drop(ledgerOf(m), sk);
      await onCard(m, { pts: card.pts + amount, gro: (card.gro ?? 0) + growth, n: (card.n ?? 0) - 1 });
    },
    "a sale gone from under its points": async (m, of) => drop(`MBR#${m}`, `SAL#${of("earn").ord}`),
  };

  test(`finds ${ERRORS} of ${ERRORS} planted errors, and none where none was planted`, async () => {
    const clean = await Promise.all(Array.from({ length: CLEAN }, history));
    const kinds = Object.entries(plants);
    const planted: { memberNo: string; name: string }[] = [];
    for (let i = 0; i < ERRORS; i++) {
      const [name, plant] = kinds[i % kinds.length] as [string, Plant];
      const memberNo = await history();
      const [card, postings] = await Promise.all([book.card(memberNo), book.postings(memberNo)]);
      const of = (kind: PostingItem["kind"]) => {
        const found = postings.find((posting) => posting.kind === kind);
        if (!found) throw new Error(`no ${kind}`);
        return found;
      };
      await plant(memberNo, of, card);
      planted.push({ memberNo, name });
    }
    chain.nowMs += 3_600_000;
    const missed = [];
    for (const { memberNo, name } of planted)
      if ((await checkMember(chain.env, memberNo)).length === 0) missed.push(name);
    expect(missed).toEqual([]);
    expect(planted).toHaveLength(ERRORS);
    for (const memberNo of clean) expect(await checkMember(chain.env, memberNo)).toEqual([]);
  }, 120_000);

  test("finds nothing wrong after corrections, ends, debts and a sale still on its way", async () => {
    const memberNo = await history();
    await expirePoints(chain.env, memberNo, chain.nowMs + 1_000 * 86_400_000);
    const late = book.sale(5_000);
    await book.keep(memberNo, late);
    expect(await checkMember(chain.env, memberNo)).toEqual([]);
    chain.nowMs += 3_600_000;
    expect(await checkMember(chain.env, memberNo)).toMatchObject([{ what: "posting_missing" }]);
    await book.post(memberNo, late);
    await book.post(memberNo, book.sale(0));
    expect(await checkMember(chain.env, memberNo)).toEqual([]);
  });
});

// A member's postings, and the card they sum up to, read as of one moment.
import { type CardItem, cardKey } from "../member/card.items.ts";
import type { Env } from "../platform/env.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { ledgerOf, msText, POSTINGS, type PostingItem } from "./ledger.items.ts";

const ATTEMPTS = 5;

export type Ledger = { readonly card: CardItem; readonly postings: readonly PostingItem[] };

export const cardOf = (env: Env, memberNo: string): Promise<CardItem | undefined> =>
  getItem<CardItem>(env.tables, cardKey(memberNo), { consistent: true });

/** Postings of a source at `fromMs` or later, oldest first. */
export const postingsSince = (env: Env, memberNo: string, fromMs: number): Promise<PostingItem[]> =>
  queryRange<PostingItem>(
    env.tables,
    { pk: ledgerOf(memberNo), from: msText(Math.max(fromMs, 0)), to: POSTINGS.to },
    { consistent: true },
  );

/** Card and postings with nothing posted in between; undefined when there is no such member. */
export async function readLedger(env: Env, memberNo: string, fromMs = 0): Promise<Ledger | undefined> {
  let card = await cardOf(env, memberNo);
  for (let attempt = 1; card; attempt++) {
    const postings = await postingsSince(env, memberNo, fromMs);
    const after = await cardOf(env, memberNo);
    if (after?.n === card.n || attempt === ATTEMPTS) return { card, postings };
    card = after;
  }
  return undefined;
}

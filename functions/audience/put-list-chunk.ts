// Stores a part of a list of members as an operator's file has it. Rows that are no members are named and left out, and
// the part remembers them: the same part again gets the same answer, also when somebody has joined since.
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { BadRow, PutListChunk } from "@huike/shared/audience-calls";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import { MemberNo } from "@huike/shared/id";
import { cardKey } from "../member/card.items.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItems } from "../platform/read.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import {
  hashOf,
  type ListChunkItem,
  type ListItem,
  listChunkKey,
  listKey,
  packNumbers,
  unpackNumbers,
} from "./list.items.ts";

const TEXT_MAX = 12;

type Request = RequestOf<typeof PutListChunk>;
type Answer = Result<ResponseOf<typeof PutListChunk>, ErrorOf<typeof PutListChunk>>;

export async function putListChunk({ memberNo: by }: Member, request: Request, env: Env): Promise<Answer> {
  const { listId, chunk, chunks, rows, why } = request;
  const { numbers, bad } = await sorted(env, rows);
  const item: ListChunkItem = { chunks, mbrs: packNumbers(numbers), hash: hashOf(rows), bad };
  try {
    await env.tables.client.send(
      new PutItemCommand({
        TableName: env.tables.app,
        Item: attributes({ ...listChunkKey(listId, Number(chunk)), ...item, by, at: env.nowMs(), why }),
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return await named(request, item, env);
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined || old === "absent") throw cause;
    const stands = fields<ListChunkItem>(old);
    const isSame = stands.chunks === chunks && stands.hash === item.hash;
    return isSame ? named(request, stands, env) : refused("list_id_reused");
  }
}

/** The first part brings the list's name with it; who was cut off before that sends the part again, and it is put again. */
async function named({ listId, chunk, name }: Request, { mbrs, bad }: ListChunkItem, env: Env): Promise<Answer> {
  if (Number(chunk) === 0) {
    const item: ListItem = { name, at: env.nowMs() };
    await env.tables.client.send(
      new PutItemCommand({ TableName: env.tables.app, Item: attributes({ ...listKey(listId), ...item }) }),
    );
  }
  return ok({ listId, chunk, taken: unpackNumbers(mbrs).length, bad: [...bad] });
}

type Sorted = { readonly numbers: readonly number[]; readonly bad: readonly BadRow[] };

async function sorted(env: Env, rows: readonly string[]): Promise<Sorted> {
  const texts = rows.map((row) => row.trim());
  const wellFormed = new Set(texts.filter((text) => MemberNo.safeParse(text).success));
  const cards = await getItems<object>(env.tables, [...wellFormed].map(cardKey));
  const known = new Set(cards.map(({ pk }) => pk));
  const taken = new Set<string>();
  const bad = texts.flatMap((text, i): BadRow[] => {
    const why = whyBad(text, { wellFormed, known, taken });
    taken.add(text);
    return why ? [{ row: i + 1, text: text.slice(0, TEXT_MAX), why }] : [];
  });
  return { numbers: [...taken].filter((text) => known.has(cardKey(text).pk)).map(Number), bad };
}

type Known = Readonly<Record<"wellFormed" | "known" | "taken", ReadonlySet<string>>>;

function whyBad(text: string, { wellFormed, known, taken }: Known): BadRow["why"] | undefined {
  if (!wellFormed.has(text)) return "malformed";
  if (!known.has(cardKey(text).pk)) return "unknown";
  return taken.has(text) ? "twice" : undefined;
}

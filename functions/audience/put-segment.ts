// Keeps a rule under a name. The version it was made from is the condition, so of two who change it at once one does;
// what stands and the version that stays for ever appear together.
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { PutSegment } from "@huike/shared/audience-calls";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItem } from "../platform/read.ts";
import { attributes, type Item, refusedStatements } from "../platform/table.ts";
import { readLists } from "./read-lists.ts";
import { type SegmentItem, segmentKey, segmentVersionKey } from "./segment.items.ts";

type Request = RequestOf<typeof PutSegment>;
type Answer = Result<ResponseOf<typeof PutSegment>, ErrorOf<typeof PutSegment>>;

export async function putSegment({ memberNo: by }: Member, request: Request, env: Env): Promise<Answer> {
  const { segmentId, version, name, rule, tag, state, why } = request;
  // A list is never changed: one that is whole now stays so.
  const lists = await readLists(env, rule);
  if (typeof lists !== "function") return lists;
  const ver = version + 1;
  const item: SegmentItem = {
    ...{ ver, name, rule: JSON.stringify(rule), state, by, at: env.nowMs(), why },
    ...(tag === undefined ? {} : { tag }),
  };
  try {
    await env.tables.client.send(new TransactWriteItemsCommand({ TransactItems: statements(env, segmentId, item) }));
    return ok({ segmentId, version: ver });
  } catch (cause) {
    if (!refusedStatements(cause)) throw cause;
    const stands = await getItem<SegmentItem>(env.tables, segmentVersionKey(segmentId, ver), { consistent: true });
    return stands && isSame(stands, item) ? ok({ segmentId, version: ver }) : refused("segment_changed");
  }
}

function statements(env: Env, segmentId: string, item: SegmentItem) {
  const TableName = env.tables.app;
  const isNew = item.ver === 1;
  return [
    {
      Put: {
        TableName,
        Item: attributes({ ...segmentKey(segmentId), ...(item as Item) }),
        ConditionExpression: isNew ? "attribute_not_exists(pk)" : "ver = :read",
        ...(isNew ? {} : { ExpressionAttributeValues: attributes({ ":read": item.ver - 1 }) }),
      },
    },
    {
      Put: {
        TableName,
        Item: attributes({ ...segmentVersionKey(segmentId, item.ver), ...(item as Item) }),
        ConditionExpression: "attribute_not_exists(pk)",
      },
    },
  ];
}

/** The same person saying the same again gets the first answer. */
const isSame = (stands: SegmentItem, asked: SegmentItem): boolean =>
  (["name", "rule", "tag", "state", "by", "why"] as const).every((field) => stands[field] === asked[field]);

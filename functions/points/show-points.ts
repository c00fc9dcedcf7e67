// The member's own log: one page of postings, newest first, and the word that a level is about to fall.
import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { GROWTH_MS, tierAtLevel } from "@huike/shared/points";
import type { GetPoints, PointsLine } from "@huike/shared/points-log";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { attributes, fields } from "../platform/table.ts";
import { ledgerOf, POSTINGS, type PostingItem, pointsOf } from "./ledger.items.ts";
import { postingsSince } from "./read-ledger.ts";
import { currentProgram } from "./read-program.ts";
import { currentPeriod, growthWithin } from "./tier-periods.ts";

const PAGE = 20;

export async function showPoints(
  { memberNo }: Member,
  { before }: RequestOf<typeof GetPoints>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetPoints>, ErrorOf<typeof GetPoints>>> {
  const [postings, tierEnds] = await Promise.all([
    newestBefore(env, memberNo, before),
    before === undefined ? endOfTier(env, memberNo) : undefined,
  ]);
  const next = postings.length === PAGE ? postings.at(-1)?.sk : undefined;
  return ok({
    lines: postings.map((posting) => lineOf(memberNo, posting)),
    ...(next === undefined ? {} : { next }),
    ...(tierEnds ? { tierEnds } : {}),
  });
}

async function newestBefore(env: Env, memberNo: string, before: string | undefined): Promise<PostingItem[]> {
  const pk = ledgerOf(memberNo);
  const { Items } = await env.tables.client.send(
    new QueryCommand({
      TableName: env.tables.app,
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: attributes({ ":pk": pk, ":from": POSTINGS.from, ":to": POSTINGS.to }),
      ScanIndexForward: false,
      Limit: PAGE,
      ...(before === undefined ? {} : { ExclusiveStartKey: attributes({ pk, sk: before }) }),
    }),
  );
  return (Items ?? []).map((item) => fields<PostingItem>(item));
}

const lineOf = (memberNo: string, posting: PostingItem): PointsLine => ({
  kind: posting.kind,
  points: pointsOf(memberNo, posting),
  atMs: posting.at,
  ...(posting.sn === undefined ? {} : { storeName: posting.sn }),
});

/** As the year stands now, not as it did when the member was told: what was bought since counts. */
async function endOfTier(env: Env, memberNo: string) {
  const period = await currentPeriod(env, memberNo);
  if (period?.told === undefined) return undefined;
  const { program } = await currentProgram(env);
  const postings = await postingsSince(env, memberNo, period.until - GROWTH_MS);
  const missingGrowth =
    tierAtLevel(period.level, program.tiers).fromGrowth - growthWithin(memberNo, postings, period.until);
  return missingGrowth > 0 ? { untilMs: period.until, missingGrowth } : undefined;
}

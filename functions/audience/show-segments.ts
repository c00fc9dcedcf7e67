// Kept rules as they stand, and how one of them came to be what it is.
import type { GetSegment, ListSegments, Segment } from "@huike/shared/audience-calls";
import { sentenceOf } from "@huike/shared/audience-sentence";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";
import { namesIn } from "./names-in.ts";
import { ruleOf, SEGMENTS, type SegmentItem, segmentVersions } from "./segment.items.ts";

export const segmentsNow = (env: Env): Promise<(SegmentItem & Key)[]> =>
  queryRange<SegmentItem & Key>(env.tables, { pk: SEGMENTS, from: "seg_", to: "seg_~" });

export async function listSegments(
  _caller: unknown,
  _request: unknown,
  env: Env,
): Promise<Result<ResponseOf<typeof ListSegments>, ErrorOf<typeof ListSegments>>> {
  const items = await segmentsNow(env);
  return ok({ segments: await Promise.all(items.map((item) => readSegment(env, item.sk, item))) });
}

export async function showSegment(
  _caller: unknown,
  { segmentId }: RequestOf<typeof GetSegment>,
  env: Env,
): Promise<Result<ResponseOf<typeof GetSegment>, ErrorOf<typeof GetSegment>>> {
  const versions = await queryRange<SegmentItem>(env.tables, segmentVersions(segmentId));
  if (versions.length === 0) return refused("segment_unknown");
  return ok({ versions: await Promise.all(versions.reverse().map((item) => readSegment(env, segmentId, item))) });
}

async function readSegment(env: Env, segmentId: string, item: SegmentItem): Promise<Segment> {
  const { ver, name, tag, state, by, at, why } = item;
  const rule = ruleOf(item);
  return {
    ...{ segmentId, version: ver, name, rule, sentence: sentenceOf(rule, await namesIn(env, rule)) },
    ...{ state, by, atMs: at, why },
    ...(tag === undefined ? {} : { tag }),
  };
}

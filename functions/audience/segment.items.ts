// Rules kept under a name:
//   SEGMENTS / seg_…        the rule as it stands now, with who changed it last, when and why
//   SEG#seg_… / V#<nnnn>    each version of it, for ever

import { type AudienceRule, NestedRule } from "@huike/shared/audience";
import type { Segment } from "@huike/shared/audience-calls";
import type { Key } from "../platform/table.ts";

export const SEGMENTS = "SEGMENTS";
export const segmentKey = (segmentId: string): Key => ({ pk: SEGMENTS, sk: segmentId });
export const segmentVersions = (segmentId: string) => ({ pk: `SEG#${segmentId}`, from: "V#", to: "V#~" });
const DIGITS = 4;
export const segmentVersionKey = (segmentId: string, version: number): Key => ({
  pk: segmentVersions(segmentId).pk,
  sk: `V#${String(version).padStart(DIGITS, "0")}`,
});

export type SegmentItem = {
  ver: number;
  name: string;
  /** As JSON: it is read whole, never in an expression. */
  rule: string;
  tag?: string;
  state: Segment["state"];
  by: string;
  at: number;
  why: string;
};

export const ruleOf = ({ rule }: Pick<SegmentItem, "rule">): AudienceRule => NestedRule.parse(JSON.parse(rule));

// A kept rule as it is being written.
import { type AudienceRule, MemberTag } from "@huike/shared/audience";
import type { PutSegment, Segment } from "@huike/shared/audience-calls";
import type { RequestOf } from "@huike/shared/endpoint";
import { ruleFault } from "./rule-tree";

export type SegmentDraft = {
  /** Made once, with the draft: the same audience however often it is sent. */
  readonly segmentId: string;
  /** The version it was begun from; 0: there is none yet. */
  readonly version: number;
  readonly name: string;
  readonly rule: AudienceRule;
  readonly isTagging: boolean;
  readonly tag: string;
  readonly state: Segment["state"];
  readonly why: string;
};

export const newSegment = (segmentId: string, rule: AudienceRule): SegmentDraft => ({
  ...{ segmentId, version: 0, name: "", rule, isTagging: false, tag: "", state: "active", why: "" },
});

export const draftOfSegment = ({ segmentId, version, name, rule, tag, state }: Segment): SegmentDraft => ({
  ...{ segmentId, version, name, rule, state, why: "" },
  ...{ isTagging: tag !== undefined, tag: tag ?? "" },
});

export function segmentOf(draft: SegmentDraft): RequestOf<typeof PutSegment> {
  const { segmentId, version, name, rule, isTagging, tag, state, why } = draft;
  const tagged = isTagging ? { tag: tag.trim() } : {};
  return { segmentId, version, name: name.trim(), rule, ...tagged, state, why: why.trim() };
}

export type SegmentFault = "name" | "rule" | "tag" | "why";

/** What keeps it from being kept. */
export function segmentFaults({ name, rule, isTagging, tag, why }: SegmentDraft): SegmentFault[] {
  return [
    ...(name.trim() === "" ? (["name"] as const) : []),
    ...(ruleFault(rule) ? (["rule"] as const) : []),
    ...(isTagging && !MemberTag.safeParse(tag.trim()).success ? (["tag"] as const) : []),
    ...(why.trim() === "" ? (["why"] as const) : []),
  ];
}

// 会员: what operators and managers see of members, and what they may write onto them.
import * as z from "zod/mini";
import { MemberTag } from "./audience.ts";
import { endpoint } from "./endpoint.ts";
import { MemberNo, SegmentId } from "./id.ts";

/** A member's tags are few: each one is a word an operator has to remember. */
export const TAGS_MAX = 20;

export const Tag = z.strictObject({
  tag: MemberTag,
  isOn: z.boolean(),
  atMs: z.int(),
  why: z.string(),
  /** By hand: the member number of whose. */
  by: z.optional(z.string()),
  /** By the night: the kept rule and its version. */
  segmentId: z.optional(SegmentId),
  version: z.optional(z.int()),
});
export type Tag = z.infer<typeof Tag>;

export const SetTag = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/members/:memberNo/tags",
  summary: "Give a member a tag, or take one away; what a hand wrote no rule changes",
  roles: ["manager", "operator", "owner"],
  request: z.strictObject({
    memberNo: MemberNo,
    tag: MemberTag,
    isOn: z.boolean(),
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: z.strictObject({ memberNo: MemberNo, tags: z.array(Tag) }),
  errors: { member_unknown: 404, member_tags_full: 409, not_your_store: 403 },
});

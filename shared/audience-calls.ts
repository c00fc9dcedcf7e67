// What operators ask of audiences: how many a rule is for, lists of members, rules kept under a name.
import * as z from "zod/mini";
import { AudienceRule, MemberTag } from "./audience.ts";
import { endpoint } from "./endpoint.ts";
import { ListId, SegmentId } from "./id.ts";
import type { Sentence } from "./sentences.ts";

export const SAMPLES_MAX = 10;
export const LIST_ROWS_MAX = 1_000;
const CHUNKS_MAX = 100;

const ListTitle = z.string().check(z.minLength(1), z.maxLength(40));
const Why = z.string().check(z.minLength(1), z.maxLength(200));
const Both = z.strictObject({ zh: z.string(), en: z.string() });

/** Of a member no more than an operator needs to see that the rule is right. */
export const Sample = z.strictObject({
  memberTail: z.string(),
  level: z.int(),
  joinedDay: z.string(),
  storeName: z.optional(z.string()),
  lastVisitDay: z.optional(z.string()),
  /** Days with a purchase within the last ninety, and what was paid on them, in fen. */
  visits: z.int(),
  fen: z.int(),
});
export type Sample = z.infer<typeof Sample>;

export const CountAudience = endpoint({
  audience: "operator",
  method: "POST",
  path: "/audience/count",
  summary: "How many members a rule is for, how many of them each path reaches, and ten of them, masked",
  roles: ["operator", "owner"],
  request: z.strictObject({ rule: AudienceRule }),
  response: z.strictObject({
    /** Purchases, coupons, points and tags are as of then, but for seconds; consents as of last night at the latest. */
    asOfMs: z.int(),
    /** The rule in words. */
    sentence: Both,
    /** Of so many. */
    all: z.int(),
    members: z.int(),
    /** A coupon can be put into every wallet; the others need a consent or an open conversation. */
    reach: z.strictObject({
      wallet: z.int(),
      reply: z.int(),
      templates: z.array(z.strictObject({ template: z.string(), members: z.int() })),
    }),
    samples: z.array(Sample).check(z.maxLength(SAMPLES_MAX)),
  }),
  errors: { list_unknown: 404, list_incomplete: 409 },
});

/** Why a row of a list was left out. */
export const badRowSentences = {
  malformed: { zh: "不是 9 位会员号", en: "Not a member number of nine digits" },
  unknown: { zh: "没有这位会员", en: "There is no such member" },
  twice: { zh: "这一部分里已经有这个会员号", en: "This part has that number already" },
} as const satisfies Record<string, Sentence>;

export const BadRow = z.strictObject({
  /** Counted from 1 within this part. */
  row: z.int(),
  /** What stands there, its beginning. */
  text: z.string(),
  why: z.enum(Object.keys(badRowSentences) as [keyof typeof badRowSentences, ...(keyof typeof badRowSentences)[]]),
});
export type BadRow = z.infer<typeof BadRow>;

export const PutListChunk = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/lists/:listId/chunks/:chunk",
  summary: "Store a part of a list of members, row by row as the file has them; bad rows are named and left out",
  roles: ["operator", "owner"],
  request: z.strictObject({
    listId: ListId,
    chunk: z.string().check(z.regex(/^\d{1,2}$/)),
    /** How many parts the list has. */
    chunks: z.int().check(z.gte(1), z.lte(CHUNKS_MAX)),
    /** What people know the list by: as a rule the name of the file. */
    name: ListTitle,
    rows: z.array(z.string().check(z.maxLength(40))).check(z.minLength(1), z.maxLength(LIST_ROWS_MAX)),
    why: Why,
  }),
  response: z.strictObject({ listId: ListId, chunk: z.string(), taken: z.int(), bad: z.array(BadRow) }),
  errors: { list_id_reused: 409 },
});

export const GetList = endpoint({
  audience: "operator",
  method: "GET",
  path: "/lists/:listId",
  summary: "How far a list has come and how many members are on it",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({ listId: ListId }),
  response: z.strictObject({
    listId: ListId,
    name: z.string(),
    chunks: z.int(),
    stored: z.int(),
    members: z.int(),
    bad: z.int(),
    isWhole: z.boolean(),
  }),
  errors: { list_unknown: 404 },
});

export const ListLists = endpoint({
  audience: "operator",
  method: "GET",
  path: "/lists",
  summary: "The lists that were sent in, newest first; how far one has come says GetList",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({}),
  response: z.strictObject({
    lists: z.array(z.strictObject({ listId: ListId, name: z.string(), atMs: z.int() })),
  }),
  errors: {},
});

const SegmentFields = {
  name: z.string().check(z.minLength(1), z.maxLength(30)),
  rule: AudienceRule,
  /** Every night whoever the rule is for carries this tag, and who it is not for any more loses it. */
  tag: z.optional(MemberTag),
  state: z.enum(["active", "retired"]),
};

export const Segment = z.strictObject({
  segmentId: SegmentId,
  version: z.int(),
  ...SegmentFields,
  sentence: Both,
  by: z.string(),
  atMs: z.int(),
  why: z.string(),
});
export type Segment = z.infer<typeof Segment>;

export const PutSegment = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/segments/:segmentId",
  summary: "Keep a rule under a name, or change it; every version stays",
  roles: ["operator", "owner"],
  request: z.strictObject({
    segmentId: SegmentId,
    /** The version this change was made from; 0: there is none yet. */
    version: z.int().check(z.gte(0)),
    ...SegmentFields,
    why: Why,
  }),
  response: z.strictObject({ segmentId: SegmentId, version: z.int() }),
  errors: { segment_changed: 409, list_unknown: 404, list_incomplete: 409 },
});

export const ListSegments = endpoint({
  audience: "operator",
  method: "GET",
  path: "/segments",
  summary: "Every rule that is kept under a name, as it stands now",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({}),
  response: z.strictObject({ segments: z.array(Segment) }),
  errors: {},
});

export const GetSegment = endpoint({
  audience: "operator",
  method: "GET",
  path: "/segments/:segmentId",
  summary: "Every version of a kept rule, newest first: who changed it, when and why",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({ segmentId: SegmentId }),
  response: z.strictObject({ versions: z.array(Segment) }),
  errors: { segment_unknown: 404 },
});

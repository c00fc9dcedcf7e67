// 发券: an operator puts coupons of one offer into the wallets of a list of members, up to 100,000, in chunks.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { GrantId, MemberNo, OfferId } from "./id.ts";

export const CHUNK_MEMBERS_MAX = 1_000;
const CHUNKS_MAX = 100;

const GrantProgress = z.strictObject({
  grantId: GrantId,
  members: z.int(),
  /** Members of the list that are settled: those given one, those who have all they may, those who are none. */
  given: z.int(),
  full: z.int(),
  unknown: z.int(),
  isDone: z.boolean(),
  /** Why it cannot go on for now. */
  stopped: z.optional(z.enum(["offer_sold_out", "offer_not_open", "offer_closed", "offer_frozen"])),
});
export type GrantProgress = z.infer<typeof GrantProgress>;

export const PutGrantChunk = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/grants/:grantId/chunks/:chunk",
  summary: "Store a part of a grant's list; nobody is given anything yet",
  roles: ["operator", "owner"],
  request: z.strictObject({
    grantId: GrantId,
    chunk: z.string().check(z.regex(/^\d{1,2}$/)),
    chunks: z.int().check(z.gte(1), z.lte(CHUNKS_MAX)),
    offerId: OfferId,
    memberNos: z.array(MemberNo).check(z.minLength(1), z.maxLength(CHUNK_MEMBERS_MAX)),
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: z.strictObject({ grantId: GrantId, chunk: z.string() }),
  errors: { offer_unknown: 404, grant_id_reused: 409 },
});

export const RunGrant = endpoint({
  audience: "operator",
  method: "POST",
  path: "/grants/:grantId/run",
  summary:
    "Carry a grant on for some seconds and tell how far it is; called until it is done, by whom or how often is all one",
  roles: ["operator", "owner"],
  request: z.strictObject({ grantId: GrantId }),
  response: GrantProgress,
  errors: { grant_unknown: 404, grant_incomplete: 409 },
});

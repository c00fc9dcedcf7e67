// What a member sees of their points: what came, what went, newest first.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";

export const PointsLine = z.strictObject({
  kind: z.enum(["earn", "undo", "spend", "refund", "expire", "adjust"]),
  /** With its sign. */
  points: z.int(),
  atMs: z.int(),
  storeName: z.optional(z.string()),
});
export type PointsLine = z.infer<typeof PointsLine>;

export const GetPoints = endpoint({
  audience: "member",
  method: "GET",
  path: "/points",
  summary: "The member's points, posting by posting, newest first; `next` asks for the page after",
  roles: ["member"],
  request: z.strictObject({ before: z.optional(z.string().check(z.regex(/^\d{13}#[\w:-]{1,60}#[a-z]{1,8}$/))) }),
  response: z.strictObject({
    lines: z.array(PointsLine),
    next: z.optional(z.string()),
    /** Told that the level will fall: what is missing in growth, and until when. */
    tierEnds: z.optional(z.strictObject({ untilMs: z.int(), missingGrowth: z.int() })),
  }),
  errors: {},
});

// 积分调整: a correction by hand, with a reason, above the programme's limit with a second person.
import * as z from "zod/mini";
import { approvalErrors, endpoint } from "./endpoint.ts";
import { AdjustmentId, MemberNo } from "./id.ts";

const POINTS_MAX = 1_000_000;

export const AdjustmentState = z.enum(["pending", "posted", "declined"]);
const Adjusted = z.strictObject({ adjustmentId: AdjustmentId, state: AdjustmentState });

export const AdjustPoints = endpoint({
  audience: "operator",
  method: "POST",
  path: "/adjustments",
  summary: "Correct a member's points with a reason; above the limit it waits for a second person",
  roles: ["operator", "owner"],
  request: z.strictObject({
    adjustmentId: AdjustmentId,
    memberNo: MemberNo,
    points: z.int().check(
      z.gte(-POINTS_MAX),
      z.lte(POINTS_MAX),
      z.refine((points) => points !== 0),
    ),
    why: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: Adjusted,
  errors: { adjust_own: 403, adjustment_exists: 409, member_unknown: 404 },
});

export const ListAdjustments = endpoint({
  audience: "operator",
  method: "GET",
  path: "/adjustments",
  summary: "Corrections that wait for a second person, oldest first",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({}),
  response: z.strictObject({
    adjustments: z.array(
      z.strictObject({
        adjustmentId: AdjustmentId,
        memberNo: MemberNo,
        points: z.int(),
        why: z.string(),
        /** Who asked for it, by member number, and when. */
        by: z.string(),
        atMs: z.int(),
        /** Nobody approves what they asked for, or what is for themselves. */
        mayApprove: z.boolean(),
      }),
    ),
  }),
  errors: {},
});

export const DecideAdjustment = endpoint({
  audience: "operator",
  method: "POST",
  path: "/adjustments/:adjustmentId/decision",
  summary: "Approve or decline a waiting correction; nobody approves their own",
  roles: ["operator", "owner"],
  stepUp: true,
  request: z.strictObject({
    adjustmentId: AdjustmentId,
    memberNo: MemberNo,
    decision: z.enum(["approve", "decline"]),
  }),
  response: Adjusted,
  errors: {
    ...approvalErrors,
    adjust_own: 403,
    approve_own: 403,
    adjustment_unknown: 404,
    adjustment_decided: 409,
    member_unknown: 404,
  },
});

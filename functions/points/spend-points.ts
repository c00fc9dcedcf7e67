// Points given for something, only as many as there are. What is bought is its source: it brings the order, the time and
// its own statements, so that a coupon priced in points and its price are one decision.
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { ok, type Result, refused } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { post } from "./post.ts";
import { currentProgram } from "./read-program.ts";

export type Spend = {
  readonly memberNo: string;
  readonly points: number;
  /** What the points are for; with `atMs`, the source's own time, it is the number of the request. */
  readonly ord: string;
  readonly atMs: number;
};

export type Spent =
  | { readonly is: "spent" }
  /** Bought before, by the same order and time. */
  | { readonly is: "spent_before" }
  /** What came along was refused: the item each statement met, by position. Nothing was spent. */
  | { readonly is: "other_refused"; readonly met: readonly (Record<string, unknown> | undefined)[] };

export async function spendPoints(
  env: Env,
  { memberNo, points, ord, atMs }: Spend,
  together: readonly TransactWriteItem[] = [],
): Promise<Result<Spent, "points_too_few" | "member_unknown">> {
  const { version } = await currentProgram(env);
  const posted = await post(
    env,
    { kind: "spend", memberNo, points: -points, at: atMs, ord, ver: version },
    { condition: "pts >= :price", values: { ":price": points } },
    together,
    // What is bought may have taken a number: with an unknown outcome it is not sent again.
    env.tables.once,
  );
  if (posted.is === "refused") {
    return posted.card ? refused("points_too_few", { missing: points - posted.card.pts }) : refused("member_unknown");
  }
  if (posted.is === "before") return ok({ is: "spent_before" });
  return ok(posted.is === "posted" ? { is: "spent" } : posted);
}

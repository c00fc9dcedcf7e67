// Takes one member in hand for one run of a campaign: marker, weekly cap and consent in ONE conditional write. Whoever
// gets "marked" may send, and nobody else ever may: not another worker, not this one after it was cut off.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { PushTemplate } from "@huike/shared/campaign-plan";
import type { Env } from "../platform/env.ts";
import { attributes, fields, refusedBy, tookEffect } from "../platform/table.ts";
import {
  consentName,
  countName,
  type PushItem,
  pushesIn,
  pushKey,
  runsName,
  sweptNames,
  weekOf,
} from "./push.items.ts";

export type Marking = {
  /** Of the run; see markOf. */
  readonly mark: string;
  /** When the run began, in ms: its marks lie under that week. */
  readonly beganAtMs: number;
  /** Pushes a member may have in a week. */
  readonly perWeek: number;
  /** The consent it takes, if any. */
  readonly template?: PushTemplate | undefined;
};

export type Marked = "marked" | "marked_before" | "capped" | "no_consent";

export async function markPush(env: Env, memberNo: string, marking: Marking): Promise<Marked> {
  const week = weekOf(env.nowMs());
  const [count, runs] = [countName(week), runsName(weekOf(marking.beganAtMs))];
  const consent = marking.template && consentName(marking.template);
  const takes = consent ? `, ${consent} :less` : "";
  const agreed = consent ? ` AND ${consent} >= :one` : "";
  try {
    // Never repeated by the SDK: its own first try would be met as another's marker.
    await env.tables.once.send(
      new UpdateItemCommand({
        TableName: env.tables.views,
        Key: attributes(pushKey(memberNo)),
        UpdateExpression: `ADD ${count} :one, ${runs} :marks${takes} REMOVE ${sweptNames(env.nowMs()).join(", ")}`,
        ConditionExpression: `(attribute_not_exists(${count}) OR ${count} < :cap) AND NOT contains(${runs}, :mark)${agreed}`,
        ExpressionAttributeValues: attributes({
          ":one": 1,
          ":cap": marking.perWeek,
          ":mark": marking.mark,
          ":marks": new Set([marking.mark]),
          ...(consent ? { ":less": -1 } : {}),
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return "marked";
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    return whyNot(old === "absent" ? undefined : fields<PushItem>(old), week, marking);
  }
}

/** The negative of the condition above. */
function whyNot(item: PushItem | undefined, week: number, marking: Marking): Exclude<Marked, "marked"> {
  if (isMarked(item, marking)) return "marked_before";
  if (marking.template && !(Number(item?.[consentName(marking.template)] ?? 0) >= 1)) return "no_consent";
  if (pushesIn(item, week) >= marking.perWeek) return "capped";
  throw new Error(`a push of ${marking.mark} was refused but nothing forbids it`);
}

export function isMarked(item: PushItem | undefined, { mark, beganAtMs }: Marking): boolean {
  const runs = item?.[runsName(weekOf(beganAtMs))];
  return runs instanceof Set && runs.has(mark);
}

/**
 * Gives back what a mark took, when it is certain that nothing was sent: WeChat refused the call for a reason that is
 * none of the member's. Twice is once.
 */
export async function unmarkPush(env: Env, memberNo: string, marking: Marking, markedAtMs: number): Promise<void> {
  const [count, runs] = [countName(weekOf(markedAtMs)), runsName(weekOf(marking.beganAtMs))];
  const back = marking.template ? `, ${consentName(marking.template)} :one` : "";
  await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.views,
        Key: attributes(pushKey(memberNo)),
        UpdateExpression: `ADD ${count} :less${back} DELETE ${runs} :marks`,
        ConditionExpression: `contains(${runs}, :mark)`,
        ExpressionAttributeValues: attributes({
          ":less": -1,
          ":mark": marking.mark,
          ":marks": new Set([marking.mark]),
          ...(marking.template ? { ":one": 1 } : {}),
        }),
      }),
    ),
  );
}

/** WeChat says that there is no consent left, whatever was counted here (43101, 43107). */
export async function dropConsent(env: Env, memberNo: string, template: PushTemplate): Promise<void> {
  await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.views,
        Key: attributes(pushKey(memberNo)),
        UpdateExpression: `REMOVE ${consentName(template)}`,
        ConditionExpression: "attribute_exists(pk)",
      }),
    ),
  );
}

// Takes one member in hand for one run of a campaign: marker, weekly cap, consent and the month's mass messages in ONE
// conditional write. Whoever gets "marked" may send, and nobody else ever may: not another worker, not this one after it
// was cut off.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { PushTemplate } from "@huike/shared/campaign-plan";
import type { Env } from "../platform/env.ts";
import { attributes, fields, refusedBy, tookEffect } from "../platform/table.ts";
import {
  consentName,
  countName,
  massIn,
  massName,
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
  /** Of a mass message: how many a member may have in a calendar month. */
  readonly massPerMonth?: number | undefined;
};

export type Marked = "marked" | "marked_before" | "capped" | "no_consent" | "quota_used";

export async function markPush(env: Env, memberNo: string, marking: Marking): Promise<Marked> {
  const nowMs = env.nowMs();
  const [count, runs] = [countName(weekOf(nowMs)), runsName(weekOf(marking.beganAtMs))];
  const consent = marking.template && consentName(marking.template);
  const takes = consent ? `, ${consent} :less` : "";
  const agreed = consent ? ` AND ${consent} >= :one` : "";
  const mass = marking.massPerMonth === undefined ? undefined : massName(nowMs);
  const massed = mass ? `, ${mass} :marks` : "";
  const hasRoom = mass ? ` AND (attribute_not_exists(${mass}) OR size(${mass}) < :month)` : "";
  try {
    // Never repeated by the SDK: its own first try would be met as another's marker.
    await env.tables.once.send(
      new UpdateItemCommand({
        TableName: env.tables.views,
        Key: attributes(pushKey(memberNo)),
        UpdateExpression: `ADD ${count} :one, ${runs} :marks${takes}${massed} REMOVE ${sweptNames(nowMs).join(", ")}`,
        ConditionExpression: `(attribute_not_exists(${count}) OR ${count} < :cap) AND NOT contains(${mass ?? runs}, :mark)${agreed}${hasRoom}`,
        ExpressionAttributeValues: attributes({
          ":one": 1,
          ":cap": marking.perWeek,
          ":mark": marking.mark,
          ":marks": new Set([marking.mark]),
          ...(consent ? { ":less": -1 } : {}),
          ...(mass ? { ":month": marking.massPerMonth } : {}),
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return "marked";
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined) throw cause;
    return whyNot(old === "absent" ? undefined : fields<PushItem>(old), nowMs, marking);
  }
}

/** The negative of the condition above. */
function whyNot(item: PushItem | undefined, nowMs: number, marking: Marking): Exclude<Marked, "marked"> {
  if (isMarked(item, marking, nowMs)) return "marked_before";
  if (massIn(item, nowMs) >= (marking.massPerMonth ?? Number.POSITIVE_INFINITY)) return "quota_used";
  if (marking.template && !(Number(item?.[consentName(marking.template)] ?? 0) >= 1)) return "no_consent";
  if (pushesIn(item, weekOf(nowMs)) >= marking.perWeek) return "capped";
  throw new Error(`a push of ${marking.mark} was refused but nothing forbids it`);
}

/** Of a mass message its month decides: who was taken in hand for it last month has to find room in this one. */
export function isMarked(
  item: PushItem | undefined,
  { mark, beganAtMs, massPerMonth }: Marking,
  nowMs: number,
): boolean {
  const runs = item?.[massPerMonth === undefined ? runsName(weekOf(beganAtMs)) : massName(nowMs)];
  return runs instanceof Set && runs.has(mark);
}

/**
 * Gives back what a mark took, when it is certain that nothing was sent: WeChat refused the call for a reason that is
 * none of the member's. Twice is once.
 */
export async function unmarkPush(env: Env, memberNo: string, marking: Marking, markedAtMs: number): Promise<void> {
  const [count, runs] = [countName(weekOf(markedAtMs)), runsName(weekOf(marking.beganAtMs))];
  const back = marking.template ? `, ${consentName(marking.template)} :one` : "";
  const massed = marking.massPerMonth === undefined ? "" : `, ${massName(markedAtMs)} :marks`;
  await tookEffect(
    env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.views,
        Key: attributes(pushKey(memberNo)),
        UpdateExpression: `ADD ${count} :less${back} DELETE ${runs} :marks${massed}`,
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

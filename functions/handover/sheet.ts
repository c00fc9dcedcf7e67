// A shift's sheet. It is frozen once, in one conditional write, and is then what was handed over, for ever; what came to
// light afterwards stands beside it. Before the shift is over it is a look at what it came to so far.
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Pending, ShiftSheet } from "@huike/shared/handover";
import type { Slip } from "@huike/shared/slip";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { attributes, fields, refusedBy } from "../platform/table.ts";
import { readSlip, type SlipItem, slipRange } from "../slip/slip.items.ts";
import { readShift } from "../staff/open-shift.ts";
import { type ShiftRecord, shiftRecordKey } from "../staff/staff.items.ts";
import { countShift } from "./count-shift.ts";

/** What a phone adds to the count when its clerk hands over. */
export type FromPhone = { readonly heard: readonly string[]; readonly unanswered: readonly Pending[] };
const nothing: FromPhone = { heard: [], unanswered: [] };

type Frozen = Pick<ShiftSheet, "counts" | "pending">;

const isOver = ({ endedAt, endsAt }: ShiftRecord, nowMs: number): boolean => endedAt !== undefined || endsAt <= nowMs;

/** The sheet of a shift; the first one asked for after its end stays. */
export async function sheetOf(env: Env, clerk: string, record: ShiftRecord, phone = nothing): Promise<ShiftSheet> {
  const [{ counts, ids }, slips] = await Promise.all([
    countShift(env, clerk, record),
    slipsOf(env, clerk, record.shiftId),
  ]);
  if (!isOver(record, env.nowMs())) return { ...headOf(clerk, record), slips, counts, pending: [] };
  const known =
    record.sheet === undefined ? await freeze(env, clerk, record, { counts, pending: waiting(phone, ids) }) : record;
  const frozen = JSON.parse(known.sheet ?? "") as Frozen;
  const isSame = JSON.stringify(frozen.counts) === JSON.stringify(counts);
  return { ...headOf(clerk, known), slips, ...frozen, ...(isSame ? {} : { since: counts }) };
}

/** Each was decided once and stays: the list only grows, so it needs no freezing. */
async function slipsOf(env: Env, clerk: string, shiftId: string): Promise<Slip[]> {
  const items = await queryRange<SlipItem>(env.tables, slipRange(clerk, shiftId), { consistent: true });
  return Promise.all(items.sort((a, b) => a.at - b.at).map((item) => readSlip(item, env)));
}

/** Asked for and not answered, unless it has been counted; answered and not counted. */
function waiting({ heard, unanswered }: FromPhone, counted: ReadonlySet<string>): Pending[] {
  const arriving = heard.filter((id) => !counted.has(id)).map((id) => ({ kind: "arriving" as const, id }));
  return [...unanswered.filter(({ kind, id }) => kind === "undo" || !counted.has(id)), ...arriving];
}

function headOf(clerk: string, record: ShiftRecord) {
  const { endedAt, sheetAt, no, name } = record;
  return {
    shift: { ...readShift(record), ...(endedAt === undefined ? {} : { endsAtMs: endedAt }) },
    memberNo: clerk,
    clerkNo: no,
    clerkName: name,
    ...(sheetAt === undefined ? {} : { closedAtMs: sheetAt }),
  };
}

async function freeze(env: Env, clerk: string, { shiftId }: ShiftRecord, frozen: Frozen): Promise<ShiftRecord> {
  try {
    const { Attributes } = await env.tables.client.send(
      new UpdateItemCommand({
        TableName: env.tables.app,
        Key: attributes(shiftRecordKey(clerk, shiftId)),
        ConditionExpression: "attribute_not_exists(sheet)",
        UpdateExpression: "SET sheet = :sheet, sheetAt = :now",
        ExpressionAttributeValues: attributes({ ":sheet": JSON.stringify(frozen), ":now": env.nowMs() }),
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return fields<ShiftRecord>(Attributes ?? {});
  } catch (cause) {
    const old = refusedBy(cause);
    if (old === undefined || old === "absent") throw cause;
    return fields<ShiftRecord>(old);
  }
}

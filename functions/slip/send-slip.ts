// Decides a slip: what a clerk's phone wrote down without a signal, by the time of its scan.
//
// First what makes it a slip at all: the code was right at that time, the clerk was on that shift then, it is no older
// than a day. Whatever fails there is refused and nothing is written. Then one transaction puts the slip, stakes it in
// the shop's hour, takes the code and redeems the coupon under its usual condition with the scan as the time of use: all
// or nothing. If it is the coupon that refuses, because another shop was first or its terms forbid it, the slip is put as
// lost, with the winner's name: what the customer was given is this shop's to bear, and both sides are on record.
//
// The slip's own key decides. Sent again it is found, and its answer is the first one, however late.
import { type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import {
  type CommonError,
  type ErrorOf,
  ok,
  type Refused,
  type RequestOf,
  type Result,
  refused,
} from "@huike/shared/endpoint";
import { readScan, type Scanned } from "@huike/shared/scan";
import { type SendSlip, SLIP_AGE_MAX_MS, type Slip } from "@huike/shared/slip";
import { countBadCode, hasTooManyBadCodes } from "../counter/bad-codes.ts";
import { type CardItem, cardKey } from "../member/card.items.ts";
import { checkCode } from "../member/code-secret.ts";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { Outage } from "../platform/outage.ts";
import { getItem } from "../platform/read.ts";
import { attributes, fields, refusedItems } from "../platform/table.ts";
import { type ShiftRecord, type StaffItem, shiftRecordKey } from "../staff/staff.items.ts";
import { type KnownStore, storeOf } from "../store/read-store.ts";
import { isRoomFor, stake } from "./envelope.ts";
import { guardEndsAtS, readSlip, type SlipItem, slipKey, slippedCodeKey } from "./slip.items.ts";
import { type Loss, type Use, useOf } from "./slip-use.ts";

type SlipRequest = RequestOf<typeof SendSlip>;
type SlipError = ErrorOf<typeof SendSlip>;
type Clerk = Member & { readonly staff: StaffItem };
type Scan = Extract<Scanned, { is: "member" }>;
type Genuine = { readonly counter: KnownStore; readonly step: number; readonly scan: Scan };

/** A coupon that changes between two looks at it, or a sibling slip: looked at again so often. */
const TRIES_MAX = 3;

export async function sendSlip(
  clerk: Clerk,
  request: SlipRequest,
  env: Env,
): Promise<Result<Slip, SlipError | CommonError>> {
  const known = await getItem<SlipItem>(env.tables, keyOf(clerk, request), { consistent: true });
  if (known) return replay(known, request, env);
  const scan = readScan(request.code);
  if (scan.is === "payment") return refused("payment_code");
  if (scan.is !== "member") return refused("not_a_member_code");
  if (scan.memberNo === clerk.memberNo) return refused("own_card");
  const genuine = await genuineOf(clerk, request, scan, env);
  return "error" in genuine ? genuine : decide(clerk, request, genuine, env);
}

const keyOf = ({ memberNo }: Clerk, { shiftId, redemptionId }: SlipRequest) => slipKey(memberNo, shiftId, redemptionId);

/** Right code, right shift, in time; or why not. */
async function genuineOf(
  clerk: Clerk,
  { shiftId, scannedAtMs }: SlipRequest,
  scan: Scan,
  env: Env,
): Promise<Genuine | Refused<SlipError>> {
  const nowMs = env.nowMs();
  if (scannedAtMs > nowMs) return refused("slip_in_future");
  if (scannedAtMs <= nowMs - SLIP_AGE_MAX_MS) return refused("slip_too_late", { atMs: scannedAtMs });
  const shift = await getItem<ShiftRecord>(env.tables, shiftRecordKey(clerk.memberNo, shiftId), { consistent: true });
  const counter = shift && (await storeOf(env, shift.storeId));
  if (!shift || !counter) return refused("shift_unknown");
  const endedAtMs = Math.min(shift.endsAt, shift.endedAt ?? shift.endsAt);
  if (scannedAtMs < shift.openedAt || scannedAtMs >= endedAtMs) return refused("slip_off_shift");
  if (await hasTooManyBadCodes(env, clerk.memberNo)) return refused("too_many_attempts");
  const { memberNo } = scan;
  const card = await getItem<CardItem>(env.tables, cardKey(memberNo), { consistent: true });
  // An unknown number is checked like a known one.
  const member = { memberNo, generation: card?.gen ?? 0 };
  const check = checkCode(env.secrets.codeKey, member, scan.timeCode, scannedAtMs);
  if (card && check.is === "right") return { counter, step: check.step, scan };
  if (card && check.is === "stale") return refused("code_stale");
  await countBadCode(env, clerk.memberNo);
  return refused("code_unknown");
}

async function decide(
  clerk: Clerk,
  request: SlipRequest,
  genuine: Genuine,
  env: Env,
): Promise<Result<Slip, SlipError>> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const use = await useOf(clerk, genuine.counter, { ...request, ...genuine.scan }, env);
    if (!isRoomFor(genuine.counter.slipLimits, use.stakeFen)) return refused("slips_full");
    const slip = slipOf(clerk, request, genuine, use, env.nowMs());
    const met = await put(slip, genuine, use, env);
    if (!met) return ok(await readSlip(slip, env));
    const [twin, code, envelope] = met;
    if (twin && twin !== "absent") return replay(fields<SlipItem>(twin), request, env);
    if (code) return refused("code_in_use");
    if (envelope) return refused("slips_full");
    // The coupon is no longer as it was read: what it is now says who won.
  }
  throw new Outage("a slip's coupon changed too often to be decided");
}

/** Undefined when the slip is put; else what each statement met. */
async function put(slip: SlipItem, genuine: Genuine, use: Use, env: Env) {
  try {
    await env.tables.client.send(decision(slip, genuine, use, env));
    return undefined;
  } catch (cause) {
    const met = refusedItems(cause);
    if (!met) throw cause;
    return met;
  }
}

function slipOf(clerk: Clerk, request: SlipRequest, { counter, scan }: Genuine, use: Use, nowMs: number): SlipItem {
  const { lost, off, coupon } = use;
  return {
    ...keyOf(clerk, request),
    st: lost ? "l" : "w",
    ...{ rid: request.redemptionId, ord: request.orderId, mbr: scan.memberNo, code: request.code },
    ...{ at: request.scannedAtMs, sent: nowMs, sto: counter.storeId, sn: counter.name, no: clerk.staff.clerkNo },
    amt: request.amountFen,
    ...(off === undefined ? {} : { off }),
    ...(coupon ? { c: coupon } : {}),
    ...lossOf(lost),
  };
}

function lossOf(lost: Loss | undefined): Pick<SlipItem, "why" | "won"> {
  if (!lost) return {};
  const { atMs, storeName, clerkNo, redemptionTail } = lost.detail ?? {};
  if (lost.error !== "coupon_redeemed" || atMs === undefined) return { why: lost.error };
  return { why: lost.error, won: { sn: storeName ?? "", no: clerkNo ?? "", at: atMs, tail: redemptionTail ?? "" } };
}

/** The slip comes first, and with it the answer to a repeat; the coupon or the sale last. */
function decision(slip: SlipItem, { counter, step }: Genuine, use: Use, env: Env) {
  const { app } = env.tables;
  const items: TransactWriteItem[] = [
    {
      Put: {
        TableName: app,
        Item: attributes(slip),
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    },
    {
      Put: {
        TableName: app,
        Item: attributes({ ...slippedCodeKey(slip.mbr, step), rid: slip.rid, ttl: guardEndsAtS(slip.at) }),
        ConditionExpression: "attribute_not_exists(pk)",
      },
    },
    stake(app, counter, slip.at, use.stakeFen),
    ...(use.write ? [use.write] : []),
  ];
  return new TransactWriteItemsCommand({ TransactItems: items });
}

async function replay(slip: SlipItem, request: SlipRequest, env: Env): Promise<Result<Slip, "id_reused">> {
  const isSame =
    slip.ord === request.orderId &&
    slip.code === request.code &&
    slip.at === request.scannedAtMs &&
    slip.amt === request.amountFen;
  return isSame ? ok(await readSlip(slip, env)) : refused("id_reused");
}

// 交班: ends the shift and gets its sheet. The shift's id is the request's number: asked again, the same sheet.
import { EndShift, type Pending, type ShiftSheet } from "@huike/shared/handover";
import { call } from "../../../api/call";
import type { Answer } from "../../../api/send";
import { pendingRedemptions } from "../pending-redemptions";
import { pendingSales } from "../pending-sales";
import { pendingSlips } from "../slip/pending-slips";
import { adoptShift, useTill } from "../till-state";
import { pendingSaleUndos } from "../undo/pending-sale-undos";
import { pendingUndos } from "../undo/pending-undos";
import { heardIn } from "./heard";

/** As many as one hand-over may name; a phone with more has another trouble. */
const UNANSWERED_MAX = 50;

/** Everything this phone sent and has no answer for. */
export const unansweredHere = (): Pending[] =>
  [
    ...pendingRedemptions().map(({ redemptionId: id }) => ({ kind: "redemption" as const, id })),
    ...pendingSales().map(({ orderId: id }) => ({ kind: "sale" as const, id })),
    ...pendingUndos().map(({ redemptionId: id }) => ({ kind: "undo" as const, id })),
    ...pendingSaleUndos().map(({ orderId: id }) => ({ kind: "undo" as const, id })),
    ...pendingSlips().map(({ redemptionId: id }) => ({ kind: "slip" as const, id })),
  ].slice(0, UNANSWERED_MAX);

export async function handOver({ shift: { shiftId } }: ShiftSheet): Promise<Answer<typeof EndShift>> {
  const answer = await call(EndShift, { shiftId, heard: heardIn(shiftId), unanswered: unansweredHere() });
  const isOver = answer.ok || answer.error === "shift_unknown";
  if (isOver && useTill.getState().shift?.shiftId === shiftId) adoptShift(undefined);
  return answer;
}

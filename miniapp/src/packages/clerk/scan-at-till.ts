// One camera for everything at the till: a member's code, a table card, a console's sign-in, an invite, and kind words for
// what is none of them.
import { readSignInText } from "@huike/shared/console-sign-in";
import { LookUpMember } from "@huike/shared/counter";
import type { RefusalDetail } from "@huike/shared/endpoint";
import { isInviteText, readScan } from "@huike/shared/scan";
import type { Refusal } from "@huike/shared/sentences";
import { call } from "../../api/call";
import { makeId } from "../../api/kept-id";
import { scan } from "../../platform/scan";
import { routes } from "../../routes";
import { serverNowMs } from "../../state/session-state";
import { explain } from "../../text/explain";
import { openShift } from "./open-shift";
import { noteOffers } from "./slip/known-offers";
import { slipsLeft } from "./slip/slip-room";
import { type SlipDraft, useTill } from "./till-state";

export type TillScan =
  | { readonly is: "looked_up" }
  | { readonly is: "on_shift"; readonly storeName: string }
  /** No signal: it can be written down. */
  | { readonly is: "no_signal" }
  /** A page of its own comes next. */
  | { readonly is: "leads"; readonly url: string }
  | { readonly is: "cancelled" }
  | { readonly is: "refused"; readonly sentence: string };

export async function scanAtTill(): Promise<TillScan> {
  const outcome = await scan();
  if (outcome.is === "cancelled") return outcome;
  if (outcome.is === "failed") return { is: "refused", sentence: "没有扫到，请再对准一次" };
  // Our own mini-program code: what customers scan to get a ticket.
  if (outcome.path) return { is: "refused", sentence: "这是领券的码，请会员用自己的手机扫；核销请扫会员码" };
  if (isInviteText(outcome.text)) return { is: "leads", url: routes.invite(outcome.text) };
  // By the camera only: a code somebody was sent as text, and types, belongs to somebody else's screen.
  const signInId = readSignInText(outcome.text);
  if (signInId === undefined) return takeText(outcome.text);
  useTill.setState({ signInId });
  return { is: "leads", url: routes.signIn };
}

/** A scanned text, or digits typed from a cracked screen. */
export async function takeText(text: string): Promise<TillScan> {
  const scanned = readScan(text);
  if (scanned.is === "payment") return refusal("payment_code");
  if (scanned.is === "unknown") return refusal("not_a_member_code");
  if (scanned.is === "table_card") {
    const opened = await openShift(text.replace(/\s/g, ""));
    return opened.ok ? { is: "on_shift", storeName: opened.value.storeName } : refusal(opened.error, opened.detail);
  }
  // Of the scan, not of the wait for an answer: a slip is decided by it.
  const scannedAtMs = serverNowMs();
  const answer = await call(LookUpMember, { code: scanned.code });
  if (!answer.ok && answer.error === "offline") return draftSlip(text.replace(/\s/g, ""), scannedAtMs, scanned.coupon);
  if (!answer.ok) return refusal(answer.error, answer.detail);
  noteOffers(answer.value.coupons.map(({ face }) => face));
  const orderId = await makeId("order");
  useTill.setState({
    visit: { ...answer.value, orderId, ...(scanned.coupon ? { named: scanned.coupon } : {}) },
    outcome: undefined,
  });
  return { is: "looked_up" };
}

function draftSlip(code: string, scannedAtMs: number, coupon: SlipDraft["coupon"]): TillScan {
  const { shift } = useTill.getState();
  if (!shift) return refusal("offline");
  if (slipsLeft(scannedAtMs) === 0) {
    return { is: "refused", sentence: "没有网络，这个小时也不能再登记了，请有网络后再扫" };
  }
  const slipDraft = { shiftId: shift.shiftId, code, scannedAtMs, ...(coupon ? { coupon } : {}) };
  useTill.setState({ slipDraft, visit: undefined, outcome: undefined });
  return { is: "no_signal" };
}

const refusal = (error: Refusal, detail?: RefusalDetail): TillScan => ({
  is: "refused",
  sentence: explain(error, detail, serverNowMs()),
});

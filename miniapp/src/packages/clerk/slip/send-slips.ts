// Sends what was written down, as soon as the server can be heard. Each is dropped after a definite answer, and not before
// the clerk's own list says what it was.
import { yuan } from "@huike/shared/money";
import { readScan } from "@huike/shared/scan";
import { SendSlip, type Slip } from "@huike/shared/slip";
import { call } from "../../../api/call";
import { isDefinite } from "../../../api/kept-id";
import type { Answer } from "../../../api/send";
import { serverNowMs } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import { savedText } from "../../../text/ticket-text";
import { dropSlip, type KeptSlip, pendingSlips } from "./pending-slips";
import { keepOutcome, type SlipOutcome } from "./slip-outcomes";
import { noteStaked } from "./slip-room";

let sending: Promise<void> | undefined;

/** One walk at a time: a page shown twice must not send twice at once. */
export function sendSlips(): Promise<void> {
  sending ??= sendAll().finally(() => {
    sending = undefined;
  });
  return sending;
}

async function sendAll(): Promise<void> {
  for (const slip of pendingSlips()) {
    const answer = await call(SendSlip, slip);
    if (!answer.ok && answer.error === "offline") return;
    if (!isDefinite(answer)) continue;
    keepOutcome({ redemptionId: slip.redemptionId, ...outcomeOf(slip, answer) });
    dropSlip(slip.redemptionId);
    if (answer.ok) noteStaked(slip.scannedAtMs);
  }
}

function outcomeOf(slip: KeptSlip, answer: Answer<typeof SendSlip>): Omit<SlipOutcome, "redemptionId"> {
  const who = `会员 …${tailOf(slip)} 的登记`;
  if (!answer.ok) {
    return { is: "refused", sentence: `${who}没有确认：${explain(answer.error, answer.detail, serverNowMs())}` };
  }
  const { state, receipt, amountFen } = answer.value;
  if (state === "lost") return { is: "lost", sentence: `${who}没能用上：${whyLost(answer.value)}` };
  return {
    is: "settled",
    sentence: receipt
      ? `${who}已确认：${receipt.title} ${savedText(receipt)}`
      : `${who}已确认：消费 ¥${yuan(amountFen)}`,
  };
}

/** 「今天 14:02 在解放路店由 05 号核销，单号 …7k2m」. */
const whyLost = ({ why, winner }: Slip): string => explain(why ?? "unexpected", winner, serverNowMs());

export function tailOf({ code }: Pick<KeptSlip, "code">): string {
  const scanned = readScan(code);
  return scanned.is === "member" ? scanned.memberNo.slice(-4) : "";
}

// 在手机上确认: shows what the same person's phone is asked, and waits for its answer.
import { type ApprovalState, GetApproval } from "@huike/shared/approval";
import type { Sentence } from "@huike/shared/sentences";
import { Modal, Progress } from "antd";
import { useEffect, useState } from "react";
import { useAsked } from "../api/approval-state";
import { send } from "../api/send";
import { sentenceOf, useLanguage, useWords } from "../text/language";

const words = {
  title: { zh: "在手机上确认", en: "Confirm on your phone" },
  how: {
    zh: "打开手机上的回客，在「待确认」里核对下面这件事，同意后这里会自动继续。",
    en: "Open Huike on your phone, find this under “To confirm” and agree; this page goes on by itself.",
  },
  stop: { zh: "先不做", en: "Not now" },
  refused: { zh: "手机上点了不同意，没有执行。", en: "Refused on the phone; nothing was done." },
  over: {
    zh: "超过 5 分钟没有确认，没有执行，请重新提交。",
    en: "Five minutes passed; nothing was done. Submit again.",
  },
  left: { zh: (s: number) => `还有 ${s} 秒`, en: (s: number) => `${s} s left` },
} as const;

const ASK_EVERY_MS = 1_500;
const WHOLE_S = 300;

type Shown = { readonly action: Sentence; readonly leftS: number };
type Ended = "approved" | "refused" | "over";

const endedBy: Record<ApprovalState, Ended | undefined> = {
  pending: undefined,
  approved: "approved",
  refused: "refused",
  used: "over",
  over: "over",
};

/** Asks until the phone has answered or it is too late; what is not heard is asked again. */
async function followApproval(approvalId: string, show: (shown: Shown) => void, signal: AbortSignal): Promise<Ended> {
  for (;;) {
    const answer = await send(GetApproval, { approvalId });
    if (signal.aborted) return "over";
    if (!answer.ok && answer.error === "approval_over") return "over";
    if (answer.ok) {
      const { state, action, expiresAtMs, serverNowMs } = answer.value;
      show({ action, leftS: Math.max(0, Math.round((expiresAtMs - serverNowMs) / 1000)) });
      const ended = endedBy[state];
      if (ended) return ended;
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

export function ApprovalDialog() {
  const asked = useAsked();
  const w = useWords(words);
  const language = useLanguage();
  const [shown, setShown] = useState<Shown>();
  const [ended, setEnded] = useState<"refused" | "over">();

  useEffect(() => {
    if (!asked) return;
    setShown(undefined);
    const leaving = new AbortController();
    void followApproval(asked.approvalId, setShown, leaving.signal).then((outcome) => {
      if (leaving.signal.aborted) return;
      if (outcome !== "approved") setEnded(outcome);
      asked.settle(outcome);
    });
    return () => leaving.abort();
  }, [asked]);

  return (
    <>
      <Modal
        open={asked !== undefined}
        title={w.title}
        okButtonProps={{ style: { display: "none" } }}
        cancelText={w.stop}
        onCancel={() => asked?.settle("stopped")}
        mask={{ closable: false }}
      >
        <p>{w.how}</p>
        <p className="approval__action">{shown ? sentenceOf(shown.action, language) : "…"}</p>
        {shown && (
          <Progress percent={(shown.leftS / WHOLE_S) * 100} format={() => w.left(shown.leftS)} status="normal" />
        )}
      </Modal>
      <Modal
        open={ended !== undefined}
        title={w.title}
        cancelButtonProps={{ style: { display: "none" } }}
        onOk={() => setEnded(undefined)}
        onCancel={() => setEnded(undefined)}
      >
        <p>{ended && w[ended]}</p>
      </Modal>
    </>
  );
}

// How it ended, readable across the counter: colour, shape and word. Green is only ever for what the server has said.
import type { Receipt } from "@huike/shared/coupon";
import { clockTime } from "@huike/shared/day";
import { idTail } from "@huike/shared/id";
import { yuan } from "@huike/shared/money";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useEffect, useState } from "react";
import { routes } from "../../../routes";
import { serverNowMs } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import { paidFen, savedText } from "../../../text/ticket-text";
import { undoneByText } from "../../../text/undo-text";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { pendingRedemptions } from "../pending-redemptions";
import { pendingSales } from "../pending-sales";
import { sendSale } from "../record-sale";
import { askAgain } from "../redeem-chosen";
import { scanAtTill } from "../scan-at-till";
import { type Outcome, useTill } from "../till-state";
import { toTill } from "../to-till";
import { mayUndo, mayUndoSale } from "../undo/may-undo";
import { openSaleUndo, openUndo } from "../undo/open-undo";
import { nextSteps } from "./next-step";
import { SaleProof } from "./SaleProof";
import "../clerk.css";

type Look = { readonly tone: string; readonly sign: string; readonly word: string };

const done = { tone: "ok", sign: "✓", word: "核销成功" };
const back = { tone: "back", sign: "↺", word: "已撤销" };
const waiting = { tone: "wait", sign: "…", word: "待确认" };
const looks: Record<Outcome["is"], Look> = {
  redeemed: done,
  since_undone: back,
  refused: { tone: "bad", sign: "✕", word: "不能用" },
  unanswered: waiting,
  recorded: done,
  sale_since_undone: back,
  sale_unanswered: waiting,
};

const lookOf = (outcome: Outcome): Look =>
  outcome.is === "recorded" && outcome.sale.parts.length === 0 ? { ...done, word: "已记消费" } : looks[outcome.is];

export default function ClerkReceiptPage() {
  const outcome = useTill((s) => s.outcome);
  const is = outcome?.is;
  useEffect(() => {
    const isDone = is === "redeemed" || is === "recorded";
    if (is) void Taro.vibrateShort({ type: isDone ? "medium" : "heavy" }).catch(() => undefined);
  }, [is]);
  if (!outcome) {
    return (
      <Page>
        <Notice
          sentence="没有刚完成的核销"
          action={{ label: "回收银台", onClick: () => void Taro.redirectTo({ url: routes.till }) }}
        />
      </Page>
    );
  }
  const { tone, sign, word } = lookOf(outcome);
  return (
    <Page className={`outcome outcome--${tone}`}>
      <View ariaRole="status" ariaLabel={word}>
        <Text className="outcome__sign">{sign}</Text>
        <Text className="outcome__word">{word}</Text>
      </View>
      <Detail outcome={outcome} />
      <NextOne outcome={outcome} />
    </Page>
  );
}

function Detail({ outcome }: { readonly outcome: Outcome }) {
  if (outcome.is === "redeemed") return <Proof receipt={outcome.done.receipt} />;
  if (outcome.is === "recorded" || outcome.is === "sale_since_undone") return <SaleProof sale={outcome.sale} />;
  if (outcome.is !== "since_undone") return <Cause outcome={outcome} />;
  return (
    <View>
      <Proof receipt={outcome.receipt} />
      <Text className="outcome__line">
        {`核销成功过，${undoneByText(outcome.receipt, serverNowMs()) ?? "后来撤销了"}；券已退回会员卡包，要用请重新扫码`}
      </Text>
    </View>
  );
}

function Proof({ receipt }: { readonly receipt: Receipt }) {
  return (
    <View>
      <Text className="outcome__amount num">{savedText(receipt)}</Text>
      <Text className="outcome__line num">{`${receipt.title} · 会员 …${receipt.memberTail}`}</Text>
      {receipt.memberOffFen !== undefined && (
        <Text className="outcome__line num">
          {`会员价 −¥${yuan(receipt.memberOffFen)} · 消费 ¥${yuan(receipt.amountFen ?? 0)}，收 ¥${yuan(paidFen(receipt))}`}
        </Text>
      )}
      <Text className="outcome__line num">
        {`${clockTime(receipt.redeemedAtMs)} · ${receipt.storeName} · ${receipt.clerkNo} 号 · 单号 …${idTail(receipt.redemptionId)}`}
      </Text>
    </View>
  );
}

function Cause({
  outcome,
}: {
  readonly outcome: Extract<Outcome, { is: "refused" | "unanswered" | "sale_unanswered" }>;
}) {
  const detail = outcome.is === "refused" ? outcome.detail : undefined;
  // Of several tickets, the one that was refused.
  const which = detail?.title === undefined ? "" : `${detail.title}：`;
  return (
    <View>
      <Text className="outcome__cause">{`${which}${explain(outcome.error, detail, serverNowMs())}`}</Text>
      <Text className="outcome__line">下一步：{nextSteps[outcome.error]}</Text>
    </View>
  );
}

/** Asks for the answer of the unfinished request behind this outcome; undefined when there is none. */
function askOf(outcome: Outcome): (() => Promise<unknown>) | undefined {
  if (outcome.is === "unanswered") {
    const kept = pendingRedemptions().find((one) => one.redemptionId === outcome.redemptionId);
    return kept && (() => askAgain(kept));
  }
  if (outcome.is !== "sale_unanswered") return undefined;
  const kept = pendingSales().find((one) => one.orderId === outcome.orderId);
  return kept && (() => sendSale(kept));
}

/** The camera opens from here: a queue is waiting. Without an answer, asking again comes first. */
function NextOne({ outcome }: { readonly outcome: Outcome }) {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const scanNext = async () => {
    setBusy(true);
    const scanned = await scanAtTill();
    setBusy(false);
    if (scanned.is === "looked_up") return void Taro.redirectTo({ url: routes.confirm });
    if (scanned.is === "no_signal") return void Taro.redirectTo({ url: routes.slip });
    if (scanned.is === "on_shift") return toTill();
    setRefusal(scanned.is === "refused" ? scanned.sentence : undefined);
  };
  const again = askOf(outcome);
  const ask = async (how: () => Promise<unknown>) => {
    setBusy(true);
    await how();
    setBusy(false);
  };
  return (
    <View className="outcome__actions">
      {refusal && (
        <View className="outcome__line" ariaRole="alert">
          <Text>{refusal}</Text>
        </View>
      )}
      {again ? (
        <Button className="outcome__button" isBusy={isBusy} onClick={() => void ask(again)}>
          再问一次
        </Button>
      ) : (
        <Button className="outcome__button" isBusy={isBusy} onClick={() => void scanNext()}>
          扫下一位
        </Button>
      )}
      {outcome.is === "redeemed" && mayUndo(outcome.done, "own", serverNowMs()) && (
        <Button kind="words" className="outcome__back" onClick={() => openUndo(outcome.done, "redirect")}>
          撤销
        </Button>
      )}
      {outcome.is === "recorded" && mayUndoSale(outcome.sale, serverNowMs()) && (
        <Button
          kind="words"
          className="outcome__back"
          onClick={() => openSaleUndo(outcome.sale, outcome.memberNo, "redirect")}
        >
          撤销
        </Button>
      )}
      <Button kind="words" className="outcome__back" onClick={toTill}>
        回收银台
      </Button>
    </View>
  );
}

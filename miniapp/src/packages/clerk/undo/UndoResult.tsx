// How an undo ended, readable across the counter.
import { clockTime, shortTime } from "@huike/shared/day";
import { idTail } from "@huike/shared/id";
import type { SaleReceipt } from "@huike/shared/sale";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useEffect, useState } from "react";
import { serverNowMs } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import { savedText } from "../../../text/ticket-text";
import { undoneByText } from "../../../text/undo-text";
import { Button } from "../../../ui/Button";
import { Page } from "../../../ui/Page";
import type { UndoOutcome } from "../till-state";
import { toTill } from "../to-till";
import { undoNextSteps } from "./next-step";
import { askUndo } from "./undo-redemption";
import { askUndoSale } from "./undo-sale";

const undone = { tone: "back", sign: "↺", word: "已撤销" };
const waiting = { tone: "wait", sign: "…", word: "待确认" };
const looks: Record<UndoOutcome["is"], { readonly tone: string; readonly sign: string; readonly word: string }> = {
  undone,
  refused: { tone: "bad", sign: "✕", word: "没有撤销" },
  unanswered: waiting,
  sale_undone: undone,
  sale_unanswered: waiting,
};

export function UndoResult({ outcome }: { readonly outcome: UndoOutcome }) {
  const [isBusy, setBusy] = useState(false);
  const { is } = outcome;
  const isDone = is === "undone" || is === "sale_undone";
  useEffect(() => void Taro.vibrateShort({ type: isDone ? "medium" : "heavy" }).catch(() => undefined), [isDone]);
  const { tone, sign, word } = looks[is];
  const isWaiting = is === "unanswered" || is === "sale_unanswered";
  const askAgain = async () => {
    setBusy(true);
    if (outcome.is === "unanswered") await askUndo(outcome.undo);
    if (outcome.is === "sale_unanswered") await askUndoSale(outcome.undo);
    setBusy(false);
  };
  return (
    <Page className={`outcome outcome--${tone}`}>
      <View ariaRole="status" ariaLabel={word}>
        <Text className="outcome__sign">{sign}</Text>
        <Text className="outcome__word">{word}</Text>
      </View>
      <Detail outcome={outcome} />
      <View className="outcome__actions">
        {isWaiting && (
          <Button className="outcome__button" isBusy={isBusy} onClick={() => void askAgain()}>
            再问一次
          </Button>
        )}
        {isWaiting ? (
          <Button kind="words" className="outcome__back" onClick={toTill}>
            先回去
          </Button>
        ) : (
          <Button className="outcome__button" onClick={toTill}>
            好的
          </Button>
        )}
      </View>
    </Page>
  );
}

function Detail({ outcome }: { readonly outcome: UndoOutcome }) {
  if (outcome.is === "undone") return <Undone outcome={outcome} />;
  if (outcome.is === "sale_undone") return <SaleUndone sale={outcome.sale} />;
  return <Cause outcome={outcome} />;
}

function SaleUndone({ sale }: { readonly sale: SaleReceipt }) {
  const { parts, memberTail } = sale;
  const back = `${parts.length} 张券已退回会员 …${memberTail} 的卡包`;
  return (
    <View>
      <Text className="outcome__line num">{parts.length > 0 ? back : `会员 …${memberTail} 的这笔消费已撤销`}</Text>
      {parts.map((part) => (
        <Text key={part.redemptionId} className="outcome__line num">{`${part.title} ${savedText(part)}`}</Text>
      ))}
      <Text className="outcome__line num">{`${clockTime(sale.atMs)} 记的 · 消费单 …${idTail(sale.orderId)}`}</Text>
    </View>
  );
}

function Undone({ outcome }: { readonly outcome: Extract<UndoOutcome, { is: "undone" }> }) {
  const { receipt, expiresAtMs } = outcome;
  return (
    <View>
      <Text className="outcome__amount num">{savedText(receipt).replace("−", "")}</Text>
      <Text className="outcome__line num">
        {`券已退回会员 …${receipt.memberTail} 的卡包，可用到 ${shortTime(expiresAtMs)}`}
      </Text>
      <Text className="outcome__line num">
        {`${clockTime(receipt.redeemedAtMs)} 核销，${undoneByText(receipt, serverNowMs()) ?? "已撤销"} · 单号 …${idTail(receipt.redemptionId)}`}
      </Text>
    </View>
  );
}

function Cause({
  outcome,
}: {
  readonly outcome: Extract<UndoOutcome, { is: "refused" | "unanswered" | "sale_unanswered" }>;
}) {
  const detail = outcome.is === "refused" ? outcome.detail : undefined;
  return (
    <View>
      <Text className="outcome__cause">{explain(outcome.error, detail, serverNowMs())}</Text>
      <Text className="outcome__line">下一步：{undoNextSteps[outcome.error]}</Text>
    </View>
  );
}

// How an undo ended, readable across the counter.
import { clockTime, shortTime } from "@huike/shared/day";
import { idTail } from "@huike/shared/id";
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

const looks: Record<UndoOutcome["is"], { readonly tone: string; readonly sign: string; readonly word: string }> = {
  undone: { tone: "back", sign: "↺", word: "已撤销" },
  refused: { tone: "bad", sign: "✕", word: "没有撤销" },
  unanswered: { tone: "wait", sign: "…", word: "待确认" },
};

export function UndoResult({ outcome }: { readonly outcome: UndoOutcome }) {
  const [isBusy, setBusy] = useState(false);
  const { is } = outcome;
  useEffect(() => void Taro.vibrateShort({ type: is === "undone" ? "medium" : "heavy" }).catch(() => undefined), [is]);
  const { tone, sign, word } = looks[is];
  const askAgain = async () => {
    if (outcome.is !== "unanswered") return;
    setBusy(true);
    await askUndo(outcome.undo);
    setBusy(false);
  };
  return (
    <Page className={`outcome outcome--${tone}`}>
      <View ariaRole="status" ariaLabel={word}>
        <Text className="outcome__sign">{sign}</Text>
        <Text className="outcome__word">{word}</Text>
      </View>
      {outcome.is === "undone" ? <Undone outcome={outcome} /> : <Cause outcome={outcome} />}
      <View className="outcome__actions">
        {outcome.is === "unanswered" && (
          <Button className="outcome__button" isBusy={isBusy} onClick={() => void askAgain()}>
            再问一次
          </Button>
        )}
        {outcome.is === "unanswered" ? (
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

function Cause({ outcome }: { readonly outcome: Exclude<UndoOutcome, { is: "undone" }> }) {
  const detail = outcome.is === "refused" ? outcome.detail : undefined;
  return (
    <View>
      <Text className="outcome__cause">{explain(outcome.error, detail, serverNowMs())}</Text>
      <Text className="outcome__line">下一步：{undoNextSteps[outcome.error]}</Text>
    </View>
  );
}

// Takes a redemption back: which one, why, and a second tap. How it ended fills the screen, as a redemption does.
import type { CounterReceipt } from "@huike/shared/counter";
import type { UndoReason } from "@huike/shared/coupon";
import { clockTime } from "@huike/shared/day";
import { idTail } from "@huike/shared/id";
import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { serverNowMs } from "../../../state/session-state";
import { dayAndTime } from "../../../text/explain";
import { savedText } from "../../../text/ticket-text";
import { Button } from "../../../ui/Button";
import { Fact } from "../../../ui/Fact";
import { Notice } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { useTill } from "../till-state";
import { toTill } from "../to-till";
import { ChooseSale } from "./ChooseSale";
import { pendingUndos } from "./pending-undos";
import { Reasons } from "./Reasons";
import { UndoResult } from "./UndoResult";
import { undoRedemption } from "./undo-redemption";
import "../clerk.css";

export default function UndoPage() {
  const undoing = useTill((s) => s.undoing);
  const undoingSale = useTill((s) => s.undoingSale);
  const undoOutcome = useTill((s) => s.undoOutcome);
  if (undoOutcome) return <UndoResult outcome={undoOutcome} />;
  if (undoingSale) return <ChooseSale undoing={undoingSale} />;
  if (undoing) return <Choose undoing={undoing} />;
  return (
    <Page>
      <Notice sentence="没有要撤销的核销" action={{ label: "回收银台", onClick: toTill }} />
    </Page>
  );
}

function Choose({ undoing }: { readonly undoing: CounterReceipt }) {
  const { receipt } = undoing;
  // One that got no answer keeps its reason: it is the same request.
  const [kept] = useState(() => pendingUndos().find((one) => one.redemptionId === receipt.redemptionId)?.reason);
  const [reason, setReason] = useState<UndoReason | undefined>(kept);
  const [isSending, setSending] = useState(false);
  const undo = async () => {
    if (!reason) return;
    setSending(true);
    await undoRedemption(undoing, reason);
    setSending(false);
  };
  return (
    <Page className="clerk">
      <View className="panel">
        <Text className="confirm__condition num">{savedText(receipt)}</Text>
        <Fact name="券" value={receipt.title} />
        <Fact name="会员" value={`…${receipt.memberTail}`} />
        <Fact name="核销" value={`${dayAndTime(receipt.redeemedAtMs, serverNowMs())}，${receipt.clerkNo} 号`} />
        <Fact name="单号" value={`…${idTail(receipt.redemptionId)}`} />
      </View>
      <Reasons reason={reason} onChoose={(one) => setReason(kept ?? one)} />
      <View className="section">
        <Text className="t-note t-block">
          券会退回会员卡包，可以再用；{clockTime(receipt.redeemedAtMs)} 的凭证会标上「已撤销」。
        </Text>
        <Button className="confirm__button" isBusy={isSending} isOff={!reason} onClick={() => void undo()}>
          {reason ? "确认撤销" : "先选原因"}
        </Button>
        <Button kind="words" onClick={toTill}>
          不撤销了
        </Button>
      </View>
    </Page>
  );
}

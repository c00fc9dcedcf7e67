// A whole sale to take back: every ticket of it comes back, or none.
import type { UndoReason } from "@huike/shared/coupon";
import { idTail } from "@huike/shared/id";
import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { Button } from "../../../ui/Button";
import { Fact } from "../../../ui/Fact";
import { Page } from "../../../ui/Page";
import type { UndoingSale } from "../till-state";
import { toTill } from "../to-till";
import { pendingSaleUndos } from "./pending-sale-undos";
import { Reasons } from "./Reasons";
import { undoSale } from "./undo-sale";

export function ChooseSale({ undoing }: { readonly undoing: UndoingSale }) {
  const { orderId, memberNo, lines, hasCoupons } = undoing;
  const [kept] = useState(() => pendingSaleUndos().find((one) => one.orderId === orderId)?.reason);
  const [reason, setReason] = useState<UndoReason | undefined>(kept);
  const [isSending, setSending] = useState(false);
  const undo = async () => {
    if (!reason) return;
    setSending(true);
    await undoSale(undoing, reason);
    setSending(false);
  };
  return (
    <Page className="clerk">
      <View className="panel">
        <Text className="confirm__condition">整笔消费</Text>
        {lines.map(({ name, value }) => (
          <Fact key={`${name}${value}`} name={name} value={value} />
        ))}
        <Fact name="会员" value={`…${memberNo.slice(-4)}`} />
        <Fact name="消费单" value={`…${idTail(orderId)}`} />
      </View>
      <Reasons reason={reason} onChoose={(one) => setReason(kept ?? one)} />
      <View className="section">
        <Text className="t-note t-block">
          {hasCoupons ? "这笔用的券会一起退回会员卡包，可以再用。" : "这笔消费会标上「已撤销」。"}
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

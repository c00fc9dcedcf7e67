// 交班: what the shift came to so far, one press to hand it over. What is not counted yet is listed and stops nobody.
import type { Result } from "@huike/shared/endpoint";
import { GetShiftSheet, type ShiftSheet } from "@huike/shared/handover";
import type { Refusal } from "@huike/shared/sentences";
import { Text, View } from "@tarojs/components";
import { useDidShow, useRouter } from "@tarojs/taro";
import { useState } from "react";
import { call } from "../../../api/call";
import { serverNowMs } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import { Button } from "../../../ui/Button";
import { Notice, NoticeLine } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { Skeleton } from "../../../ui/Skeleton";
import { toTill } from "../to-till";
import { handOver, unansweredHere } from "./hand-over";
import { Sheet } from "./Sheet";
import "../clerk.css";

export default function HandoverPage() {
  const { shiftId = "" } = useRouter().params;
  const [sheet, setSheet] = useState<ShiftSheet>();
  const [failure, setFailure] = useState<Refusal>();
  const [isBusy, setBusy] = useState(false);
  const ask = async (how: () => Promise<Result<ShiftSheet, Refusal>>) => {
    setBusy(true);
    const answer = await how();
    setBusy(false);
    if (answer.ok) setSheet(answer.value);
    setFailure(answer.ok ? undefined : answer.error);
  };
  const look = () => ask(() => call(GetShiftSheet, { shiftId }));
  useDidShow(() => void look());
  const sentence = failure && explain(failure, undefined, serverNowMs());
  if (!sheet) {
    const retry = { label: "再试一次", onClick: () => void look(), isBusy };
    return <Page>{sentence ? <Notice sentence={sentence} action={retry} /> : <Skeleton />}</Page>;
  }
  const isClosed = sheet.closedAtMs !== undefined;
  const waiting = isClosed ? 0 : unansweredHere().length;
  return (
    <Page className="clerk">
      <View className={`band ${isClosed ? "band--off" : ""}`}>
        <Text className="band__shop">{sheet.shift.storeName}</Text>
        <Text className="band__clerk">{isClosed ? "已交班" : "还在班上"}</Text>
      </View>
      {sentence && <NoticeLine sentence={sentence} onRetry={() => void look()} />}
      {waiting > 0 && (
        <Text className="t-label t-block">{`手机上还有 ${waiting} 笔没收到结果，会列在交班单上，不影响交班。`}</Text>
      )}
      <Sheet sheet={sheet} />
      <View className="confirm__send">
        {isClosed ? (
          <Button className="confirm__button" onClick={toTill}>
            好的
          </Button>
        ) : (
          <Button className="confirm__button" isBusy={isBusy} onClick={() => void ask(() => handOver(sheet))}>
            确认交班
          </Button>
        )}
      </View>
    </Page>
  );
}

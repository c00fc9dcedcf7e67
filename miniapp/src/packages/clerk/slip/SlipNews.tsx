// At the till: slips that wait for the server, and what became of those it has decided.
import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { Button } from "../../../ui/Button";
import { pendingSlips } from "./pending-slips";
import { dropOutcome, slipOutcomes } from "./slip-outcomes";

export function SlipNews() {
  const [, setRead] = useState(0);
  const waiting = pendingSlips().length;
  return (
    <View>
      {waiting > 0 && (
        <View className="panel slip-news slip-news--wait" ariaRole="status">
          <Text className="t-body t-block">{`${waiting} 笔待确认，有网络后自动发送，24 小时内有效。`}</Text>
        </View>
      )}
      {slipOutcomes().map(({ redemptionId, is, sentence }) => (
        <View key={redemptionId} className={`panel slip-news slip-news--${is}`} ariaRole="alert">
          <Text className="t-body t-block">{sentence}</Text>
          <Button
            kind="outlined"
            onClick={() => {
              dropOutcome(redemptionId);
              setRead((times) => times + 1);
            }}
          >
            知道了
          </Button>
        </View>
      ))}
    </View>
  );
}

// The clerk's last redemptions, newest first: enough to answer "did it work?".
import type { Receipt } from "@huike/shared/coupon";
import { clockTime } from "@huike/shared/day";
import { idTail } from "@huike/shared/id";
import { yuan } from "@huike/shared/money";
import { Text, View } from "@tarojs/components";
import { Section } from "../../ui/Section";

export function LastReceipts({ receipts }: { readonly receipts: readonly Receipt[] }) {
  return (
    <Section title="最近核销">
      <View className="panel">
        {receipts.map((receipt) => (
          <View key={receipt.redemptionId} className="last">
            <Text className="last__time num">{clockTime(receipt.redeemedAtMs)}</Text>
            <Text className="last__what num">{`−¥${yuan(receipt.valueFen)} · 会员 …${receipt.memberTail}`}</Text>
            <Text className="last__tail num">…{idTail(receipt.redemptionId)}</Text>
          </View>
        ))}
      </View>
    </Section>
  );
}

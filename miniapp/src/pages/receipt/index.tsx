// Proof that a ticket was used: the same facts as on the clerk's phone.
import { idTail } from "@huike/shared/id";
import { yuan } from "@huike/shared/money";
import { Text, View } from "@tarojs/components";
import Taro, { useDidShow, useRouter } from "@tarojs/taro";
import { routes } from "../../routes";
import { refreshHome, useHome } from "../../state/home-state";
import { serverNowMs } from "../../state/session-state";
import { findHeld } from "../../state/wallet";
import { dayAndTime, explain } from "../../text/explain";
import { Button } from "../../ui/Button";
import { Fact } from "../../ui/Fact";
import { Notice } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import "./receipt.css";

export default function ReceiptPage() {
  const { offerId = "", n = "" } = useRouter().params;
  const home = useHome((s) => s.home);
  const failure = useHome((s) => s.failure);
  useDidShow(() => void refreshHome());
  const receipt = findHeld(home, offerId, Number(n))?.coupon.receipt;
  const close = () => void Taro.switchTab({ url: routes.wallet });
  if (!receipt) {
    return (
      <Page>
        {!home && !failure ? (
          <Skeleton />
        ) : (
          <Notice
            sentence={failure ? explain(failure, undefined, serverNowMs()) : "这张券还没有使用记录"}
            action={{ label: failure ? "再试一次" : "看看卡包", onClick: failure ? () => void refreshHome() : close }}
          />
        )}
      </Page>
    );
  }
  return (
    <Page>
      <View className="receipt" ariaRole="status" ariaLabel={`已使用，减 ¥${yuan(receipt.valueFen)}`}>
        <Text className="receipt__tick">✓</Text>
        <Text className="t-title t-block">已使用</Text>
        <Text className="t-amount num">−¥{(receipt.valueFen / 100).toFixed(2)}</Text>
        <Text className="t-label t-block">{receipt.title}</Text>
      </View>
      <View className="panel">
        <Fact name="门店" value={receipt.storeName} />
        <Fact name="店员" value={`${receipt.clerkNo} 号`} />
        <Fact name="时间" value={dayAndTime(receipt.redeemedAtMs, serverNowMs())} />
        {receipt.amountFen !== undefined && <Fact name="消费" value={`¥${yuan(receipt.amountFen)}`} />}
        <Fact name="单号" value={`…${idTail(receipt.redemptionId)}`} />
      </View>
      <View className="section">
        <Button onClick={close}>好的</Button>
      </View>
    </Page>
  );
}

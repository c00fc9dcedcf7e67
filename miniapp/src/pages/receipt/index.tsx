// Proof that a ticket was used, or that its use was taken back: the same facts as on the clerk's phone.
import type { Receipt } from "@huike/shared/coupon";
import { idTail } from "@huike/shared/id";
import { yuan } from "@huike/shared/money";
import { Text, View } from "@tarojs/components";
import Taro, { useDidHide, useDidShow, useRouter } from "@tarojs/taro";
import { useState } from "react";
import { routes } from "../../routes";
import { refreshHome, useHome } from "../../state/home-state";
import { usePast } from "../../state/past-state";
import { serverNowMs } from "../../state/session-state";
import { useHomeWatch } from "../../state/use-home-watch";
import { findHeld, findPast } from "../../state/wallet";
import { dayAndTime, explain } from "../../text/explain";
import { paidFen, savedText } from "../../text/ticket-text";
import { undoneByText } from "../../text/undo-text";
import { Button } from "../../ui/Button";
import { Fact } from "../../ui/Fact";
import { Notice } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/Skeleton";
import { OneAsk } from "./OneAsk";
import { PointsFact } from "./PointsFact";
import "./receipt.css";

const close = () => void Taro.switchTab({ url: routes.wallet });

/** Slower than the code page: nobody waits for this news. */
const EVERY_MS = 2_000;

export default function ReceiptPage() {
  const { offerId = "", n = "" } = useRouter().params;
  const home = useHome((s) => s.home);
  const failure = useHome((s) => s.failure);
  const [isShown, setShown] = useState(true);
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  useHomeWatch(isShown, { everyMs: EVERY_MS, begin: () => () => "go on" });
  const past = usePast();
  const { coupon } = findHeld(home, offerId, Number(n)) ?? findPast(past, offerId, Number(n)) ?? {};
  // Taken back under the member's eyes, the same receipt stays on the screen and says so.
  const receipt = coupon?.receipt ?? coupon?.undone?.slice(-1)[0];
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
  return <Shown receipt={receipt} />;
}

function Shown({ receipt }: { readonly receipt: Receipt }) {
  const undone = undoneByText(receipt, serverNowMs());
  return (
    <Page>
      <Verdict receipt={receipt} />
      <View className="panel">
        <Fact name="门店" value={receipt.storeName} />
        <Fact name="店员" value={`${receipt.clerkNo} 号`} />
        <Fact name="时间" value={dayAndTime(receipt.redeemedAtMs, serverNowMs())} />
        {receipt.amountFen !== undefined && <Fact name="消费" value={`¥${yuan(receipt.amountFen)}`} />}
        {receipt.memberOffFen !== undefined && <Fact name="会员价" value={`−¥${yuan(receipt.memberOffFen)}`} />}
        {(receipt.memberOffFen ?? receipt.partOfSale?.payableFen) !== undefined && (
          <Fact name={receipt.partOfSale ? "整单实付" : "实付"} value={`¥${yuan(paidFen(receipt))}`} />
        )}
        <Fact name="单号" value={`…${idTail(receipt.redemptionId)}`} />
        {undone ? <Fact name="撤销" value={undone} /> : <PointsFact receipt={receipt} />}
      </View>
      <View className="section">
        {undone ? (
          <Button onClick={() => void Taro.redirectTo({ url: routes.ticket(receipt.offerId, receipt.n) })}>
            看看这张券
          </Button>
        ) : (
          <Button onClick={close}>好的</Button>
        )}
        {!undone && <OneAsk />}
      </View>
    </Page>
  );
}

/** To the fen, as on paper. */
const exactSaving = (receipt: Receipt): string =>
  receipt.offFen === undefined || receipt.benefit.kind === "gift"
    ? savedText(receipt)
    : `−¥${(receipt.offFen / 100).toFixed(2)}`;

function Verdict({ receipt }: { readonly receipt: Receipt }) {
  const isUndone = receipt.undoneAtMs !== undefined;
  const word = isUndone ? "已撤销" : "已使用";
  return (
    <View
      className={`receipt ${isUndone ? "receipt--undone" : ""}`}
      ariaRole="status"
      ariaLabel={`${word}，${savedText(receipt)}`}
    >
      <Text className="receipt__tick">{isUndone ? "↺" : "✓"}</Text>
      <Text className="t-title t-block">{word}</Text>
      <Text className="t-amount num">{exactSaving(receipt)}</Text>
      <Text className="t-label t-block">{receipt.title}</Text>
      {isUndone && <Text className="t-label t-block">这次使用已撤销，券已退回卡包</Text>}
    </View>
  );
}

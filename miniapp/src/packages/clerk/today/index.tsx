// 我的业绩: what I brought today, and the shop's day; who answers for the shop may undo any redemption of it.
import { GetToday } from "@huike/shared/counter";
import type { CallFailure, ResponseOf } from "@huike/shared/endpoint";
import { Text, View } from "@tarojs/components";
import Taro, { useDidShow } from "@tarojs/taro";
import { useState } from "react";
import { call } from "../../../api/call";
import { routes } from "../../../routes";
import { serverNowMs } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import { Button } from "../../../ui/Button";
import { Notice, NoticeLine } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { Section } from "../../../ui/Section";
import { Skeleton } from "../../../ui/Skeleton";
import { LastReceipts } from "../LastReceipts";
import { MyCode } from "../MyCode";
import { MyMonth } from "./MyMonth";
import { ReportShopPlace } from "./ReportShopPlace";
import "../clerk.css";

export default function TodayPage() {
  const [today, setToday] = useState<ResponseOf<typeof GetToday>>();
  const [failure, setFailure] = useState<CallFailure<typeof GetToday>>();
  const refresh = async () => {
    const answer = await call(GetToday, {});
    if (answer.ok) setToday(answer.value);
    setFailure(answer.ok ? undefined : answer.error);
  };
  useDidShow(() => void refresh());
  const sentence = failure && explain(failure, undefined, serverNowMs());
  if (!today) {
    const retry = { label: "再试一次", onClick: () => void refresh() };
    return <Page>{sentence ? <Notice sentence={sentence} action={retry} /> : <Skeleton />}</Page>;
  }
  const isEmpty = Object.values(today.mine).every((count) => count === 0);
  return (
    <Page>
      {sentence && <NoticeLine sentence={sentence} onRetry={() => void refresh()} />}
      <Text className="t-note t-block num">{today.day}（4 点到次日 4 点）</Text>
      <View className="tally">
        <Count name="我带来的会员" value={today.mine.members} />
        <Count name="我的核销" value={today.mine.redemptions} />
        {today.mine.undone > 0 && <Count name="撤销" value={today.mine.undone} />}
      </View>
      {isEmpty && <Text className="t-label t-block">今天还没有，出示你的码试试。</Text>}
      {today.month && <MyMonth month={today.month} />}
      <MyCode />
      {today.shops.map((shop) => (
        <Section key={shop.storeId} title={`${shop.storeName} · 全店`}>
          <View className="tally">
            <Count name="新会员" value={shop.members} />
            <Count name="核销" value={shop.redemptions} />
            {shop.undone > 0 && <Count name="撤销" value={shop.undone} />}
          </View>
          {shop.receipts && (
            <Button kind="outlined" onClick={() => void Taro.navigateTo({ url: routes.sheets(shop.storeId) })}>
              看交班单
            </Button>
          )}
        </Section>
      ))}
      {today.receipts.length > 0 && <LastReceipts title="我最近的核销" receipts={today.receipts} />}
      {today.shops.map(
        ({ storeId, storeName, receipts = [] }) =>
          receipts.length > 0 && (
            <LastReceipts key={storeId} title={`${storeName}最近的核销`} receipts={receipts} whose="shop" />
          ),
      )}
      <ReportShopPlace />
    </Page>
  );
}

function Count({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <View className="tally__one">
      <Text className="tally__value num">{String(value)}</Text>
      <Text className="t-note t-block">{name}</Text>
    </View>
  );
}

// 收银台: one big button. The shop's name stands in a band, so that nobody works a day in the wrong shop.

import { type CounterReceipt, GetToday } from "@huike/shared/counter";
import { GetMe, type Shift, type StaffRole } from "@huike/shared/staff";
import { Text, View } from "@tarojs/components";
import Taro, { useDidShow } from "@tarojs/taro";
import { useState } from "react";
import { call } from "../../../api/call";
import { routes } from "../../../routes";
import { keepClock, serverNowMs } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import { Button } from "../../../ui/Button";
import { Notice, NoticeLine } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { ConsoleNews } from "../console/ConsoleNews";
import { LastReceipts } from "../LastReceipts";
import { MyCode } from "../MyCode";
import { hasPractised } from "../practice/practised";
import { scanAtTill, type TillScan, takeText } from "../scan-at-till";
import { SlipNews } from "../slip/SlipNews";
import { sendSlips } from "../slip/send-slips";
import { keepRoom, slipsLeft } from "../slip/slip-room";
import { adoptShift, useTill } from "../till-state";
import { ManualInput } from "./ManualInput";
import { Unanswered } from "./Unanswered";
import { type UnansweredRequest, unansweredRequests } from "./unanswered-requests";
import "../clerk.css";

type Busy = "scanning" | "asking" | undefined;

/** 「无网络·可登记 8 笔」, where that is so. */
function noSignal(): string {
  const left = slipsLeft(serverNowMs());
  return left > 0 ? `无网络·可登记 ${left} 笔` : explain("offline", undefined, serverNowMs());
}

/** Seldom on a shift: what they scan here are sign-ins and invites. */
const isChainWide = (role: StaffRole | undefined): boolean =>
  role === "operator" || role === "auditor" || role === "owner";

export default function ReadyPage() {
  const { shift, staff } = useTill();
  const [busy, setBusy] = useState<Busy>();
  const [refusal, setRefusal] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const [receipts, setReceipts] = useState<readonly CounterReceipt[]>([]);
  const [unclosed, setUnclosed] = useState<Shift>();
  const [unanswered, setUnanswered] = useState<readonly UnansweredRequest[]>([]);

  const refresh = async () => {
    setUnanswered(unansweredRequests());
    const me = await call(GetMe, {});
    if (!me.ok) return setTrouble(me.error === "offline" ? noSignal() : explain(me.error, me.detail, serverNowMs()));
    keepClock(me.value.serverNowMs);
    useTill.setState({ staff: me.value.staff });
    adoptShift(me.value.shift);
    keepRoom(me.value.slips);
    setUnclosed(me.value.unclosed);
    setTrouble(undefined);
    await sendSlips();
    setUnanswered(unansweredRequests());
    const today = await call(GetToday, {});
    if (today.ok) setReceipts(today.value.receipts);
  };
  useDidShow(() => void refresh());

  const take = async (how: () => Promise<TillScan>) => {
    setBusy("scanning");
    setRefusal(undefined);
    const scanned = await how();
    setBusy(undefined);
    if (scanned.is === "looked_up") return void Taro.navigateTo({ url: routes.confirm });
    if (scanned.is === "leads") return void Taro.navigateTo({ url: scanned.url });
    if (scanned.is === "no_signal") return void Taro.navigateTo({ url: routes.slip });
    if (scanned.is === "refused") {
      setRefusal(scanned.sentence);
      void Taro.vibrateShort({ type: "heavy" }).catch(() => undefined);
    }
    if (scanned.is === "on_shift") {
      void Taro.showToast({ title: `已在${scanned.storeName}上班`, icon: "none" });
      void refresh();
    }
  };
  const finish = async ({ ask, result }: UnansweredRequest) => {
    setBusy("asking");
    await ask();
    setBusy(undefined);
    void Taro.navigateTo({ url: result });
  };

  return (
    <Page className="clerk">
      <View className={`band ${shift ? "" : "band--off"}`}>
        <Text className="band__shop">{shift?.storeName ?? "还没上班"}</Text>
        {staff && <Text className="band__clerk num">{`${staff.clerkNo} 号 ${staff.name}`}</Text>}
      </View>
      {trouble && <NoticeLine sentence={trouble} onRetry={() => void refresh()} />}
      <SlipNews />
      <ConsoleNews role={staff?.role} />
      {unanswered.map((request) => (
        <Unanswered
          key={request.id}
          sentence={request.sentence}
          isBusy={busy === "asking"}
          onAsk={() => void finish(request)}
        />
      ))}
      {unclosed && (
        <Notice
          sentence={`${unclosed.storeName}的上一班 4 点自动结束了，还没交班。`}
          action={{
            label: "看交班单",
            onClick: () => void Taro.navigateTo({ url: routes.handover(unclosed.shiftId) }),
          }}
        />
      )}
      {!shift && !unclosed && !hasPractised() && (
        <Notice
          sentence="第一次上班？先花一分钟练一遍，不会动真的券。"
          action={{ label: "去练习", onClick: () => void Taro.navigateTo({ url: routes.practice }) }}
        />
      )}
      {refusal && (
        <View className="refusal-line" ariaRole="alert">
          <Text className="refusal-line__cross">✕</Text>
          <Text className="refusal-line__text">{refusal}</Text>
        </View>
      )}
      <Button className="scan-button" isBusy={busy === "scanning"} onClick={() => void take(scanAtTill)}>
        {shift || isChainWide(staff?.role) ? "扫码" : "扫台卡上班"}
      </Button>
      <ManualInput isBusy={busy === "scanning"} onText={(text) => void take(() => takeText(text))} />
      {receipts.length > 0 && <LastReceipts receipts={receipts} />}
      <MyCode />
      <View className="clerk__ways">
        <Button kind="outlined" onClick={() => void Taro.navigateTo({ url: routes.today })}>
          我的业绩
        </Button>
        <Button kind="words" onClick={() => void Taro.navigateTo({ url: routes.practice })}>
          练习模式
        </Button>
        {shift && (
          <Button kind="words" onClick={() => void Taro.navigateTo({ url: routes.handover(shift.shiftId) })}>
            交班
          </Button>
        )}
      </View>
    </Page>
  );
}

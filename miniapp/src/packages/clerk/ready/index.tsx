// 收银台: one big button. The shop's name stands in a band, so that nobody works a day in the wrong shop.

import { type CounterReceipt, GetToday } from "@huike/shared/counter";
import { EndShift, GetMe } from "@huike/shared/staff";
import { Text, View } from "@tarojs/components";
import Taro, { useDidShow } from "@tarojs/taro";
import { useState } from "react";
import { call } from "../../../api/call";
import { routes } from "../../../routes";
import { keepClock, serverNowMs } from "../../../state/session-state";
import { explain } from "../../../text/explain";
import { Button } from "../../../ui/Button";
import { NoticeLine } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { LastReceipts } from "../LastReceipts";
import { MyCode } from "../MyCode";
import { scanAtTill, type TillScan, takeText } from "../scan-at-till";
import { adoptShift, useTill } from "../till-state";
import { ManualInput } from "./ManualInput";
import { Unanswered } from "./Unanswered";
import { type UnansweredRequest, unansweredRequests } from "./unanswered-requests";
import "../clerk.css";

type Busy = "scanning" | "asking" | "ending" | undefined;

export default function ReadyPage() {
  const { shift, staff } = useTill();
  const [busy, setBusy] = useState<Busy>();
  const [refusal, setRefusal] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const [receipts, setReceipts] = useState<readonly CounterReceipt[]>([]);
  const [unanswered, setUnanswered] = useState<readonly UnansweredRequest[]>([]);

  const refresh = async () => {
    setUnanswered(unansweredRequests());
    const me = await call(GetMe, {});
    if (!me.ok) return setTrouble(explain(me.error, me.detail, serverNowMs()));
    keepClock(me.value.serverNowMs);
    useTill.setState({ staff: me.value.staff });
    adoptShift(me.value.shift);
    setTrouble(undefined);
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
  const endShift = async () => {
    if (!shift) return;
    const { confirm } = await Taro.showModal({ title: "下班", content: `结束在${shift.storeName}的班次？` });
    if (!confirm) return;
    setBusy("ending");
    const answer = await call(EndShift, { shiftId: shift.shiftId });
    setBusy(undefined);
    if (answer.ok || answer.error === "shift_unknown") adoptShift(undefined);
    else setRefusal(explain(answer.error, answer.detail, serverNowMs()));
  };

  return (
    <Page className="clerk">
      <View className={`band ${shift ? "" : "band--off"}`}>
        <Text className="band__shop">{shift?.storeName ?? "还没上班"}</Text>
        {staff && <Text className="band__clerk num">{`${staff.clerkNo} 号 ${staff.name}`}</Text>}
      </View>
      {trouble && <NoticeLine sentence={trouble} onRetry={() => void refresh()} />}
      {unanswered.map((request) => (
        <Unanswered
          key={request.id}
          sentence={request.sentence}
          isBusy={busy === "asking"}
          onAsk={() => void finish(request)}
        />
      ))}
      {refusal && (
        <View className="refusal-line" ariaRole="alert">
          <Text className="refusal-line__cross">✕</Text>
          <Text className="refusal-line__text">{refusal}</Text>
        </View>
      )}
      <Button className="scan-button" isBusy={busy === "scanning"} onClick={() => void take(scanAtTill)}>
        {shift ? "扫码" : "扫台卡上班"}
      </Button>
      <ManualInput isBusy={busy === "scanning"} onText={(text) => void take(() => takeText(text))} />
      {receipts.length > 0 && <LastReceipts receipts={receipts} />}
      <MyCode />
      <View className="clerk__ways">
        <Button kind="outlined" onClick={() => void Taro.navigateTo({ url: routes.today })}>
          我的业绩
        </Button>
        {shift && (
          <Button kind="words" isBusy={busy === "ending"} onClick={() => void endShift()}>
            下班
          </Button>
        )}
      </View>
    </Page>
  );
}

// No signal at the counter: the code is written down, blue 待确认 and never green, and the server decides it later.
import { yuan } from "@huike/shared/money";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useState } from "react";
import { routes } from "../../../routes";
import { serverNowMs } from "../../../state/session-state";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { scanAtTill } from "../scan-at-till";
import { type SlipDraft, useTill } from "../till-state";
import { toTill } from "../to-till";
import { tailOf } from "./send-slips";
import { slipsLeft } from "./slip-room";
import { WriteSlip } from "./WriteSlip";
import "../clerk.css";

export default function SlipPage() {
  const { slipDraft: draft, shift } = useTill();
  if (!draft) {
    return (
      <Page>
        <Notice
          sentence="没有要登记的，请先扫会员码"
          action={{ label: "回收银台", onClick: () => void Taro.redirectTo({ url: routes.till }) }}
        />
      </Page>
    );
  }
  return <AtCounter key={draft.scannedAtMs} draft={draft} storeName={shift?.storeName ?? ""} />;
}

function AtCounter({ draft, storeName }: { readonly draft: SlipDraft; readonly storeName: string }) {
  const [writtenFen, setWrittenFen] = useState<number>();
  if (writtenFen !== undefined) return <Written draft={draft} amountFen={writtenFen} />;
  const written = (amountFen: number) => {
    setWrittenFen(amountFen);
    void Taro.vibrateShort({ type: "heavy" }).catch(() => undefined);
  };
  return (
    <Page className="clerk">
      <View className="band band--wait">
        <Text className="band__shop">{storeName}</Text>
        <Text className="band__clerk">无网络 · 登记</Text>
      </View>
      <WriteSlip draft={draft} onWritten={written} />
      <Button kind="words" onClick={toTill}>
        不登记了
      </Button>
    </Page>
  );
}

function Written({ draft, amountFen }: { readonly draft: SlipDraft; readonly amountFen: number }) {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const scanNext = async () => {
    setBusy(true);
    const scanned = await scanAtTill();
    setBusy(false);
    if (scanned.is === "looked_up") return void Taro.redirectTo({ url: routes.confirm });
    if (scanned.is === "on_shift") return toTill();
    setRefusal(scanned.is === "refused" ? scanned.sentence : undefined);
  };
  return (
    <Page className="outcome outcome--wait">
      <View ariaRole="status" ariaLabel="待确认">
        <Text className="outcome__sign">…</Text>
        <Text className="outcome__word">待确认</Text>
      </View>
      <Text className="outcome__line num">{`会员 …${tailOf(draft)} · 消费 ¥${yuan(amountFen)}`}</Text>
      <Text className="outcome__cause">已登记，还没有核销</Text>
      <Text className="outcome__line">
        {`有网络后自动发送，按扫码的时间确认，24 小时内有效。还能登记 ${slipsLeft(serverNowMs())} 笔。`}
      </Text>
      {refusal && (
        <View className="outcome__line" ariaRole="alert">
          <Text>{refusal}</Text>
        </View>
      )}
      <View className="outcome__actions">
        <Button className="outcome__button" isBusy={isBusy} onClick={() => void scanNext()}>
          扫下一位
        </Button>
        <Button kind="words" className="outcome__back" onClick={toTill}>
          回收银台
        </Button>
      </View>
    </Page>
  );
}

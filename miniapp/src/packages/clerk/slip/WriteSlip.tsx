// No signal: who, which ticket, how much. Written down, it is a promise of the shop's, so the amount is asked for.
import { benefitText, minFenOf } from "@huike/shared/benefit";
import { yuan } from "@huike/shared/money";
import type { OfferFace } from "@huike/shared/offer";
import { priceable } from "@huike/shared/offer";
import { priceSale } from "@huike/shared/price";
import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { makeId } from "../../../api/kept-id";
import { serverNowMs } from "../../../state/session-state";
import { Button } from "../../../ui/Button";
import { Fact } from "../../../ui/Fact";
import { Amounts } from "../confirm/Amounts";
import { type Amount, fenOf, readAmount } from "../confirm/choose-coupon";
import type { SlipDraft } from "../till-state";
import { knownOffer } from "./known-offers";
import { keepSlip } from "./pending-slips";
import { tailOf } from "./send-slips";
import { slipsLeft } from "./slip-room";

type Props = { readonly draft: SlipDraft; readonly onWritten: (amountFen: number) => void };

export function WriteSlip({ draft, onWritten }: Props) {
  const [amountText, setAmountText] = useState("");
  const [trouble, setTrouble] = useState<string>();
  const face = draft.coupon && knownOffer(draft.coupon.offerId);
  const amount = readAmount(amountText, face ? minFenOf(face.benefit) : 0);
  const amountFen = fenOf(amount);
  const write = async () => {
    if (!amountFen) return;
    const ids = { redemptionId: await makeId("redemption"), orderId: await makeId("order") };
    const { shiftId, code, scannedAtMs } = draft;
    if (keepSlip({ ...ids, shiftId, code, scannedAtMs, amountFen })) onWritten(amountFen);
    else setTrouble("手机存不下这笔登记，请清理空间，或有网络后再扫");
  };
  return (
    <View>
      <View className="panel">
        <Fact name="会员" value={`…${tailOf(draft)}`} />
        <Fact name="券" value={ticketText(draft, face)} />
      </View>
      {!draft.coupon && (
        <Text className="t-label confirm__named">会员码没有带券，只登记消费。要用券，请会员点开那张券，再扫券码。</Text>
      )}
      <View className="confirm__send">
        <Amounts amountText={amountText} amount={amount} onAmount={setAmountText} isNeeded />
      </View>
      {face && amountFen !== undefined && (
        <Text className="t-label confirm__saves num">{savesLine(face, amountFen)}</Text>
      )}
      {trouble && (
        <View className="confirm__wrong" ariaRole="alert">
          <Text>{trouble}</Text>
        </View>
      )}
      <Button className="confirm__button" isOff={!amountFen} onClick={() => void write()}>
        {labelOf(amount)}
      </Button>
      <Text className="t-note t-block">{`这个小时还能登记 ${slipsLeft(serverNowMs())} 笔。登记不是核销，结果要等网络。`}</Text>
    </View>
  );
}

function ticketText({ coupon }: SlipDraft, face: OfferFace | undefined): string {
  if (!coupon) return "没有";
  return face ? `${face.title} ${benefitText(face.benefit)}` : "会员出示的券，看会员手机上的面额";
}

function savesLine(face: OfferFace, amountFen: number): string {
  const priced = priceSale([priceable(face, 0)], { amountFen });
  if (priced?.payableFen === undefined) return "省多少要等网络才知道";
  return `按券面省 ¥${yuan(priced.offFen)}，收 ¥${yuan(priced.payableFen)}`;
}

const labelOf = (amount: Amount): string =>
  amount.is === "fen" && amount.amountFen > 0 ? "登记这一笔" : "先填消费金额";

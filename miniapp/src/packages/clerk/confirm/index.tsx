// Confirm: the best ticket is chosen already, the condition stands in the button, one press redeems.

import { minFenOf } from "@huike/shared/benefit";
import type { CounterCoupon } from "@huike/shared/counter";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useState } from "react";
import { routes } from "../../../routes";
import { serverNowMs } from "../../../state/session-state";
import { conditionText } from "../../../text/ticket-text";
import { Button } from "../../../ui/Button";
import { Field } from "../../../ui/Field";
import { Notice } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { Section } from "../../../ui/Section";
import { Ticket } from "../../../ui/Ticket";
import { redeemChosen } from "../redeem-chosen";
import { useTill, type Visit } from "../till-state";
import { confirmLabel, isUsable, keyOfCoupon, offeredChoices, preselect, readAmount } from "./choose-coupon";
import { UnusableList } from "./UnusableList";
import "../clerk.css";

export default function ConfirmPage() {
  const visit = useTill((s) => s.visit);
  if (visit) return <Confirm visit={visit} />;
  return (
    <Page>
      <Notice
        sentence="这次扫码已经结束，请重新扫会员码"
        action={{ label: "回收银台", onClick: () => void Taro.redirectTo({ url: routes.till }) }}
      />
    </Page>
  );
}

function Confirm({ visit }: { readonly visit: Visit }) {
  const [chosen, setChosen] = useState(() => preselect(visit.coupons, visit.named));
  const [amountText, setAmountText] = useState("");
  const [isSending, setSending] = useState(false);
  const nowMs = serverNowMs();
  const unusable = visit.coupons.filter((one) => !isUsable(one));
  const named = visit.named && unusable.find(({ coupon }) => coupon.offerId === visit.named?.offerId);
  const amount = readAmount(amountText, chosen ? minFenOf(chosen.face.benefit) : 0);

  const redeem = async (coupon: CounterCoupon) => {
    setSending(true);
    await redeemChosen(visit, coupon, amount.is === "fen" ? amount.amountFen : undefined);
    setSending(false);
    void Taro.redirectTo({ url: routes.clerkReceipt });
  };
  return (
    <Page className="clerk">
      <View className="band">
        <Text className="band__shop">{visit.storeName}</Text>
        <Text className="band__clerk num">会员 …{visit.memberTail}</Text>
      </View>
      {!chosen && (
        <Notice
          sentence={unusable.length > 0 ? "这位会员的券现在都不能在本店用" : "这位会员现在没有券"}
          action={{ label: "回收银台", onClick: () => void Taro.navigateBack() }}
        />
      )}
      {chosen && named && <Text className="t-label confirm__named">会员选的那张现在不能用，已换成可用的这张。</Text>}
      {chosen && <Text className="confirm__condition">{conditionText(chosen.face.benefit)}</Text>}
      {offeredChoices(visit.coupons, chosen).map((one) => (
        <Ticket
          key={keyOfCoupon(one)}
          face={one.face}
          coupon={one.coupon}
          nowMs={nowMs}
          isChosen={one === chosen}
          onClick={() => setChosen(one)}
        />
      ))}
      {chosen && (
        <View className="confirm__send">
          <Field
            label="消费金额，元"
            placeholder="消费金额（可不填）"
            value={amountText}
            maxLength={10}
            isAmount
            onType={setAmountText}
          />
          {amount.is === "wrong" && (
            <View className="confirm__wrong" ariaRole="alert">
              <Text>{amount.sentence}</Text>
            </View>
          )}
          <Button
            className="confirm__button"
            isBusy={isSending}
            isOff={amount.is === "wrong"}
            onClick={() => void redeem(chosen)}
          >
            {confirmLabel(chosen)}
          </Button>
        </View>
      )}
      {unusable.length > 0 && (
        <Section title="现在不能用">
          <UnusableList coupons={unusable} />
        </Section>
      )}
    </Page>
  );
}

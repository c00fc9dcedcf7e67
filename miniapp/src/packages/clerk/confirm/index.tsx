// Confirm: the tickets that save most are chosen already, the condition stands in the button, one press redeems.
import type { CounterCoupon } from "@huike/shared/counter";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useState } from "react";
import { routes } from "../../../routes";
import { conditionText } from "../../../text/ticket-text";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { Section } from "../../../ui/Section";
import { recordSale } from "../record-sale";
import { redeemChosen } from "../redeem-chosen";
import { useTill, type Visit } from "../till-state";
import { Amounts } from "./Amounts";
import {
  confirmLabel,
  fenOf,
  isUsable,
  minFenOfAll,
  plainLabel,
  preselect,
  priceOf,
  readAmount,
  toggled,
  whyTexts,
} from "./choose-coupon";
import { PriceLines } from "./PriceLines";
import { TicketChoices } from "./TicketChoices";
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
  const [picked, setPicked] = useState<readonly CounterCoupon[]>();
  const [amountText, setAmountText] = useState("");
  const [itemText, setItemText] = useState("");
  const [isSending, setSending] = useState(false);
  const item = readAmount(itemText, 0);
  const basket = {
    ...{ amountFen: fenOf(readAmount(amountText, 0)), itemFen: fenOf(item) },
    memberPayPercent: visit.memberPrice?.payPercent,
  };
  // Until the clerk taps a ticket, the choice follows the amount.
  const choice = picked ? { coupons: picked } : preselect(visit.coupons, visit.named, basket);
  const chosen = choice.coupons;
  const amount = readAmount(amountText, minFenOfAll(chosen));
  const usable = visit.coupons.filter(isUsable);
  const unusable = visit.coupons.filter((one) => !isUsable(one));
  const named = visit.named && unusable.find(({ coupon }) => coupon.offerId === visit.named?.offerId);

  const decide = async (coupons: readonly CounterCoupon[]) => {
    setSending(true);
    const [only] = coupons;
    if (only && coupons.length === 1) await redeemChosen(visit, only, basket);
    else await recordSale(visit, inOrder(coupons), basket);
    setSending(false);
    void Taro.redirectTo({ url: routes.clerkReceipt });
  };
  const inOrder = (coupons: readonly CounterCoupon[]) =>
    priceOf(coupons, basket)?.parts.map(({ coupon }) => coupon.one) ?? coupons;
  const [first] = chosen;
  return (
    <Page className="clerk">
      <View className="band">
        <Text className="band__shop">{visit.storeName}</Text>
        <Text className="band__clerk num">会员 …{visit.memberTail}</Text>
      </View>
      {usable.length === 0 && (
        <Notice
          sentence={unusable.length > 0 ? "这位会员的券现在都不能在本店用" : "这位会员现在没有券"}
          action={{ label: "回收银台", onClick: () => void Taro.navigateBack() }}
        />
      )}
      {first && named && <Text className="t-label confirm__named">会员选的那张现在不能用，已换成可用的这张。</Text>}
      {first && (
        <Text className="confirm__condition">
          {chosen.length === 1 ? conditionText(first.face.benefit) : `${chosen.length} 张一起用`}
        </Text>
      )}
      {"why" in choice && choice.why && <Text className="t-label confirm__why">{whyTexts[choice.why]}</Text>}
      <TicketChoices
        coupons={usable}
        chosen={chosen}
        basket={basket}
        onTap={(one) => setPicked(toggled(chosen, one))}
      />
      <View className="confirm__send">
        <Amounts
          amountText={amountText}
          onAmount={setAmountText}
          amount={amount}
          {...(usable.some(({ face }) => face.benefit.kind === "nth_item")
            ? { item: { text: itemText, onType: setItemText, amount: item } }
            : {})}
        />
        <PriceLines memberPrice={visit.memberPrice} chosen={chosen} basket={basket} />
        {usable.length > 0 && (
          <Button
            className="confirm__button"
            isBusy={isSending}
            isOff={chosen.length === 0 || amount.is === "wrong" || item.is === "wrong"}
            onClick={() => void decide(chosen)}
          >
            {chosen.length === 0 ? "先选一张券" : confirmLabel(chosen, basket)}
          </Button>
        )}
        {basket.amountFen !== undefined && basket.amountFen > 0 && (
          <Button
            kind={chosen.length > 0 ? "words" : "filled"}
            isBusy={isSending}
            isOff={item.is === "wrong"}
            onClick={() => void decide([])}
          >
            {plainLabel(basket)}
          </Button>
        )}
      </View>
      {unusable.length > 0 && (
        <Section title="现在不能用">
          <UnusableList coupons={unusable} />
        </Section>
      )}
    </Page>
  );
}

// The choice at the counter: the tickets that save most are chosen already, the condition stands in the button. What
// becomes of the yes is its page's: the counter's, or practice.
import type { CounterCoupon } from "@huike/shared/counter";
import type { Basket } from "@huike/shared/price";
import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { conditionText } from "../../../text/ticket-text";
import { Button } from "../../../ui/Button";
import { Notice } from "../../../ui/Notice";
import { Section } from "../../../ui/Section";
import type { Visit } from "../till-state";
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

export type ConfirmVisit = { readonly coupons: readonly CounterCoupon[] } & Pick<Visit, "named" | "memberPrice">;

type Props = {
  readonly visit: ConfirmVisit;
  /** Says yes to these, in the order they are priced in; none: the sale alone is recorded. */
  readonly onDecide: (coupons: readonly CounterCoupon[], basket: Basket) => Promise<void>;
  readonly onBack: () => void;
};

export function Confirm({ visit, onDecide, onBack }: Props) {
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
    await onDecide(inOrder(coupons), basket);
    setSending(false);
  };
  const inOrder = (coupons: readonly CounterCoupon[]) =>
    priceOf(coupons, basket)?.parts.map(({ coupon }) => coupon.one) ?? coupons;
  const [first] = chosen;
  return (
    <View>
      {usable.length === 0 && (
        <Notice
          sentence={unusable.length > 0 ? "这位会员的券现在都不能在本店用" : "这位会员现在没有券"}
          action={{ label: "回收银台", onClick: onBack }}
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
    </View>
  );
}

// What was rung up, and where a ticket is for the n-th thing what one of them costs. Both may stay empty.
import { Text, View } from "@tarojs/components";
import { Field } from "../../../ui/Field";
import type { Amount } from "./choose-coupon";

type Props = {
  readonly amountText: string;
  readonly amount: Amount;
  readonly onAmount: (text: string) => void;
  /** Where the clerk may not judge by eye. */
  readonly isNeeded?: boolean;
  readonly item?: { readonly text: string; readonly amount: Amount; readonly onType: (text: string) => void };
};

export function Amounts({ amountText, amount, onAmount, isNeeded, item }: Props) {
  return (
    <View>
      <Field
        label="消费金额，元"
        placeholder={isNeeded ? "消费金额" : "消费金额（可不填）"}
        value={amountText}
        maxLength={10}
        isAmount
        onType={onAmount}
      />
      {amount.is === "wrong" && <Wrong sentence={amount.sentence} />}
      {item && (
        <Field
          label="单件价格，元"
          placeholder="单件价格（第几件优惠用）"
          value={item.text}
          maxLength={10}
          isAmount
          onType={item.onType}
        />
      )}
      {item?.amount.is === "wrong" && <Wrong sentence={item.amount.sentence} />}
    </View>
  );
}

const Wrong = ({ sentence }: { readonly sentence: string }) => (
  <View className="confirm__wrong" ariaRole="alert">
    <Text>{sentence}</Text>
  </View>
);

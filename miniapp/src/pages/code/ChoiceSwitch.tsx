// Which ticket goes along with the code: arrows to the sides, as swiping on the code does.

import { benefitText } from "@huike/shared/benefit";
import { Text, View } from "@tarojs/components";
import type { Choice } from "./choices";

type Props = {
  readonly choices: readonly Choice[];
  readonly place: number;
  readonly onTurn: (step: 1 | -1) => void;
};

export function ChoiceSwitch({ choices, place, onTurn }: Props) {
  const choice = choices[place];
  const isSingle = choices.length < 2;
  return (
    <View className="choice">
      {!isSingle && (
        <View className="choice__arrow" ariaRole="button" ariaLabel="上一张" onClick={() => onTurn(-1)}>
          <Text>‹</Text>
        </View>
      )}
      <View className="choice__text">
        <Text className="choice__name">{choice?.is === "coupon" ? choice.held.face.title : "会员码"}</Text>
        <Text className="choice__note">
          {choice?.is === "coupon" ? benefitText(choice.held.face.benefit) : noteOfMember(choices.length - 1)}
        </Text>
      </View>
      {!isSingle && (
        <View className="choice__arrow" ariaRole="button" ariaLabel="下一张" onClick={() => onTurn(1)}>
          <Text>›</Text>
        </View>
      )}
    </View>
  );
}

const noteOfMember = (coupons: number): string =>
  coupons === 0 ? "现在没有可用的券" : `店员会看到你的 ${coupons} 张可用券`;

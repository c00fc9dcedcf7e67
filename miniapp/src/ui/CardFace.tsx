// The member card: mint, with the motif 回 — three frames, one inside the other, cropped at the corner.
import type { Card } from "@huike/shared/member";
import { Text, View } from "@tarojs/components";
import "./card-face.css";

export function CardFace({ card, onClick }: { readonly card: Card; readonly onClick?: () => void }) {
  return (
    <View
      className="card"
      {...(onClick ? { onClick, ariaRole: "button" } : {})}
      ariaLabel={`${card.levelName}，${card.points} 积分`}
    >
      <View className="card__motif" />
      <Text className="card__level">{card.levelName}</Text>
      <View>
        <Text className="card__points num">{card.points}</Text>
        <Text className="card__unit">积分</Text>
        <Text className="card__no num">{`会员号 ${card.memberNo.replace(/(\d{3})(?=\d)/g, "$1 ")}`}</Text>
      </View>
    </View>
  );
}

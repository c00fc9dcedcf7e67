// The member card: mint or the chain's own colour, with the motif 回 — three frames, one inside the other, cropped at the
// corner; and the chain's name and logo, where it has given itself any.
import type { Brand } from "@huike/shared/brand";
import type { Card } from "@huike/shared/member";
import { Text, View } from "@tarojs/components";
import { BrandLine } from "./BrandLine";
import "./card-face.css";

type Props = { readonly card: Card; readonly brand?: Brand | undefined; readonly onClick?: () => void };

export function CardFace({ card, brand, onClick }: Props) {
  return (
    <View
      className="card"
      {...(onClick ? { onClick, ariaRole: "button" } : {})}
      ariaLabel={`${card.levelName}，${card.points} 积分`}
    >
      <View className="card__motif" />
      <View className="card__head">
        <Text className="card__level">{card.levelName}</Text>
        {brand && <BrandLine brand={brand} />}
      </View>
      <View>
        <Text className="card__points num">{card.points}</Text>
        <Text className="card__unit">积分</Text>
        <Text className="card__no num">{`会员号 ${card.memberNo.replace(/(\d{3})(?=\d)/g, "$1 ")}`}</Text>
      </View>
    </View>
  );
}

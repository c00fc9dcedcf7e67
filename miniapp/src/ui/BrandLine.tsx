// Whose shop this is: the chain's logo and its name.
import type { Brand } from "@huike/shared/brand";
import { Image, Text, View } from "@tarojs/components";
import "./brand-line.css";

export function BrandLine({ brand }: { readonly brand: Brand }) {
  return (
    <View className="brand-line">
      {brand.logo !== undefined && <Image className="brand-line__logo" src={brand.logo} mode="aspectFit" />}
      <Text className="brand-line__name">{brand.name}</Text>
    </View>
  );
}

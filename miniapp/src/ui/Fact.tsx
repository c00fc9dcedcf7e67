// A name and what it is: the rows of a ticket, a receipt, a shop.
import { Text, View } from "@tarojs/components";

export function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <View className="fact">
      <Text className="fact__name">{name}</Text>
      <Text className="fact__value num">{value}</Text>
    </View>
  );
}

// The round stamp on a used ticket.

import { shortTime } from "@huike/shared/day";
import { Text, View } from "@tarojs/components";
import "./stamp.css";

export function Stamp({ atMs }: { readonly atMs: number }) {
  const date = shortTime(atMs).slice(0, 5);
  return (
    <View className="stamp" ariaRole="img" ariaLabel={`${date} 已使用`}>
      <Text className="stamp__word">已使用</Text>
      <Text className="stamp__date num">{date}</Text>
    </View>
  );
}

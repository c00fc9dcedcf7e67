// A titled part of a page.
import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <View className="section">
      <Text className="section__title">{title}</Text>
      {children}
    </View>
  );
}

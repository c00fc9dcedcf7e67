// One thing a member may tell: what it is for stands above it, why it was not saved below.
import { Text, View } from "@tarojs/components";
import type { ReactNode } from "react";
import { Refusal } from "../../ui/OfferActions";
import { Section } from "../../ui/Section";

type Props = {
  readonly title: string;
  readonly why: string;
  readonly sentence?: string | undefined;
  readonly children: ReactNode;
};

export function Part({ title, why, sentence, children }: Props) {
  return (
    <Section title={title}>
      <View className="panel">
        <Text className="t-label t-block profile__why">{why}</Text>
        {sentence && <Refusal sentence={sentence} />}
        {children}
      </View>
    </Section>
  );
}

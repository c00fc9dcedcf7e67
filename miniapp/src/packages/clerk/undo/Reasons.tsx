// Why it is taken back; one that was sent without an answer keeps its reason, it is the same request.
import type { UndoReason } from "@huike/shared/coupon";
import { Text, View } from "@tarojs/components";
import { reasonTexts } from "../../../text/undo-text";
import { Section } from "../../../ui/Section";

const reasons = Object.keys(reasonTexts) as UndoReason[];

type Props = { readonly reason: UndoReason | undefined; readonly onChoose: (reason: UndoReason) => void };

export function Reasons({ reason, onChoose }: Props) {
  return (
    <Section title="为什么撤销">
      <View className="chips" ariaRole="radiogroup">
        {reasons.map((one) => (
          <View
            key={one}
            className={`chip ${one === reason ? "chip--on" : ""}`}
            ariaRole="radio"
            ariaLabel={reasonTexts[one]}
            onClick={() => onChoose(one)}
          >
            <Text>{reasonTexts[one]}</Text>
          </View>
        ))}
      </View>
    </Section>
  );
}

// Small choices in a row that wraps: filters, cities.
import { Text, View } from "@tarojs/components";

type Chip = { readonly key: string; readonly label: string; readonly isOn: boolean; readonly onTap: () => void };

export function Chips({ label, chips }: { readonly label: string; readonly chips: readonly Chip[] }) {
  return (
    <View className="chips" ariaLabel={label}>
      {chips.map(({ key, label: words, isOn, onTap }) => (
        <View
          key={key}
          className={`chips__chip ${isOn ? "chips__chip--on" : ""}`}
          ariaRole="button"
          // WeChat has no "pressed": the words have to say it.
          ariaLabel={isOn ? `${words}，已选` : words}
          onClick={onTap}
        >
          <Text>{words}</Text>
        </View>
      ))}
    </View>
  );
}

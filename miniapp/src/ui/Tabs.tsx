// Two or three views of one list.
import { Text, View } from "@tarojs/components";
import "./tabs.css";

type Props<T extends string> = {
  readonly items: readonly { readonly key: T; readonly label: string }[];
  readonly chosen: T;
  readonly onChoose: (key: T) => void;
};

export function Tabs<T extends string>({ items, chosen, onChoose }: Props<T>) {
  return (
    <View className="tabs" ariaRole="tablist">
      {items.map(({ key, label }) => (
        <View
          key={key}
          className={key === chosen ? "tabs__item tabs__item--on" : "tabs__item"}
          ariaRole="tab"
          ariaLabel={label}
          onClick={() => onChoose(key)}
        >
          <Text>{label}</Text>
        </View>
      ))}
    </View>
  );
}

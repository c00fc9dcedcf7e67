// A request that went out and never came back: asking again is safe, and says so.
import { Text, View } from "@tarojs/components";
import { Button } from "../../../ui/Button";

type Props = { readonly sentence: string; readonly isBusy: boolean; readonly onAsk: () => void };

export function Unanswered({ sentence, isBusy, onAsk }: Props) {
  return (
    <View className="panel unanswered" ariaRole="alert">
      <Text className="t-body t-block">{sentence}</Text>
      <Button kind="outlined" isBusy={isBusy} onClick={onAsk}>
        再问一次
      </Button>
    </View>
  );
}

// What is wrong, in a sentence, and the one thing to do about it.
import { Text, View } from "@tarojs/components";
import { Button } from "./Button";
import "./notice.css";

type Props = {
  readonly sentence: string;
  readonly action?: { readonly label: string; readonly onClick: () => void; readonly isBusy?: boolean };
};

export function Notice({ sentence, action }: Props) {
  return (
    <View className="notice" ariaRole="alert">
      <Text className="t-body t-block">{sentence}</Text>
      {action && (
        <Button className="notice__action" kind="outlined" isBusy={action.isBusy ?? false} onClick={action.onClick}>
          {action.label}
        </Button>
      )}
    </View>
  );
}

/** A thin line above content that is shown although the server could not be heard. */
export function NoticeLine({ sentence, onRetry }: { readonly sentence: string; readonly onRetry: () => void }) {
  return (
    <View className="notice-line" ariaRole="alert" onClick={onRetry}>
      <Text className="notice-line__text">{sentence}</Text>
      <Text className="notice-line__again">再试一次</Text>
    </View>
  );
}

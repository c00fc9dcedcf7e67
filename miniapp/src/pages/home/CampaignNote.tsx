// The newest line of a campaign, till it was read.
import type { HomeNote } from "@huike/shared/member";
import { Text, View } from "@tarojs/components";
import { openPush, usePushes, wasOpened } from "../../state/pushes";
import { Button } from "../../ui/Button";
import "./home.css";

export function CampaignNote({ note }: { readonly note: HomeNote }) {
  const opened = usePushes((s) => s.opened);
  if (wasOpened(opened, note)) return null;
  return (
    <View className="panel message" ariaRole="status">
      <Text className="t-strong t-block">{note.title}</Text>
      <Text className="t-body t-block">{note.text}</Text>
      <Button kind="words" className="message__read" onClick={() => void openPush(note)}>
        知道了
      </Button>
    </View>
  );
}

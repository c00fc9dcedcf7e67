// 「出示会员码」, fixed above the tabs: a queue is waiting when it is needed.
import { View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { routes } from "../routes";
import { isMember, useSession } from "../state/session-state";
import { Button } from "./Button";
import "./code-button.css";

export function CodeButton() {
  const session = useSession((s) => s.session);
  if (!isMember(session)) return null;
  return (
    <View className="code-button">
      <Button onClick={() => void Taro.navigateTo({ url: routes.code })}>出示会员码</Button>
    </View>
  );
}

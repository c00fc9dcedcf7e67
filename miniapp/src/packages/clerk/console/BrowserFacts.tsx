// Where a browser is, as far as the server saw it. What is not known is said to be unknown: that too is a reason to look.
import type { BrowserSeen } from "@huike/shared/console-sign-in";
import { View } from "@tarojs/components";
import { Fact } from "../../../ui/Fact";

export function BrowserFacts({ browser }: { readonly browser: BrowserSeen }) {
  return (
    <View>
      <Fact name="城市" value={browser.city ?? "城市未知"} />
      <Fact name="网络地址" value={browser.maskedIp} />
      <Fact name="浏览器" value={browser.name ?? "不认识的浏览器"} />
    </View>
  );
}

// 《会员协议》 and 《隐私保护指引》, as short as honesty allows.
import { Text, View } from "@tarojs/components";
import Taro, { useRouter } from "@tarojs/taro";
import { useEffect } from "react";
import { Page } from "../../ui/Page";
import { agreements } from "./agreement-text";

export default function AgreementPage() {
  const { which } = useRouter().params;
  const { title, version, parts } = agreements[which === "privacy" ? "privacy" : "membership"];
  useEffect(() => void Taro.setNavigationBarTitle({ title }), [title]);
  return (
    <Page>
      <Text className="t-title t-block">{title}</Text>
      <Text className="t-note t-block">版本 {version}</Text>
      {parts.map(({ heading, text }) => (
        <View key={heading} className="section">
          <Text className="t-strong t-block">{heading}</Text>
          <Text className="t-body t-block">{text}</Text>
        </View>
      ))}
    </Page>
  );
}

// For somebody who is not a member yet: the codes in the shops are the way in.
import { sceneOfLink } from "@huike/shared/link";
import { isInviteText } from "@huike/shared/scan";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useState } from "react";
import { scan } from "../../platform/scan";
import { routes } from "../../routes";
import { useBrand } from "../../state/brand-state";
import { BrandLine } from "../../ui/BrandLine";
import { Button } from "../../ui/Button";
import "./home.css";

export function Newcomer() {
  const brand = useBrand((s) => s.brand);
  const [isScanning, setScanning] = useState(false);
  const start = async () => {
    setScanning(true);
    const outcome = await scan();
    setScanning(false);
    if (outcome.is === "read" && outcome.path) return void Taro.navigateTo({ url: `/${outcome.path}` });
    if (outcome.is === "read" && isInviteText(outcome.text))
      return void Taro.navigateTo({ url: routes.invite(outcome.text) });
    const scene = outcome.is === "read" ? sceneOfLink(outcome.text) : undefined;
    if (scene) return void Taro.navigateTo({ url: routes.landing(scene) });
    if (outcome.is === "read")
      void Taro.showToast({ title: "这不是领券的码，请扫店里海报或店员出示的码", icon: "none" });
    if (outcome.is === "failed") void Taro.showToast({ title: "没有扫到，请再试一次", icon: "none" });
  };
  return (
    <View className="newcomer">
      {brand && <BrandLine brand={brand} />}
      <Text className="newcomer__title">回来一次，多一份心意</Text>
      <Text className="t-label t-block">店里的海报、台卡、店员手机上都有码，扫一下就能领到第一张券。</Text>
      <Button className="newcomer__button" isBusy={isScanning} onClick={() => void start()}>
        扫一扫店里的码，领第一张券
      </Button>
    </View>
  );
}

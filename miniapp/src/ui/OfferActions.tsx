// The ends of a page that offers a coupon: agree and take it, take it, show it, or the shops nearby.
import type { Coupon } from "@huike/shared/coupon";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import type { ReactNode } from "react";
import { consentButton, openPrivacyGuide } from "../platform/privacy";
import { routes } from "../routes";
import { Button } from "./Button";
import "./offer-actions.css";

const toStores = () => void Taro.switchTab({ url: routes.stores });
const toHome = () => void Taro.switchTab({ url: routes.home });
const toWallet = () => void Taro.switchTab({ url: routes.wallet });

async function openGuide(): Promise<void> {
  if (!(await openPrivacyGuide())) await Taro.navigateTo({ url: routes.agreement("privacy") });
}

/** One button under the two links; nothing is ticked beforehand, and the other way out is as easy. */
export function JoinAndClaim({
  isBusy,
  label = "同意协议并领取",
  onAgree,
}: {
  readonly isBusy: boolean;
  readonly label?: string;
  readonly onAgree: () => void;
}) {
  return (
    <View className="offer-actions">
      <View className="links">
        <View className="link" onClick={() => void Taro.navigateTo({ url: routes.agreement("membership") })}>
          <Text>《会员协议》</Text>
        </View>
        <View className="link" onClick={() => void openGuide()}>
          <Text>《隐私保护指引》</Text>
        </View>
      </View>
      <Button isBusy={isBusy} powers={consentButton(onAgree)}>
        {label}
      </Button>
      <View className="links">
        <View className="link" ariaRole="button" onClick={toHome}>
          <Text>先看看</Text>
        </View>
        <View className="link" ariaRole="button" onClick={toStores}>
          <Text>看看门店</Text>
        </View>
      </View>
    </View>
  );
}

/** `words`: what the tap does, where it is more than taking; `isOff`: why it cannot be tapped. */
export function TakeIt({
  isBusy,
  words = "领取",
  isOff = false,
  onTake,
}: {
  readonly isBusy: boolean;
  readonly words?: string;
  readonly isOff?: boolean;
  readonly onTake: () => void;
}) {
  return (
    <View className="offer-actions">
      <Button isBusy={isBusy} isOff={isOff} onClick={onTake}>
        {words}
      </Button>
      <Button kind="words" onClick={toStores}>
        看看门店
      </Button>
    </View>
  );
}

/** Claimed now or before. Without a coupon that can be shown, all of them are used or not valid yet: the wallet says. */
export function Owned({ coupon }: { readonly coupon: Coupon | undefined }) {
  return (
    <View className="offer-actions">
      <Text className="offer-actions__owned">✓ 已在你的卡包</Text>
      {coupon ? (
        <Button onClick={() => void Taro.navigateTo({ url: routes.codeOf(coupon.offerId, coupon.n) })}>出示券码</Button>
      ) : (
        <Button onClick={toWallet}>看看卡包</Button>
      )}
      <Button kind="words" onClick={toStores}>
        看看门店
      </Button>
    </View>
  );
}

export function NotToBeHad({ sentence, children }: { readonly sentence?: string; readonly children?: ReactNode }) {
  return (
    <View className="offer-actions">
      {sentence && <Text className="offer-actions__why">{sentence}</Text>}
      <Button onClick={toStores}>看看附近门店</Button>
      {children}
      <Button kind="words" onClick={toHome}>
        回首页
      </Button>
    </View>
  );
}

/** Why it was not had, above what can be done about it. */
export function Refusal({ sentence }: { readonly sentence: string }) {
  return (
    <View className="offer-actions__refusal" ariaRole="alert">
      <Text className="t-body t-block">{sentence}</Text>
    </View>
  );
}

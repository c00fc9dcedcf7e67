// Confirm: one press redeems what is chosen.
import type { CounterCoupon } from "@huike/shared/counter";
import type { Basket } from "@huike/shared/price";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { routes } from "../../../routes";
import { Notice } from "../../../ui/Notice";
import { Page } from "../../../ui/Page";
import { recordSale } from "../record-sale";
import { redeemChosen } from "../redeem-chosen";
import { useTill, type Visit } from "../till-state";
import { Confirm } from "./Confirm";
import "../clerk.css";

export default function ConfirmPage() {
  const visit = useTill((s) => s.visit);
  if (visit) return <AtCounter visit={visit} />;
  return (
    <Page>
      <Notice
        sentence="这次扫码已经结束，请重新扫会员码"
        action={{ label: "回收银台", onClick: () => void Taro.redirectTo({ url: routes.till }) }}
      />
    </Page>
  );
}

function AtCounter({ visit }: { readonly visit: Visit }) {
  const decide = async (coupons: readonly CounterCoupon[], basket: Basket) => {
    const [only] = coupons;
    if (only && coupons.length === 1) await redeemChosen(visit, only, basket);
    else await recordSale(visit, coupons, basket);
    void Taro.redirectTo({ url: routes.clerkReceipt });
  };
  return (
    <Page className="clerk">
      <View className="band">
        <Text className="band__shop">{visit.storeName}</Text>
        <Text className="band__clerk num">会员 …{visit.memberTail}</Text>
      </View>
      <Confirm visit={visit} onDecide={decide} onBack={() => void Taro.navigateBack()} />
    </Page>
  );
}

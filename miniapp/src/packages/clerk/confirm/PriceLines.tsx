// How the sale comes to what is paid, line by line, as the receipt will say it: the member's own price first, then the
// tickets. Only where the member has a price of their own; else the button says it all.
import { zheText } from "@huike/shared/benefit";
import type { CounterCoupon } from "@huike/shared/counter";
import { yuan } from "@huike/shared/money";
import { priceable } from "@huike/shared/offer";
import type { Basket } from "@huike/shared/price";
import { View } from "@tarojs/components";
import { Fact } from "../../../ui/Fact";
import type { Visit } from "../till-state";
import { couponsOffFen, priceOf } from "./choose-coupon";

type Props = {
  readonly memberPrice: Visit["memberPrice"];
  readonly chosen: readonly CounterCoupon[];
  readonly basket: Basket;
};

export function PriceLines({ memberPrice, chosen, basket }: Props) {
  if (!memberPrice) return null;
  const priced = priceOf(chosen, basket);
  const name = `会员价 · ${memberPrice.levelName}`;
  if (!priced || priced.payableFen === undefined) return <Fact name={name} value={zheText(memberPrice.payPercent)} />;
  const isLeftOut = chosen.some(({ face }) => !priceable(face, 0).onMemberPrice);
  return (
    <View>
      <Fact name={name} value={isLeftOut ? "这张券不同享" : `−¥${yuan(priced.memberOffFen)}`} />
      {chosen.length > 0 && <Fact name="券" value={`−¥${yuan(couponsOffFen(priced))}`} />}
      <Fact name="应收" value={`¥${yuan(priced.payableFen)}`} />
    </View>
  );
}

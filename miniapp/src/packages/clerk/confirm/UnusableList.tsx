// Tickets the member holds but cannot use here and now, each with its reason: the clerk is asked about them.
import type { CounterCoupon } from "@huike/shared/counter";
import { shortTime } from "@huike/shared/day";
import { useTimesText } from "@huike/shared/use-times";
import { Text, View } from "@tarojs/components";
import { useStores } from "../../../state/stores-state";
import { shopsText } from "../../../text/ticket-text";
import { keyOfCoupon } from "./choose-coupon";

type Store = NonNullable<ReturnType<typeof useStores.getState>["kept"]>["stores"][number];

export function UnusableList({ coupons }: { readonly coupons: readonly CounterCoupon[] }) {
  const stores = useStores((s) => s.kept?.stores);
  return (
    <View className="panel">
      {coupons.map((one) => (
        <View key={keyOfCoupon(one)} className="unusable">
          <Text className="t-label t-block">{one.face.title}</Text>
          <Text className="unusable__why">{reasonText(one, stores ?? [])}</Text>
        </View>
      ))}
    </View>
  );
}

/** A reason the server gains must get its words here, or this does not compile. */
const reasons: Record<
  NonNullable<CounterCoupon["notUsable"]>,
  (coupon: CounterCoupon, stores: readonly Store[]) => string
> = {
  coupon_expired: ({ coupon }) => `已在 ${shortTime(coupon.expiresAtMs)} 过期`,
  coupon_not_yet_valid: ({ coupon }) => `${shortTime(coupon.validFromMs)} 起才能用`,
  not_at_this_time: ({ face }) => useTimesText(face.useTimes) ?? "现在这个时段不能用",
  offer_frozen: () => "这个券活动暂停中",
  coupon_voided: () => "这张券已作废",
  store_not_covered: ({ face }, stores) => `本店不能用：${shopsText(face, stores)}`,
};

const reasonText = (one: CounterCoupon, stores: readonly Store[]): string =>
  one.notUsable === undefined ? "" : reasons[one.notUsable](one, stores);

// One shop: open or not, how far, and the two things one wants of it.
import type { StoreRow } from "@huike/shared/store-facts";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import type { Opening } from "../../text/store-text";
import { goThere } from "./go-there";

type Props = { readonly store: StoreRow; readonly opening: Opening; readonly far: string | undefined };

export function StoreCard({ store, opening, far }: Props) {
  const call = () => void Taro.makePhoneCall({ phoneNumber: store.phone }).catch(() => undefined);
  return (
    <View className="panel store">
      <View className="store__head">
        <Text className="store__name">{store.name}</Text>
        {far && <Text className="store__far num">{far}</Text>}
      </View>
      <Text className={`store__opening ${opening.isOpen ? "store__opening--open" : ""}`}>{opening.text}</Text>
      <Text className="t-label t-block">{`${store.city} ${store.address}`}</Text>
      <View className="store__actions">
        <View className="link" ariaRole="button" ariaLabel={`导航到${store.name}`} onClick={() => void goThere(store)}>
          <Text>导航</Text>
        </View>
        <View className="link" ariaRole="button" ariaLabel={`给${store.name}打电话`} onClick={call}>
          <Text className="num">电话 {store.phone}</Text>
        </View>
      </View>
    </View>
  );
}

// One line about the shops: the nearest when the phone's place is known, never asked for here.
import { nearestFirst } from "@huike/shared/distance";
import { Text, View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { routes } from "../../routes";
import { useStores } from "../../state/stores-state";
import { farText, useWhereabouts } from "../../state/whereabouts";
import { openingsAt } from "../../text/store-text";
import "./home.css";

export function NearestStore({ nowMs }: { readonly nowMs: number }) {
  const stores = useStores((s) => s.kept?.stores);
  const { point, isRough } = useWhereabouts();
  if (!stores || stores.length === 0) return null;
  const openingOf = openingsAt(nowMs);
  const open = stores.filter((store) => openingOf(store).isOpen);
  const [nearest] = point ? nearestFirst(open.length > 0 ? open : stores, point) : [];
  return (
    <View className="panel near" ariaRole="link" onClick={() => void Taro.switchTab({ url: routes.stores })}>
      <View className="near__text">
        <Text className="t-strong t-block">
          {nearest ? `${nearest.name} · ${farText({ point, isRough }, nearest)}` : `${stores.length} 家门店`}
        </Text>
        <Text className="t-note t-block">{nearest ? openingOf(nearest).text : openLine(open.length)}</Text>
      </View>
      <Text className="near__go">看看门店</Text>
    </View>
  );
}

const openLine = (open: number): string =>
  open === 0 ? "现在都在休息，看看几点开门" : `${open} 家正在营业，看看离你最近的`;

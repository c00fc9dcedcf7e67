// Navigation to a shop; where no map comes up, its address to copy into any other.
import type { StoreRow } from "@huike/shared/store-facts";
import Taro from "@tarojs/taro";
import { openMap } from "../../platform/map";

export async function goThere(store: StoreRow): Promise<void> {
  if (await openMap({ ...store, address: `${store.city}${store.address}` })) return;
  const { confirm } = await Taro.showModal({
    title: "地图打不开",
    content: `${store.name}：${store.city}${store.address}`,
    confirmText: "复制地址",
    cancelText: "知道了",
  });
  if (!confirm) return;
  await Taro.setClipboardData({ data: `${store.city}${store.address}` }).catch(() =>
    Taro.showToast({ title: "没有复制成功，请记下地址", icon: "none" }),
  );
}

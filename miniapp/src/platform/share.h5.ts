// A browser has no friends to send to: the page's address is copied.
import type { ButtonProps } from "@tarojs/components";
import Taro from "@tarojs/taro";
import type { Shared } from "./share";

export type { Shared };

export const shareLabel = "复制链接发给朋友";

export function shareButton({ path }: Shared): Partial<ButtonProps> {
  // Without the query: it names this phone, and the friend has another.
  const data = `${window.location.origin}${window.location.pathname}#${path}`;
  const copy = async () => {
    await Taro.setClipboardData({ data });
    await Taro.showToast({ title: "链接已复制", icon: "none" });
  };
  return { onClick: () => void copy() };
}

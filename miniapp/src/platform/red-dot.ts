// The red dot on a tab. WeChat draws it only while a page with tabs is shown; anywhere else there is nothing to draw on.
import Taro from "@tarojs/taro";

export async function setRedDot(tab: number, isOn: boolean): Promise<void> {
  try {
    await (isOn ? Taro.showTabBarRedDot({ index: tab }) : Taro.hideTabBarRedDot({ index: tab }));
  } catch {
    // The next page with tabs draws it.
  }
}

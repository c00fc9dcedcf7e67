// A bright screen that stays on, while a code is shown. WeChat answers −1 on Android when the system decides.
import Taro from "@tarojs/taro";

export async function brightness(): Promise<number> {
  return (await Taro.getScreenBrightness()).value;
}

export async function setBrightness(value: number): Promise<void> {
  await Taro.setScreenBrightness({ value });
}

export async function keepScreenOn(keepScreenOn: boolean): Promise<void> {
  await Taro.setKeepScreenOn({ keepScreenOn });
}

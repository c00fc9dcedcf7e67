// Where the phone is, roughly: enough to sort shops, and WeChat grants it more easily than the exact place.
// Only after a tap; a refusal is an ordinary answer.
import type { Point } from "@huike/shared/distance";
import Taro from "@tarojs/taro";
import { native } from "./wx";

/** A rough place is right to a kilometre or so: distances from it must not sound finer than that. */
export type Whereabouts = { is: "here"; point: Point; isRough: boolean } | { is: "refused" } | { is: "unavailable" };

export function whereAmI(): Promise<Whereabouts> {
  return new Promise((resolve) => {
    if (!native.getFuzzyLocation) {
      resolve({ is: "unavailable" });
      return;
    }
    native.getFuzzyLocation({
      type: "gcj02",
      success: ({ latitude, longitude }) =>
        resolve({ is: "here", point: { lat: latitude, lng: longitude }, isRough: true }),
      fail: ({ errMsg = "" }) =>
        resolve({ is: /deny|denied|authorize|privacy/.test(errMsg) ? "refused" : "unavailable" }),
    });
  });
}

/** Once refused, WeChat asks no more: only its settings page can allow it again. */
export const hasSettings = true;

export async function openSettings(): Promise<void> {
  await Taro.openSetting().catch(() => undefined);
}

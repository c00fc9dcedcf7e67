// A place the person points at on WeChat's own map: exact, in GCJ-02, and without a permission to know where they are.
import type { Point } from "@huike/shared/distance";
import Taro from "@tarojs/taro";

export type Chosen =
  | { readonly is: "chosen"; readonly point: Point }
  | { readonly is: "left" }
  | { readonly is: "failed" };

export async function choosePlace(): Promise<Chosen> {
  try {
    const { latitude, longitude } = await Taro.chooseLocation({});
    // It answers in text on some phones.
    const point = { lat: Number(latitude), lng: Number(longitude) };
    return Number.isFinite(point.lat + point.lng) ? { is: "chosen", point } : { is: "failed" };
  } catch (reason) {
    const { errMsg = "" } = (reason ?? {}) as { errMsg?: string };
    return { is: /cancel/.test(errMsg) ? "left" : "failed" };
  }
}

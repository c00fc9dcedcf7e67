import { askPhone, readNumber } from "./fake-wechat";
import type { Whereabouts } from "./location";

export type { Whereabouts };

/** The street's people change their minds in the street. */
export const hasSettings = false;

export async function openSettings(): Promise<void> {}

// As rough as WeChat's getFuzzyLocation, which it stands for, although the fake's answer is exact.
export async function whereAmI(): Promise<Whereabouts> {
  try {
    const answer = await askPhone("GET", "location");
    const [lat, lng] = [readNumber(answer, "latitude"), readNumber(answer, "longitude")];
    return lat === undefined || lng === undefined
      ? { is: "unavailable" }
      : { is: "here", point: { lat, lng }, isRough: true };
  } catch (reason) {
    return { is: /deny/.test(String(reason)) ? "refused" : "unavailable" };
  }
}

import { askPhone, readNumber } from "./fake-wechat";
import type { Whereabouts } from "./location";

export type { Whereabouts };

export async function whereAmI(): Promise<Whereabouts> {
  try {
    const answer = await askPhone("GET", "location");
    const [lat, lng] = [readNumber(answer, "latitude"), readNumber(answer, "longitude")];
    return lat === undefined || lng === undefined ? { is: "unavailable" } : { is: "here", point: { lat, lng } };
  } catch (reason) {
    return { is: /deny/.test(String(reason)) ? "refused" : "unavailable" };
  }
}

// Where the phone is, roughly: enough to sort shops, and WeChat grants it more easily than the exact place.
// Only after a tap; a refusal is an ordinary answer.
import type { Point } from "@huike/shared/distance";
import { native } from "./wx";

export type Whereabouts = { is: "here"; point: Point } | { is: "refused" } | { is: "unavailable" };

export function whereAmI(): Promise<Whereabouts> {
  return new Promise((resolve) => {
    if (!native.getFuzzyLocation) {
      resolve({ is: "unavailable" });
      return;
    }
    native.getFuzzyLocation({
      type: "gcj02",
      success: ({ latitude, longitude }) => resolve({ is: "here", point: { lat: latitude, lng: longitude } }),
      fail: ({ errMsg = "" }) =>
        resolve({ is: /deny|denied|authorize|privacy/.test(errMsg) ? "refused" : "unavailable" }),
    });
  });
}

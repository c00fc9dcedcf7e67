// A browser has no WeChat map to point at: the place is where the street's phone stands.
import type { Chosen } from "./choose-place";
import { whereAmI } from "./location.h5";

export type { Chosen };

export async function choosePlace(): Promise<Chosen> {
  const found = await whereAmI();
  return found.is === "here" ? { is: "chosen", point: found.point } : { is: "failed" };
}

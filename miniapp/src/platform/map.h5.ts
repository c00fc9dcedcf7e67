// A browser has no WeChat map: a web map that speaks GCJ-02 too, in a window of its own.
import type { Place } from "./map";

export type { Place };

export async function openMap({ name, lat, lng }: Place): Promise<boolean> {
  const query = new URLSearchParams({ position: `${lng},${lat}`, name, coordinate: "gaode", callnative: "0" });
  // Not "noopener": the answer would be null even when the window is there.
  const opened = window.open(`https://uri.amap.com/marker?${query}`, "_blank");
  if (!opened) return false;
  opened.opener = null;
  return true;
}

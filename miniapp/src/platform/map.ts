// WeChat's own map with the way there. It needs no permission and, as all of WeChat's maps, GCJ-02.
import Taro from "@tarojs/taro";

export type Place = { readonly name: string; readonly address: string; readonly lat: number; readonly lng: number };

const STREET_SCALE = 16;

/** Says whether a map came up: if not, the address itself has to do. */
export async function openMap({ name, address, lat, lng }: Place): Promise<boolean> {
  try {
    await Taro.openLocation({ latitude: lat, longitude: lng, name, address, scale: STREET_SCALE });
    return true;
  } catch {
    return false;
  }
}

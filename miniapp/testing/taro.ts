// What the phone's parts use of Taro, on a phone a test can look into (phone.ts).
import { useEffect } from "react";
import { answerOf, phone } from "./phone";

const taro = {
  request: async ({ method, url, header, data }: { method: string; url: string; header: object; data?: string }) =>
    answerOf({ method, url, header: { ...header }, body: data === undefined ? undefined : JSON.parse(data) }),
  login: async () => {
    phone.logins += 1;
    return { code: `code-${phone.logins}` };
  },
  getEnterOptionsSync: () => ({ path: "pages/home/index", query: {}, scene: 1001 }),
  getStorageSync: (key: string) => phone.storage.get(key) ?? "",
  setStorageSync: (key: string, value: string) => void phone.storage.set(key, value),
  removeStorageSync: (key: string) => void phone.storage.delete(key),
  navigateTo: async ({ url }: { url: string }) => void phone.visited.push(url),
  redirectTo: async ({ url }: { url: string }) => void phone.visited.push(url),
  switchTab: async ({ url }: { url: string }) => void phone.visited.push(url),
  navigateBack: async () => void phone.visited.push("back"),
  getCurrentPages: () => [{}],
  showToast: async ({ title }: { title: string }) => void phone.toasts.push(title),
  showModal: async ({ title, content }: { title: string; content: string }) => {
    phone.questions.push(`${title} ${content}`);
    return { confirm: phone.saysYes };
  },
  vibrateShort: async () => undefined,
  setNavigationBarTitle: async () => undefined,
  makePhoneCall: async ({ phoneNumber }: { phoneNumber: string }) => void phone.dialled.push(phoneNumber),
  openLocation: async (place: object) => {
    if (!phone.hasMap) throw new Error("openLocation:fail");
    phone.maps.push(place);
  },
  chooseLocation: async () => {
    if ("errMsg" in phone.chosenPlace) throw phone.chosenPlace;
    return { name: "", address: "", ...phone.chosenPlace };
  },
  setClipboardData: async ({ data }: { data: string }) => void phone.copied.push(data),
  requestSubscribeMessage: async ({ tmplIds }: { tmplIds: string[] }) => {
    phone.asked.push(...tmplIds);
    if ("errCode" in phone.consent) throw phone.consent;
    const { word } = phone.consent;
    return { errMsg: "requestSubscribeMessage:ok", ...Object.fromEntries(tmplIds.map((id) => [id, word])) };
  },
  showTabBarRedDot: async ({ index }: { index: number }) => void phone.redDots.add(index),
  hideTabBarRedDot: async ({ index }: { index: number }) => void phone.redDots.delete(index),
  openSetting: async () => undefined,
  scanCode: async () => phone.scanned,
  getScreenBrightness: async () => ({ value: phone.brightness }),
  setScreenBrightness: async ({ value }: { value: number }) => {
    phone.brightness = value;
  },
  setKeepScreenOn: async ({ keepScreenOn }: { keepScreenOn: boolean }) => {
    phone.isKeptOn = keepScreenOn;
  },
};

// biome-ignore lint/style/noDefaultExport: @tarojs/taro has one
export { taro as default };

export const useRouter = () => ({ params: phone.params });
export const useLaunch = (act: () => void): void => useEffect(act, [act]);
export const useDidHide = (_act: () => void): void => undefined;
export const useReachBottom = (act: () => void): void => {
  phone.reachBottom = act;
};
export const useShareAppMessage = (message: () => object): void => {
  phone.share = message;
};
/** Once, when the page comes up. */
export function useDidShow(act: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page is shown once, however often it renders
  useEffect(() => act(), []);
}

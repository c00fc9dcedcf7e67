// The phone as a thing: its screen, its versions, its random numbers, its vibration, its dialogs.
import type { Log } from "./log.ts";
import type { Person } from "./person.ts";
import { Listeners, WxFailure, type WxOptions, wxMethod } from "./wx-call.ts";

export type Screen = { width: number; height: number; fontScale: number; theme: "light" | "dark" };

function systemInfo({ width, height, fontScale, theme }: Screen) {
  const safeArea = { top: 47, bottom: height - 34, left: 0, right: width, width, height: height - 81 };
  return {
    brand: "iPhone",
    model: "iPhone 14",
    platform: "ios",
    system: "iOS 17.0",
    language: "zh_CN",
    version: "8.0.50",
    SDKVersion: "3.5.0",
    benchmarkLevel: 50,
    host: { env: "WeChat" },
    deviceOrientation: "portrait",
    pixelRatio: 2,
    screenWidth: width,
    screenHeight: height,
    windowWidth: width,
    windowHeight: height,
    statusBarHeight: 47,
    safeArea,
    theme,
    fontSizeSetting: 16 * fontScale,
    fontSizeScaleFactor: fontScale,
  };
}

const randomBytes = (length: number): ArrayBuffer =>
  Uint8Array.from({ length }, () => Math.floor(Math.random() * 256)).buffer;

/** Calls that succeed and change nothing a test could see but that they were made. */
const MERELY_NOTED =
  `showToast hideToast showLoading hideLoading setNavigationBarTitle setNavigationBarColor setBackgroundColor setBackgroundTextStyle
  showNavigationBarLoading hideNavigationBarLoading stopPullDownRefresh startPullDownRefresh pageScrollTo hideHomeButton setTabBarBadge
  removeTabBarBadge showTabBarRedDot hideTabBarRedDot setTabBarStyle setTabBarItem showTabBar hideTabBar setKeepScreenOn vibrateShort
  vibrateLong makePhoneCall openLocation setClipboardData previewImage reportEvent setVisualEffectOnCapture enableAlertBeforeUnload
  disableAlertBeforeUnload showShareMenu hideShareMenu updateShareMenu openSetting saveImageToPhotosAlbum`.split(/\s+/);

function dialogs(log: Log, person: Person): Record<string, unknown> {
  return {
    showModal: wxMethod(log, "showModal", async (options) => {
      const { confirm, content } = await person.answerModal(options);
      return { confirm, cancel: !confirm, ...(options.editable === true ? { content: content ?? "" } : {}) };
    }),
    showActionSheet: wxMethod(log, "showActionSheet", ({ itemList }) => {
      const tapIndex = person.chooseLine(itemList as string[]);
      if (tapIndex < 0) throw new WxFailure("cancel");
      return { tapIndex };
    }),
  };
}

export function deviceApi(log: Log, screen: Screen, person: Person): Record<string, unknown> {
  const info = () => systemInfo(screen);
  const noted = Object.fromEntries(MERELY_NOTED.map((name) => [name, wxMethod(log, name, () => undefined)]));
  const keyboard = new Listeners<unknown>();
  const theme = new Listeners<unknown>();
  const network = new Listeners<unknown>();
  const memory = new Listeners<unknown>();
  const resize = new Listeners<unknown>();
  const capture = new Listeners<unknown>();
  return {
    ...noted,
    ...dialogs(log, person),
    getSystemInfoSync: info,
    getWindowInfo: info,
    getDeviceInfo: info,
    getAppBaseInfo: info,
    getSystemInfo: wxMethod(log, "getSystemInfo", info),
    getSystemInfoAsync: wxMethod(log, "getSystemInfoAsync", info),
    getSystemSetting: () => ({
      locationEnabled: true,
      wifiEnabled: true,
      bluetoothEnabled: true,
      deviceOrientation: "portrait",
    }),
    getAppAuthorizeSetting: () => ({ cameraAuthorized: "authorized", locationAuthorized: "authorized" }),
    getAccountInfoSync: () => ({ miniProgram: { appId: "touristappid", envVersion: "develop", version: "" } }),
    getMenuButtonBoundingClientRect: () => ({
      top: 51,
      bottom: 83,
      left: screen.width - 94,
      right: screen.width - 7,
      width: 87,
      height: 32,
    }),
    getSetting: wxMethod(log, "getSetting", () => ({ authSetting: {} })),
    getRandomValues: wxMethod(log, "getRandomValues", ({ length }: WxOptions) => ({
      randomValues: randomBytes(Number(length)),
    })),
    canIUse: () => true,
    nextTick: (act: () => void) => void Promise.resolve().then(act),
    getUpdateManager: () => ({ onCheckForUpdate() {}, onUpdateReady() {}, onUpdateFailed() {}, applyUpdate() {} }),
    getPerformance: () => ({ getEntries: () => [], now: () => Date.now() }),
    getLogManager: () => ({ log() {}, info() {}, warn() {}, debug() {} }),
    getRealtimeLogManager: () => ({ info() {}, warn() {}, error() {}, setFilterMsg() {}, addFilterMsg() {} }),
    reportPerformance: () => undefined,
    env: { USER_DATA_PATH: "wxfile://usr" },
    onKeyboardHeightChange: keyboard.on,
    offKeyboardHeightChange: keyboard.off,
    onThemeChange: theme.on,
    offThemeChange: theme.off,
    onNetworkStatusChange: network.on,
    offNetworkStatusChange: network.off,
    onMemoryWarning: memory.on,
    offMemoryWarning: memory.off,
    onWindowResize: resize.on,
    offWindowResize: resize.off,
    onUserCaptureScreen: capture.on,
    offUserCaptureScreen: capture.off,
  };
}

// The whole `wx` object of one phone.
import type { AppLife } from "./app-life.ts";
import type { WeappBundle } from "./bundle.ts";
import type { Log } from "./log.ts";
import type { PageStack } from "./page-stack.ts";
import type { Camera, Gesture, Person } from "./person.ts";
import type { PhoneLink } from "./phone-link.ts";
import { Listeners, type WxOptions, wxMethod } from "./wx-call.ts";
import { deviceApi, type Screen } from "./wx-device.ts";
import { type Network, requestApi } from "./wx-request.ts";
import { type Storage, storageApi } from "./wx-storage.ts";
import { type Wechat, wechatApi } from "./wx-wechat.ts";

export type WxParts = {
  bundle: WeappBundle;
  log: Log;
  screen: Screen;
  network: Network;
  storage: Storage;
  link: PhoneLink | undefined;
  person: Person;
  camera: Camera;
  gesture: Gesture;
  pages: PageStack;
  app: AppLife;
};

export type Wx = { api: Record<string, unknown>; wechat: Wechat };

function navigation(log: Log, pages: PageStack): Record<string, unknown> {
  const by = (name: string, go: (url: string) => void) => wxMethod(log, name, ({ url }: WxOptions) => go(String(url)));
  return {
    navigateTo: by("navigateTo", (url) => pages.navigateTo(url)),
    redirectTo: by("redirectTo", (url) => pages.redirectTo(url)),
    reLaunch: by("reLaunch", (url) => pages.reLaunch(url)),
    switchTab: by("switchTab", (url) => pages.switchTab(url)),
    navigateBack: wxMethod(log, "navigateBack", ({ delta = 1 }) => pages.navigateBack(Number(delta))),
    createSelectorQuery: () => pages.top?.page.createSelectorQuery?.(),
    createIntersectionObserver: () => ({ relativeToViewport() {}, observe() {}, disconnect() {} }),
  };
}

export function createWx(parts: WxParts): Wx {
  const { bundle, log, screen, network, storage, link, person, camera, gesture, pages, app } = parts;
  // Told to page code on a phone; here such things go to the log, where a test sees them.
  const quiet = new Listeners<unknown>();
  const wechat = wechatApi({ log, link, person, camera, gesture, declared: bundle.app.requiredPrivateInfos ?? [] });
  const api = {
    ...deviceApi(log, screen, person),
    ...storageApi(log, storage),
    ...requestApi(log, network),
    ...wechat.api,
    ...navigation(log, pages),
    ...app.api,
    onError: quiet.on,
    offError: quiet.off,
    onUnhandledRejection: quiet.on,
    offUnhandledRejection: quiet.off,
    onPageNotFound: quiet.on,
    offPageNotFound: quiet.off,
  };
  return { api, wechat };
}

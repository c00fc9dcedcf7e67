// Runs a built mini-program, unchanged, on WeChat's own component framework (glass-easel), in jsdom or in a
// browser: for tests only. It is not the phone: no native components, no Skyline, and `wx` is our own
// reading of WeChat's documents. A person with a phone or DevTools still has to look once.

import { AppLife } from "./app-life.ts";
import { pagesOf, type WeappBundle } from "./bundle.ts";
import { bridgeFields, triggerOn } from "./controls.ts";
import { Definer } from "./definer.ts";
import { createLog, describe, type Log, phoneConsole } from "./log.ts";
import { createLoader } from "./module-loader.ts";
import { type OpenPage, PageStack } from "./page-stack.ts";
import { openPage } from "./page-view.ts";
import { agreeablePerson, Camera, type Person } from "./person.ts";
import { phoneScope } from "./phone-globals.ts";
import { createPhoneLink, type Launch, type PhoneLink } from "./phone-link.ts";
import { createStage, recordFrameworkErrors } from "./stage.ts";
import { BUILT_IN_STYLE } from "./style.ts";
import { createTimers } from "./timers.ts";
import type { Transport } from "./transport.ts";
import { createBars } from "./window-bars.ts";
import { createWx, type Wx } from "./wx.ts";
import type { Screen } from "./wx-device.ts";
import type { Network } from "./wx-request.ts";
import type { Storage } from "./wx-storage.ts";
import type { Wechat } from "./wx-wechat.ts";

export type HostOptions = {
  /** Where the phone's window is drawn; the document's body when not given. */
  mount?: HTMLElement;
  screen?: Partial<Screen>;
  /** The server under test; without it the phone has no network. */
  server?: { transport: Transport; origin: string };
  /** A phone of the server's fake WeChat. */
  phone?: string;
  /** Hand the same map to the next host to start the app again on the same phone. */
  storage?: Storage;
  person?: Partial<Person>;
  /** jsdom lays nothing out, so its tests can do without the style sheets. */
  withStyles?: boolean;
};

export type WeappHost = {
  readonly log: Log;
  readonly person: Person;
  readonly camera: Camera;
  readonly network: Network;
  readonly storage: Storage;
  readonly window: HTMLElement;
  /** The fake WeChat's side of this phone, where a phone is named. */
  readonly link: PhoneLink | undefined;
  readonly pages: PageStack;
  /** The `wx` that page code sees. */
  readonly wx: Readonly<Record<string, unknown>>;
  /** What `wx.setScreenBrightness` last asked for. */
  readonly brightness: () => number;
  /** A cold start: by the icon, or by what a scan says. */
  launch(launch?: Partial<Launch>): void;
  /** Back from the background, by the icon or by a code that was scanned meanwhile. */
  enter(launch?: Partial<Launch>): void;
  leave(): void;
  tapTab(text: string): void;
  close(): void;
};

const DEFAULT_SCREEN: Screen = { width: 390, height: 844, fontScale: 1, theme: "light" };
const STYLE_ID = "phone-built-in-style";

function createWindow(mount: HTMLElement, { width, height }: Screen): HTMLElement {
  if (!document.getElementById(STYLE_ID)) {
    const style = document.createElement("style");
    style.id = STYLE_ID;
    style.textContent = BUILT_IN_STYLE;
    document.head.prepend(style);
  }
  const window = document.createElement("div");
  window.className = "phone-window";
  window.style.width = `${width}px`;
  window.style.height = `${height}px`;
  mount.append(window);
  return window;
}

/** WeChat's own part of a tap on a button with an open-type: agree or ask for the number, then tell the button. */
function openByButton(origin: Element, wechat: Wechat, log: Log): void {
  const opened = (type: string, event: string, open: () => Promise<object>) => {
    const button = origin.closest(`wx-button[open-type*='${type}']`);
    if (!button) return;
    open().then(
      (detail) => triggerOn(button, event, detail),
      (error: unknown) => log.errors.push(`${type}: ${describe(error)}`),
    );
  };
  opened("agreePrivacyAuthorization", "agreeprivacyauthorization", async () => {
    await wechat.agreePrivacy();
    return { errMsg: "agreePrivacyAuthorization:ok" };
  });
  opened("getPhoneNumber", "getphonenumber", wechat.phoneNumber);
}

/** What the phone has, whatever runs on it. */
function createPhone({ mount = document.body, server, phone, storage = new Map(), ...options }: HostOptions) {
  const screen = { ...DEFAULT_SCREEN, ...options.screen };
  const network: Network = { isOffline: false };
  if (server) Object.assign(network, { transport: server.transport, apiOrigin: server.origin });
  return {
    log: createLog(),
    screen,
    person: { ...agreeablePerson(), ...options.person },
    camera: new Camera(),
    gesture: { isTap: false },
    network,
    storage,
    link: server && phone ? createPhoneLink(server.transport, server.origin, phone) : undefined,
    window: createWindow(mount, screen),
  };
}

/** The globals of page code. */
function givenTo(app: AppLife, definer: Definer, pages: PageStack, wx: Wx, log: Log) {
  return {
    ...definer.registrars,
    ...app.given,
    console: phoneConsole(log),
    wx: wx.api,
    getCurrentPages: () => pages.views.map((view) => view.page),
    requirePlugin: () => undefined,
    __wxConfig: {},
  };
}

export function createHost(bundle: WeappBundle, options: HostOptions = {}): WeappHost {
  const phone = createPhone(options);
  const { log, window } = phone;
  const stopRecording = recordFrameworkErrors(log);
  const timers = createTimers((error) => log.errors.push(describe(error)));
  const onTapped = (origin: Element) => openByButton(origin, wx.wechat, log);
  const stage = createStage({ bundle, ...phone, withStyles: options.withStyles ?? true, onTapped });
  const definer = new Definer(bundle, stage.codeSpace);
  const open: OpenPage = (path, query, isTab) => {
    definer.define(path, load);
    return openPage(stage, path, query, isTab);
  };
  const pages = new PageStack(bundle.app, open, () => bars.update(pages.top, pages.views.length));
  const app = new AppLife(pagesOf(bundle.app)[0] ?? "", stage.guard);
  const wx = createWx({ bundle, ...phone, pages, app });
  const bars = createBars(window, bundle, bundle.themes[phone.screen.theme], {
    back: () => pages.navigateBack(1),
    tab: (text) => pages.tapTab(text),
  });
  bridgeFields(window);
  const given = { ...timers.api, ...givenTo(app, definer, pages, wx, log) };
  const touched = (name: string) => log.errors.push(`page code touched ${name}, which a phone does not have`);
  const load = createLoader(bundle.js, phoneScope(given, touched));

  return {
    ...phone,
    pages,
    wx: wx.api,
    brightness: wx.wechat.brightness,
    launch: (launch = {}) => app.launch(launch, pages, () => load("app.js")),
    enter: (launch) => app.enter(launch, pages),
    leave: () => app.leave(pages),
    tapTab: (text) => pages.tapTab(text),
    close() {
      pages.closeAll();
      timers.stop();
      stopRecording();
      window.remove();
    },
  };
}

// One page on the screen: its root component, its element, its lifetimes.
import type { AssociatedBackend, CodeSpace, Root } from "glass-easel-miniprogram-adapter";
import { type Log, utf8Length } from "./log.ts";
import { NAVIGATION_BAR_PX, TAB_BAR_PX } from "./style.ts";

export type Query = Record<string, string>;
export type TabTap = { index: number; pagePath: string; text: string };

/** The page object that `Page(…)` code sees as `this`, as far as the host uses it. */
export type PageInstance = {
  route: string;
  __route__: string;
  options: Query;
  data: unknown;
  setData(data: object, after?: () => void): void;
  onLoad?(query: Query): void;
  onShow?(): void;
  onReady?(): void;
  onHide?(): void;
  onUnload?(): void;
  onTabItemTap?(item: TabTap): void;
  createSelectorQuery?(): unknown;
};

export type PageView = {
  readonly path: string;
  readonly query: Query;
  readonly isTab: boolean;
  readonly page: PageInstance;
  readonly element: HTMLElement;
  show(): void;
  hide(): void;
  tabTapped(item: TabTap): void;
  close(): void;
};

export type Stage = {
  codeSpace: CodeSpace;
  backend: AssociatedBackend;
  window: HTMLElement;
  height: number;
  log: Log;
  /** Runs page code; what it throws is recorded, as WeChat does, and the page stays. */
  guard: (what: string, act: () => void) => void;
};

function frame(
  { window, height }: Stage,
  isTab: boolean,
): { outer: HTMLElement; scroll: HTMLElement; slot: HTMLElement } {
  const outer = document.createElement("div");
  const bottom = isTab ? TAB_BAR_PX : 0;
  outer.className = "phone-page";
  outer.style.top = `${NAVIGATION_BAR_PX}px`;
  outer.style.bottom = `${bottom}px`;
  outer.style.setProperty("--phone-vh", `${(height - NAVIGATION_BAR_PX - bottom) / 100}px`);
  const scroll = document.createElement("div");
  scroll.className = "phone-scroll";
  const slot = document.createElement("div");
  scroll.append(slot);
  outer.append(scroll);
  window.append(outer);
  return { outer, scroll, slot };
}

/** Counts what crosses from the logic to the view, as WeChat's own tools do. */
function countSetData(page: PageInstance, log: Log): void {
  const setData = page.setData;
  page.setData = (data, after) => {
    log.setData.calls += 1;
    log.setData.bytes += utf8Length(JSON.stringify(data));
    setData.call(page, data);
    // The view answers later, never within the call.
    if (after) Promise.resolve().then(() => after.call(page));
  };
}

export function openPage(stage: Stage, path: string, query: Query, isTab: boolean): PageView {
  const { codeSpace, backend, log, guard } = stage;
  const root: Root = backend.createRoot("page-root", codeSpace, path);
  const page = root.get() as unknown as PageInstance;
  page.route = page.__route__ = path;
  page.options = query;
  countSetData(page, log);
  log.routes.push(path);
  const { outer, scroll, slot } = frame(stage, isTab);
  guard(`${path} onLoad`, () => page.onLoad?.(query));
  root.attach(scroll as never, slot as never);
  const show = () => {
    outer.style.display = "";
    guard(`${path} onShow`, () => page.onShow?.());
  };
  show();
  guard(`${path} onReady`, () => page.onReady?.());
  return {
    path,
    query,
    isTab,
    page,
    element: outer,
    show,
    hide() {
      guard(`${path} onHide`, () => page.onHide?.());
      outer.style.display = "none";
    },
    tabTapped(item) {
      guard(`${path} onTabItemTap`, () => page.onTabItemTap?.(item));
    },
    close() {
      guard(`${path} onUnload`, () => page.onUnload?.());
      root.release();
      outer.remove();
    },
  };
}

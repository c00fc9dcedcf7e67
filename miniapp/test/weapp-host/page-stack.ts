// WeChat's page stack: ten pages deep, and tab pages that stay alive below while one of them is shown.
import { type AppConfig, pagesOf, resolvePath, type TabItem } from "./bundle.ts";
import type { PageView, Query } from "./page-view.ts";
import { WxFailure } from "./wx-call.ts";

const DEEPEST = 10;

export function splitUrl(url: string): { path: string; query: Query } {
  const [path = "", search = ""] = url.split("?");
  const pairs = search.split("&").filter(Boolean);
  const query = Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      // WeChat hands page queries over as they were written: decoding is the page's own affair.
      return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
  return { path, query };
}

export type OpenPage = (path: string, query: Query, isTab: boolean) => PageView;

export class PageStack {
  readonly #pages: PageView[] = [];
  readonly #tabs = new Map<string, PageView>();
  readonly #known: Set<string>;
  readonly #tabItems: readonly TabItem[];
  readonly #tabPaths: Set<string>;
  readonly #open: OpenPage;
  readonly #changed: () => void;

  constructor(app: AppConfig, open: OpenPage, changed: () => void) {
    this.#known = new Set(pagesOf(app));
    this.#tabItems = app.tabBar?.list ?? [];
    this.#tabPaths = new Set(this.#tabItems.map((tab) => tab.pagePath));
    this.#open = open;
    this.#changed = changed;
  }

  get views(): readonly PageView[] {
    return this.#pages;
  }

  get top(): PageView | undefined {
    return this.#pages.at(-1);
  }

  navigateTo(url: string): void {
    const { path, query } = this.#target(url);
    if (this.#tabPaths.has(path)) throw new WxFailure("can not navigateTo a tabbar page");
    if (this.#pages.length >= DEEPEST) throw new WxFailure("webview count limit exceed");
    this.top?.hide();
    this.#push(path, query);
  }

  redirectTo(url: string): void {
    const { path, query } = this.#target(url);
    if (this.#tabPaths.has(path)) throw new WxFailure("can not redirectTo a tabbar page");
    this.#dropTop();
    this.#push(path, query);
  }

  reLaunch(url: string): void {
    const { path, query } = this.#target(url);
    this.closeAll();
    this.#push(path, query);
  }

  switchTab(url: string): void {
    const { path } = this.#target(url);
    if (!this.#tabPaths.has(path)) throw new WxFailure("can not switch to no-tabBar page");
    if (this.top?.path === path) return;
    if (this.top?.isTab) this.top.hide();
    while (this.top && !this.top.isTab) this.#dropTop();
    this.#pages.length = 0;
    const kept = this.#tabs.get(path);
    if (!kept) {
      this.#push(path, {}); // a tab page is never given a query by switchTab
      return;
    }
    this.#pages.push(kept);
    kept.show();
    this.#changed();
  }

  /** A finger on the tab bar, which tells the page as well. */
  tapTab(text: string): void {
    const index = this.#tabItems.findIndex((tab) => tab.text === text);
    const pagePath = this.#tabItems[index]?.pagePath;
    if (pagePath === undefined) throw new Error(`there is no tab ${text}`);
    this.switchTab(`/${pagePath}`);
    this.top?.tabTapped({ index, pagePath, text });
  }

  navigateBack(delta: number): void {
    if (this.#pages.length < 2) throw new WxFailure("cannot navigate back at first page.");
    for (let left = delta; left > 0 && this.#pages.length > 1; left -= 1) this.#dropTop();
    this.top?.show();
    this.#changed();
  }

  closeAll(): void {
    for (const page of new Set([...this.#pages, ...this.#tabs.values()])) page.close();
    this.#pages.length = 0;
    this.#tabs.clear();
  }

  #target(url: string): { path: string; query: Query } {
    const { path, query } = splitUrl(url);
    const absolute = path.startsWith("/") ? path.slice(1) : resolvePath(this.top?.path ?? "", path);
    if (!this.#known.has(absolute)) throw new WxFailure(`page "${absolute}" is not found`);
    return { path: absolute, query };
  }

  #push(path: string, query: Query): void {
    const isTab = this.#tabPaths.has(path);
    const page = this.#open(path, query, isTab);
    this.#pages.push(page);
    if (isTab) this.#tabs.set(path, page);
    this.#changed();
  }

  #dropTop(): void {
    const page = this.#pages.pop();
    if (!page) return;
    this.#tabs.delete(page.path);
    page.close();
  }
}

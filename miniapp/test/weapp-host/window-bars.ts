// What WeChat draws around a page: the title with its way back, and the tab bar. Drawn plainly, in the
// colours of app.json and theme.json, so that pictures show where a page begins and a person can tap the tabs.
import { pagesOf, type TabItem, type Theme, themed, type WeappBundle, type WindowConfig } from "./bundle.ts";
import type { PageView } from "./page-view.ts";

export type Bars = { update(top: PageView | undefined, depth: number): void };

type Acts = { back: () => void; tab: (text: string) => void };
type TabButton = { button: HTMLButtonElement; icon: HTMLImageElement; tab: TabItem };

function tabButton(tab: TabItem, onTap: () => void): TabButton {
  const button = document.createElement("button");
  const icon = document.createElement("img");
  icon.alt = "";
  button.append(icon, tab.text);
  button.addEventListener("click", onTap);
  return { button, icon, tab };
}

function paintTab({ button, icon, tab }: TabButton, isHere: boolean, bundle: WeappBundle, theme: Theme): void {
  const { color, selectedColor } = bundle.app.tabBar ?? {};
  button.setAttribute("aria-selected", String(isHere));
  button.style.color = themed(isHere ? selectedColor : color, theme);
  const file = themed(isHere ? tab.selectedIconPath : tab.iconPath, theme).replace(/^\.?\//, "");
  icon.src = bundle.images[file] ?? "data:,";
}

export function createBars(window: HTMLElement, bundle: WeappBundle, theme: Theme, act: Acts): Bars {
  const title = document.createElement("div");
  title.className = "phone-title";
  const back = document.createElement("button");
  back.textContent = "‹";
  back.setAttribute("aria-label", "返回");
  back.addEventListener("click", act.back);
  const name = document.createElement("span");
  title.append(back, name);
  const tabs = document.createElement("div");
  tabs.className = "phone-tabs";
  tabs.style.background = themed(bundle.app.tabBar?.backgroundColor, theme);
  const buttons = (bundle.app.tabBar?.list ?? []).map((tab) => tabButton(tab, () => act.tab(tab.text)));
  tabs.append(...buttons.map(({ button }) => button));
  window.append(title, tabs);
  return {
    update(top, depth) {
      const path = top?.path ?? pagesOf(bundle.app)[0] ?? "";
      const config: WindowConfig = { ...bundle.app.window, ...bundle.units[path] };
      name.textContent = config.navigationBarTitleText ?? "";
      title.style.background = themed(config.navigationBarBackgroundColor, theme);
      title.style.color = themed(config.navigationBarTextStyle, theme);
      window.style.background = themed(config.backgroundColor, theme);
      back.style.display = depth > 1 ? "" : "none";
      tabs.style.display = top?.isTab ? "" : "none";
      for (const button of buttons) paintTab(button, button.tab.pagePath === path, bundle, theme);
    },
  };
}

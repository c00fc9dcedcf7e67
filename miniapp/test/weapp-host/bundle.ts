// A built mini-program as plain data: read from disk by pack.ts, run by host.ts, in jsdom or in a browser.

export type TabItem = { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string };

/** What may be a name of theme.json, as `"@bar"`, in app.json and in a page's own settings. */
export type WindowConfig = {
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: string;
  backgroundColor?: string;
};

export type AppConfig = {
  pages: string[];
  subPackages?: { root: string; pages: string[] }[];
  window?: WindowConfig;
  themeLocation?: string;
  requiredPrivateInfos?: string[];
  tabBar?: { color?: string; selectedColor?: string; backgroundColor?: string; list: TabItem[] };
};

export type Theme = Record<string, string>;
export type Themes = { light: Theme; dark: Theme };

/** The `.json` beside a page or a component. */
export type UnitConfig = WindowConfig & { component?: boolean; usingComponents?: Record<string, string> };

export type TemplateProblem = { file: string; line: number; message: string };

export type WeappBundle = {
  app: AppConfig;
  themes: Themes;
  /** Source of each `.js`, by its path. */
  js: Record<string, string>;
  /** By path without extension, as WeChat names pages and components; so are `css` keys. */
  units: Record<string, UnitConfig>;
  css: Record<string, string>;
  /** Images as data URIs, by path. */
  images: Record<string, string>;
  /** All templates, compiled by WeChat's own template compiler into one JavaScript expression. */
  templates: string;
  problems: TemplateProblem[];
};

const withRoot = (root: string, page: string): string => `${root.replace(/\/$/, "")}/${page}`;

/** Every page of the mini-program, the first one being the home page. */
export const pagesOf = (app: AppConfig): string[] => [
  ...app.pages,
  ...(app.subPackages ?? []).flatMap((sub) => sub.pages.map((page) => withRoot(sub.root, page))),
];

/** `"@bar"` is what theme.json says it is; anything else is itself. */
export const themed = (value: string | undefined, theme: Theme): string =>
  value?.startsWith("@") ? (theme[value.slice(1)] ?? "") : (value ?? "");

/** `relative` as seen from the file `from`, both below the root of the mini-program. */
export function resolvePath(from: string, relative: string): string {
  const parts = relative.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of relative.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

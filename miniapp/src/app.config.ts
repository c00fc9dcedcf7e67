// On a phone WeChat takes the bar colours from theme.json; h5 has no theme, its bars are coloured in frame-h5.css.
const themed = process.env.TARO_ENV === "weapp";

export default defineAppConfig({
  pages: [
    "pages/home/index",
    "pages/wallet/index",
    "pages/stores/index",
    "pages/me/index",
    "pages/landing/index",
    "pages/code/index",
    "pages/ticket/index",
    "pages/receipt/index",
    "pages/agreement/index",
  ],
  subPackages: [
    { root: "packages/gift", pages: ["open/index", "give/index"] },
    { root: "packages/profile", pages: ["index"] },
    {
      root: "packages/clerk",
      pages: [
        "ready/index",
        "confirm/index",
        "receipt/index",
        "undo/index",
        "today/index",
        "handover/index",
        "sheets/index",
        "practice/index",
        "slip/index",
        "sign-in/index",
        "console/index",
        "invite/index",
      ],
    },
  ],
  window: {
    navigationStyle: "default",
    navigationBarTitleText: "回客",
    navigationBarBackgroundColor: themed ? "@bar" : "#F2F5F3",
    navigationBarTextStyle: themed ? ("@barText" as "black") : "black",
    backgroundColor: themed ? "@bar" : "#F2F5F3",
    backgroundTextStyle: themed ? ("@pull" as "dark") : "dark",
  },
  tabBar: {
    color: themed ? "@tab" : "#55605B",
    selectedColor: themed ? "@tabOn" : "#7A1F4B",
    backgroundColor: themed ? "@tabBar" : "#FFFFFF",
    borderStyle: themed ? ("@tabLine" as "black") : "white",
    list: [
      { pagePath: "pages/home/index", text: "首页", ...icons("home") },
      { pagePath: "pages/wallet/index", text: "卡包", ...icons("wallet") },
      { pagePath: "pages/stores/index", text: "门店", ...icons("stores") },
      { pagePath: "pages/me/index", text: "我的", ...icons("me") },
    ],
  },
  ...(themed
    ? {
        darkmode: true,
        themeLocation: "theme.json",
        sitemapLocation: "sitemap.json",
        lazyCodeLoading: "requiredComponents",
        requiredPrivateInfos: ["getFuzzyLocation", "chooseLocation"],
        permission: { "scope.userFuzzyLocation": { desc: "用于把离你最近的门店排在前面" } },
      }
    : { animation: false }),
});

function icons(name: string) {
  return themed
    ? { iconPath: `@${name}Icon`, selectedIconPath: `@${name}IconOn` }
    : { iconPath: `assets/tab/${name}.png`, selectedIconPath: `assets/tab/${name}-on.png` };
}

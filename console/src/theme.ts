// 杨梅与豆青 on antd's tokens: bayberry for what is pressed, celadon for what is chosen, nothing red-orange.
import type { ThemeConfig } from "antd";

export const colors = {
  bg: "#f2f5f3",
  surface: "#ffffff",
  ink: "#1e2422",
  ink2: "#55605b",
  accent: "#7a1f4b",
  press: "#5c1437",
  mint: "#d5ede1",
  ok: "#0b6b4a",
  bad: "#a3341b",
  wait: "#2f4b7c",
  warn: "#f5c04a",
  line: "#7f8b85",
  hair: "#dbe2de",
} as const;

export const theme: ThemeConfig = {
  token: {
    colorPrimary: colors.accent,
    colorLink: colors.accent,
    colorInfo: colors.wait,
    colorSuccess: colors.ok,
    colorError: colors.bad,
    colorWarning: "#8a5a00",
    colorText: colors.ink,
    colorTextSecondary: colors.ink2,
    colorTextTertiary: colors.ink2,
    colorTextDescription: colors.ink2,
    colorTextPlaceholder: "#6b7671",
    colorBgLayout: colors.bg,
    colorBgContainer: colors.surface,
    colorBorder: "#a9b4ae",
    colorBorderSecondary: colors.hair,
    borderRadius: 8,
    borderRadiusLG: 12,
    fontSize: 14,
    controlHeight: 36,
    fontFamily: '-apple-system, BlinkMacSystemFont, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    boxShadowTertiary: "0 1px 2px rgb(30 36 34 / 6%)",
    motionDurationMid: "0.16s",
  },
  components: {
    Layout: { siderBg: colors.surface, headerBg: colors.surface, bodyBg: colors.bg, headerHeight: 56 },
    Menu: {
      itemBg: "transparent",
      itemSelectedBg: colors.mint,
      itemSelectedColor: colors.press,
      itemHeight: 42,
      itemBorderRadius: 10,
    },
    Table: { headerBg: "#f7f9f8", headerColor: colors.ink2, rowHoverBg: "#f7faf8" },
    Card: { headerFontSize: 15 },
    Tag: { defaultBg: "#edf1ef" },
  },
};

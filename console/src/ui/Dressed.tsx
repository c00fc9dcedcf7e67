// antd in the console's colours and the person's language.
import { App as AntApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { useEffect } from "react";
import { useLanguage } from "../text/language";
import { theme } from "../theme";

/** Who wants no motion gets none of antd's either. */
const isStill = window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;

export function Dressed({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);
  return (
    <ConfigProvider
      theme={isStill ? { ...theme, token: { ...theme.token, motion: false } } : theme}
      locale={language === "zh" ? zhCN : enUS}
      // Two characters stay two characters: a blank between them is read out as two words.
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: false, scrollToFirstError: true }}
    >
      <AntApp message={{ maxCount: 2 }}>{children}</AntApp>
    </ConfigProvider>
  );
}

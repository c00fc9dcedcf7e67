// 设置: a frame with a tab for each kind of setting, each with an address of its own; who may not read one does not see it.

import { GetAttribution } from "@huike/shared/attribution";
import { GetBrand } from "@huike/shared/brand";
import type { Endpoint } from "@huike/shared/endpoint";
import { GetMenu } from "@huike/shared/menu";
import { GetProgram } from "@huike/shared/program";
import { GetPushRules } from "@huike/shared/push-rules";
import { GetReplies } from "@huike/shared/replies";
import { GetWechatChecks } from "@huike/shared/wechat-checks";
import { Result, Skeleton } from "antd";
import { type ComponentType, lazy, Suspense } from "react";
import { Link, useLocation } from "wouter";
import { mayCall, useMe } from "../../api/use-me";
import { useLanguage, useWords } from "../../text/language";
import { PageHead } from "../../ui/PageHead";
import "./settings.css";

const words = {
  title: { zh: "设置", en: "Settings" },
  tabs: { zh: "设置的种类", en: "Kinds of settings" },
  nowhere: { zh: "没有这项设置", en: "There is no such setting" },
} as const;

type Tab = {
  /** Below /settings. */
  readonly path: string;
  readonly called: { readonly zh: string; readonly en: string };
  readonly needs: Endpoint;
  readonly show: ComponentType;
};

const BrandTab = lazy(async () => ({ default: (await import("./brand/BrandTab")).BrandTab }));
const ProgramTab = lazy(async () => ({ default: (await import("./program/ProgramTab")).ProgramTab }));
const PushesTab = lazy(async () => ({ default: (await import("./pushes/PushesTab")).PushesTab }));
const RepliesTab = lazy(async () => ({ default: (await import("./replies/RepliesTab")).RepliesTab }));
const MenuTab = lazy(async () => ({ default: (await import("./menu/MenuTab")).MenuTab }));
const AttributionTab = lazy(async () => ({ default: (await import("./attribution/AttributionTab")).AttributionTab }));
const WechatTab = lazy(async () => ({ default: (await import("./wechat/WechatTab")).WechatTab }));

const tabs: readonly Tab[] = [
  { path: "brand", called: { zh: "品牌", en: "Brand" }, needs: GetBrand, show: BrandTab },
  { path: "points", called: { zh: "积分与等级", en: "Points and levels" }, needs: GetProgram, show: ProgramTab },
  { path: "pushes", called: { zh: "推送规则", en: "Pushes" }, needs: GetPushRules, show: PushesTab },
  {
    path: "attribution",
    called: { zh: "归属规则", en: "Attribution" },
    needs: GetAttribution,
    show: AttributionTab,
  },
  { path: "replies", called: { zh: "欢迎与回复", en: "Welcome and replies" }, needs: GetReplies, show: RepliesTab },
  { path: "menu", called: { zh: "菜单", en: "Menu" }, needs: GetMenu, show: MenuTab },
  { path: "wechat", called: { zh: "微信", en: "WeChat" }, needs: GetWechatChecks, show: WechatTab },
];

export function Settings() {
  const w = useWords(words);
  const language = useLanguage();
  const [location] = useLocation();
  const { data: me } = useMe();
  const mine = tabs.filter(({ needs }) => mayCall(me, needs));
  const path = location.split("/")[2];
  const tab = path ? mine.find((one) => one.path === path) : mine[0];
  return (
    <section className="page">
      <PageHead title={tab ? `${w.title} · ${tab.called[language]}` : w.title} />
      <nav className="tabs-bar" aria-label={w.tabs}>
        {mine.map(({ path: to, called }) => (
          <Link
            key={to}
            href={`/settings/${to}`}
            className={to === tab?.path ? "tabs-bar__tab tabs-bar__tab--on" : "tabs-bar__tab"}
            {...(to === tab?.path ? { "aria-current": "page" as const } : {})}
          >
            {called[language]}
          </Link>
        ))}
      </nav>
      {tab ? (
        <Suspense fallback={<Skeleton active />}>
          <tab.show />
        </Suspense>
      ) : (
        <Result status="404" subTitle={w.nowhere} />
      )}
    </section>
  );
}

// The frame around every page: menu by what the person may call, language, and the way out.
import { GlobalOutlined, LogoutOutlined } from "@ant-design/icons";
import { SignOut } from "@huike/shared/console-session";
import type { StaffRole } from "@huike/shared/staff";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Dropdown, Layout, Menu, Result, Skeleton } from "antd";
import { Suspense } from "react";
import { Link, useLocation } from "wouter";
import { send } from "../api/send";
import { type Me, mayCall } from "../api/use-me";
import { groups, type Page, pages } from "../routes";
import { type Language, setLanguage, useLanguage, useWords } from "../text/language";
import { useKeys } from "./use-keys";

const words = {
  sessions: { zh: "登录记录", en: "Sessions" },
  signOut: { zh: "退出登录", en: "Sign out" },
  skip: { zh: "跳到正文", en: "Skip to content" },
  menu: { zh: "主菜单", en: "Main menu" },
  language: { zh: "English", en: "中文" },
  nowhere: { zh: "没有这个页面，或者你没有打开它的权限", en: "There is no such page, or you may not open it" },
  toHome: { zh: "回首页", en: "Go home" },
  console: { zh: "运营后台", en: "Console" },
  clerk: { zh: "店员", en: "Clerk" },
  manager: { zh: "店长", en: "Manager" },
  operator: { zh: "运营", en: "Operator" },
  auditor: { zh: "审计", en: "Auditor" },
  owner: { zh: "店主", en: "Owner" },
} as const satisfies Record<StaffRole | string, { zh: string; en: string }>;

/** The page an address belongs to: its own path, or one below it. */
export const pageAt = (location: string) =>
  pages.find(({ path }) => location === path || (path !== "/" && location.startsWith(`${path}/`)));

export function Frame({ me }: { readonly me: Me }) {
  const w = useWords(words);
  const language = useLanguage();
  const [location, go] = useLocation();
  const mine = pages.filter(({ needs }) => mayCall(me, needs));
  // Who has no home (a manager) begins at the first page there is for them.
  const page = mine.find((one) => one === pageAt(location)) ?? (location === "/" ? mine[0] : undefined);
  useKeys(Object.fromEntries(mine.map(({ letter, path }) => [letter, () => go(path)])));
  return (
    <Layout className="frame">
      <a className="skip" href="#content">
        {w.skip}
      </a>
      <Layout.Sider width={208} className="frame__side">
        <Link href="/" className="brand">
          <img src="/console/icon.svg" alt="" width={30} height={30} />
          <span className="brand__name">回客</span>
          <span className="brand__what">{w.console}</span>
        </Link>
        <nav aria-label={w.menu}>
          <Menu mode="inline" selectedKeys={page ? [page.path] : []} items={menuOf(mine, language)} />
        </nav>
        <Person me={me} words={w} />
      </Layout.Sider>
      <Layout.Content className="frame__content" id="content" role="main" tabIndex={-1}>
        {page ? (
          <Suspense fallback={<Skeleton active className="page" paragraph={{ rows: 8 }} />}>
            <page.show />
          </Suspense>
        ) : (
          <Result status="404" subTitle={w.nowhere} extra={<Link href="/">{w.toHome}</Link>} />
        )}
      </Layout.Content>
    </Layout>
  );
}

/** The person's pages by their part of the menu; a part without any is left out. */
function menuOf(mine: readonly Page[], language: Language) {
  return Object.entries(groups).flatMap(([group, called]) => {
    const children = mine
      .filter((page) => page.group === group)
      .map(({ path, icon, called: name }) => ({ key: path, icon, label: <Link href={path}>{name[language]}</Link> }));
    return children.length === 0 ? [] : [{ key: group, type: "group" as const, label: called[language], children }];
  });
}

type PersonProps = { readonly me: Me; readonly words: { readonly [K in keyof typeof words]: string } };

function Person({ me, words: w }: PersonProps) {
  const language = useLanguage();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const signOut = async () => {
    await send(SignOut, {});
    queries.clear();
    await queries.resetQueries();
  };
  const items = [
    { key: "sessions", label: w.sessions, onClick: () => go("/sessions") },
    { key: "out", icon: <LogoutOutlined />, label: w.signOut, onClick: () => void signOut() },
  ];
  return (
    <div className="person">
      <Dropdown menu={{ items }} trigger={["click"]} placement="top">
        <Button type="text" className="person__name">
          <strong>{me.name}</strong>
          <span>{w[me.role]}</span>
        </Button>
      </Dropdown>
      <Button
        type="text"
        icon={<GlobalOutlined />}
        lang={language === "zh" ? "en" : "zh-CN"}
        onClick={() => setLanguage(language === "zh" ? "en" : "zh")}
      >
        {w.language}
      </Button>
    </div>
  );
}

// The pages of the console: what each is called, where it lies, which call it cannot do without, and the module it is
// loaded from when first opened.
import {
  AimOutlined,
  AuditOutlined,
  BarChartOutlined,
  FileDoneOutlined,
  HomeOutlined,
  IdcardOutlined,
  MoonOutlined,
  NotificationOutlined,
  QrcodeOutlined,
  SettingOutlined,
  ShopOutlined,
  TagOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import { ListAdjustments } from "@huike/shared/adjustment";
import { ListSegments } from "@huike/shared/audience-calls";
import { ListAudit } from "@huike/shared/audit";
import { GetBrand } from "@huike/shared/brand";
import { ListCampaigns } from "@huike/shared/campaign";
import { GetChainDay } from "@huike/shared/chain-day";
import { ListChannels } from "@huike/shared/channel";
import { ListSessions } from "@huike/shared/console-session";
import type { Endpoint } from "@huike/shared/endpoint";
import { ListMembers } from "@huike/shared/members";
import { ListOffers } from "@huike/shared/offer-life";
import { GetNight } from "@huike/shared/reconciliation";
import { GetFunnel } from "@huike/shared/report";
import { ListStaff } from "@huike/shared/staff";
import { type ComponentType, lazy, type ReactNode } from "react";
import { Home } from "./pages/home/Home";

/** Parts of the menu, in its order. */
export const groups = {
  day: { zh: "经营", en: "Business" },
  reach: { zh: "营销", en: "Reach" },
  people: { zh: "会员", en: "Members" },
  shops: { zh: "门店", en: "Shops" },
  house: { zh: "系统", en: "House" },
} as const;

export type Page = {
  /** Its name in the menu. */
  readonly called: { readonly zh: string; readonly en: string };
  /** Below /console; shops are listed for everybody, so whoever sees the day sees them. */
  readonly path: string;
  readonly needs: Endpoint;
  /** With what is below its path: the page reads it. */
  readonly show: ComponentType;
  /** G and this letter open it. */
  readonly letter: string;
  /** Where in the menu it stands; absent where only a link leads there. */
  readonly group?: keyof typeof groups;
  readonly icon?: ReactNode;
};

const Reports = lazy(async () => ({ default: (await import("./pages/reports/Reports")).Reports }));
const Offers = lazy(async () => ({ default: (await import("./pages/offers/Offers")).Offers }));
const Campaigns = lazy(async () => ({ default: (await import("./pages/campaigns/Campaigns")).Campaigns }));
const Channels = lazy(async () => ({ default: (await import("./pages/channels/Channels")).Channels }));
const Audiences = lazy(async () => ({ default: (await import("./pages/audiences/Audiences")).Audiences }));
const Members = lazy(async () => ({ default: (await import("./pages/members/Members")).Members }));
const Stores = lazy(async () => ({ default: (await import("./pages/stores/Stores")).Stores }));
const Staff = lazy(async () => ({ default: (await import("./pages/staff/Staff")).Staff }));
const Sessions = lazy(async () => ({ default: (await import("./pages/sessions/Sessions")).Sessions }));
const Corrections = lazy(async () => ({ default: (await import("./pages/corrections/Corrections")).Corrections }));
const Night = lazy(async () => ({ default: (await import("./pages/night/Night")).Night }));
const Audit = lazy(async () => ({ default: (await import("./pages/audit/Audit")).Audit }));
const Settings = lazy(async () => ({ default: (await import("./pages/settings/Settings")).Settings }));

export const pages: readonly Page[] = [
  {
    called: { zh: "首页", en: "Home" },
    path: "/",
    needs: GetChainDay,
    show: Home,
    letter: "h",
    group: "day",
    icon: <HomeOutlined />,
  },
  {
    called: { zh: "报表", en: "Reports" },
    path: "/reports",
    needs: GetFunnel,
    show: Reports,
    letter: "r",
    group: "day",
    icon: <BarChartOutlined />,
  },
  {
    called: { zh: "券活动", en: "Offers" },
    path: "/offers",
    needs: ListOffers,
    show: Offers,
    letter: "o",
    group: "reach",
    icon: <TagOutlined />,
  },
  {
    called: { zh: "活动推送", en: "Campaigns" },
    path: "/campaigns",
    needs: ListCampaigns,
    show: Campaigns,
    letter: "p",
    group: "reach",
    icon: <NotificationOutlined />,
  },
  {
    called: { zh: "渠道", en: "Channels" },
    path: "/channels",
    needs: ListChannels,
    show: Channels,
    letter: "c",
    group: "reach",
    icon: <QrcodeOutlined />,
  },
  {
    called: { zh: "人群", en: "Audiences" },
    path: "/audiences",
    needs: ListSegments,
    show: Audiences,
    letter: "a",
    group: "reach",
    icon: <AimOutlined />,
  },
  {
    called: { zh: "会员", en: "Members" },
    path: "/members",
    needs: ListMembers,
    show: Members,
    letter: "m",
    group: "people",
    icon: <IdcardOutlined />,
  },
  {
    called: { zh: "门店", en: "Shops" },
    path: "/stores",
    needs: GetChainDay,
    show: Stores,
    letter: "s",
    group: "shops",
    icon: <ShopOutlined />,
  },
  {
    called: { zh: "员工", en: "Staff" },
    path: "/staff",
    needs: ListStaff,
    show: Staff,
    letter: "t",
    group: "shops",
    icon: <TeamOutlined />,
  },
  {
    called: { zh: "待批改分", en: "Corrections" },
    path: "/corrections",
    needs: ListAdjustments,
    show: Corrections,
    letter: "k",
    group: "people",
    icon: <FileDoneOutlined />,
  },
  {
    called: { zh: "夜间对账", en: "Night check" },
    path: "/night",
    needs: GetNight,
    show: Night,
    letter: "f",
    group: "house",
    icon: <MoonOutlined />,
  },
  {
    called: { zh: "审计", en: "Audit" },
    path: "/audit",
    needs: ListAudit,
    show: Audit,
    letter: "l",
    group: "house",
    icon: <AuditOutlined />,
  },
  {
    called: { zh: "设置", en: "Settings" },
    path: "/settings",
    needs: GetBrand,
    show: Settings,
    letter: "i",
    group: "house",
    icon: <SettingOutlined />,
  },
  { called: { zh: "登录记录", en: "Sessions" }, path: "/sessions", needs: ListSessions, show: Sessions, letter: "e" },
];

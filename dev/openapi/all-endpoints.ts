// Every endpoint of the product, by its name in shared. A contract file that is not listed here is found by the
// test beside this, which reads the folder.
import * as adjustment from "@huike/shared/adjustment";
import * as approval from "@huike/shared/approval";
import * as attribution from "@huike/shared/attribution";
import * as audience from "@huike/shared/audience-calls";
import * as audit from "@huike/shared/audit";
import * as brand from "@huike/shared/brand";
import * as campaign from "@huike/shared/campaign";
import * as campaignResult from "@huike/shared/campaign-result";
import * as chainDay from "@huike/shared/chain-day";
import * as channel from "@huike/shared/channel";
import * as consoleSession from "@huike/shared/console-session";
import * as consoleSignIn from "@huike/shared/console-sign-in";
import * as counter from "@huike/shared/counter";
import * as coupon from "@huike/shared/coupon";
import type { Endpoint } from "@huike/shared/endpoint";
import * as gift from "@huike/shared/gift";
import * as grant from "@huike/shared/grant";
import * as handover from "@huike/shared/handover";
import * as invite from "@huike/shared/invite";
import * as member from "@huike/shared/member";
import * as members from "@huike/shared/members";
import * as menu from "@huike/shared/menu";
import * as offer from "@huike/shared/offer";
import * as offerLife from "@huike/shared/offer-life";
import * as pointsLog from "@huike/shared/points-log";
import * as profile from "@huike/shared/profile";
import * as program from "@huike/shared/program";
import * as pushRules from "@huike/shared/push-rules";
import * as reconciliation from "@huike/shared/reconciliation";
import * as replies from "@huike/shared/replies";
import * as report from "@huike/shared/report";
import * as sale from "@huike/shared/sale";
import * as slip from "@huike/shared/slip";
import * as staff from "@huike/shared/staff";
import * as store from "@huike/shared/store";
import * as storePlace from "@huike/shared/store-place";
import * as target from "@huike/shared/target";
import * as wechatChecks from "@huike/shared/wechat-checks";
import * as wechatSecrets from "@huike/shared/wechat-secrets";

export type NamedEndpoint = { readonly name: string; readonly endpoint: Endpoint };

const contracts: readonly Readonly<Record<string, unknown>>[] = [
  adjustment,
  attribution,
  audit,
  approval,
  chainDay,
  audience,
  brand,
  campaign,
  campaignResult,
  channel,
  consoleSession,
  consoleSignIn,
  counter,
  coupon,
  gift,
  grant,
  handover,
  invite,
  member,
  members,
  menu,
  offer,
  offerLife,
  sale,
  pointsLog,
  profile,
  program,
  pushRules,
  reconciliation,
  report,
  replies,
  slip,
  staff,
  store,
  storePlace,
  target,
  wechatChecks,
  wechatSecrets,
];

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === "object" && value !== null && ["audience", "method", "path", "roles"].every((key) => key in value);

export const endpointsIn = (module: Readonly<Record<string, unknown>>): NamedEndpoint[] =>
  Object.entries(module).flatMap(([name, value]) => (isEndpoint(value) ? [{ name, endpoint: value }] : []));

export const allEndpoints = (): NamedEndpoint[] => contracts.flatMap(endpointsIn);

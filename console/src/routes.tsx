// The pages of the console: where each lies, which call it cannot do without, and the module it is loaded from when
// first opened.

import { GetChainDay } from "@huike/shared/chain-day";
import { ListChannels } from "@huike/shared/channel";
import { ListSessions } from "@huike/shared/console-session";
import type { Endpoint } from "@huike/shared/endpoint";
import { ListOffers } from "@huike/shared/offer-life";
import { ListStaff } from "@huike/shared/staff";
import { type ComponentType, lazy } from "react";
import { Home } from "./pages/home/Home";

export type PageName = "home" | "offers" | "channels" | "stores" | "staff" | "sessions";

export type Page = {
  readonly name: PageName;
  /** Below /console; shops are listed for everybody, so whoever sees the day sees them. */
  readonly path: string;
  readonly needs: Endpoint;
  /** With what is below its path: the page reads it. */
  readonly show: ComponentType;
  /** G and this letter open it. */
  readonly letter: string;
  readonly isInMenu: boolean;
};

const Offers = lazy(async () => ({ default: (await import("./pages/offers/Offers")).Offers }));
const Channels = lazy(async () => ({ default: (await import("./pages/channels/Channels")).Channels }));
const Stores = lazy(async () => ({ default: (await import("./pages/stores/Stores")).Stores }));
const Staff = lazy(async () => ({ default: (await import("./pages/staff/Staff")).Staff }));
const Sessions = lazy(async () => ({ default: (await import("./pages/sessions/Sessions")).Sessions }));

export const pages: readonly Page[] = [
  { name: "home", path: "/", needs: GetChainDay, show: Home, letter: "h", isInMenu: true },
  { name: "offers", path: "/offers", needs: ListOffers, show: Offers, letter: "o", isInMenu: true },
  { name: "channels", path: "/channels", needs: ListChannels, show: Channels, letter: "c", isInMenu: true },
  { name: "stores", path: "/stores", needs: GetChainDay, show: Stores, letter: "s", isInMenu: true },
  { name: "staff", path: "/staff", needs: ListStaff, show: Staff, letter: "t", isInMenu: true },
  { name: "sessions", path: "/sessions", needs: ListSessions, show: Sessions, letter: "e", isInMenu: false },
];

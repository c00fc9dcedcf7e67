// SYS / MENU: the menu as it is written, with its version, and beside it how its last publishing went.
import type { MenuRefusal } from "@huike/shared/menu";
import type { VersionItem } from "../platform/put-version.ts";
import type { Key } from "../platform/table.ts";

export const menuKey: Key = { pk: "SYS", sk: "MENU" };

export type MenuItem = VersionItem & {
  /** The publishing: which version, since when (it names the attempt too), and what became of it. */
  pver?: number;
  pat?: number;
  pst?: "sending" | "published" | "refused";
  pno?: MenuRefusal;
  perr?: number;
};

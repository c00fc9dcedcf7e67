// The menu as it stands in the table, and what of it leads nowhere.
import { buttonsOf, Menu, type Publication, USUAL_MENU } from "@huike/shared/menu";
import { channelOf } from "../channel/read-channel.ts";
import type { Env } from "../platform/env.ts";
import { getItem } from "../platform/read.ts";
import { freshReplies } from "../reply/read-replies.ts";
import { type MenuItem, menuKey } from "./menu.items.ts";

export type StandingMenu = { readonly version: number; readonly menu: Menu; readonly publication?: Publication };

export async function standingMenu(env: Env): Promise<StandingMenu> {
  const item = await getItem<MenuItem>(env.tables, menuKey, { consistent: true });
  if (!item) return { version: 0, menu: USUAL_MENU };
  const publication = publicationOf(item);
  return { version: item.ver, menu: Menu.parse(JSON.parse(item.text)), ...(publication ? { publication } : {}) };
}

export function publicationOf({ pver, pat, pst, pno, perr }: MenuItem): Publication | undefined {
  if (pver === undefined || pat === undefined || pst === undefined) return undefined;
  const no = { ...(pno === undefined ? {} : { refusal: pno }), ...(perr === undefined ? {} : { errcode: perr }) };
  return { version: pver, atMs: pat, state: pst, ...no };
}

type Dead = { readonly error: "menu_rule_unknown" | "link_channel_unknown"; readonly title: string };

/** The first button that asks for a reply or a channel there is none of. */
export async function deadButton(env: Env, menu: Menu): Promise<Dead | undefined> {
  const { replies } = await freshReplies(env);
  const rules = new Set(replies.rules.map(({ ruleId }) => ruleId));
  for (const { name, act } of buttonsOf(menu)) {
    if (act.is === "reply" && !rules.has(act.ruleId)) return { error: "menu_rule_unknown", title: name };
    const scene = act.is === "page" ? act.scene : undefined;
    if (scene !== undefined && !(await channelOf(env, scene))) return { error: "link_channel_unknown", title: name };
  }
  return undefined;
}

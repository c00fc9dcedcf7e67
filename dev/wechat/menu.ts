// The menu below a chat, as /cgi-bin/menu/create replaces it and phones show it. What is wrong with a button is told by the
// code of its place: on the bar 40015 … 40020, in a list above it 40023 … 40027.
import type { Asked } from "./api-body.ts";
import { type ErrCode, type Refusal, refuse } from "./refusal.ts";
import { type MenuBar, MenuButton, type State } from "./state.ts";

type Done = { errcode: 0; errmsg: "ok" };
const DONE: Done = { errcode: 0, errmsg: "ok" };

/** Codes and bytes of a place. */
const bar = { type: 40017, name: 40018, key: 40019, url: 40020, domain: 40055, nameBytes: 16 } as const;
const list = { type: 40024, name: 40025, key: 40026, url: 40027, domain: 40054, nameBytes: 60 } as const;
type Place = typeof bar | typeof list;

const KEY_BYTES = 128;
const URL_BYTES = 1024;

/** POST /cgi-bin/menu/create */
export function createMenu(state: State, linkedAppIds: readonly string[], asked: Asked, nowMs: number): Done | Refusal {
  const wrong = whatIsWrong(asked.button, linkedAppIds);
  if (wrong !== undefined) return refuse(wrong, nowMs);
  state.menu = (asked.button as Asked[]).map((one) =>
    isList(one) ? { name: String(one.name), sub_button: (one.sub_button as Asked[]).map(kept) } : kept(one),
  );
  return DONE;
}

/** GET /cgi-bin/menu/get */
export const menuNow = (state: State, nowMs: number): { menu: { button: MenuBar } } | Refusal =>
  state.menu ? { menu: { button: state.menu } } : refuse(46003, nowMs);

/** GET /cgi-bin/menu/delete */
export function deleteMenu(state: State): Done {
  delete state.menu;
  return DONE;
}

const isList = (one: Asked): boolean => Array.isArray(one.sub_button) && one.sub_button.length > 0;

const kept = ({ type, name, key, url, appid, pagepath }: Asked): MenuButton =>
  MenuButton.parse(JSON.parse(JSON.stringify({ type, name, key, url, appid, pagepath })));

function whatIsWrong(buttons: unknown, linkedAppIds: readonly string[]): ErrCode | undefined {
  if (!Array.isArray(buttons) || buttons.length < 1 || buttons.length > 3) return 40016;
  return firstWrong(buttons, (one) => {
    if (!fits(one?.name, bar.nameBytes)) return bar.name;
    return isList(one) ? wrongList(one.sub_button as Asked[], linkedAppIds) : wrongButton(one, bar, linkedAppIds);
  });
}

const wrongList = (below: readonly Asked[], linkedAppIds: readonly string[]): ErrCode | undefined =>
  below.length > 5
    ? 40023
    : firstWrong(below, (one) => (fits(one?.name, list.nameBytes) ? wrongButton(one, list, linkedAppIds) : list.name));

function firstWrong(buttons: readonly Asked[], wrong: (one: Asked) => ErrCode | undefined): ErrCode | undefined {
  for (const one of buttons) {
    const code = wrong(one);
    if (code !== undefined) return code;
  }
  return undefined;
}

function wrongButton({ type, key, url, appid, pagepath }: Asked, place: Place, linkedAppIds: readonly string[]) {
  if (type === "click") return fits(key, KEY_BYTES) ? undefined : place.key;
  if (type !== "view" && type !== "miniprogram") return place.type;
  if (!fits(url, URL_BYTES)) return place.url;
  if (!/^https?:\/\/[^/\s]+/.test(String(url))) return place.domain;
  if (type === "view") return undefined;
  if (typeof pagepath !== "string" || pagepath === "") return 40165;
  return linkedAppIds.includes(String(appid)) ? undefined : 45064;
}

const fits = (text: unknown, bytesMax: number): boolean =>
  typeof text === "string" && text !== "" && Buffer.byteLength(text) <= bytesMax;

/** The button of that name, whether on the bar or above it. */
export const buttonNamed = (menu: MenuBar | undefined, name: string): MenuButton | undefined =>
  (menu ?? []).flatMap((one) => ("sub_button" in one ? one.sub_button : [one])).find((one) => one.name === name);

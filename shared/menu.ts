// 菜单: the buttons below the chat with the service account. At most three, each with at most five below it; a button answers,
// opens a web page or a page of the mini-program. WeChat's limits are in bytes (cgi-bin/menu/create).
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { ReplyRuleId } from "./id.ts";
import { lureIn } from "./lure.ts";
import { Why } from "./offer.ts";
import { pageTarget } from "./replies.ts";

export const BUTTONS_MAX = 3;
export const BELOW_MAX = 5;
/** Of a name on the bar, and of one in a list above it. */
export const NAME_BYTES_MAX = 16;
export const BELOW_NAME_BYTES_MAX = 60;
export const URL_BYTES_MAX = 1_024;

export const MenuAct = z.discriminatedUnion("is", [
  z.strictObject({ is: z.literal("reply"), ruleId: ReplyRuleId }),
  z.strictObject({ is: z.literal("web"), url: z.string().check(z.minLength(1), z.maxLength(URL_BYTES_MAX)) }),
  z.strictObject({ is: z.literal("page"), ...pageTarget }),
]);
export type MenuAct = z.infer<typeof MenuAct>;

const Name = z.string().check(z.minLength(1), z.maxLength(BELOW_NAME_BYTES_MAX));
const Button = z.strictObject({ name: Name, act: MenuAct });
export type Button = z.infer<typeof Button>;

/** On the bar: a button, or a name that opens a list of them. */
export const BarButton = z.union([
  Button,
  z.strictObject({ name: Name, buttons: z.array(Button).check(z.minLength(1), z.maxLength(BELOW_MAX)) }),
]);
export type BarButton = z.infer<typeof BarButton>;

export const Menu = z.strictObject({ buttons: z.array(BarButton).check(z.minLength(1), z.maxLength(BUTTONS_MAX)) });
export type Menu = z.infer<typeof Menu>;

/** Before anybody has changed it; nothing is published by itself. */
export const USUAL_MENU: Menu = {
  buttons: [
    { name: "会员卡", act: { is: "page", page: "home" } },
    { name: "优惠券", act: { is: "page", page: "wallet" } },
    { name: "门店", act: { is: "page", page: "stores" } },
  ],
};

export type MenuFault = {
  readonly error: "menu_name_too_long" | "menu_url_wrong" | "link_needs_channel" | "text_lures";
  /** The button's name. */
  readonly title: string;
  readonly word?: string;
  /** In bytes. */
  readonly limit?: number;
};

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Every button that does something. */
export const buttonsOf = ({ buttons }: Menu): Button[] =>
  buttons.flatMap((one) => ("buttons" in one ? one.buttons : [one]));

/** The first thing WeChat would refuse or punish, in the order of the page. */
export function faultOfMenu(menu: Menu): MenuFault | undefined {
  for (const one of menu.buttons) {
    const fault = faultOfName(one.name, NAME_BYTES_MAX) ?? ("buttons" in one ? undefined : faultOfAct(one));
    if (fault) return fault;
    for (const below of "buttons" in one ? one.buttons : []) {
      const inList = faultOfName(below.name, BELOW_NAME_BYTES_MAX) ?? faultOfAct(below);
      if (inList) return inList;
    }
  }
  return undefined;
}

function faultOfName(title: string, limit: number): MenuFault | undefined {
  if (bytesOf(title) > limit) return { error: "menu_name_too_long", title, limit };
  const word = lureIn(title);
  return word === undefined ? undefined : { error: "text_lures", title, word };
}

function faultOfAct({ name, act }: Button): MenuFault | undefined {
  if (act.is === "web") return isWebAddress(act.url) ? undefined : { error: "menu_url_wrong", title: name };
  const lacksChannel = act.is === "page" && act.page === "landing" && act.scene === undefined;
  return lacksChannel ? { error: "link_needs_channel", title: name } : undefined;
}

const isWebAddress = (url: string): boolean =>
  /^https:\/\/[^\s/?#]+\.[^\s/?#]+(?:[/?#]\S*)?$/.test(url) && bytesOf(url) <= URL_BYTES_MAX;

/** Why WeChat did not take a menu, by what is to be done about it. */
export const MenuRefusal = z.enum(["not_linked", "not_allowed", "bad_button", "bad_address", "quota", "busy", "other"]);
export type MenuRefusal = z.infer<typeof MenuRefusal>;

/** sending: WeChat has not answered yet, or its answer was lost; publishing again is the cure. */
export const Publication = z.strictObject({
  /** Of the menu that was sent. */
  version: z.int(),
  atMs: z.int(),
  state: z.enum(["sending", "published", "refused"]),
  refusal: z.optional(MenuRefusal),
  errcode: z.optional(z.int()),
});
export type Publication = z.infer<typeof Publication>;

const roles = ["operator", "owner"] as const;

export const GetMenu = endpoint({
  audience: "operator",
  method: "GET",
  path: "/menu",
  summary: "The menu as it is written, and how its last publishing went",
  roles: [...roles, "auditor"],
  request: z.strictObject({}),
  response: z.strictObject({ version: z.int(), menu: Menu, publication: z.optional(Publication) }),
  errors: {},
});

export const PutMenu = endpoint({
  audience: "operator",
  method: "PUT",
  path: "/menu",
  summary: "Write it; followers see it when it is published",
  roles,
  /** `ifVersion` 0: the usual one, before anybody changed it. */
  request: z.strictObject({ ifVersion: z.int().check(z.gte(0)), menu: Menu, why: Why }),
  response: z.strictObject({ version: z.int() }),
  errors: {
    setting_changed: 409,
    menu_name_too_long: 400,
    menu_url_wrong: 400,
    menu_rule_unknown: 404,
    text_lures: 400,
    link_needs_channel: 400,
    link_channel_unknown: 404,
  },
});

export const PublishMenu = endpoint({
  audience: "operator",
  method: "POST",
  path: "/menu/publication",
  summary: "Send it to WeChat; what WeChat says is the answer, a refusal too",
  roles,
  request: z.strictObject({ ifVersion: z.int().check(z.gte(1)), why: Why }),
  response: z.strictObject({ publication: Publication }),
  errors: { setting_changed: 409, menu_being_published: 409, menu_rule_unknown: 404 },
});

// A person and the service account, over HTTP: follow, unfollow, talk, read, tap a link; and any event by name.
import type { Hono } from "hono";
import * as z from "zod/mini";
import type { Pusher } from "./account.ts";
import { type Acted, type Acting, click, follow, push, pushToMiniProgram, talk, tapMenu, unfollow } from "./act.ts";
import { hasLink } from "./chat.ts";
import { followQrOfScene } from "./follow-qr.ts";
import { buttonNamed } from "./menu.ts";
import { bodyAs, fail, type Held } from "./phone-answer.ts";
import { launchFromChat, phoneUrl } from "./phones.ts";
import { canBeWritten, type Fields } from "./write-message.ts";

const Following = z.object({ scene: z.optional(z.string().check(z.minLength(1), z.maxLength(64))) });
const Saying = z.object({ text: z.string().check(z.minLength(1), z.maxLength(2048)) });
const Clicking = z.object({ key: z.string().check(z.minLength(1), z.maxLength(128)) });
const Tapping = z.object({ path: z.string().check(z.minLength(1), z.maxLength(1024)) });
const TappingMenu = z.object({ name: z.string().check(z.minLength(1), z.maxLength(60)) });
const Happening = z.object({
  account: z._default(z.enum(["service_account", "mini_program"]), "service_account"),
  event: z.string().check(z.minLength(1), z.maxLength(100)),
  fields: z._default(z.record(z.string(), z.json()), () => ({})),
});

const NOT_FOLLOWING = "this phone does not follow the service account";

/** The routes need a service account, or they are not there. */
export function chatRoutes(routes: Hono<Held>, acting: Acting): void {
  const { file, now } = acting;
  const actor = (c: { get: Get }) => ({ name: c.get("name"), phone: c.get("phone") });
  const done = (acted: Acted): Acted => {
    file.save();
    return acted;
  };

  routes.post("/:phone/follow", async (c) => {
    const asked = await bodyAs(c, Following);
    if (!asked) return fail(c, "follow", "{} or the scene of a follow QR is needed: {scene}");
    const qr = asked.scene === undefined ? undefined : followQrOfScene(file.state, asked.scene, now());
    if (asked.scene !== undefined && !qr) return fail(c, "follow", "no follow QR with this scene, or it has expired");
    return c.json(done(follow(acting, actor(c), qr)));
  });
  routes.post("/:phone/unfollow", (c) => c.json(done(unfollow(acting, actor(c)))));
  routes.post("/:phone/say", async (c) => {
    const asked = await bodyAs(c, Saying);
    if (!asked) return fail(c, "say", "a text of 1 to 2048 characters is needed: {text}");
    if (!c.get("phone").following) return fail(c, "say", NOT_FOLLOWING);
    return c.json(done(talk(acting, actor(c), asked.text)));
  });
  routes.post("/:phone/click", async (c) => {
    const asked = await bodyAs(c, Clicking);
    if (!asked) return fail(c, "click", "the menu's key is needed: {key}");
    if (!c.get("phone").following) return fail(c, "click", NOT_FOLLOWING);
    return c.json(done(click(acting, actor(c), asked.key)));
  });
  routes.get("/:phone/menu", (c) => c.json(c.get("phone").following ? (file.state.menu ?? []) : []));
  routes.post("/:phone/menu", async (c) => {
    const asked = await bodyAs(c, TappingMenu);
    const button = asked && c.get("phone").following ? buttonNamed(file.state.menu, asked.name) : undefined;
    if (!button) return fail(c, "menu", "the name of a button is needed, and a phone that follows: {name}");
    const acted = tapMenu(acting, actor(c), button);
    file.save();
    return c.json(acted);
  });
  routes.get("/:phone/chat", (c) => c.json(c.get("phone").chat));
  routes.post("/:phone/open-link", async (c) => {
    const asked = await bodyAs(c, Tapping);
    if (!asked) return fail(c, "openLink", "the path of a link is needed: {path}");
    const { name, phone } = actor(c);
    if (!hasLink(phone, asked.path)) return fail(c, "openLink", "no such link in this phone's chat");
    phone.launch = launchFromChat(asked.path);
    file.save();
    return c.json({ is: "mini_program", launch: phone.launch, url: phoneUrl(name, phone.launch) });
  });
}

type Get = { (key: "name"): string; (key: "phone"): Held["Variables"]["phone"] };

/** Events nobody's tap makes: menus, results of sends, or one the product has never heard of. */
export function eventRoutes(routes: Hono<Held>, acting: Acting | undefined, toMiniProgram: MiniProgramPush): void {
  routes.post("/:phone/event", async (c) => {
    const asked = await bodyAs(c, Happening);
    const fields = asked?.fields as Fields | undefined;
    if (!asked || !fields || !canBeWritten(fields))
      return fail(c, "event", "{account?, event, fields?} is needed, each field's name a word");
    const actor = { name: c.get("name"), phone: c.get("phone") };
    if (asked.account === "service_account")
      return acting
        ? c.json(push(acting, actor, asked.event, fields))
        : fail(c, "event", "this WeChat knows no service account");
    const { pusher, deliveries, now } = toMiniProgram;
    if (!pusher) return fail(c, "event", "the mini-program has no push address");
    const deliveryId = pushToMiniProgram(deliveries, pusher, actor, asked.event, fields, now);
    return c.json({ event: asked.event, deliveryId });
  });
}

export type MiniProgramPush = Pick<Acting, "deliveries" | "now"> & { pusher: Pusher | undefined };

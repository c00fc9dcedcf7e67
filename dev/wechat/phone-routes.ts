// The phone side over HTTP: the h5 build, the test host and the street ask here what wx.* would do.
// Besides those, three hands of the person who holds the phone: open from the recent list, move, look.
import { Hono } from "hono";
import * as z from "zod/mini";
import type { MiniProgram, Pusher } from "./account.ts";
import { type Acting, scan } from "./act.ts";
import { chatRoutes, eventRoutes } from "./chat-routes.ts";
import type { Deliveries } from "./deliver.ts";
import { followQrOfText, hasExpired } from "./follow-qr.ts";
import { makeLoginCode, shownUnionid } from "./login.ts";
import { numberRoutes } from "./number-routes.ts";
import { bodyAs, fail, type Held } from "./phone-answer.ts";
import { isPhoneName, launchFromRecent, type Opened, openText, phoneOf, phoneUrl, scanResult } from "./phones.ts";
import type { Phone, State, StateFile } from "./state.ts";
import { subscribeRoutes } from "./subscribe-routes.ts";

type Options = {
  account: MiniProgram;
  file: StateFile;
  origin: string;
  now: () => number;
  deliveries: Deliveries;
  /** Nothing without a service account. */
  acting: Acting | undefined;
  /** The mini-program's own push address. */
  pusher: Pusher | undefined;
};

const Text = z.object({ text: z.string().check(z.minLength(1), z.maxLength(4096)) });
const ScannedText = z.object({ ...Text.shape, scanType: z._default(z.enum(["QR_CODE", "CODE_128"]), "QR_CODE") });
const Brightness = z.object({ value: z.number().check(z.gte(0), z.lte(1)) });
const Place = z.object({
  latitude: z.number().check(z.gte(-90), z.lte(90)),
  longitude: z.number().check(z.gte(-180), z.lte(180)),
});
const Location = z.union([Place, z.object({ denied: z.literal(true) })]);

const Unionid = z.object({ isShown: z.nullable(z.boolean()) });

const PRIVACY_CONTRACT = "《回客小程序隐私保护指引》";

export function phoneRoutes({ account, file, origin, now, deliveries, acting, pusher }: Options): Hono<Held> {
  const { state, save } = file;
  const routes = new Hono<Held>();

  routes.use("/:phone/*", async (c, next) => {
    const name = c.req.param("phone");
    if (!isPhoneName(name)) return fail(c, "phone", "a phone's name is 1 to 32 of a-z, 0-9 and -");
    const { phone, isNew } = phoneOf(state, name, account);
    if (isNew) save();
    c.set("name", name);
    c.set("phone", phone);
    return next();
  });

  routes.get("/", (c) => c.json(peopleOf(state, origin)));
  routes.post("/:phone/login", (c) => {
    const code = makeLoginCode(state, c.get("name"), now());
    save();
    return c.json({ code });
  });
  opening(routes, { account, file, acting, now });
  settings(routes, save);
  numberRoutes(routes, file, now);
  if (acting) chatRoutes(routes, acting);
  subscribeRoutes(routes, { account, file, push: { deliveries, now, pusher } });
  eventRoutes(routes, acting, { deliveries, now, pusher });
  return routes;
}

/** Opening and scanning. */
function opening(
  routes: Hono<Held>,
  { account, file: { save }, acting, now }: Pick<Options, "account" | "file" | "acting" | "now">,
): void {
  routes.get("/:phone/launch", (c) => c.json(c.get("phone").launch));
  routes.post("/:phone/launch", (c) => {
    const launch = launchFromRecent(account);
    c.get("phone").launch = launch;
    save();
    return c.json({ launch, url: phoneUrl(c.get("name"), launch) });
  });
  routes.post("/:phone/open", async (c) => {
    const asked = await bodyAs(c, Text);
    if (!asked) return fail(c, "open", "a text is needed: {text}");
    const actor = { name: c.get("name"), phone: c.get("phone") };
    const opened =
      (acting && openFollowQr(acting, actor, asked.text)) ?? openText({ account, ...actor }, asked.text, now());
    save();
    return c.json(opened);
  });
  routes.post("/:phone/scan-result", async (c) => {
    const asked = await bodyAs(c, ScannedText);
    if (!asked) return fail(c, "scanCode", "a text is needed: {text}");
    return c.json(scanResult(account, asked.text, asked.scanType));
  });
}

/** A follow QR leads to the service account: a stranger may follow there, a follower is in the chat at once. */
function openFollowQr(acting: Acting, actor: { name: string; phone: Phone }, text: string): Opened | undefined {
  const qr = followQrOfText(acting.file.state, text);
  if (!qr) return undefined;
  if (hasExpired(qr, acting.now())) return { is: "text", text: "二维码已过期" };
  const isFollower = actor.phone.following !== undefined;
  if (isFollower) scan(acting, actor, qr);
  return { is: "service_account", name: acting.account.name, scene: qr.scene.value, isFollower };
}

/** What the person has set or allowed. */
function settings(routes: Hono<Held>, save: () => void): void {
  routes.get("/:phone/location", (c) => {
    const { location } = c.get("phone");
    return location ? c.json(location) : c.json({ errMsg: "getLocation:fail auth deny" }, 403);
  });
  routes.post("/:phone/location", async (c) => {
    const asked = await bodyAs(c, Location);
    if (!asked) return fail(c, "location", "{latitude, longitude} in GCJ-02, or {denied: true}");
    c.get("phone").location = "denied" in asked ? null : asked;
    save();
    return c.json(asked);
  });
  routes.get("/:phone/privacy", (c) => c.json(privacyOf(c.get("phone"))));
  routes.post("/:phone/privacy/agree", (c) => {
    c.get("phone").hasAgreedToPrivacy = true;
    save();
    return c.json({ needAuthorization: false });
  });
  routes.post("/:phone/unionid", async (c) => {
    const asked = await bodyAs(c, Unionid);
    if (!asked) return fail(c, "unionid", "{isShown: true, false, or null for what the settings say}");
    c.get("phone").showsUnionid = asked.isShown;
    save();
    return c.json(asked);
  });
  routes.get("/:phone/brightness", (c) => c.json({ value: c.get("phone").brightness }));
  routes.post("/:phone/brightness", async (c) => {
    const asked = await bodyAs(c, Brightness);
    if (!asked) return fail(c, "setScreenBrightness", "value must be a number from 0 to 1");
    c.get("phone").brightness = asked.value;
    save();
    return c.json(asked);
  });
}

const privacyOf = (phone: Phone) => ({
  needAuthorization: !phone.hasAgreedToPrivacy,
  privacyContractName: PRIVACY_CONTRACT,
});

export const peopleOf = (state: State, origin: string) =>
  Object.entries(state.phones).map(([name, phone]) => faceOf(state, name, phone, origin));

/** A phone as it may be looked at: of its ids only the tails. */
const faceOf = (state: State, name: string, phone: Phone, origin: string) => ({
  phone: name,
  openidTail: phone.openid.slice(-4),
  serviceOpenidTail: phone.serviceOpenid.slice(-4),
  unionidTail: shownUnionid(state, phone).unionid?.slice(-4) ?? null,
  showsUnionid: phone.showsUnionid,
  isFollower: phone.following !== undefined,
  followedScene: phone.following?.scene?.value ?? null,
  launch: phone.launch,
  location: phone.location,
  brightness: phone.brightness,
  ...privacyOf(phone),
  url: origin + phoneUrl(name, phone.launch),
});

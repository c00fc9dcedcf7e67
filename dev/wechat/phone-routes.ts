// The phone side over HTTP: the h5 build, the test host and the street ask here what wx.* would do.
// Besides those, three hands of the person who holds the phone: open from the recent list, move, look.
import { type Context, Hono } from "hono";
import * as z from "zod/mini";
import type { Account } from "./account.ts";
import { makeLoginCode } from "./login.ts";
import { isPhoneName, launchFromRecent, openText, phoneOf, phoneUrl, scanResult } from "./phones.ts";
import type { Phone, StateFile } from "./state.ts";

type Options = { account: Account; file: StateFile; origin: string; now: () => number };
type Held = { Variables: { name: string; phone: Phone } };

const Text = z.object({ text: z.string().check(z.minLength(1), z.maxLength(4096)) });
const ScannedText = z.object({ ...Text.shape, scanType: z._default(z.enum(["QR_CODE", "CODE_128"]), "QR_CODE") });
const Brightness = z.object({ value: z.number().check(z.gte(0), z.lte(1)) });
const Place = z.object({
  latitude: z.number().check(z.gte(-90), z.lte(90)),
  longitude: z.number().check(z.gte(-180), z.lte(180)),
});
const Location = z.union([Place, z.object({ denied: z.literal(true) })]);

const PRIVACY_CONTRACT = "《回客小程序隐私保护指引》";

export function phoneRoutes({ account, file, origin, now }: Options): Hono<Held> {
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

  routes.get("/", (c) => c.json(Object.entries(state.phones).map(([name, phone]) => faceOf(name, phone, origin))));
  routes.post("/:phone/login", (c) => {
    const code = makeLoginCode(state, c.get("name"), now());
    save();
    return c.json({ code });
  });
  opening(routes, account, save);
  settings(routes, save);
  return routes;
}

/** Opening and scanning. */
function opening(routes: Hono<Held>, account: Account, save: () => void): void {
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
    const opened = openText(account, c.get("name"), c.get("phone"), asked.text);
    save();
    return c.json(opened);
  });
  routes.post("/:phone/scan-result", async (c) => {
    const asked = await bodyAs(c, ScannedText);
    if (!asked) return fail(c, "scanCode", "a text is needed: {text}");
    return c.json(scanResult(account, asked.text, asked.scanType));
  });
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

/** A phone as it may be looked at: of the openid only the tail. */
const faceOf = (name: string, phone: Phone, origin: string) => ({
  phone: name,
  openidTail: phone.openid.slice(-4),
  launch: phone.launch,
  location: phone.location,
  brightness: phone.brightness,
  ...privacyOf(phone),
  url: origin + phoneUrl(name, phone.launch),
});

/** As wx.* fails: an errMsg that begins with the call's name. */
const fail = (c: Context, call: string, why: string) => c.json({ errMsg: `${call}:fail ${why}` }, 400);

async function bodyAs<T extends z.ZodMiniType>(c: Context, schema: T): Promise<z.infer<T> | undefined> {
  try {
    return schema.parse(await c.req.json());
  } catch {
    return undefined;
  }
}

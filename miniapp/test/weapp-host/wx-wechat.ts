// What WeChat does for a mini-program: login, scanning, location, privacy, brightness. With a phone of the
// fake WeChat it all goes there; without one there are plain answers, enough to mount pages.
import type { Log } from "./log.ts";
import type { Camera, Gesture, Person } from "./person.ts";
import type { PhoneLink, Privacy } from "./phone-link.ts";
import { Listeners, WxFailure, type WxOptions, wxMethod } from "./wx-call.ts";

type PrivacyAsked = { resolve: (answer: { event: string; buttonId?: string }) => void; info: { referrer: string } };

export type Wechat = {
  api: Record<string, unknown>;
  /** A button of open-type agreePrivacyAuthorization was tapped. */
  agreePrivacy: () => Promise<void>;
  /** A button of open-type getPhoneNumber was tapped: what its page is told. */
  phoneNumber: () => Promise<object>;
  brightness: () => number;
};

/** As long as the fake WeChat is not asked: a phone in the middle of Shanghai. */
const PLAIN_LOCATION = { latitude: 31.2304, longitude: 121.4737 };
const PRIVACY_REFUSED = 104;

function privacyGate(link: PhoneLink | undefined, person: Person) {
  const state: Privacy = { needAuthorization: true, privacyContractName: "《回客小程序隐私保护指引》" };
  const asks = new Listeners<PrivacyAsked>();
  const current = async (): Promise<Privacy> => (link ? await link.privacy() : { ...state });
  const agree = async () => {
    await link?.agreePrivacy();
    state.needAuthorization = false;
  };
  const askMiniProgram = (referrer: string) =>
    new Promise<boolean>((done) =>
      asks.tell({
        info: { referrer },
        resolve: ({ event }) => event !== "exposureAuthorization" && done(event === "agree"),
      }),
    );
  /** Every interface named in the privacy guidelines waits here until the person has agreed. */
  const pass = async (referrer: string) => {
    if (!(await current()).needAuthorization) return;
    const agrees = asks.size > 0 ? await askMiniProgram(referrer) : person.agreesToPrivacy;
    if (!agrees) throw new WxFailure("privacy permission is not authorized", PRIVACY_REFUSED);
    await agree();
  };
  const onNeed = (listener: (resolve: PrivacyAsked["resolve"], info: PrivacyAsked["info"]) => void) =>
    asks.on(({ resolve, info }) => listener(resolve, info));
  return { current, agree, pass, onNeed };
}

/** An interface of its own as far as privacy goes; answers as `wx` methods do, but to the button. */
async function phoneNumberOf({ log, link, person }: WechatParts, pass: (referrer: string) => Promise<void>) {
  const ask = wxMethod(log, "getPhoneNumber", async () => {
    await pass("getPhoneNumber");
    if (!person.givesNumber) throw new WxFailure("user deny");
    return link ? link.numberCode() : { code: "number-code-of-no-phone" };
  });
  try {
    return (await ask()) as object;
  } catch (failure) {
    return failure as object;
  }
}

export type WechatParts = {
  log: Log;
  link: PhoneLink | undefined;
  person: Person;
  camera: Camera;
  gesture: Gesture;
  /** `requiredPrivateInfos` of app.json: WeChat refuses a location call that is not named there. */
  declared: readonly string[];
};

/** The window opens within a tap only: whoever awaits something first is refused, as on a phone. */
function messageWindow({ log, link, person, gesture }: Pick<WechatParts, "log" | "link" | "person" | "gesture">) {
  return (options: WxOptions = {}) => {
    const { isTap } = gesture;
    return wxMethod(log, "requestSubscribeMessage", async ({ tmplIds }: WxOptions) => {
      if (!isTap) throw new WxFailure("can only be invoked by user TAP gesture.");
      const asked = Array.isArray(tmplIds) ? tmplIds.map(String) : [];
      if (link) return link.subscribe(asked, person.wantsMessages ? [] : asked);
      return Object.fromEntries(asked.map((id) => [id, person.wantsMessages ? "accept" : "reject"]));
    })(options);
  };
}

export function wechatApi(parts: WechatParts): Wechat {
  const { log, link, person, camera, gesture, declared } = parts;
  const privacy = privacyGate(link, person);
  let brightness = 0.5;
  const located = (name: string) =>
    wxMethod(log, name, async () => {
      if (!declared.includes(name))
        throw new WxFailure("the api need to be declared in the requiredPrivateInfos field in app.json/ext.json");
      await privacy.pass(name);
      const place = link ? await link.location() : PLAIN_LOCATION;
      return { ...place, speed: -1, accuracy: 65, horizontalAccuracy: 65, verticalAccuracy: 65 };
    });
  const api = {
    login: wxMethod(log, "login", () => link?.login() ?? { code: "code-of-no-phone" }),
    checkSession: wxMethod(log, "checkSession", () => undefined),
    scanCode: wxMethod(log, "scanCode", async () => {
      const text = await camera.read();
      const scanned = link ? await link.scanResult(text) : { result: text, scanType: "QR_CODE" };
      return { charSet: "utf-8", rawData: "", ...scanned };
    }),
    getLocation: located("getLocation"),
    getFuzzyLocation: located("getFuzzyLocation"),
    getPrivacySetting: wxMethod(log, "getPrivacySetting", privacy.current),
    requirePrivacyAuthorize: wxMethod(log, "requirePrivacyAuthorize", () => privacy.pass("requirePrivacyAuthorize")),
    requestSubscribeMessage: messageWindow({ log, link, person, gesture }),
    openPrivacyContract: wxMethod(log, "openPrivacyContract", () => undefined),
    onNeedPrivacyAuthorization: privacy.onNeed,
    setScreenBrightness: wxMethod(log, "setScreenBrightness", async ({ value }: WxOptions) => {
      brightness = Number(value) < 0 ? 0.5 : Number(value); // -1: back to the system's own
      await link?.setBrightness(brightness);
    }),
    getScreenBrightness: wxMethod(log, "getScreenBrightness", async () => link?.brightness() ?? { value: brightness }),
  };
  const phoneNumber = () => phoneNumberOf(parts, privacy.pass);
  return { api, agreePrivacy: privacy.agree, phoneNumber, brightness: () => brightness };
}

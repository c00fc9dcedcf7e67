// The regular says who they are, on their own phone: name, birthday, and the number by WeChat's button.
import { GivePhone, PutBirthday, PutName } from "@huike/shared/profile";
import { call } from "./call.ts";
import { REGULAR, REGULARS_PROFILE } from "./people.ts";
import { signIn } from "./sign-in.ts";

/** Asked again, all of it stands. */
export async function tellProfile(origin: string): Promise<void> {
  const { api } = await signIn(origin, REGULAR.phone);
  const { name, birthday, number } = REGULARS_PROFILE;
  await call(api, PutName, { name });
  await call(api, PutBirthday, { birthday });
  await inHand(origin, "number", { country: "86", number });
  await call(api, GivePhone, { code: await inHand(origin, "number-code", {}) });
}

async function inHand(origin: string, path: string, body: object): Promise<string> {
  const response = await fetch(`${origin}/fake-wechat/phones/${REGULAR.phone}/${path}`, {
    ...{ method: "POST", headers: { "content-type": "application/json" } },
    body: JSON.stringify(body),
  });
  const { code = "" } = (await response.json()) as { code?: string };
  return code;
}

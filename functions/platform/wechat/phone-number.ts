// The code of the phone button → a number (wxa/business/getuserphonenumber). Each success is paid for: it is asked for once
// a member and kept.
import { readFields } from "./answer.ts";
import type { Wechat } from "./request.ts";

/** Digits: the country code, and the number behind it. */
export type PhoneNumber = { readonly country: string; readonly number: string };

type Answer = { phone_info?: { purePhoneNumber?: string; countryCode?: string | number } };

/** Throws WechatError 40029 for a code that is unknown, over, used or wx.login's. */
export async function numberOfCode(wechat: Wechat, code: string): Promise<PhoneNumber> {
  const path = "/wxa/business/getuserphonenumber";
  // A code is spent by its first use: a second try would be told that it was used.
  const { body } = await wechat.sendAsApp({ method: "POST", path, json: { code }, isRepeatable: false });
  const { phone_info: { purePhoneNumber = "", countryCode = "" } = {} } = readFields<Answer>(path, body);
  // The country's code was a number once.
  return { country: String(countryCode), number: purePhoneNumber };
}

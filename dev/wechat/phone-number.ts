// The phone button (open-type getPhoneNumber): a code good for five minutes and for one exchange, apart from login codes.
import { randomBytes } from "node:crypto";
import type { MiniProgram } from "./account.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { State } from "./state.ts";

const CODE_LIFE_MS = 5 * 60_000;

/** What the button hands to the mini-program once the person has said yes. */
export function makeNumberCode(state: State, phone: string, nowMs: number): string {
  for (const [code, { expiresAtMs }] of Object.entries(state.numberCodes))
    if (expiresAtMs <= nowMs) delete state.numberCodes[code];
  const code = randomBytes(32).toString("hex");
  state.numberCodes[code] = { phone, expiresAtMs: nowMs + CODE_LIFE_MS, isUsed: false };
  return code;
}

type PhoneInfo = {
  phone_info: {
    phoneNumber: string;
    purePhoneNumber: string;
    countryCode: string;
    watermark: { timestamp: number; appid: string };
  };
};

/** POST /wxa/business/getuserphonenumber. 40029: unknown, over, used, or a code of wx.login. */
export function exchangeNumberCode(
  state: State,
  { appId }: MiniProgram,
  asked: Record<string, unknown>,
  nowMs: number,
): PhoneInfo | Refusal {
  if (typeof asked.code !== "string") return refuse(47001, nowMs);
  const code = Object.hasOwn(state.numberCodes, asked.code) ? state.numberCodes[asked.code] : undefined;
  const phone = code && state.phones[code.phone];
  if (!phone || code.isUsed || code.expiresAtMs <= nowMs) return refuse(40029, nowMs);
  code.isUsed = true;
  const { country, number } = phone.number;
  return {
    phone_info: {
      // With the country code in front for numbers from elsewhere only.
      phoneNumber: country === "86" ? number : `+${country}${number}`,
      purePhoneNumber: number,
      countryCode: country,
      watermark: { timestamp: Math.floor(nowMs / 1000), appid: appId },
    },
  };
}

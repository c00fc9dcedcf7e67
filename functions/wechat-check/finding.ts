// What WeChat's number says is wrong with an account (WeChat's global return codes).
import type { Finding } from "@huike/shared/wechat-checks";
import type { WechatError } from "../platform/wechat/error.ts";

const findings = {
  40001: "secret_wrong",
  40125: "secret_wrong",
  40013: "appid_wrong",
  40164: "ip_not_listed",
  40243: "secret_frozen",
  89503: "admin_must_confirm",
  89506: "admin_must_confirm",
  89507: "admin_must_confirm",
} as const satisfies Readonly<Record<number, Finding>>;

const known: Readonly<Record<number, (typeof findings)[keyof typeof findings]>> = findings;

export const findingOf = (errcode: number): (typeof findings)[keyof typeof findings] | "refused" =>
  known[errcode] ?? "refused";

/** The address that is not on the IP whitelist, from WeChat's words. */
export const refusedAddress = ({ errcode, message }: WechatError): string | undefined =>
  errcode === 40164 ? /\b\d{1,3}(?:\.\d{1,3}){3}\b/.exec(message)?.[0] : undefined;

// One phone of the fake WeChat: what WeChat itself, not our mini-program, does on that phone.
import type { Transport } from "./transport.ts";

export type Launch = { path: string; query: Record<string, string>; scene: number };
/** Page code is handed a copy: what it changes is not ours. */
export const copyOf = (launch: Launch): Launch => ({ ...launch, query: { ...launch.query } });

export type ScanResult = { result: string; scanType: string; path?: string };
export type Privacy = { needAuthorization: boolean; privacyContractName: string };

export type PhoneLink = {
  login(): Promise<{ code: string }>;
  launch(): Promise<Launch>;
  /** WeChat's own scanner, outside any mini-program. */
  open(text: string): Promise<{ is: "mini_program"; launch: Launch } | { is: "text"; text: string }>;
  scanResult(text: string): Promise<ScanResult>;
  location(): Promise<{ latitude: number; longitude: number }>;
  privacy(): Promise<Privacy>;
  agreePrivacy(): Promise<unknown>;
  subscribe(tmplIds: readonly string[], refused: readonly string[]): Promise<Record<string, unknown>>;
  numberCode(): Promise<Record<string, unknown>>;
  brightness(): Promise<{ value: number }>;
  setBrightness(value: number): Promise<unknown>;
};

/** What the fake refused, with the errMsg WeChat would give. */
export class WechatRefusal extends Error {}

export function createPhoneLink(transport: Transport, origin: string, phone: string): PhoneLink {
  async function ask<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
    const response = await transport({
      method,
      url: `${origin}/fake-wechat/phones/${phone}/${path}`,
      headers: { "content-type": "application/json" },
      ...(method === "POST" ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const answer: unknown = JSON.parse(response.text);
    if (response.status < 400) return answer as T;
    const reason = typeof answer === "object" && answer !== null && "errMsg" in answer ? answer.errMsg : response.text;
    throw new WechatRefusal(String(reason));
  }
  return {
    login: () => ask("POST", "login"),
    launch: () => ask("GET", "launch"),
    open: (text) => ask("POST", "open", { text }),
    scanResult: (text) => ask("POST", "scan-result", { text }),
    location: () => ask("GET", "location"),
    privacy: () => ask("GET", "privacy"),
    agreePrivacy: () => ask("POST", "privacy/agree"),
    subscribe: (tmplIds, refused) => ask("POST", "subscribe", { tmplIds, refused }),
    numberCode: () => ask("POST", "number-code"),
    brightness: () => ask("GET", "brightness"),
    setBrightness: (value) => ask("POST", "brightness", { value }),
  };
}

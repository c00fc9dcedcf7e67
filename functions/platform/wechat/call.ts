// What a call to WeChat is made of.

export type WechatConfig = {
  readonly apiUrl: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly fetch: typeof fetch;
  readonly nowMs: () => number;
};

export type WechatCall = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
};

export type WechatAnswer = { readonly contentType: string; readonly body: Buffer };

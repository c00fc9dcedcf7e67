// What a call to WeChat is made of.

export type WechatConfig = {
  readonly apiUrl: string;
  readonly mpUrl: string;
  readonly appId: string;
  /** As it stands, from this instance's memory unless that is older than `ageMaxMs`. */
  readonly appSecret: (ageMaxMs?: number) => Promise<string>;
  readonly fetch: typeof fetch;
  readonly nowMs: () => number;
  readonly wait: (ms: number) => Promise<void>;
};

export type WechatCall = {
  readonly method: "GET" | "POST";
  /** Images of follow codes come from WeChat's web host; everything else from the API's. */
  readonly host?: "mp";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Asking twice does no harm: reads, and writes WeChat itself makes once. */
  readonly isRepeatable: boolean;
};

export type WechatAnswer = { readonly contentType: string; readonly body: Buffer };

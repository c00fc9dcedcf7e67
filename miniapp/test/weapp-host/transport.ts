// How the host reaches a server. Page code never sees this; `wx.request` and the fake WeChat go through it.

export type HttpRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | ArrayBuffer;
  timeoutMs?: number;
};
export type HttpResponse = { status: number; headers: Record<string, string>; bytes: Uint8Array; text: string };
/** Rejects when there is no answer; a message with "timeout" in it when it took too long. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

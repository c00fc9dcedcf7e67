// `wx.request` over a real transport. The address built into the package is WeChat's "request domain"; the
// host sends such calls to the server under test, and refuses all others as WeChat refuses unlisted domains.
import { describe, type Log } from "./log.ts";
import type { HttpRequest, HttpResponse, Transport } from "./transport.ts";
import { WxFailure, type WxOptions, wxMethod } from "./wx-call.ts";

export type Network = {
  transport?: Transport;
  /** Where calls to the package's own API address really go. */
  apiOrigin?: string;
  /** Set while the phone has no signal. */
  isOffline: boolean;
};

/** Addresses a build may carry: what it was made with, see TARO_APP_API_BASE. */
const BUILT_IN_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"]);
const TIMEOUT_MS = 60_000;

const queryOf = (data: object): string =>
  Object.entries(data)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join("&");

function target(url: string, network: Network): string {
  const [, origin = "", rest = ""] = /^(https?:\/\/[^/]+)(.*)$/.exec(url) ?? [];
  if (!origin) throw new WxFailure(`invalid url "${url}"`);
  if (origin === network.apiOrigin) return url;
  if (!network.apiOrigin || !BUILT_IN_ORIGIN.test(origin)) throw new WxFailure("url not in domain list", 600002);
  return network.apiOrigin + rest;
}

function toHttp(options: WxOptions, network: Network): HttpRequest {
  const method = String(options.method ?? "GET").toUpperCase();
  if (!METHODS.has(method)) throw new WxFailure(`method is invalid: ${method}`);
  const headers = Object.fromEntries(
    Object.entries((options.header ?? {}) as object).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  headers["content-type"] ??= "application/json";
  const request = {
    method,
    url: target(String(options.url), network),
    headers,
    timeoutMs: Number(options.timeout ?? TIMEOUT_MS),
  };
  const { data } = options;
  if (data === undefined || data === null || data === "") return request;
  if (typeof data === "string" || data instanceof ArrayBuffer)
    return method === "GET" ? { ...request, url: `${request.url}?${String(data)}` } : { ...request, body: data };
  if (method === "GET")
    return { ...request, url: `${request.url}${request.url.includes("?") ? "&" : "?"}${queryOf(data)}` };
  const isForm = headers["content-type"].startsWith("application/x-www-form-urlencoded");
  return { ...request, body: isForm ? queryOf(data) : JSON.stringify(data) };
}

function parsed(response: HttpResponse, options: WxOptions): unknown {
  if (options.responseType === "arraybuffer") return response.bytes.slice().buffer;
  if ((options.dataType ?? "json") !== "json") return response.text;
  try {
    return JSON.parse(response.text);
  } catch {
    return response.text; // WeChat hands over the text as it is
  }
}

async function request(options: WxOptions, network: Network): Promise<object> {
  const http = toHttp(options, network);
  if (!network.transport || network.isOffline) throw new WxFailure("net::ERR_INTERNET_DISCONNECTED", 600001);
  let response: HttpResponse;
  try {
    response = await network.transport(http);
  } catch (cause) {
    const isTimeout = /timeout|timed out/i.test(describe(cause));
    throw isTimeout ? new WxFailure("timeout", 5) : new WxFailure("net::ERR_CONNECTION_REFUSED", 600001);
  }
  if (network.isOffline) throw new WxFailure("net::ERR_NETWORK_CHANGED", 600001);
  return { data: parsed(response, options), statusCode: response.status, header: response.headers, cookies: [] };
}

export function requestApi(log: Log, network: Network): Record<string, unknown> {
  const send = wxMethod(log, "request", (options) => request(options, network));
  const task = {
    abort() {},
    onHeadersReceived() {},
    offHeadersReceived() {},
    onChunkReceived() {},
    offChunkReceived() {},
  };
  return {
    request: (options: WxOptions) => {
      // A task, never a promise: without callbacks the outcome is simply not told.
      Promise.resolve(send(options)).catch(() => undefined);
      return task;
    },
    getNetworkType: wxMethod(log, "getNetworkType", () => ({ networkType: network.isOffline ? "none" : "wifi" })),
  };
}

// What a request says of the browser it comes from: its cookies, whether one of our own pages sent it, and where it is.
import type { BrowserSeen } from "@huike/shared/console-sign-in";
import type { HttpEvent } from "./lambda-http.ts";

/** Cookies of ours, by what they hold. */
export const SIGN_IN_COOKIE = "huike_sign_in";
export const CONSOLE_COOKIE = "huike_console";

/** API Gateway says it itself, whatever the caller sends; a laptop is served in the clear. */
const isSecure = ({ headers }: HttpEvent): boolean => headers["x-forwarded-proto"] === "https";

/** `__Host-`: the browser takes it from this very host only, over https, for every path (RFC 6265bis, 4.1.3.2). */
const nameOf = (event: HttpEvent, name: string): string => (isSecure(event) ? `__Host-${name}` : name);

/** Payload format 2.0 brings cookies in a list of their own, each `name=value`. */
export function cookieOf(event: HttpEvent, name: string): string | undefined {
  const prefix = `${nameOf(event, name)}=`;
  return event.cookies?.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
}

/** As `Set-Cookie` takes it; no script reads it and no other site sends it. An age of 0 takes the cookie away. */
export function cookieFor(event: HttpEvent, name: string, value: string, ageMs: number): string {
  const age = `Max-Age=${Math.floor(ageMs / 1000)}`;
  const secure = isSecure(event) ? "; Secure" : "";
  return `${nameOf(event, name)}=${value}; Path=/; ${age}; HttpOnly; SameSite=Strict${secure}`;
}

/**
 * Sent by a page of this very origin, as JSON. No other site can send such a request with our cookie: SameSite=Strict keeps
 * the cookie at home, a browser tells the page's origin with every POST, and JSON from elsewhere would have to ask first.
 */
export function isFromOwnPage({ headers }: HttpEvent): boolean {
  const { host, origin, "content-type": type } = headers;
  if (!origin || !host || !/^application\/json\b/i.test(type ?? "")) return false;
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

/** Where the browser is, told by what stands before us and never by the browser. */
export function browserSeen(event: HttpEvent, isBehindCloudFront: boolean): BrowserSeen {
  const { headers, requestContext } = event;
  // CloudFront: <address>:<port>, an IPv6 address without brackets (developer guide, CloudFront-Viewer-Address).
  const viewer = isBehindCloudFront ? headers["cloudfront-viewer-address"]?.replace(/:\d+$/, "") : undefined;
  const city = isBehindCloudFront ? headers["cloudfront-viewer-city"] : undefined;
  const name = browserName(headers["user-agent"] ?? "");
  return {
    ...(name ? { name } : {}),
    maskedIp: maskedIp(viewer ?? requestContext.http.sourceIp ?? ""),
    ...(city ? { city: decoded(city).slice(0, CITY_MAX) } : {}),
  };
}

const CITY_MAX = 40;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Enough to know one's own network by: the last part of an IPv4 address is left out, of an IPv6 one all but three. */
export function maskedIp(ip: string): string {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(ip)) return ip.replace(/\d+$/, "*");
  const parts = ip.split(":");
  return parts.length > 2 ? `${parts.slice(0, 3).join(":")}:*` : "*";
}

/** The first that matches counts: others name themselves after it too. */
const browsers: readonly (readonly [string, RegExp])[] = [
  ["微信", /MicroMessenger/],
  ["Edge", /Edg\//],
  ["Opera", /OPR\//],
  ["Firefox", /Firefox\//],
  ["Chrome", /Chrome\//],
  ["Safari", /Version\/.*Safari\//],
];
const systems: readonly (readonly [string, RegExp])[] = [
  ["Windows", /Windows/],
  ["Android", /Android/],
  ["iOS", /iPhone|iPad/],
  ["macOS", /Mac OS X/],
  ["Linux", /Linux/],
];

/** 「Chrome · Windows」: words of ours only, whatever the browser calls itself. */
export function browserName(userAgent: string): string | undefined {
  const first = (list: typeof browsers) => list.find(([, pattern]) => pattern.test(userAgent))?.[0];
  const words = [first(browsers), first(systems)].filter((word) => word !== undefined);
  return words.length > 0 ? words.join(" · ") : undefined;
}

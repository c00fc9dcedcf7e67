import { browserName, browserSeen, cookieFor, cookieOf, maskedIp } from "./browser.ts";
import type { HttpEvent } from "./lambda-http.ts";

const event = (headers: Record<string, string>, cookies: string[] = []): HttpEvent => ({
  ...{ rawPath: "/", rawQueryString: "", isBase64Encoded: false, headers, cookies },
  requestContext: { http: { method: "GET", sourceIp: "203.0.113.9" } },
});

test("over https a cookie is the host's own and secure; on a laptop it is plain; no script reads either", () => {
  const secure = event({ "x-forwarded-proto": "https" });
  expect(cookieFor(secure, "n", "v", 60_000)).toBe("__Host-n=v; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure");
  expect(cookieFor(event({}), "n", "", 0)).toBe("n=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
});

test("over https a cookie without the host's prefix is not ours", () => {
  const cookies = ["n=planted", "__Host-n=ours", "nn=other"];
  expect(cookieOf(event({ "x-forwarded-proto": "https" }, cookies), "n")).toBe("ours");
  expect(cookieOf(event({}, cookies), "n")).toBe("planted");
  expect(cookieOf(event({}), "n")).toBeUndefined();
});

test("the city and the address are CloudFront's word only where CloudFront stands before us", () => {
  const headers = { "cloudfront-viewer-city": "%E4%B8%8A%E6%B5%B7", "cloudfront-viewer-address": "198.51.100.7:4711" };
  expect(browserSeen(event(headers), true)).toEqual({ maskedIp: "198.51.100.*", city: "上海" });
  expect(browserSeen(event(headers), false)).toEqual({ maskedIp: "203.0.113.*" });
});

test.each([
  ["198.51.100.7", "198.51.100.*"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:*"],
  ["", "*"],
  ["nonsense", "*"],
])("the address %s is shown as %s", (ip, shown) => expect(maskedIp(ip)).toBe(shown));

test.each([
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
    "Safari · macOS",
  ],
  ["Mozilla/5.0 (Windows NT 10.0) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge · Windows"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0", "微信 · iOS"],
  ["你的手机，请放心同意", undefined],
])("%s is called %s", (userAgent, name) => expect(browserName(userAgent)).toBe(name));

import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { readTemplate } from "../build/packaged-template.ts";
import { createGateway } from "./gateway.ts";
import { matchRoute, type Route, readRoutes } from "./routes.ts";

const route = (routeKey: string, functionId = "F", timeoutMs = 30_000): Route => {
  const [method = "", path = ""] = routeKey.split(" ");
  return { routeKey, method, segments: path.split("/").slice(1), functionId, timeoutMs };
};

describe("routes of the packaged template", () => {
  const routes = readRoutes(readTemplate());

  test("lead to the function of their audience", () => {
    const functionOf = (method: string, path: string) => matchRoute(routes, method, path)?.route.functionId;
    expect(functionOf("POST", "/api/member/sessions")).toBe("MemberApiLambdaFunction");
    expect(functionOf("PUT", "/api/operator/staff/123456789")).toBe("OperatorApiLambdaFunction");
    expect(functionOf("GET", "/api/clerk/today")).toBe("ClerkApiLambdaFunction");
    expect(functionOf("GET", "/healthz")).toBe("MemberApiLambdaFunction");
  });

  test("do not take what is not theirs", () => {
    for (const path of ["/api", "/api/member", "/api/member/", "/api/other/x", "/healthz/more", "/"]) {
      expect([path, matchRoute(routes, "GET", path)]).toEqual([path, undefined]);
    }
    expect(matchRoute(routes, "POST", "/healthz")).toBeUndefined();
  });
});

describe("the most specific route", () => {
  const routes = ["ANY /{all+}", "ANY /a/{rest+}", "GET /a/{id}", "ANY /a/b", "GET /a/b"].map((key) => route(key));
  test.each([
    ["GET", "/a/b", "GET /a/b", {}],
    ["POST", "/a/b", "ANY /a/b", {}],
    ["GET", "/a/%E5%88%B8", "GET /a/{id}", { id: "券" }],
    ["GET", "/a/c/d", "ANY /a/{rest+}", { rest: "c/d" }],
    ["GET", "/x", "ANY /{all+}", { all: "x" }],
  ])("%s %s → %s", (method, path, routeKey, pathParameters) => {
    const match = matchRoute(routes, method, path);
    expect(match?.route.routeKey).toBe(routeKey);
    expect(match?.pathParameters).toEqual(pathParameters);
  });
});

describe("a request through the gateway", () => {
  let seen: APIGatewayProxyEventV2 | undefined;
  let answer: () => Promise<unknown> = async () => ({ statusCode: 200 });
  const gateway = createGateway({
    routes: [route("ANY /api/{proxy+}", "F", 100)],
    invoke: (_, event) => {
      seen = event as APIGatewayProxyEventV2;
      return answer();
    },
    now: () => Date.UTC(2026, 10, 21, 11, 20, 5),
  });
  const send = (path: string, init: RequestInit = {}) =>
    gateway(new Request(`http://localhost:8787${path}`, init), "203.0.113.9");
  const eventOf = async (path: string, init: RequestInit = {}) => {
    await send(path, init);
    if (!seen) throw new Error("nothing was invoked");
    return seen;
  };
  beforeEach(() => {
    seen = undefined;
    answer = async () => ({ statusCode: 200 });
  });

  test("arrives as payload format 2.0", async () => {
    const event = await eventOf("/api/x/y?a=1&a=2&b=%E5%88%B8", {
      method: "POST",
      headers: { "Content-Type": "application/json; charset=utf-8", Authorization: "Bearer t", Cookie: "a=1; b=2" },
      body: '{"名":"券"}',
    });
    expect(event).toMatchObject({
      version: "2.0",
      routeKey: "ANY /api/{proxy+}",
      rawPath: "/api/x/y",
      rawQueryString: "a=1&a=2&b=%E5%88%B8",
      queryStringParameters: { a: "1,2", b: "券" },
      pathParameters: { proxy: "x/y" },
      cookies: ["a=1", "b=2"],
      headers: { authorization: "Bearer t", host: "localhost:8787", "x-forwarded-for": "203.0.113.9" },
      body: '{"名":"券"}',
      isBase64Encoded: false,
    });
    expect(event.headers).not.toHaveProperty("cookie");
    expect(event.requestContext).toMatchObject({
      http: { method: "POST", path: "/api/x/y", sourceIp: "203.0.113.9" },
      stage: "$default",
      time: "21/Nov/2026:11:20:05 +0000",
      timeEpoch: Date.UTC(2026, 10, 21, 11, 20, 5),
    });
  });

  test("without a body or query has neither", async () => {
    const event = await eventOf("/api/x");
    expect(event).not.toHaveProperty("body");
    expect(event).not.toHaveProperty("queryStringParameters");
    expect(event.isBase64Encoded).toBe(false);
  });

  test.each([
    ["application/octet-stream", Buffer.from([0, 255]), "AP8=", true],
    ["image/png", Buffer.from("x"), "eA==", true],
    ["text/plain", Buffer.from([0xff]), "/w==", true],
    ["text/xml", Buffer.from("<a/>"), "<a/>", false],
    ["application/problem+json", Buffer.from("{}"), "{}", false],
  ])("carries a %s body without loss", async (type, bytes, body, isBase64Encoded) => {
    const init = { method: "POST", headers: { "content-type": type }, body: new Uint8Array(bytes) };
    expect(await eventOf("/api/x", init)).toMatchObject({ body, isBase64Encoded });
  });

  test("to no route is API Gateway's 404, and wakes nobody", async () => {
    const response = await send("/elsewhere");
    expect([response.status, await response.json()]).toEqual([404, { message: "Not Found" }]);
    expect(seen).toBeUndefined();
  });

  test("of more than 10 MB is refused, whatever its length header says", async () => {
    const chunk = new Uint8Array(1024 * 1024);
    let sent = 0;
    const body = new ReadableStream({
      pull: (stream) => (sent++ < 11 ? stream.enqueue(chunk) : stream.close()),
    });
    const endless = await send("/api/x", { method: "POST", body, duplex: "half" } as RequestInit);
    expect([endless.status, await endless.json()]).toEqual([413, { message: "Request Entity Too Large" }]);
    const honest = await send("/api/x", { method: "POST", headers: { "content-length": "10485761" }, body: "x" });
    expect(honest.status).toBe(413);
    expect(seen).toBeUndefined();
  });

  test("is answered with the function's status, headers, cookies and body", async () => {
    answer = async () => ({
      statusCode: 201,
      headers: { "content-type": "application/json", "x-n": 5 },
      cookies: ["a=1", "b=2"],
      body: '{"ok":true}',
    });
    const response = await send("/api/x");
    expect(response.status).toBe(201);
    expect(response.headers.get("x-n")).toBe("5");
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.json()).toEqual({ ok: true });
  });

  test("is answered with bytes when the function answers base64", async () => {
    answer = async () => ({ statusCode: 200, body: "AP8=", isBase64Encoded: true });
    expect([...new Uint8Array(await (await send("/api/x")).arrayBuffer())]).toEqual([0, 255]);
  });

  test("is 200 and JSON when the function names no status", async () => {
    answer = async () => ({ hello: 1 });
    const response = await send("/api/x");
    expect([response.status, response.headers.get("content-type"), await response.json()]).toEqual([
      200,
      "application/json",
      { hello: 1 },
    ]);
  });

  test.each([
    ["throws", () => Promise.reject(new Error("secret detail"))],
    ["answers a status that is none", async () => ({ statusCode: 42 })],
    ["answers a body that is no text", async () => ({ statusCode: 200, body: { a: 1 } })],
  ])("is 500 without detail when the function %s", async (_, bad) => {
    answer = bad;
    const response = await send("/api/x");
    expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
  });

  test("is given up when the integration takes too long", async () => {
    answer = () => new Promise(() => {});
    const response = await send("/api/x");
    expect([response.status, await response.json()]).toEqual([503, { message: "Service Unavailable" }]);
  });
});

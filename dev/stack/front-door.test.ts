import { Hono } from "hono";
import { openFrontDoor, PortBusy } from "./front-door.ts";
import { isLoopback, originApp } from "./origin.ts";

test("a busy port is one sentence with a way out", async () => {
  const first = await openFrontDoor(0, "127.0.0.1");
  const failure = await openFrontDoor(first.port, "127.0.0.1").catch((cause: unknown) => cause);
  expect(failure).toBeInstanceOf(PortBusy);
  expect((failure as Error).message).toContain(`PORT=${first.port + 1} npm start`);
  expect((failure as Error).message).not.toContain("\n");
  await first.close();
});

test("until there is something to serve it asks for patience; a close frees the port", async () => {
  const door = await openFrontDoor(0, "127.0.0.1");
  const early = await fetch(`http://127.0.0.1:${door.port}/`);
  expect(early.status).toBe(503);
  expect(await early.text()).toContain("马上就好");
  await door.close();
  const again = await openFrontDoor(door.port, "127.0.0.1");
  await again.close();
});

test.each([
  ["127.0.0.1", true],
  ["127.8.8.8", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["::ffff:10.0.0.1", false],
  ["192.168.1.20", false],
  ["::1:2", false],
  [undefined, false],
])("%s is this machine: %s", (address, is) => {
  expect(isLoopback(address)).toBe(is);
});

describe("the origin", () => {
  const named = (name: string) => new Hono().all("*", (c) => c.text(name));
  const app = originApp({
    gateway: async (request) => new Response(`cloud ${request.method}`),
    fakeWechat: named("wechat"),
    street: named("street"),
    events: named("events"),
    openapi: () => ({ openapi: "3.1.0" }),
    desk: async (role) => (role === "cook" ? undefined : [`huike_console=${role}; Path=/`, "huike_sign_in=2; Path=/"]),
    h5Folder: "/nowhere",
  });
  const ask = (path: string, remoteAddress = "127.0.0.1", method = "GET") =>
    app.request(path, { method }, { incoming: { socket: { remoteAddress } } });

  test("signs this machine's browser in to the console, and no other machine's", async () => {
    const answer = await ask("/demo/console");
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/console/"]);
    expect(answer.headers.getSetCookie()).toEqual(["huike_console=owner; Path=/", "huike_sign_in=2; Path=/"]);
    expect((await ask("/demo/console?as=auditor")).headers.getSetCookie()[0]).toBe("huike_console=auditor; Path=/");
    expect((await ask("/demo/console?as=cook")).status).toBe(404);
    const other = await ask("/demo/console", "192.168.1.20");
    expect([other.status, other.headers.getSetCookie()]).toEqual([403, []]);
  });

  test.each([
    ["/", "street"],
    ["/anything", "street"],
    ["/api/member/home", "cloud GET"],
    ["/healthz", "cloud GET"],
    ["/wechat/official-account", "cloud GET"],
    ["/api/openapi.json", '{"openapi":"3.1.0"}'],
    ["/fake-wechat/phones", "wechat"],
    ["/dev/events", "events"],
  ])("%s leads to %s", async (path, text) => {
    expect(await (await ask(path)).text()).toBe(text);
  });

  test("shows the fake WeChat to this machine only", async () => {
    const response = await ask("/fake-wechat/phones", "192.168.1.20");
    expect([response.status, await response.json()]).toMatchObject([403, { message: { zh: "假微信只在本机开放" } }]);
    expect((await ask("/api/member/home", "192.168.1.20")).status).toBe(200);
  });

  test("keeps the phone's name when the slash is missing", async () => {
    expect((await ask("/m?phone=me")).headers.get("location")).toBe("/m/?phone=me");
  });
});

import { GetHome } from "@huike/shared/member";
import { PutStore } from "@huike/shared/store";
import { openChain } from "../testing/chain.ts";
import { shopFacts } from "../testing/made-up.ts";
import { SESSION_MS } from "./session-token.ts";

describe("what comes in over HTTP", () => {
  const chain = openChain();
  const post = (body: string, path = "/api/member/sessions") => chain.raw("member", path, { method: "POST", body });

  test.each([
    ["a body that is not JSON", "{oops"],
    ["an empty body", ""],
    ["a list", "[1]"],
    ["null", "null"],
    ["a missing field", "{}"],
    ["an unknown key", '{"code":"x","role":"owner"}'],
    ["a prototype key", '{"code":"x","__proto__":{"role":"owner"}}'],
    ["a wrong type", '{"code":5}'],
    ["an empty code", '{"code":""}'],
  ])("refuses %s with a sentence and writes nothing", async (_, body) => {
    const before = await chain.digest();
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: "bad_request", message: { zh: expect.any(String) } });
    expect(await chain.digest()).toBe(before);
  });

  test("refuses a megabyte before reading what is in it", async () => {
    const response = await post(JSON.stringify({ code: "x".repeat(1_000_000) }));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: "too_large" });
  });

  test("refuses an unknown query key of a GET", async () => {
    const response = await chain.raw("member", "/api/member/stores?version=1&debug=1");
    expect(response.status).toBe(400);
  });

  test("answers a path nobody serves in our own words", async () => {
    const response = await chain.raw("member", "/api/member/nothing");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: "route_unknown", message: { en: expect.any(String) } });
  });

  test("lets a body not overrule the path it was sent to", async () => {
    const owner = await chain.owner();
    const response = await chain.raw("operator", "/api/operator/stores/sto_aaaa", {
      method: "PUT",
      headers: { authorization: `Bearer ${owner.session.token}` },
      body: JSON.stringify({ storeId: "sto_bbbb", facts: shopFacts("甲店"), why: "test" }),
    });
    expect(await response.json()).toEqual({ storeId: "sto_aaaa" });
  });

  test("says that it is well only while the table can be reached", async () => {
    expect((await chain.raw("member", "/healthz")).status).toBe(200);
  });

  test("never caches an answer", async () => {
    expect((await post("{}")).headers.get("cache-control")).toBe("no-store");
  });

  test("takes what stands in a path letter by letter, and nothing at all for no path of ours", async () => {
    const owner = await chain.owner();
    const put = (path: string) =>
      chain.raw("operator", path, {
        method: "PUT",
        headers: { authorization: `Bearer ${owner.session.token}` },
        body: JSON.stringify({ facts: shopFacts("丙店"), why: "test" }),
      });
    expect(await (await put("/api/operator/stores/sto%5Fdddd")).json()).toEqual({ storeId: "sto_dddd" });
    expect((await put("/api/operator/stores/%E0%A4%A")).status).toBe(400);
    for (const path of ["/api/operator/stores/", "/api/operator/stores/sto_dddd/", "/api/operator/stores/a/b"]) {
      expect([path, (await put(path)).status]).toEqual([path, 404]);
    }
  });

  test("keeps operators' calls for operators", async () => {
    const facts = shopFacts("乙店");
    const call = { storeId: "sto_cccc", facts, why: "test" };
    expect(await chain.call(PutStore, call)).toMatchObject({ status: 401 });
    expect(await chain.call(PutStore, call, await chain.member())).toMatchObject({ status: 403, error: "forbidden" });
    const shop = await chain.shop();
    expect(await chain.call(PutStore, call, await chain.clerk([shop]))).toMatchObject({ status: 403 });
  });
});

describe("a session", () => {
  const chain = openChain();

  test("ends in time, also where it was opened before", async () => {
    const member = await chain.member();
    chain.nowMs += SESSION_MS / 2;
    expect(await chain.call(GetHome, {}, member)).toMatchObject({ status: 200 });
    chain.nowMs += SESSION_MS / 2;
    expect(await chain.call(GetHome, {}, member)).toMatchObject({ status: 401, error: "signed_out" });
  });
});

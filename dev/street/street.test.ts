import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStreet } from "./street.ts";

const newStreet = () => {
  const seedFile = join(mkdtempSync(join(tmpdir(), "street-")), "street.json");
  return { street: createStreet({ seedFile }), seedFile };
};
const page = join(__dirname, "page");

describe("the street", () => {
  test("is one page that may load nothing from elsewhere", async () => {
    const answer = await newStreet().street.request("/");
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    const html = await answer.text();
    expect(html.match(/(?:src|href)="(?!\/|data:)[^"]*"/g)).toBeNull();
  });

  test("has everything its page loads ready for a browser", async () => {
    const { street } = newStreet();
    const html = await (await street.request("/")).text();
    const loaded = [...html.matchAll(/"(\/street\/[^"]+)"/g)].map(([, path]) => path ?? "");
    expect(loaded).toHaveLength(6);
    for (const path of loaded) {
      const answer = await street.request(path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toMatch(/@import|url\((?!data:)/);
    }
    expect(await (await street.request("/street/street.js")).text()).toContain("huike:camera-frame");
  });

  test("has on its page every element its scripts ask for", () => {
    const html = readFileSync(join(page, "index.html"), "utf8");
    const scripts = readdirSync(page).filter((name) => name.endsWith(".ts"));
    const source = scripts.map((name) => readFileSync(join(page, name), "utf8")).join("\n");
    const asked = [...source.matchAll(/\b(?:find|button|select)\("([\w-]+)"/g)].map(([, id]) => id ?? "");
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((id) => !html.includes(` id="${id}"`))).toEqual([]);
  });

  test("asks to wait until seeding is done", async () => {
    const answer = await newStreet().street.request("/street/street.json");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ message: expect.objectContaining({ zh: "样板街还在布置，请稍等" }) });
  });

  test("says how to begin again when the seed is of an older version", async () => {
    const { street, seedFile } = newStreet();
    writeFileSync(seedFile, JSON.stringify({ brand: "回客茶铺" }));
    const answer = await street.request("/street/street.json");
    expect(answer.status).toBe(409);
    expect(JSON.stringify(await answer.json())).toContain("--fresh");
  });

  test("passes on what seeding left", async () => {
    const { street, seedFile } = newStreet();
    const left = {
      brand: "回客茶铺",
      seededAtMs: 0,
      posters: [],
      stores: [],
      phones: { member: [], clerks: [], desks: [] },
    };
    writeFileSync(seedFile, JSON.stringify(left));
    expect(await (await street.request("/street/street.json")).json()).toEqual(left);
  });
});

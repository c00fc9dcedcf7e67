import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveFolder } from "./serve-folder.ts";

const root = mkdtempSync(join(tmpdir(), "huike-serve-test-"));
const folder = join(root, "h5");
mkdirSync(join(folder, "js"), { recursive: true });
writeFileSync(join(root, "secret.txt"), "secret");
mkdirSync(join(root, "h5-other"));
writeFileSync(join(root, "h5-other", "a.js"), "other");
writeFileSync(join(folder, "index.html"), "<p>page");
writeFileSync(join(folder, "js", "app.171c3918.js"), "code");
writeFileSync(join(folder, "js", "plain.js"), "code");
writeFileSync(join(folder, "logo.png"), "png");

const get = async (path: string) => {
  const response = await serveFolder(folder, path);
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
};
const cacheOf = async (path: string) => (await serveFolder(folder, path)).headers.get("cache-control");

test.each([
  ["", "<p>page", "text/html; charset=utf-8"],
  ["index.html", "<p>page", "text/html; charset=utf-8"],
  ["pages/home", "<p>page", "text/html; charset=utf-8"],
  ["js", "<p>page", "text/html; charset=utf-8"],
  ["js/plain.js", "code", "text/javascript; charset=utf-8"],
  ["logo.png", "png", "image/png"],
])("/%s is served with its type", async (path, text, type) => {
  expect(await get(path)).toEqual({ status: 200, text, type });
});

test.each([
  "js/gone.js",
  "../secret.txt",
  "%2e%2e/secret.txt",
  "js/../../secret.txt",
  "../h5-other/a.js",
  "%00.js",
  "%zz",
])("%s is not there", async (path) => {
  expect((await get(path)).status).toBe(404);
});

test("only names with a content hash are kept by browsers", async () => {
  expect(await cacheOf("")).toBe("no-store");
  expect(await cacheOf("js/plain.js")).toBe("no-store");
  expect(await cacheOf("js/app.171c3918.js")).toContain("immutable");
});

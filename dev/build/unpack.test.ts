import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { unpack } from "./unpack.ts";

const folder = mkdtempSync(join(tmpdir(), "huike-unpack-test-"));

function zip(name: string, entries: Record<string, string>): string {
  const file = join(folder, name);
  writeFileSync(file, zipSync(Object.fromEntries(Object.entries(entries).map(([k, v]) => [k, Buffer.from(v)]))));
  return file;
}

test("a zip replaces what lay in the folder", () => {
  const target = join(folder, "target");
  mkdirSync(target);
  writeFileSync(join(target, "old"), "old");
  unpack(zip("good.zip", { "functions/entry/api.mjs": "code", "a.txt": "券" }), target);
  expect(readFileSync(join(target, "functions", "entry", "api.mjs"), "utf8")).toBe("code");
  expect(readFileSync(join(target, "a.txt"), "utf8")).toBe("券");
  expect(existsSync(join(target, "old"))).toBe(false);
});

test("a zip that points out of its folder is refused", () => {
  expect(() => unpack(zip("bad.zip", { "../outside": "x" }), join(folder, "inside"))).toThrow(
    "points out of the folder",
  );
  expect(existsSync(join(folder, "outside"))).toBe(false);
});

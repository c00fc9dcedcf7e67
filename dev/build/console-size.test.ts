import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { consoleSizes } from "./console-size.ts";
import { recipes } from "./targets.ts";

const KB = 1024;

describe("what the console weighs", () => {
  test("sign-in and home fit in 350 KB of gzip, each further page in 150", () => {
    const { firstBytes, pages } = consoleSizes(recipes.console.output);
    expect(firstBytes).toBeLessThanOrEqual(350 * KB);
    expect(pages.length).toBeGreaterThanOrEqual(4);
    for (const { page, ownBytes } of pages) expect([page, Math.max(ownBytes, 150 * KB)]).toEqual([page, 150 * KB]);
  });

  test("counts what is imported, once, and what comes later apart", () => {
    const folder = mkdtempSync(join(tmpdir(), "huike-size-"));
    mkdirSync(join(folder, ".vite"));
    const manifest = {
      "index.html": { file: "a.js", imports: ["_s.js"], dynamicImports: ["p.tsx", "q.tsx"], css: ["a.css"] },
      "_s.js": { file: "s.js" },
      "p.tsx": { file: "p.js", imports: ["_s.js", "_t.js"] },
      "q.tsx": { file: "q.js", imports: ["_t.js"] },
      "_t.js": { file: "t.js", imports: ["_s.js"] },
    };
    writeFileSync(join(folder, ".vite", "manifest.json"), JSON.stringify(manifest));
    for (const [name, bytes] of Object.entries({
      "a.js": 1,
      "a.css": 2,
      "s.js": 4,
      "p.js": 8,
      "t.js": 16,
      "q.js": 32,
    })) {
      writeFileSync(join(folder, `${name}.gz`), "x".repeat(bytes));
    }
    expect(consoleSizes(folder)).toEqual({
      firstBytes: 7,
      pages: [
        { page: "p.tsx", ownBytes: 24 },
        { page: "q.tsx", ownBytes: 32 },
      ],
    });
  });
});

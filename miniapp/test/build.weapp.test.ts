// The weapp build as a package: WeChat's own compilers take it, its files are there, its size is allowed.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkWeapp } from "./check-weapp.ts";
import { weappDist } from "./weapp-dist.ts";
import { packWeapp } from "./weapp-host/pack.ts";

test("WeChat's compilers and limits take the build", () => {
  const { faults, skipped, bytes } = checkWeapp(weappDist);
  for (const reason of skipped) process.stderr.write(`SKIP ${reason}\n`);
  expect(faults).toEqual([]);
  expect(Object.keys(bytes)).toContain("main");
});

test("glass-easel's compiler has nothing to say about its templates", () => {
  expect(packWeapp(weappDist).problems).toEqual([]);
});

describe("a spoilt build is refused", () => {
  let copy: string;
  beforeEach(() => {
    copy = path.join(mkdtempSync(path.join(tmpdir(), "huike-weapp-")), "weapp");
    cpSync(weappDist, copy, { recursive: true });
  });
  afterEach(() => rmSync(path.dirname(copy), { recursive: true, force: true }));

  test("for a page whose files are missing", () => {
    const { app } = packWeapp(weappDist);
    rmSync(path.join(copy, `${app.pages[0]}.wxml`));
    expect(checkWeapp(copy).faults.join()).toContain(`${app.pages[0]}.wxml, which is not in the build`);
  });

  test("for a package over 2 MiB", () => {
    writeFileSync(path.join(copy, "heavy.js"), " ".repeat(2 * 1024 * 1024));
    expect(checkWeapp(copy).faults.join()).toMatch(/package main is \d+ bytes: WeChat takes 2097152/);
  });

  test("for a template or a style sheet the compilers cannot read", () => {
    writeFileSync(path.join(copy, "broken.wxml"), "<view>");
    writeFileSync(path.join(copy, "broken.wxss"), ".a { color: red");
    const { faults, skipped } = checkWeapp(copy);
    if (skipped.length > 0) return; // said by the first test
    expect(faults.join("\n")).toMatch(/wcc ended with[\s\S]*wcsc ended with/);
  });
});

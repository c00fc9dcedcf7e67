// A mini-program of a few lines, written as WeChat's own files, to test the host itself with.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AppConfig, WeappBundle } from "./weapp-host/bundle.ts";
import { packWeapp } from "./weapp-host/pack.ts";

export type TinyPage = { wxml?: string; js?: string; json?: object };

/** `js` of a page is the inside of the object handed to `Page()`. */
export function tinyWeapp(
  pages: Record<string, TinyPage>,
  app: Partial<AppConfig> = {},
  appJs = "App({})",
): WeappBundle {
  const folder = mkdtempSync(path.join(tmpdir(), "huike-tiny-"));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  try {
    write("app.json", JSON.stringify({ pages: Object.keys(pages), ...app }));
    write("app.js", appJs);
    for (const [name, { wxml = "<view>page</view>", js = "", json = {} }] of Object.entries(pages)) {
      write(`${name}.json`, JSON.stringify(json));
      write(`${name}.wxml`, wxml);
      write(`${name}.js`, `Page({ ${js} })`);
    }
    return packWeapp(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

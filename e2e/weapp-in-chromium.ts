// Opens the real weapp output in a Chromium page, on the test host, as one phone of a running stack.
import { buildSync } from "esbuild";
import type { BrowserContext, Page } from "playwright-core";
import { inRepository } from "../dev/repository.ts";
import { weappDist } from "../miniapp/test/weapp-dist.ts";
import type { BrowserOptions } from "../miniapp/test/weapp-host/browser-entry.ts";
import type { WeappBundle } from "../miniapp/test/weapp-host/bundle.ts";
import { packWeapp } from "../miniapp/test/weapp-host/pack.ts";

/** An address of the stack's origin that serves only this: the host's requests are then same-origin, as wx.request has no CORS. */
const HOST_PATH = "/weapp-test-host";
const EMPTY_PAGE = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><body></body>`;

let script: string | undefined;
const hostScript = (): string => {
  const [file] = buildSync({
    entryPoints: [inRepository("miniapp", "test", "weapp-host", "browser-entry.ts")],
    bundle: true,
    format: "iife",
    target: "chrome100",
    write: false,
  }).outputFiles;
  if (!file) throw new Error("the weapp host did not build");
  return file.text;
};

export const weappBundle = (): WeappBundle => packWeapp(weappDist);

export async function openWeapp(
  context: BrowserContext,
  origin: string,
  bundle: WeappBundle,
  options: BrowserOptions,
): Promise<Page> {
  script ??= hostScript();
  const page = await context.newPage();
  await page.route(`${origin}${HOST_PATH}`, (route) => route.fulfill({ contentType: "text/html", body: EMPTY_PAGE }));
  await page.goto(origin + HOST_PATH);
  await page.addScriptTag({ content: script });
  await page.evaluate(([packed, wanted]) => void window.openWeapp(packed, wanted), [bundle, options] as const);
  return page;
}

/** What went wrong on the phone so far. */
export const errorsOf = (page: Page): Promise<string[]> => page.evaluate(() => window.weapp.log.errors);

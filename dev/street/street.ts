// The demo street: one hand-written page with two phones, posters and a till. Nothing here knows the
// database or the API: it scans, and shows what the phones show.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Hono } from "hono";
import { StreetFile } from "../seed/street-file.ts";
import { bundlePage } from "./bundle-page.ts";

export type StreetOptions = {
  /** What seeding leaves behind; until it is there the page says to wait. */
  seedFile: string;
};

const folder = join(import.meta.dirname, "page");

/** The page loads nothing from elsewhere, and this holds it to it. */
const SECURITY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

const CSS = "text/css; charset=utf-8";

const NOT_SEEDED = { zh: "样板街还在布置，请稍等", en: "The street is still being set up; wait a moment" };
const OUTDATED = {
  zh: "样板街的数据是旧版本的，请停下后运行 npm start -- --fresh",
  en: "The street's data is of an older version; stop and run: npm start -- --fresh",
};

export function createStreet({ seedFile }: StreetOptions): Hono {
  const file = (name: string, contentType: string) => async () =>
    respond(await readFile(join(folder, name)), contentType);
  // The bundle is made at the first visit and kept: it changes only with the sources.
  let script: Promise<string> | undefined;
  return new Hono()
    .get("/", file("index.html", "text/html; charset=utf-8"))
    .get("/street/look.css", file("look.css", CSS))
    .get("/street/street.css", file("street.css", CSS))
    .get("/street/seats.css", file("seats.css", CSS))
    .get("/street/chat.css", file("chat.css", CSS))
    .get("/street/narrow.css", file("narrow.css", CSS))
    .get("/street/street.js", async () => {
      script ??= bundlePage(join(folder, "street.ts"));
      return respond(await script, "text/javascript; charset=utf-8");
    })
    .get("/street/street.json", async (c) => {
      const text = await readFile(seedFile, "utf8").catch(() => undefined);
      if (text === undefined) return c.json({ message: NOT_SEEDED }, 503);
      const street = StreetFile.safeParse(JSON.parse(text));
      return street.success ? c.json(street.data) : c.json({ message: OUTDATED }, 409);
    });
}

const respond = (body: Buffer | string, contentType: string) =>
  new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: { "content-type": contentType, "cache-control": "no-store", "content-security-policy": SECURITY },
  });

// The page that shows what this WeChat knows and lets one act as any of its users.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Context, Hono } from "hono";
import { bundlePage } from "../street/bundle-page.ts";

const folder = join(import.meta.dirname, "page");

/** The page loads nothing from elsewhere, and this holds it to it. */
const SECURITY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

export function pageRoutes(): Hono {
  const file = async (name: string, contentType: string) => respond(await readFile(join(folder, name)), contentType);
  // Its links are relative, so the slash at the end matters.
  const page = (c: Context) =>
    c.req.path.endsWith("/") ? file("index.html", "text/html; charset=utf-8") : c.redirect(`${c.req.path}/`);
  let script: Promise<string> | undefined;
  return new Hono()
    .get("/", page)
    .get("/:end{$}", page)
    .get("/page.css", () => file("page.css", "text/css; charset=utf-8"))
    .get("/page.js", async () => {
      script ??= bundlePage(join(folder, "page.ts"));
      return respond(await script, "text/javascript; charset=utf-8");
    });
}

const respond = (body: Buffer | string, contentType: string) =>
  new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: { "content-type": contentType, "cache-control": "no-store", "content-security-policy": SECURITY },
  });

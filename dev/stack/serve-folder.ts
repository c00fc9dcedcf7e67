// Serves a built web app: files with their types, the page itself for every path that is no file.
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { isErrno } from "../errno.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** A name with a content hash in it never means another content. */
const HASHED = /\.[0-9a-f]{8,}\./;

export async function serveFolder(folder: string, path: string): Promise<Response> {
  const file = safeJoin(folder, path);
  if (file === undefined) return notFound();
  const isPage = extname(path) === "" || path.endsWith(".html");
  const body = (await readIfFile(file)) ?? (isPage ? await readIfFile(join(folder, "index.html")) : undefined);
  if (body === undefined) return notFound();
  return new Response(new Uint8Array(body), {
    headers: {
      "content-type": types[isPage ? ".html" : extname(path)] ?? "application/octet-stream",
      "cache-control": HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-store",
    },
  });
}

const notFound = () => new Response("Not Found", { status: 404 });

/** Nothing outside the folder, whatever the path says. */
function safeJoin(folder: string, path: string): string | undefined {
  let plain: string;
  try {
    plain = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  const file = normalize(join(folder, plain));
  return plain.includes("\0") || !`${file}${sep}`.startsWith(`${folder}${sep}`) ? undefined : file;
}

async function readIfFile(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (cause) {
    if (["ENOENT", "EISDIR", "ENOTDIR"].some((code) => isErrno(cause, code))) return undefined;
    throw cause;
  }
}

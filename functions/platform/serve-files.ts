// HTTP for a built web app that lies beside the code: its files for ever where their names hold a hash of what is in
// them, its one page for every address that is no file, both as they were compressed when they were built.
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { Handler, HttpAnswer, HttpEvent } from "./lambda-http.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/**
 * Scripts come from here alone and none stands in the page; styles may, because antd writes its own. Nothing else is
 * loaded, sent or framed, also not by what somebody managed to type into a name.
 */
const SECURITY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = {
  "content-security-policy": SECURITY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=31536000",
};

const FOR_EVER = "public, max-age=31536000, immutable";

/** Letters, digits and the marks of a built file's name; no dot begins a part, so nothing leads out of the folder. */
const FILE = /^(\w[\w-]*\/)*\w[\w-]*(\.[\w-]+)+$/;
const HASHED = /\.[0-9a-f]{8,}\./;

/** What the build left beside each file, the better first. */
const encodings = [
  { name: "br", suffix: ".br" },
  { name: "gzip", suffix: ".gz" },
] as const;

type Serving = {
  /** "/console/" */
  readonly base: string;
  readonly folder: URL;
};

export function serveFiles({ base, folder }: Serving): Handler {
  const known = new Map<string, Promise<Buffer | undefined>>();
  // The files never change while the code runs, and there are some dozens: what was read stays.
  const read = (name: string) => {
    const reading = known.get(name) ?? readIfFile(new URL(name, folder));
    known.set(name, reading);
    return reading;
  };
  return async (event) => {
    const { method } = event.requestContext.http;
    if (method !== "GET" && method !== "HEAD") return { ...nowhere, statusCode: 405 };
    // `/console` and `/console/` are one page: no gateway has to be asked for a redirect between them.
    const path = event.rawPath.slice(base.length);
    if (!FILE.test(path)) return fileAnswer(event, "index.html", read);
    // Nobody asks for what the build keeps for this function.
    return /\.(br|gz)$/.test(path) ? nowhere : fileAnswer(event, path, read);
  };
}

const nowhere: HttpAnswer = { statusCode: 404, headers: { ...HEADERS, "content-type": "text/plain" }, body: "404" };

type Read = (name: string) => Promise<Buffer | undefined>;

async function fileAnswer(
  { headers: asked, requestContext }: HttpEvent,
  name: string,
  read: Read,
): Promise<HttpAnswer> {
  const accepted = asked["accept-encoding"] ?? "";
  const encoding = encodings.find((one) => new RegExp(`\\b${one.name}\\b`).test(accepted));
  const packed = encoding && (await read(name + encoding.suffix));
  const body = packed ?? (await read(name));
  if (!body) return nowhere;
  return {
    statusCode: 200,
    headers: {
      ...HEADERS,
      "content-type": types[extname(name)] ?? "application/octet-stream",
      "cache-control": HASHED.test(name) ? FOR_EVER : "no-cache",
      vary: "accept-encoding",
      ...(packed && encoding ? { "content-encoding": encoding.name } : {}),
    },
    body: requestContext.http.method === "HEAD" ? "" : body.toString("base64"),
    isBase64Encoded: requestContext.http.method !== "HEAD",
  };
}

async function readIfFile(file: URL): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw cause;
  }
}

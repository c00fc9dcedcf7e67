import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, brotliDecompressSync, gzipSync } from "node:zlib";
import type { HttpEvent } from "./lambda-http.ts";
import { serveFiles } from "./serve-files.ts";

const PAGE = "<!doctype html><title>page</title>";
const SCRIPT = "import 'x'".repeat(50);

function appFolder(): URL {
  const folder = mkdtempSync(join(tmpdir(), "huike-files-"));
  mkdirSync(join(folder, "app", "assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "outside");
  for (const [name, text] of [
    ["index.html", PAGE],
    ["assets/main.0a1b2c3d.js", SCRIPT],
  ] as const) {
    const file = join(folder, "app", name);
    writeFileSync(file, text);
    writeFileSync(`${file}.br`, brotliCompressSync(text));
    writeFileSync(`${file}.gz`, gzipSync(text));
  }
  return pathToFileURL(`${folder}/app/`);
}

describe("files of a built app", () => {
  const handler = serveFiles({ base: "/console/", folder: appFolder() });
  const ask = (rawPath: string, headers: Record<string, string> = {}, method = "GET") =>
    handler({
      rawPath,
      rawQueryString: "",
      headers,
      isBase64Encoded: false,
      requestContext: { http: { method } },
    } as HttpEvent);
  const bytes = (body: string | undefined) => Buffer.from(body ?? "", "base64");

  test("come as they were compressed, for ever where the name holds a hash", async () => {
    const br = await ask("/console/assets/main.0a1b2c3d.js", { "accept-encoding": "gzip, deflate, br" });
    expect(br.headers).toMatchObject({
      "content-encoding": "br",
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
    expect(brotliDecompressSync(bytes(br.body)).toString()).toBe(SCRIPT);
    const gzip = await ask("/console/assets/main.0a1b2c3d.js", { "accept-encoding": "gzip" });
    expect(gzip.headers?.["content-encoding"]).toBe("gzip");
    const plain = await ask("/console/assets/main.0a1b2c3d.js");
    expect(plain.headers?.["content-encoding"]).toBeUndefined();
    expect(bytes(plain.body).toString()).toBe(SCRIPT);
  });

  test.each(["/console", "/console/", "/console/offers", "/console/offers/ofr_abcd1234/edit"])(
    "are the page itself at %s, which is asked for anew each time",
    async (path) => {
      const { statusCode, headers, body } = await ask(path);
      expect(statusCode).toBe(200);
      expect(headers?.["cache-control"]).toBe("no-cache");
      expect(bytes(body).toString()).toBe(PAGE);
    },
  );

  test("run no script that stands in a page, and are framed nowhere", async () => {
    const policy = String((await ask("/console/")).headers?.["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test.each([
    "/console/../secret.txt",
    "/console/assets/../../secret.txt",
    "/console/%2e%2e/secret.txt",
    "/console//etc/passwd",
    "/console/..%2fsecret.txt",
  ])("are never those outside their folder: %s", async (path) => {
    const { body } = await ask(path);
    expect(bytes(body).toString()).not.toContain("outside");
    expect(bytes(body).toString()).not.toContain("root:");
  });

  test("that are not there are not there", async () => {
    expect(await ask("/console/assets/gone.0a1b2c3d.js")).toMatchObject({ statusCode: 404 });
    expect(await ask("/console/index.html.br")).toMatchObject({ statusCode: 404 });
    expect(await ask("/console/", {}, "POST")).toMatchObject({ statusCode: 405 });
  });
});

// Checks a weapp build with WeChat's own compilers of templates (wcc) and style sheets (wcsc), that every
// page's files are there, and that no package is larger than WeChat takes.
// `npx tsx miniapp/test/check-weapp.ts` prints the outcome and exits 1 on a fault.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { inRepository } from "../../dev/repository.ts";
import { type AppConfig, pagesOf, type Themes, themed } from "./weapp-host/bundle.ts";
import { listFiles, readThemes } from "./weapp-host/pack.ts";

export type WeappCheck = {
  faults: string[];
  /** Why a compiler did not run here; empty where both did. */
  skipped: string[];
  /** Bytes of each package: `main`, then the subpackages by their root. */
  bytes: Record<string, number>;
};

const PACKAGE_BYTES_MAX = 2 * 1024 * 1024;
const PLATFORM_FOLDERS: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", darwin: "mac", win32: "windows" };
/** Errors of spawning that mean "not a program of this machine", as against a program that found a fault. */
const CANNOT_RUN = new Set(["ENOEXEC", "ENOENT", "EACCES", "UNKNOWN", "EBADARCH"]);
/** What WeChat's uploader leaves out. */
const NOT_UPLOADED = /(^|\/)project(\.private)?\.config\.json$|\.LICENSE\.txt$/;

type Tool = "wcc" | "wcsc";

/** npm install without scripts leaves the programs without their x bit, and node_modules may be read-only. */
function runnableCopy(tool: Tool, folder: string): string | undefined {
  const platform = PLATFORM_FOLDERS[process.platform];
  if (!platform) return undefined;
  const name = process.platform === "win32" ? `${tool}.exe` : tool;
  const home = path.dirname(createRequire(inRepository("package.json")).resolve("miniprogram-compiler/package.json"));
  const source = path.join(home, "bin", platform, name);
  if (!existsSync(source)) return undefined;
  const copy = path.join(folder, name);
  copyFileSync(source, copy);
  chmodSync(copy, 0o755);
  return copy;
}

function compile(tool: Tool, args: readonly string[], dist: string, check: WeappCheck): void {
  const folder = mkdtempSync(path.join(tmpdir(), "huike-wcc-"));
  try {
    const program = runnableCopy(tool, folder);
    if (!program) {
      check.skipped.push(`${tool}: WeChat publishes no build of it for ${process.platform}`);
      return;
    }
    const run = spawnSync(program, ["-o", path.join(folder, "out.js"), ...args], { cwd: dist, encoding: "utf8" });
    const code = run.error && "code" in run.error ? String(run.error.code) : undefined;
    if (code && CANNOT_RUN.has(code))
      check.skipped.push(`${tool}: does not run on ${process.platform} ${process.arch} (${code})`);
    else if (run.error) check.faults.push(`${tool}: ${run.error.message}`);
    else if (run.status !== 0)
      check.faults.push(`${tool} ended with ${run.status ?? run.signal}: ${(run.stderr || run.stdout).trim()}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkPages(app: AppConfig, themes: Themes, files: ReadonlySet<string>): string[] {
  const units = pagesOf(app).flatMap((page) => ["js", "json", "wxml"].map((extension) => `${page}.${extension}`));
  const icons = (app.tabBar?.list ?? [])
    .flatMap(({ iconPath, selectedIconPath }) => [iconPath, selectedIconPath])
    .filter((icon) => icon !== undefined)
    .flatMap((icon) => [themed(icon, themes.light), themed(icon, themes.dark)])
    .map((icon) => icon.replace(/^\.?\//, ""));
  const missing = [...units, ...icons].filter((file) => !files.has(file));
  return [...new Set(missing)].map((file) => `app.json names ${file}, which is not in the build`);
}

function packageBytes(dist: string, app: AppConfig, files: readonly string[]): Record<string, number> {
  const roots = (app.subPackages ?? []).map(({ root }) => root.replace(/\/?$/, "/"));
  const bytes: Record<string, number> = { main: 0 };
  for (const file of files) {
    if (NOT_UPLOADED.test(file)) continue;
    const owner = roots.find((root) => file.startsWith(root)) ?? "main";
    bytes[owner] = (bytes[owner] ?? 0) + statSync(path.join(dist, file)).size;
  }
  return bytes;
}

export function checkWeapp(dist: string): WeappCheck {
  const check: WeappCheck = { faults: [], skipped: [], bytes: {} };
  if (!existsSync(path.join(dist, "app.json"))) {
    check.faults.push(`there is no weapp build in ${dist}: run npm run build:weapp`);
    return check;
  }
  const app = JSON.parse(readFileSync(path.join(dist, "app.json"), "utf8")) as AppConfig;
  const files = listFiles(dist);
  compile("wcc", ["-d", ...files.filter((file) => /\.(wxml|wxs)$/.test(file))], dist, check);
  compile("wcsc", ["-lc", ...files.filter((file) => file.endsWith(".wxss"))], dist, check);
  check.faults.push(...checkPages(app, readThemes(dist, app), new Set(files)));
  check.bytes = packageBytes(dist, app, files);
  for (const [name, size] of Object.entries(check.bytes))
    if (size > PACKAGE_BYTES_MAX)
      check.faults.push(`package ${name} is ${size} bytes: WeChat takes ${PACKAGE_BYTES_MAX}`);
  return check;
}

function print({ faults, skipped, bytes }: WeappCheck): void {
  for (const reason of skipped) console.warn(`SKIP ${reason}`);
  for (const [name, size] of Object.entries(bytes)) console.warn(`${name}: ${(size / 1024).toFixed(0)} KiB`);
  for (const fault of faults) console.error(`FAULT ${fault}`);
}

if (process.argv[1]?.endsWith("check-weapp.ts")) {
  const check = checkWeapp(path.resolve(process.argv[2] ?? inRepository("miniapp", "dist", "weapp")));
  print(check);
  process.exit(check.faults.length > 0 ? 1 : 0);
}

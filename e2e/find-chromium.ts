// Finds a Chromium: CHROME_PATH, the system's, one that Playwright or @sparticuz/chromium left behind. Nothing is downloaded.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { repositoryRoot } from "../dev/repository.ts";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/** In a process of its own: the package is an ES module, which jest's loader does not take, and may not be installed. */
const ASK_SPARTICUZ =
  "import('@sparticuz/chromium').then(({ default: packed }) => packed.executablePath()).then((path) => process.stdout.write(path))";

function sparticuzPath(): string {
  try {
    const args = ["--input-type=module", "-e", ASK_SPARTICUZ];
    return execFileSync(process.execPath, args, {
      cwd: repositoryRoot,
      stdio: ["ignore", "pipe", "ignore"],
    }).toString();
  } catch {
    return "";
  }
}

export function chromiumPath(): string | undefined {
  const { CHROME_PATH } = process.env;
  // Who names a browser wants that one: a wrong path is an error, not a reason to look further.
  if (CHROME_PATH) return CHROME_PATH;
  return [...SYSTEM, chromium.executablePath()].find(existsSync) ?? (sparticuzPath() || undefined);
}

const HOW_TO_GET_ONE = "apt-get install -y chromium, or npx playwright-core install chromium, or set CHROME_PATH";

/** Throws where there is none. */
export function launchChromium({ args = [], ...options }: LaunchOptions = {}): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error(`no Chromium: ${HOW_TO_GET_ONE}`);
  return chromium.launch({ ...options, args: [...ARGS, ...args], executablePath });
}

/** `describe` where there is a browser; without one a skip on a laptop, a failure where CI is set. */
export function describeInChromium(
  name: string,
  body: (launch: (o?: LaunchOptions) => Promise<Browser>) => void,
): void {
  const executablePath = chromiumPath();
  if (executablePath === undefined && process.env.CI) throw new Error(`no Chromium: ${HOW_TO_GET_ONE}`);
  // Past jest's console, which says nothing of suites it skips.
  if (executablePath === undefined) process.stderr.write(`SKIP ${name}: no Chromium found. ${HOW_TO_GET_ONE}\n`);
  (executablePath === undefined ? describe.skip : describe)(name, () => {
    body(launchChromium);
  });
}

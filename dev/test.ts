// npm test: lint, types, then every test. Stops at the first stage that fails, with its exit code.
// The browser's walk of the street runs last and alone: it starts the whole product on this machine.
// The last line is the count of tests, alone on its line.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod/mini";
import { inRepository, repositoryRoot } from "./repository.ts";

type Stage = {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly json?: string;
};

const Counts = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  numRuntimeErrorTestSuites: z.int(),
});

const reports = inRepository("dist", "test-reports");
/** What tests leave behind (a chain's WeChat, a browser's profile) lies here, and goes with the run. */
const scratch = mkdtempSync(join(tmpdir(), "huike-test-"));

function jest(title: string, projects: readonly string[], more: readonly string[] = []): Stage {
  const json = `${reports}/${projects.join("-")}.json`;
  const args = ["--no-install", "jest", "--selectProjects", ...projects, "--json", `--outputFile=${json}`, ...more];
  return { title, command: "npx", args, json };
}

const stages: readonly Stage[] = [
  { title: "lint", command: "npm", args: ["run", "--silent", "lint"] },
  { title: "types", command: "npm", args: ["run", "--silent", "typecheck"] },
  jest("tests: node, components, console, weapp", ["node", "components", "console", "weapp"]),
  jest("tests: the street in a browser", ["street"], ["--runInBand", "--passWithNoTests"]),
];

/** jest prints its JSON too when it is told to write it; only people's lines go on to the terminal. */
function run(stage: Stage): number {
  const stdout = stage.json === undefined ? "inherit" : "ignore";
  const { status, error } = spawnSync(stage.command, stage.args, {
    cwd: repositoryRoot,
    env: { ...process.env, TMPDIR: scratch },
    stdio: ["ignore", stdout, "inherit"],
  });
  if (error) console.error(error.message);
  return status ?? 1;
}

const total = { passed: 0, failed: 0, skipped: 0 };

/** A test file that could not even be loaded has no tests to count: it counts as one that failed. */
function count(json: string): void {
  const counts = Counts.parse(JSON.parse(readFileSync(json, "utf8")));
  total.passed += counts.numPassedTests;
  total.failed += counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  total.skipped += counts.numPendingTests + counts.numTodoTests;
}

function finish(code: number): never {
  rmSync(scratch, { recursive: true, force: true });
  const { passed, failed, skipped } = total;
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exit(code);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
for (const stage of stages) {
  const startedMs = Date.now();
  console.log(`\n— ${stage.title}`);
  const code = run(stage);
  try {
    if (stage.json !== undefined) count(stage.json);
  } catch (cause) {
    console.error(`${stage.title} left no report:`, cause);
    finish(code || 1);
  }
  console.log(
    `— ${stage.title}: ${code === 0 ? "good" : "FAILED"} (${((Date.now() - startedMs) / 1000).toFixed(1)} s)`,
  );
  if (code !== 0) finish(code);
}
finish(0);

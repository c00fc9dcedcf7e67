// `npm run trials`: the long trials, which `npm test` runs in small. Progress and figures are jest's and the trials' own.
import { spawnSync } from "node:child_process";
import { inRepository } from "./repository.ts";

const LONG = { HUIKE_TRIAL_COMMANDS: "1000000", HUIKE_TRIAL_SCANS: "10000" };
const args = ["--selectProjects", "node", "--testPathPatterns", "functions/trials/", ...process.argv.slice(2)];
const { status } = spawnSync("npx", ["jest", ...args], {
  cwd: inRepository("."),
  env: { ...LONG, ...process.env },
  stdio: "inherit",
});
process.exitCode = status ?? 1;

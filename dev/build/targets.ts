// What can be built, from what, by which command, into which folder.
import { inRepository } from "../repository.ts";
import { type Partition, packageFolder, partitions } from "./packaged-template.ts";

export type Target = "console" | "functions" | "functions-aws" | "h5" | "weapp";

export type Recipe = {
  readonly title: string;
  /** Folders and files, relative to the repository, whose contents decide whether a build is stale. */
  readonly inputs: readonly string[];
  /** What else decides: environment variables the build reads. */
  readonly facts: readonly string[];
  readonly output: string;
  /** Builds that share a cache folder must not run side by side. */
  readonly lock: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The repository's root when not given. */
  readonly cwd?: string;
  /** Built first: what it makes goes into this build. */
  readonly after?: Target;
};

const lockFile = (name: string) => inRepository("dist", `.${name}.lock`);

/** The console draws tickets with the phone's own parts. */
const consoleInputs = ["console", "miniapp/src/ui", "miniapp/src/text", "shared", "package-lock.json"];

const console: Recipe = {
  title: "console",
  inputs: consoleInputs,
  facts: [],
  output: inRepository("console", "dist", "web"),
  lock: lockFile("console"),
  command: "npm",
  args: ["run", "--silent", "build"],
  cwd: inRepository("console"),
};

function functions(partition: Partition): Recipe {
  const output = packageFolder(partition);
  return {
    title: `functions (${partition})`,
    // The console's built files travel in its function's zip.
    inputs: ["functions", "shared", "serverless.yml", "tsconfig.json", "package-lock.json", ...consoleInputs],
    after: "console",
    facts: [partitions[partition]],
    output,
    lock: lockFile("functions"),
    command: inRepository("node_modules", ".bin", "osls"),
    args: ["package", "--package", output, "--region", partitions[partition]],
  };
}

function miniapp(type: "h5" | "weapp"): Recipe {
  return {
    title: `mini-program (${type})`,
    inputs: ["miniapp", "shared", "package-lock.json"],
    facts: [`TARO_APP_API_BASE=${process.env.TARO_APP_API_BASE ?? ""}`],
    output: inRepository("miniapp", "dist", type),
    lock: lockFile("miniapp"),
    command: "npm",
    args: ["run", "--silent", `build:${type}`],
    cwd: inRepository("miniapp"),
  };
}

export const recipes: Readonly<Record<Target, Recipe>> = {
  console,
  functions: functions("aws-cn"),
  "functions-aws": functions("aws"),
  h5: miniapp("h5"),
  weapp: miniapp("weapp"),
};

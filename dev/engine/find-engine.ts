// Finds the DynamoDB engine of this machine: one that runs already, or a binary to run.
import { accessSync, chmodSync, constants, copyFileSync, mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SentenceForPeople } from "../sentence-for-people.ts";

export type FoundEngine = { is: "endpoint"; endpoint: string } | { is: "binary"; path: string };

export class EngineMissing extends SentenceForPeople {
  override name = "EngineMissing";
}

export const noEngineSentence =
  "No DynamoDB engine for this machine: the bundled one runs on Linux x64 (WSL2 too). " +
  "Elsewhere set DYNOXIDE_BIN to a dynoxide binary, or DYNAMODB_ENDPOINT to a running engine.";

/** DYNAMODB_ENDPOINT, then DYNOXIDE_BIN, then the optional npm package; throws {@link EngineMissing} with a sentence. */
export function findEngine(
  env: NodeJS.ProcessEnv = process.env,
  packaged: () => string | undefined = packagedBinary,
): FoundEngine {
  if (env.DYNAMODB_ENDPOINT) return { is: "endpoint", endpoint: env.DYNAMODB_ENDPOINT.replace(/\/+$/, "") };
  if (env.DYNOXIDE_BIN) {
    if (canRun(env.DYNOXIDE_BIN)) return { is: "binary", path: env.DYNOXIDE_BIN };
    throw new EngineMissing(`DYNOXIDE_BIN names ${env.DYNOXIDE_BIN}, which is not a program that can be run.`);
  }
  const path = packaged();
  if (path === undefined) throw new EngineMissing(noEngineSentence);
  return { is: "binary", path: runnable(path) };
}

function packagedBinary(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  try {
    const manifest = createRequire(import.meta.url).resolve("@dynoxide/linux-x64/package.json");
    return join(dirname(manifest), "dynoxide");
  } catch {
    return undefined; // an optional dependency, left out on this machine
  }
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The package declares no bin, so some package managers unpack it without the x bit. */
export function runnable(path: string): string {
  if (canRun(path)) return path;
  try {
    chmodSync(path, 0o755);
    return path;
  } catch {
    // node_modules belongs to somebody else: run a copy.
    const copy = join(mkdtempSync(join(tmpdir(), "huike-engine-")), "dynoxide");
    copyFileSync(path, copy);
    chmodSync(copy, 0o755);
    return copy;
  }
}

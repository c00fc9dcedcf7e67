// Builds a target when its sources have changed since its last good build, and only then.
//
// The hash of the last good build lies beside the output. It is removed before a build starts and
// written after it has ended well, so a build that failed or was killed is never taken for a good one.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { isErrno } from "../errno.ts";
import { spawnLeashed } from "../process/leash.ts";
import { repositoryRoot } from "../repository.ts";
import { SentenceForPeople } from "../sentence-for-people.ts";
import { withBuildLock } from "./build-lock.ts";
import { sourceHash } from "./source-hash.ts";
import { type Recipe, recipes, type Target } from "./targets.ts";

const TAIL_LINES = 30;

export class BuildFailed extends SentenceForPeople {
  override name = "BuildFailed";
}

export type Built = { readonly output: string; readonly hash: string; readonly wasFresh: boolean; readonly ms: number };

export async function ensureBuilt(target: Target, say: (line: string) => void = () => {}): Promise<Built> {
  const recipe = recipes[target];
  if (recipe.after) await ensureBuilt(recipe.after, say);
  return ensureRecipe(recipe, say);
}

export async function ensureRecipe(recipe: Recipe, say: (line: string) => void, root = repositoryRoot): Promise<Built> {
  const startedMs = Date.now();
  const built = (hash: string, wasFresh: boolean): Built => {
    return { output: recipe.output, hash, wasFresh, ms: Date.now() - startedMs };
  };
  const hash = hashOf(recipe, root);
  if (lastGood(recipe) === hash) return built(hash, true);
  const work = async () => {
    const now = hashOf(recipe, root); // somebody else may have built it while we waited
    if (lastGood(recipe) === now) return built(now, true);
    say(`building ${recipe.title} …`);
    rmSync(markerOf(recipe), { force: true });
    await run(recipe, root);
    writeFileSync(markerOf(recipe), now);
    return built(now, false);
  };
  return withBuildLock(recipe.lock, work, () => say(`waiting for another build to end (${recipe.title}) …`));
}

const hashOf = (recipe: Recipe, root: string) =>
  sourceHash(root, recipe.inputs, [process.version, recipe.command, ...recipe.args, ...recipe.facts]);

const markerOf = (recipe: Recipe) => `${recipe.output}.built`;

function lastGood(recipe: Recipe): string | undefined {
  try {
    return readFileSync(markerOf(recipe), "utf8");
  } catch (cause) {
    if (isErrno(cause, "ENOENT")) return undefined;
    throw cause;
  }
}

/** The same build whoever asks for it: a test runner's settings stay out of it. */
function buildEnvironment(): NodeJS.ProcessEnv {
  const { JEST_WORKER_ID: _, BABEL_ENV: __, NODE_OPTIONS: ___, ...env } = process.env;
  return { ...env, NODE_ENV: "production", SLS_TELEMETRY_DISABLED: "1", SLS_NOTIFICATIONS_MODE: "off" };
}

/** On a leash: a build must not go on writing when whoever wanted it has gone. */
function run(recipe: Recipe, root: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawnLeashed(recipe.command, recipe.args, { cwd: recipe.cwd ?? root, env: buildEnvironment() });
    let tail: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        tail = [...tail, ...text.split("\n").filter((line) => line.trim() !== "")].slice(-TAIL_LINES);
      });
    }
    child.once("error", (cause) => reject(new BuildFailed(failureOf(recipe, tail, cause.message))));
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new BuildFailed(failureOf(recipe, tail, `exit code ${code}`))),
    );
  });
}

function failureOf(recipe: Recipe, tail: readonly string[], reason: string): string {
  const command = [recipe.command, ...recipe.args].join(" ");
  return `${tail.join("\n")}\n\nBuilding ${recipe.title} failed (${reason}). Mend what the lines above name; the command was: ${command}`;
}

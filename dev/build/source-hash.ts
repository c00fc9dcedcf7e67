// One hash over everything a build reads, so that a build whose sources have not changed is not run again.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { isErrno } from "../errno.ts";

const NEVER_SHIPPED_FOLDERS = new Set(["node_modules", "dist", "test", "testing"]);
const NEVER_SHIPPED_FILE = /\.(test|model|spec)\.tsx?$|\.md$|~$/;

/** All files below `folder` that can reach a build: no tests, no outputs; sorted, as paths. */
function* sources(path: string): Generator<string> {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) {
      // Tools leave caches behind (.swc, after the first build): they are no sources.
      if (!entry.name.startsWith(".") && !NEVER_SHIPPED_FOLDERS.has(entry.name)) yield* sources(child);
    } else if (entry.isFile() && !NEVER_SHIPPED_FILE.test(entry.name)) yield child;
  }
}

/** Hashes names and contents under `inputs` (folders or files relative to `root`; absent ones count as absent) and `facts`. */
export function sourceHash(root: string, inputs: readonly string[], facts: readonly string[] = []): string {
  const hash = createHash("sha256");
  const add = (part: string | Buffer) => hash.update(`${part.length}:`).update(part);
  for (const fact of facts) add(fact);
  for (const input of inputs) {
    for (const file of filesOf(join(root, input))) {
      const content = readOrAbsent(file);
      add(relative(root, file));
      add(content ?? "absent");
    }
  }
  return hash.digest("hex");
}

function filesOf(path: string): string[] {
  try {
    return [...sources(path)];
  } catch (cause) {
    if (isErrno(cause, "ENOTDIR") || isErrno(cause, "ENOENT")) return [path];
    throw cause;
  }
}

/** Editors replace files while we look; a file that has just gone is an absent one, and the next hash differs. */
function readOrAbsent(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (cause) {
    if (isErrno(cause, "ENOENT")) return undefined;
    throw cause;
  }
}

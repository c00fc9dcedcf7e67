// Unpacks a zip into a folder; a fresh machine has no unzip.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import { unzipSync } from "fflate";

/** Replaces `folder` by what is in `zip`. */
export function unpack(zip: string, folder: string): void {
  const entries = Object.entries(unzipSync(readFileSync(zip)));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of entries) {
    const path = join(folder, normalize(name));
    if (!path.startsWith(folder + sep)) throw new Error(`${zip} holds ${name}, which points out of the folder.`);
    if (name.endsWith("/")) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

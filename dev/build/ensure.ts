// tsx dev/build/ensure.ts <target…>: builds what is stale, for those who cannot import TypeScript (jest's set-up).
import { BuildFailed, ensureBuilt } from "./ensure-built.ts";
import { recipes, type Target } from "./targets.ts";

const isTarget = (name: string): name is Target => Object.hasOwn(recipes, name);

for (const name of process.argv.slice(2)) {
  if (!isTarget(name)) throw new Error(`No such target: ${name}. There are ${Object.keys(recipes).join(", ")}.`);
  try {
    await ensureBuilt(name, (line) => console.error(line));
  } catch (cause) {
    if (!(cause instanceof BuildFailed)) throw cause;
    console.error(cause.message);
    process.exit(1);
  }
}

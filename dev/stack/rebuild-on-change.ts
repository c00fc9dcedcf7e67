// npm run dev: builds anew what changed and says so. It looks at contents, a little every second, rather than
// listen to file events: those differ between systems, and an editor's save is several of them.
import { setTimeout as sleep } from "node:timers/promises";
import { BuildFailed, ensureBuilt } from "../build/ensure-built.ts";
import { sourceHash } from "../build/source-hash.ts";
import { recipes, type Target } from "../build/targets.ts";
import { repositoryRoot } from "../repository.ts";

const LOOK_MS = 800;

export type Watched = { readonly target: Target; readonly onBuilt: () => Promise<void> };

export async function rebuildOnChange(
  watched: readonly Watched[],
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const seen = new Map(watched.map(({ target }) => [target, hashOf(target)]));
  while (!signal.aborted) {
    await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
    for (const one of watched) {
      if (signal.aborted) return;
      const now = hashOf(one.target);
      if (now === seen.get(one.target)) continue;
      seen.set(one.target, now);
      await rebuild(one, say);
    }
  }
}

const hashOf = (target: Target) => sourceHash(repositoryRoot, recipes[target].inputs);

async function rebuild({ target, onBuilt }: Watched, say: (line: string) => void): Promise<void> {
  try {
    const built = await ensureBuilt(target, say);
    if (built.wasFresh) return;
    await onBuilt();
    say(`${recipes[target].title} is new (${(built.ms / 1000).toFixed(1)} s)`);
  } catch (cause) {
    // A half-typed line is the ordinary case here: say it and wait for the next change.
    say(cause instanceof BuildFailed ? cause.message : String(cause));
  }
}

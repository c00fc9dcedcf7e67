// All a night has to do. Each of the works keeps its own place; one that fails keeps none of the others from theirs.
import { sealDays } from "../audit/seal-days.ts";
import { rollDays } from "../chain/roll-days.ts";
import type { Env } from "../platform/env.ts";
import { reconcile } from "./reconcile.ts";
import { returnNumbers } from "./return-numbers.ts";
import type { Bounds } from "./scan-table.ts";

/** Carries everything on as far as there is time; throws at the end what failed first. */
export async function runNight(env: Env, bounds: Bounds): Promise<void> {
  const failures: unknown[] = [];
  for (const work of [returnNumbers, sealDays, rollDays, reconcile]) {
    await work(env, bounds).catch((cause: unknown) => failures.push(cause));
  }
  if (failures.length > 0) throw failures[0];
}

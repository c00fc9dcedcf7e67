// Ours and its anchor by turns, so that whatever else the machine does falls on both.

export type Work = () => Promise<unknown>;
export type Pair = { readonly ours: number[]; readonly anchor: number[] };

/** ms of each call. */
export async function pairMs(pairs: number, ours: Work, anchor: Work): Promise<Pair> {
  const taken: Pair = { ours: [], anchor: [] };
  for (let i = 0; i < pairs; i++) {
    taken.anchor.push(await msOf(anchor));
    taken.ours.push(await msOf(ours));
  }
  return taken;
}

async function msOf(work: Work): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** CPU µs a call, user and system, of each round of so many calls. */
export async function pairCpuUs(rounds: number, calls: number, ours: Work, anchor: Work): Promise<Pair> {
  const taken: Pair = { ours: [], anchor: [] };
  for (let round = 0; round < rounds; round++) {
    taken.anchor.push(await cpuUsOf(calls, anchor));
    taken.ours.push(await cpuUsOf(calls, ours));
  }
  return taken;
}

async function cpuUsOf(calls: number, work: Work): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

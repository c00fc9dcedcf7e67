// One build of a kind at a time on this machine, also between processes: two test runs, or a start and a test run.
import { setTimeout as sleep } from "node:timers/promises";
import { tryLock, unlock } from "../process/lock-file.ts";

const POLL_MS = 150;

export async function withBuildLock<T>(
  file: string,
  work: () => Promise<T>,
  onWait: () => void = () => {},
): Promise<T> {
  for (let waited = false; !tryLock(file); waited = true) {
    if (!waited) onWait();
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    unlock(file);
  }
}

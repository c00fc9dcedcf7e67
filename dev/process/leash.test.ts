import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inRepository } from "../repository.ts";
import { ended, spawnLeashed, stopLeashed } from "./leash.ts";

const folder = mkdtempSync(join(tmpdir(), "huike-leash-test-"));

/** A process that has ended stays a zombie until its parent looks; "Z" is dead. */
const isAlive = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

async function untilGone(pid: number): Promise<boolean> {
  for (const endMs = Date.now() + 3000; Date.now() < endMs; await sleep(20)) if (!isAlive(pid)) return true;
  return false;
}

const firstLine = (stream: NodeJS.ReadableStream | null): Promise<string> =>
  new Promise((resolve) => stream?.once("data", (text) => resolve(String(text).trim())));

test("what the child prints and how it ends are the child's own", async () => {
  const child = spawnLeashed("/bin/sh", ["-c", "echo heard; exit 7"]);
  expect(await firstLine(child.stdout)).toBe("heard");
  await ended(child);
  expect([child.exitCode, child.signalCode]).toEqual([7, null]);
});

test("arguments arrive as they are, whatever is in them", async () => {
  const child = spawnLeashed("/bin/echo", ["a b", "$HOME", "'\"; exit 3"]);
  expect(await firstLine(child.stdout)).toBe("a b $HOME '\"; exit 3");
});

test("stop asks first, then insists", async () => {
  const stubborn = spawnLeashed("/bin/sh", ["-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done"]);
  await firstLine(stubborn.stdout);
  await stopLeashed(stubborn, 200);
  expect(stubborn.signalCode).toBe("SIGKILL");
  const polite = spawnLeashed("/bin/sleep", ["60"]);
  await sleep(50);
  await stopLeashed(polite, 5000);
  expect(polite.signalCode).toBe("SIGTERM");
});

test("stopping what has ended is no wait", async () => {
  const child = spawnLeashed("/bin/true", []);
  await ended(child);
  await stopLeashed(child, 60_000);
  expect(child.exitCode).toBe(0);
});

test("a parent that is killed takes the child and the child's children along", async () => {
  const script = join(folder, "parent.mts");
  const leash = JSON.stringify(inRepository("dev", "process", "leash.ts"));
  writeFileSync(
    script,
    `import { spawnLeashed } from ${leash};
     const child = spawnLeashed("/bin/sh", ["-c", "sleep 60 & echo $$ $!; wait"]);
     child.stdout.on("data", (text) => process.stdout.write(text));`,
  );
  const parent = spawn(process.execPath, ["--import", "tsx", script], {
    cwd: inRepository(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pids = (await firstLine(parent.stdout)).split(" ").map(Number);
  expect(pids).toHaveLength(2);
  expect(pids.every(isAlive)).toBe(true);
  parent.kill("SIGKILL");
  expect(await Promise.all(pids.map(untilGone))).toEqual([true, true]);
});

// A lock between processes: a file with the holder's process id. It is given back when the holder ends, and
// a holder that was killed loses it.
import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isErrno } from "../errno.ts";

/** A lock without a process id is one being written, or one whose writer died in between. */
const UNSIGNED_MS_MAX = 5000;

const held = new Set<string>();
process.on("exit", () => {
  for (const file of held) rmSync(file, { force: true });
});

/** True when the lock is ours now. A dead holder's lock is dropped, so that the next try may get it. */
export function tryLock(file: string): boolean {
  mkdirSync(dirname(file), { recursive: true });
  if (create(file)) return true;
  if (!isAbandoned(file)) return false;
  dropAbandoned(file);
  return create(file);
}

export function unlock(file: string): void {
  held.delete(file);
  rmSync(file, { force: true });
}

/** The process that holds the lock, as far as the file tells. */
export function lockHolder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function create(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    held.add(file);
    return true;
  } catch (cause) {
    if (isErrno(cause, "EEXIST")) return false;
    throw cause;
  }
}

/** Under a second lock, so that nobody drops the fresh lock of the one who came first. */
function dropAbandoned(file: string): void {
  const guard = `${file}.drop`;
  try {
    mkdirSync(guard);
  } catch {
    if (ageMs(guard) > UNSIGNED_MS_MAX) rmdirQuietly(guard);
    return;
  }
  if (isAbandoned(file)) rmSync(file, { force: true });
  rmdirQuietly(guard);
}

function isAbandoned(file: string): boolean {
  const pid = lockHolder(file);
  return pid === undefined ? ageMs(file) > UNSIGNED_MS_MAX : !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return isErrno(cause, "EPERM");
  }
}

/** 0 for what is not there (any more). */
function ageMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function rmdirQuietly(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // another process was quicker
  }
}

// Starts a child that cannot outlive this process, however this process ends.
//
// A signal handler does not run on SIGKILL or a crash, so the kernel has to tell: the child's
// watcher reads from a pipe whose other end only we hold. When we are gone, for whatever reason,
// the read ends and the watcher kills the child and all that the child has started. `exec` keeps the
// child's process id the shell's, so exit codes and signals are the child's own.
import { type ChildProcess, spawn } from "node:child_process";

const WATCHED = `
exec 3<&0
(read -r _ <&3; kill -s KILL -- -$$) >/dev/null 2>&1 &
exec "$@" </dev/null 3<&-
`;

export type LeashedOptions = {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  stdout?: "pipe" | number;
  stderr?: "pipe" | number;
};

/** The child has a session of its own: Ctrl-C in the terminal reaches us, and we stop children in our own order. */
export function spawnLeashed(command: string, args: readonly string[], options: LeashedOptions = {}): ChildProcess {
  const child = spawn("/bin/sh", ["-c", WATCHED, "sh", command, ...args], {
    cwd: options.cwd,
    env: options.env ?? process.env,
    detached: true,
    stdio: ["pipe", options.stdout ?? "pipe", options.stderr ?? "pipe"],
  });
  child.stdin?.on("error", () => {}); // a pipe to a child that has gone
  child.once("exit", () => child.stdin?.destroy());
  return child;
}

/** Resolves when the child has ended; at once when it has already. */
export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

/** Asks the child to end, and makes it end when it has not within `graceMs`. */
export async function stopLeashed(child: ChildProcess, graceMs = 2000): Promise<void> {
  const hasEnded = ended(child);
  child.kill("SIGTERM");
  const insist = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await hasEnded;
  clearTimeout(insist);
}

// Starts the DynamoDB engine, or takes the one that DYNAMODB_ENDPOINT names.
import type { ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ended, spawnLeashed, stopLeashed } from "../process/leash.ts";
import { engineClient } from "./engine-client.ts";
import { EngineMissing, type FoundEngine, findEngine } from "./find-engine.ts";

const PORT_ATTEMPTS_MAX = 5;
const READY_MS_MAX = 10_000;

export type Engine = {
  readonly endpoint: string;
  /** Undefined for an engine that somebody else runs. */
  readonly pid: number | undefined;
  /** Lets this process end while the engine runs; the engine ends with it. */
  readonly unref: () => void;
  /** Resolves when the engine has ended, wanted or not. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
};

export type EngineOptions = {
  /** A file to keep the data in; without one the data lives in memory and ends with the engine. */
  dbPath?: string;
  found?: FoundEngine;
  choosePort?: () => Promise<number>;
};

export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const found = options.found ?? findEngine();
  if (found.is === "endpoint") return takeRunning(found.endpoint);
  if (options.dbPath !== undefined) mkdirSync(dirname(options.dbPath), { recursive: true });
  const said: string[] = [];
  for (let attempt = 1; attempt <= PORT_ATTEMPTS_MAX; attempt++) {
    const port = await (options.choosePort ?? freePort)();
    const engine = await trySpawn(found.path, port, options.dbPath, said);
    if (engine) return engine;
  }
  throw new EngineMissing(
    `The DynamoDB engine did not start in ${PORT_ATTEMPTS_MAX} attempts: ${said.join("").trim()}`,
  );
}

async function takeRunning(endpoint: string): Promise<Engine> {
  if (!(await answers(endpoint))) {
    throw new EngineMissing(`DYNAMODB_ENDPOINT is ${endpoint}, but no DynamoDB engine answers there.`);
  }
  return { endpoint, pid: undefined, unref: () => {}, ended: new Promise(() => {}), stop: async () => {} };
}

/** The engine on this port, or nothing when the port was taken meanwhile. */
async function trySpawn(path: string, port: number, dbPath: string | undefined, said: string[]) {
  const keep = dbPath === undefined ? [] : ["--db-path", dbPath];
  const child = spawnLeashed(path, ["serve", "--port", String(port), ...keep]);
  let listens = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      listens ||= text.includes("listening on");
      if (said.length < 50) said.push(text);
    });
  }
  const spawnFailed = new Promise<never>((_, reject) => child.once("error", reject));
  spawnFailed.catch(() => {});
  const endpoint = `http://127.0.0.1:${port}`;
  const isReady = await Promise.race([untilReady(child, endpoint, () => listens), spawnFailed]);
  if (!isReady) return undefined;
  return engineOf(child, endpoint);
}

/** That *this* engine listens must be seen first: on a port lost to another engine, the other one would answer. */
async function untilReady(child: ChildProcess, endpoint: string, listens: () => boolean): Promise<boolean> {
  let isRunning = true;
  void ended(child).then(() => {
    isRunning = false;
  });
  const deadlineMs = Date.now() + READY_MS_MAX;
  while (isRunning && Date.now() < deadlineMs) {
    if (listens() && (await answers(endpoint))) return isRunning;
    await sleep(5);
  }
  await stopLeashed(child);
  return false;
}

async function answers(endpoint: string): Promise<boolean> {
  const client = engineClient(endpoint);
  try {
    await client.send(new ListTablesCommand({ Limit: 1 }));
    return true;
  } catch {
    return false;
  } finally {
    client.destroy();
  }
}

function engineOf(child: ChildProcess, endpoint: string): Engine {
  const handles = [child, child.stdin, child.stdout, child.stderr] as unknown as { unref?: () => void }[];
  return {
    endpoint,
    pid: child.pid,
    unref: () => {
      for (const handle of handles) handle.unref?.();
    },
    ended: ended(child),
    stop: () => stopLeashed(child),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port was given")),
      );
    });
  });
}

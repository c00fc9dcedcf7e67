// A function as its callers see it: up to a few sandboxes behind one `invoke`, opened when all others are busy.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { unpack } from "../build/unpack.ts";
import { LambdaFailure } from "./lambda-failure.ts";
import type { PackagedFunction } from "./packaged-function.ts";
import { openSandbox, type Sandbox } from "./sandbox.ts";

const SANDBOXES_MAX = 3;
/** Sandboxes beyond the first end when nobody needed them for so long. */
const IDLE_MS_MAX = 30_000;

export type LocalFunction = {
  readonly name: string;
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Resolves when nothing is under way, or when waiting makes no sense any more. */
  readonly drain: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type LocalFunctionOptions = {
  /** Where the zips are. */
  readonly packageFolder: string;
  /** Where zips are unpacked to and logs are written. */
  readonly workFolder: string;
  readonly logFolder: string;
  readonly sandboxesMax?: number;
  readonly idleMsMax?: number;
  readonly nodePath?: string;
  /** Told of every invocation that gave no answer. */
  readonly onFailure?: (line: string) => void;
};

type Waiting = { eventJson: string; resolve: (answer: unknown) => void; reject: (cause: unknown) => void };

/** Unpacks the function's zip and boots its first sandbox, which stays warm. */
export async function openFunction(fn: PackagedFunction, options: LocalFunctionOptions): Promise<LocalFunction> {
  const taskRoot = join(options.workFolder, fn.name);
  unpack(join(options.packageFolder, fn.zip), taskRoot);
  mkdirSync(options.logFolder, { recursive: true });
  const logFile = join(options.logFolder, `${fn.name}.log`);
  const open = () => openSandbox(fn, { taskRoot, logFile, ...(options.nodePath && { nodePath: options.nodePath }) });
  const pool = new SandboxPool(open, options.sandboxesMax ?? SANDBOXES_MAX, options.idleMsMax ?? IDLE_MS_MAX);
  await pool.warm();
  const invoke = async (event: unknown) => {
    try {
      return await pool.invoke(JSON.stringify(event));
    } catch (cause) {
      if (cause instanceof LambdaFailure && cause.errorType !== "Sandbox.Stopped") {
        options.onFailure?.(`${fn.name} failed: ${cause.errorType}: ${cause.message} (see ${logFile})`);
      }
      throw cause;
    }
  };
  return { name: fn.name, invoke, drain: () => pool.drain(fn.timeoutMs), stop: () => pool.stop() };
}

class SandboxPool {
  readonly #open: () => Promise<Sandbox>;
  readonly #max: number;
  readonly #idleMsMax: number;
  readonly #sandboxes: Sandbox[] = [];
  readonly #queue: Waiting[] = [];
  #opening = 0;
  #isStopped = false;

  constructor(open: () => Promise<Sandbox>, max: number, idleMsMax: number) {
    this.#open = open;
    this.#max = max;
    this.#idleMsMax = idleMsMax;
  }

  async warm(): Promise<void> {
    this.#sandboxes.push(await this.#open());
  }

  invoke(eventJson: string): Promise<unknown> {
    if (this.#isStopped) return Promise.reject(new LambdaFailure("Sandbox.Stopped", "the function was stopped"));
    return new Promise((resolve, reject) => {
      this.#queue.push({ eventJson, resolve, reject });
      this.#dispatch();
    });
  }

  async drain(msMax: number): Promise<void> {
    const isBusy = () => this.#queue.length > 0 || this.#sandboxes.some((sandbox) => sandbox.isBusy);
    for (const endMs = Date.now() + msMax; isBusy() && Date.now() < endMs; ) await sleep(20);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    const stopped = new LambdaFailure("Sandbox.Stopped", "the function was stopped");
    for (const waiting of this.#queue.splice(0)) waiting.reject(stopped);
    await Promise.all(this.#sandboxes.map((sandbox) => sandbox.stop()));
  }

  #dispatch(): void {
    const idle = this.#sandboxes.find((sandbox) => !sandbox.isBusy);
    if (idle === undefined) {
      this.#grow();
      return;
    }
    const next = this.#queue.shift();
    if (next === undefined) return;
    idle
      .invoke(next.eventJson)
      .then(next.resolve, next.reject)
      .finally(() => {
        if (this.#isStopped) return;
        this.#dispatch();
        this.#endWhenIdle(idle);
      });
    if (this.#queue.length > 0) this.#dispatch();
  }

  #endWhenIdle(sandbox: Sandbox): void {
    if (sandbox === this.#sandboxes[0]) return;
    const { uses } = sandbox;
    const look = () => {
      const place = this.#sandboxes.indexOf(sandbox);
      if (this.#isStopped || place < 1 || sandbox.isBusy || sandbox.uses !== uses) return;
      this.#sandboxes.splice(place, 1);
      void sandbox.stop();
    };
    setTimeout(look, this.#idleMsMax).unref();
  }

  /** One more sandbox for each that waits, up to the limit. */
  #grow(): void {
    const room = this.#max - this.#sandboxes.length - this.#opening;
    if (room <= 0 || this.#queue.length <= this.#opening) return;
    this.#opening++;
    this.#open()
      .then((sandbox) => {
        if (this.#isStopped) return sandbox.stop();
        this.#sandboxes.push(sandbox);
        return undefined;
      })
      .catch((cause) => this.#queue.shift()?.reject(cause))
      .finally(() => {
        this.#opening--;
        if (!this.#isStopped) this.#dispatch();
      });
  }
}

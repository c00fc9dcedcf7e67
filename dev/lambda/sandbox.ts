// One execution environment of a function: a child process that runs the code of the packaged zip in a clean
// environment and folder, one invocation at a time. An invocation that takes too long, and a runtime that ends
// in the middle, cost the process; the next invocation boots a new one, as in Lambda.
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { closeSync, openSync, writeSync } from "node:fs";
import { spawnLeashed, stopLeashed } from "../process/leash.ts";
import { inRepository } from "../repository.ts";
import { LambdaFailure, readFailure } from "./lambda-failure.ts";
import type { PackagedFunction } from "./packaged-function.ts";
import { type Give, openRuntimeApi, type RuntimeApi } from "./runtime-api.ts";
import { sandboxEnvironment } from "./sandbox-environment.ts";

/** Lambda's own limit of loading a function. */
const INIT_MS_MAX = 10_000;
/** Lambda's limit of a synchronous answer. */
const RESPONSE_BYTES_MAX = 6 * 1024 * 1024 + 100;

type Job = {
  readonly id: string;
  readonly eventJson: string;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (failure: LambdaFailure) => void;
  startedMs: number | undefined;
  timer: NodeJS.Timeout | undefined;
};

export type SandboxOptions = {
  /** The folder with the unpacked zip. */
  readonly taskRoot: string;
  readonly logFile: string;
  /** The node that runs the function; this one when not given. */
  readonly nodePath?: string;
};

export async function openSandbox(fn: PackagedFunction, options: SandboxOptions): Promise<Sandbox> {
  const sandbox = new Sandbox(fn, options);
  await sandbox.open();
  return sandbox;
}

export class Sandbox {
  readonly #fn: PackagedFunction;
  readonly #options: SandboxOptions;
  readonly #log: number;
  #api: RuntimeApi | undefined;
  #child: ChildProcess | undefined;
  #initTimer: NodeJS.Timeout | undefined;
  #give: Give | undefined;
  #job: Job | undefined;
  #isStopped = false;
  #uses = 0;

  constructor(fn: PackagedFunction, options: SandboxOptions) {
    this.#fn = fn;
    this.#options = options;
    this.#log = openSync(options.logFile, "a");
  }

  async open(): Promise<void> {
    this.#api = await openRuntimeApi({
      onNext: (give) => this.#ready(give),
      onResponse: (id, json) => this.#answered(id, json),
      onError: (id, json) => this.#finish(id, (job) => job.reject(readFailure(json))),
      onInitError: (json) => this.#initFailed(readFailure(json)),
    });
    this.#boot();
  }

  get isBusy(): boolean {
    return this.#job !== undefined;
  }

  /** How many invocations it has taken. */
  get uses(): number {
    return this.#uses;
  }

  /** Answers what the handler answered; throws a {@link LambdaFailure} for all else. */
  invoke(eventJson: string): Promise<unknown> {
    if (this.#job || this.#isStopped) throw new Error("a sandbox takes one invocation at a time, until it is stopped");
    this.#uses++;
    return new Promise((resolve, reject) => {
      this.#job = { id: randomUUID(), eventJson, resolve, reject, startedMs: undefined, timer: undefined };
      if (!this.#child) this.#boot();
      this.#deliver();
    });
  }

  async stop(): Promise<void> {
    if (this.#isStopped) return;
    this.#isStopped = true;
    clearTimeout(this.#initTimer);
    this.#failJob(new LambdaFailure("Sandbox.Stopped", "the function was stopped"));
    if (this.#child) await stopLeashed(this.#child, 500);
    this.#api?.close();
    closeSync(this.#log);
  }

  #boot(): void {
    if (!this.#api) throw new Error("open the sandbox first");
    const { nodePath = process.execPath, taskRoot } = this.#options;
    const child = spawnLeashed(
      nodePath,
      [`--max-old-space-size=${this.#fn.memoryMb}`, inRepository("dev", "lambda", "bootstrap.mjs")],
      {
        cwd: taskRoot,
        env: sandboxEnvironment(this.#fn, taskRoot, this.#api.address),
        stdout: this.#log,
        stderr: this.#log,
      },
    );
    this.#child = child;
    child.once("error", (cause) => this.#ended(child, cause.message));
    child.once("exit", (code, signal) =>
      this.#ended(child, signal === null ? `exit status ${code}` : `signal: ${signal}`),
    );
    this.#initTimer = setTimeout(() => this.#initFailed(timedOut(INIT_MS_MAX)), INIT_MS_MAX);
  }

  #ready(give: Give): void {
    clearTimeout(this.#initTimer);
    this.#give = give;
    this.#deliver();
  }

  #deliver(): void {
    const [job, give] = [this.#job, this.#give];
    if (!job || !give) return;
    this.#give = undefined;
    const { timeoutMs, functionName } = this.#fn;
    const functionArn = `arn:aws-cn:lambda:cn-northwest-1:000000000000:function:${functionName}`;
    const deadlineMs = Date.now() + timeoutMs;
    if (!give({ id: job.id, eventJson: job.eventJson, deadlineMs, functionArn })) return;
    job.startedMs = Date.now();
    job.timer = setTimeout(() => {
      this.#finish(job.id, () => job.reject(timedOut(timeoutMs)));
      this.#killChild();
    }, timeoutMs);
  }

  #answered(id: string, json: string): boolean {
    if (Buffer.byteLength(json) > RESPONSE_BYTES_MAX) {
      const tooLarge = new LambdaFailure("Function.ResponseSizeTooLarge", "Response payload size exceeded 6 MB");
      return this.#finish(id, (job) => job.reject(tooLarge));
    }
    return this.#finish(id, (job) => job.resolve(JSON.parse(json)));
  }

  #initFailed(failure: LambdaFailure): void {
    this.#failJob(failure);
    this.#killChild();
  }

  /** Exit of a child that was replaced already says nothing about the present one. */
  #ended(child: ChildProcess, reason: string): void {
    if (this.#child !== child || this.#isStopped) return;
    this.#forgetChild();
    this.#failJob(new LambdaFailure("Runtime.ExitError", `Runtime exited with error: ${reason}`));
  }

  #killChild(): void {
    const child = this.#child;
    this.#forgetChild();
    child?.kill("SIGKILL");
  }

  #forgetChild(): void {
    clearTimeout(this.#initTimer);
    this.#child = undefined;
    this.#give = undefined;
  }

  #failJob(failure: LambdaFailure): void {
    const job = this.#job;
    if (job) this.#finish(job.id, () => job.reject(failure));
  }

  #finish(id: string, settle: (job: Job) => void): boolean {
    const job = this.#job;
    if (job?.id !== id) return false;
    this.#job = undefined;
    clearTimeout(job.timer);
    const ms = job.startedMs === undefined ? 0 : Date.now() - job.startedMs;
    writeSync(this.#log, `REPORT RequestId: ${id} Duration: ${ms} ms Memory Size: ${this.#fn.memoryMb} MB\n`);
    settle(job);
    return true;
  }
}

const timedOut = (ms: number) =>
  new LambdaFailure("Sandbox.Timedout", `Task timed out after ${(ms / 1000).toFixed(2)} seconds`);

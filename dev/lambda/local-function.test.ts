import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { zipSync } from "fflate";
import { LambdaFailure } from "./lambda-failure.ts";
import { type LocalFunction, openFunction } from "./local-function.ts";
import type { PackagedFunction } from "./packaged-function.ts";

const folder = mkdtempSync(join(tmpdir(), "huike-lambda-test-"));
const opened: LocalFunction[] = [];
const failures: string[] = [];

/** Zips the code as packaging does, and opens it as start does. */
async function lambda(
  name: string,
  code: string,
  settings: Partial<PackagedFunction> = {},
  sandboxesMax = 1,
  idleMsMax = 60_000,
) {
  writeFileSync(join(folder, `${name}.zip`), zipSync({ "entry/api.mjs": Buffer.from(code) }));
  const fn: PackagedFunction = {
    logicalId: "X",
    name,
    functionName: `huike-dev-${name}`,
    runtime: "nodejs22.x",
    zip: `${name}.zip`,
    handler: "entry/api.handler",
    timeoutMs: 5000,
    memoryMb: 128,
    environment: { GREETING: "你好" },
    ...settings,
  };
  const local = await openFunction(fn, {
    packageFolder: folder,
    workFolder: join(folder, "run"),
    logFolder: join(folder, "logs"),
    sandboxesMax,
    idleMsMax,
    onFailure: (line) => failures.push(line),
  });
  opened.push(local);
  return local;
}

const failureOf = async (answer: Promise<unknown>): Promise<string> => {
  const cause = await answer.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return cause instanceof LambdaFailure ? cause.errorType : `no failure: ${cause}`;
};

afterAll(() => Promise.all(opened.map((one) => one.stop())));

describe("the packaged function", () => {
  test("answers what its handler answers, event and context given", async () => {
    const echo = await lambda(
      "echo",
      `export const handler = async (event, context) =>
         ({ event, id: context.awsRequestId, left: context.getRemainingTimeInMillis() > 4000 });`,
    );
    const answer = await echo.invoke({ text: "核销" });
    expect(answer).toEqual({ event: { text: "核销" }, id: expect.stringMatching(/^[0-9a-f-]{36}$/), left: true });
  });

  test("sees Lambda's environment and its own folder, nothing of this machine", async () => {
    const look = await lambda(
      "look",
      "export const handler = async () => ({ env: Object.keys(process.env), cwd: process.cwd(), greeting: process.env.GREETING });",
    );
    const { env, cwd, greeting } = (await look.invoke({})) as { env: string[]; cwd: string; greeting: string };
    expect(greeting).toBe("你好");
    expect(cwd).toBe(join(folder, "run", "look"));
    expect(env).toContain("AWS_LAMBDA_FUNCTION_NAME");
    expect(env.filter((name) => /^(HOME|USER|JEST|npm_)/.test(name))).toEqual([]);
  });

  test("an undefined answer is null, as in Lambda", async () => {
    const silent = await lambda("silent", "export const handler = async () => {};");
    expect(await silent.invoke({})).toBeNull();
  });

  test("what it prints lands in its log", async () => {
    const loud = await lambda("loud", "export const handler = async () => console.log('said something');");
    await loud.invoke({});
    expect(readFileSync(join(folder, "logs", "loud.log"), "utf8")).toMatch(/said something[\s\S]*REPORT RequestId/);
  });
});

describe("a function that fails", () => {
  test("by throwing: the error's name is told and the sandbox lives on", async () => {
    const picky = await lambda(
      "picky",
      `let calls = 0;
       export const handler = async (event) => { calls++; if (event.bad) throw new TypeError("no"); return calls; };`,
    );
    expect(await failureOf(picky.invoke({ bad: true }))).toBe("TypeError");
    expect(await picky.invoke({})).toBe(2);
    expect(failures.some((line) => line.startsWith("picky failed: TypeError: no"))).toBe(true);
  });

  test("by taking too long, even in a busy loop: killed, and the next call finds a new one", async () => {
    const slow = await lambda(
      "slow",
      `let calls = 0;
       export const handler = async (event) => { calls++; while (event.hang) {} return calls; };`,
      { timeoutMs: 300 },
    );
    expect(await slow.invoke({})).toBe(1);
    expect(await failureOf(slow.invoke({ hang: true }))).toBe("Sandbox.Timedout");
    expect(await slow.invoke({})).toBe(1);
  });

  test("by ending its process: told, and the next call finds a new one", async () => {
    const quitter = await lambda(
      "quitter",
      "export const handler = async (event) => { if (event.quit) process.exit(3); return 'here'; };",
    );
    expect(await failureOf(quitter.invoke({ quit: true }))).toBe("Runtime.ExitError");
    expect(await quitter.invoke({})).toBe("here");
  });

  test("by not loading: every call is told why", async () => {
    const broken = await lambda("broken", "throw new RangeError('at load'); export const handler = 1;");
    expect(await failureOf(broken.invoke({}))).toBe("RangeError");
    expect(await failureOf(broken.invoke({}))).toBe("RangeError");
  });

  test("by having no such handler", async () => {
    const misnamed = await lambda("misnamed", "export const other = 1;");
    expect(await failureOf(misnamed.invoke({}))).toBe("Runtime.HandlerNotFound");
    const absent = await lambda("absent", "export const handler = 1;", { handler: "entry/nowhere.handler" });
    expect(await failureOf(absent.invoke({}))).toBe("Runtime.ImportModuleError");
  });

  test("by answering what is no JSON", async () => {
    const odd = await lambda("odd", "export const handler = async () => 1n;");
    expect(await failureOf(odd.invoke({}))).toBe("TypeError");
  });

  test("by answering more than Lambda lets through", async () => {
    const big = await lambda("big", "export const handler = async () => 'x'.repeat(7 * 1024 * 1024);");
    expect(await failureOf(big.invoke({}))).toBe("Function.ResponseSizeTooLarge");
  });
});

describe("several calls at once", () => {
  const code = `let busy = 0;
    export const handler = async (event) => {
      const together = ++busy;
      await new Promise((done) => setTimeout(done, 150));
      busy--;
      return { pid: process.pid, together, n: event.n };
    };`;
  type Answer = { pid: number; together: number; n: number };

  test("never meet in one sandbox, and use no more sandboxes than allowed", async () => {
    const many = await lambda("many", code, {}, 3);
    const answers = (await Promise.all(Array.from({ length: 12 }, (_, n) => many.invoke({ n })))) as Answer[];
    expect(answers.map((answer) => answer.n)).toEqual(Array.from({ length: 12 }, (_, n) => n));
    expect(new Set(answers.map((answer) => answer.together))).toEqual(new Set([1]));
    const sandboxes = new Set(answers.map((answer) => answer.pid)).size;
    expect(sandboxes).toBeGreaterThan(1);
    expect(sandboxes).toBeLessThanOrEqual(3);
  });

  test("one after another use the warm one", async () => {
    const warm = await lambda("warm", code, {}, 3);
    const pids = new Set<number>();
    for (let n = 0; n < 4; n++) pids.add(((await warm.invoke({ n })) as Answer).pid);
    expect(pids.size).toBe(1);
  });

  test("after a rush the extra sandboxes end, the first stays", async () => {
    const rush = await lambda("rush", code, {}, 3, 100);
    const answers = (await Promise.all([1, 2, 3].map((n) => rush.invoke({ n })))) as Answer[];
    const isRunning = (pid: number) => existsSync(`/proc/${pid}`);
    const [first, ...others] = answers.map((answer) => answer.pid);
    expect(others.length).toBe(2);
    for (const endMs = Date.now() + 5000; others.some(isRunning) && Date.now() < endMs; ) await sleep(50);
    expect(others.filter(isRunning)).toEqual([]);
    expect(((await rush.invoke({ n: 4 })) as Answer).pid).toBe(first);
  });

  test("a stop refuses those that wait", async () => {
    const stopped = await lambda("stopped", code, {}, 1);
    const answers = [stopped.invoke({ n: 1 }), stopped.invoke({ n: 2 })].map(failureOf);
    await stopped.stop();
    expect(await Promise.all(answers)).toEqual(["Sandbox.Stopped", "Sandbox.Stopped"]);
    expect(await failureOf(stopped.invoke({}))).toBe("Sandbox.Stopped");
  });
});

import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { inRepository } from "../repository.ts";
import { engineClient } from "./engine-client.ts";
import { EngineMissing, findEngine, noEngineSentence, runnable } from "./find-engine.ts";
import { startEngine } from "./start-engine.ts";

const folder = mkdtempSync(join(tmpdir(), "huike-engine-test-"));

const isAlive = (pid: number): boolean => {
  try {
    // A process that has ended stays a zombie until its parent looks; "Z" is dead.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

async function untilGone(pid: number, msMax: number): Promise<boolean> {
  for (const endMs = Date.now() + msMax; Date.now() < endMs; await sleep(20)) if (!isAlive(pid)) return true;
  return false;
}

describe("finding the engine", () => {
  test("an endpoint that is named wins over everything", () => {
    const env = { DYNAMODB_ENDPOINT: "http://127.0.0.1:8000/", DYNOXIDE_BIN: "/bin/true" };
    expect(findEngine(env)).toEqual({ is: "endpoint", endpoint: "http://127.0.0.1:8000" });
  });

  test("then a binary that is named", () => {
    expect(findEngine({ DYNOXIDE_BIN: "/bin/true" }, () => "/bin/false")).toEqual({ is: "binary", path: "/bin/true" });
  });

  test("a named binary that cannot run is said so, not passed over", () => {
    expect(() => findEngine({ DYNOXIDE_BIN: "/no/such/thing" })).toThrow(EngineMissing);
  });

  test("a machine without any is told what to set", () => {
    expect(() => findEngine({}, () => undefined)).toThrow(noEngineSentence);
  });

  test("a binary unpacked without the x bit gets it", () => {
    const copy = join(folder, "plain");
    copyFileSync("/bin/true", copy);
    chmodSync(copy, 0o644);
    expect(runnable(copy)).toBe(copy);
    expect(statSync(copy).mode & 0o111).toBe(0o111);
  });
});

describe("running the engine", () => {
  test("answers, and is gone after stop", async () => {
    const engine = await startEngine();
    const client = engineClient(engine.endpoint);
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
    client.destroy();
    await engine.stop();
    expect(isAlive(engine.pid ?? 0)).toBe(false);
  });

  test("takes another port when the first was taken meanwhile", async () => {
    const other = await startEngine();
    const taken = Number(new URL(other.endpoint).port);
    const free = taken + 1 < 65_536 ? taken + 1 : taken - 1;
    const ports = [taken, free, free + 7, free + 11];
    const engine = await startEngine({ choosePort: async () => ports.shift() ?? 0 });
    expect(engine.endpoint).not.toBe(other.endpoint);
    await Promise.all([engine.stop(), other.stop()]);
  });

  test("an endpoint where nothing answers is said so", async () => {
    const found = { is: "endpoint", endpoint: "http://127.0.0.1:9" } as const;
    await expect(startEngine({ found })).rejects.toThrow("no DynamoDB engine answers there");
  });

  test("a program that is no engine is not waited for to the end of days", async () => {
    const found = { is: "binary", path: "/bin/false" } as const;
    await expect(startEngine({ found })).rejects.toThrow("did not start");
  });

  test("dies with its parent, even when the parent is killed", async () => {
    const script = join(folder, "parent.mts");
    const start = JSON.stringify(inRepository("dev", "engine", "start-engine.ts"));
    writeFileSync(
      script,
      `import { startEngine } from ${start}; console.log((await startEngine()).pid); setInterval(() => {}, 1000);`,
    );
    const parent = spawn(process.execPath, ["--import", "tsx", script], {
      cwd: inRepository(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pid = await new Promise<number>((resolve) => parent.stdout.once("data", (text) => resolve(Number(text))));
    expect(isAlive(pid)).toBe(true);
    parent.kill("SIGKILL");
    expect(await untilGone(pid, 3000)).toBe(true);
  });
});

test("a server that is no DynamoDB is not taken for one", async () => {
  const server = createServer((_, answer) => answer.writeHead(404).end("no"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const found = { is: "endpoint", endpoint: `http://127.0.0.1:${port}` } as const;
  await expect(startEngine({ found })).rejects.toThrow("no DynamoDB engine answers there");
  server.close();
});

// What npm start says when it cannot start: one sentence, exit code 1, before anything is built.
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRepository } from "./repository.ts";
import { dataFolder, takeDataFolder } from "./stack/data-folder.ts";

const ownFolder = () => mkdtempSync(join(tmpdir(), "huike-start-test-"));

async function start(env: NodeJS.ProcessEnv, args: readonly string[] = []) {
  const child = spawn(process.execPath, ["--import", "tsx", inRepository("dev", "start.ts"), ...args], {
    cwd: inRepository(),
    env: { ...process.env, PORT: "0", HUIKE_DATA: ownFolder(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text) => {
    stdout += text;
  });
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, stdout, lines: stderr.trim().split("\n") };
}

async function busyPort(): Promise<{ port: number; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no port was given");
  return { port: address.port, server };
}

test("a busy port", async () => {
  const { port, server } = await busyPort();
  const { code, stdout, lines } = await start({ PORT: String(port) });
  server.close();
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(lines).toEqual([expect.stringContaining(`端口 ${port} 已被占用`)]);
});

test("a data folder that another run uses", async () => {
  const HUIKE_DATA = ownFolder();
  const release = takeDataFolder(dataFolder({ HUIKE_DATA }));
  const { code, lines } = await start({ HUIKE_DATA });
  release();
  expect(code).toBe(1);
  expect(lines).toEqual([expect.stringContaining(`process ${process.pid}`)]);
});

test.each([
  ["no engine", { DYNOXIDE_BIN: "/no/such/engine" }, [], "DYNOXIDE_BIN names /no/such/engine"],
  ["a port that is none", { PORT: "eighty" }, [], "PORT is eighty"],
  ["a flag that is none", {}, ["--frehs"], "There are --fresh and --watch"],
])("%s", async (_, env, args, sentence) => {
  const { code, lines } = await start(env, args);
  expect(code).toBe(1);
  expect(lines).toEqual([expect.stringContaining(sentence)]);
});

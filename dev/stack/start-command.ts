// The command behind npm start and npm run dev (dev/start.ts): settings, progress, the table, the end.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { StreetFile } from "../seed/street-file.ts";
import { SentenceForPeople } from "../sentence-for-people.ts";
import { dataFolder } from "./data-folder.ts";
import { type OpenStreet, openStreet } from "./open-street.ts";
import { rebuildOnChange } from "./rebuild-on-change.ts";

/** Since the process began: loading this program is part of starting. */
const seconds = () => (performance.now() / 1000).toFixed(1);
const say = (line: string) => console.log(`${seconds().padStart(6)} s  ${line}`);

type Settings = { port: number; host: string; isFresh: boolean; isWatching: boolean };

function settings(env: NodeJS.ProcessEnv = process.env): Settings {
  const { fresh, watch } = flags();
  const port = Number(env.PORT ?? 8787);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SentenceForPeople(`PORT is ${env.PORT}, no port.`);
  return { port, host: env.HOST || "127.0.0.1", isFresh: fresh, isWatching: watch };
}

function flags(): { fresh: boolean; watch: boolean } {
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({ options: { fresh: flag, watch: flag } }).values;
  } catch (cause) {
    throw new SentenceForPeople(`${cause instanceof Error ? cause.message : cause}. There are --fresh and --watch.`);
  }
}

export async function startCommand(): Promise<void> {
  try {
    await runUntilStopped(settings());
  } catch (cause) {
    fail(cause);
  }
}

async function runUntilStopped({ port, host, isFresh, isWatching }: Settings): Promise<void> {
  const data = dataFolder();
  const stopping = new AbortController();
  let street: OpenStreet | undefined;
  stopOnSignal(async () => {
    stopping.abort();
    await street?.close();
  });
  street = await openStreet({ port, host, data, isFresh, say });
  if (stopping.signal.aborted) return;
  const engineLost = new SentenceForPeople("The DynamoDB engine has ended by itself; start again.");
  void street.engineEnded.then(() => stopping.signal.aborted || fail(engineLost));
  showTable(street.origin, data.street, data.root);
  if (isWatching) await watch(street, stopping.signal);
}

async function watch({ backend, events }: OpenStreet, signal: AbortSignal): Promise<void> {
  const functions = {
    target: "functions",
    onBuilt: async () => {
      await backend.reload();
      events.reload("functions");
    },
  } as const;
  const h5 = { target: "h5", onBuilt: async () => events.reload("h5") } as const;
  await rebuildOnChange([functions, h5], say, signal);
}

function showTable(origin: string, streetFile: string, root: string): void {
  const { phones } = StreetFile.parse(JSON.parse(readFileSync(streetFile, "utf8")));
  const phone = (name = "me") => `${origin}/m/?phone=${encodeURIComponent(name)}`;
  const folder = relative(process.cwd(), root) || ".";
  console.log(`
  回客 Huike is open, ready in ${seconds()} s

  样板街    street         ${origin}/
  会员手机  member phone   ${phone(phones.member[0]?.phone)}
  店员手机  clerk phone    ${phone(phones.clerks[0]?.phone)}
  运营后台  console        ${origin}/demo/console  (店主已登录 the owner signed in; ?as=operator, manager, auditor)
  接口文档  API document   ${origin}/api/openapi.json
  健康检查  health         ${origin}/healthz

  数据 data: ${folder}，重新开始 begin again: npm start -- --fresh，停止 stop: Ctrl-C
`);
}

/** Once is enough and ends well; a terminal may send it twice (to npm's whole group), a person may insist. */
function stopOnSignal(stop: () => Promise<void>): void {
  let firstMs: number | undefined;
  const onSignal = () => {
    if (firstMs !== undefined) {
      if (Date.now() - firstMs > 1000) process.exit(130);
      return;
    }
    firstMs = Date.now();
    console.log("\n  正在关门 · closing …");
    stop().then(() => process.exit(0), fail);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}

/** Children are on a leash and end with this process. */
function fail(cause: unknown): never {
  console.error(cause instanceof SentenceForPeople ? cause.message : cause);
  process.exit(1);
}

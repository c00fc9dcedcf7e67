// npm start: the whole street on this machine, until Ctrl-C. npm run dev is the same, rebuilt when sources change.
//   PORT=8787 HOST=127.0.0.1   where it listens
//   HUIKE_DATA=.huike          where it keeps its data
//   --fresh                    begins again
//   --watch                    rebuilds what changes
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { BuildFailed } from "./build/ensure-built.ts";
import { EngineMissing } from "./engine/find-engine.ts";
import { StreetFile } from "./seed/street-file.ts";
import { DataFolderInUse, dataFolder } from "./stack/data-folder.ts";
import { PortBusy } from "./stack/front-door.ts";
import { type OpenStreet, openStreet } from "./stack/open-street.ts";
import { rebuildOnChange } from "./stack/rebuild-on-change.ts";

/** Since the process began: loading this program is part of starting. */
const seconds = () => (performance.now() / 1000).toFixed(1);
const say = (line: string) => console.log(`${seconds().padStart(6)} s  ${line}`);

/** A mistake of the person at the keyboard, or a fact of the machine: one sentence, no stack. */
class Refused extends Error {}

function checkNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Refused(
    `需要 Node 20.19 以上，现在是 ${process.version} · Node ≥ 20.19 is needed, this is ${process.version}`,
  );
}

function settings() {
  const options = { fresh: { type: "boolean", default: false }, watch: { type: "boolean", default: false } } as const;
  const { values } = parse(options);
  const port = Number(process.env.PORT ?? 8787);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Refused(`PORT is ${process.env.PORT}, no port.`);
  return { port, host: process.env.HOST || "127.0.0.1", isFresh: values.fresh, isWatching: values.watch };
}

function parse<const T extends { fresh: { type: "boolean" }; watch: { type: "boolean" } }>(options: T) {
  try {
    return parseArgs({ options });
  } catch (cause) {
    throw new Refused(`${(cause as Error).message}. There are --fresh and --watch.`);
  }
}

async function main(): Promise<void> {
  checkNode();
  const { port, host, isFresh, isWatching } = settings();
  const data = dataFolder();
  const stopping = new AbortController();
  let street: OpenStreet | undefined;
  stopOnSignal(async () => {
    stopping.abort();
    await street?.close();
  });
  street = await openStreet({ port, host, data, isFresh, say });
  if (stopping.signal.aborted) return street.close();
  void street.engineEnded.then(
    () => stopping.signal.aborted || fail(new Refused("The DynamoDB engine has ended; start again.")),
  );
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

function fail(cause: unknown): never {
  const isPlain = [Refused, PortBusy, DataFolderInUse, EngineMissing, BuildFailed].some(
    (kind) => cause instanceof kind,
  );
  console.error(isPlain ? (cause as Error).message : cause);
  process.exit(1);
}

main().catch(fail);

// The whole product as `npm start` runs it, on a free port and with a data folder of its own, for one test file.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ended, spawnLeashed, stopLeashed } from "../dev/process/leash.ts";
import { inRepository, repositoryRoot } from "../dev/repository.ts";
import { type Poster, StreetFile } from "../dev/seed/street-file.ts";
import { nodeTransport } from "../miniapp/test/weapp-host/node-transport.ts";

/** With nothing built yet: two builds and the seeding on two slow cores. */
const READY_MS_MAX = 230_000;
const LOOK_EVERY_MS = 100;
const STOP_MS_MAX = 10_000;

export type LocalStack = {
  readonly origin: string;
  readonly street: StreetFile;
  poster(scene: string): Poster;
  /** What the table card of a shop says. */
  tableCard(storeId: string): string;
  stop(): Promise<void>;
};

/** The address in the table that `npm start` prints when it is ready. */
const STREET_LINE = /street\s+(http:\/\/\S+?)\/?\s/;

export async function startStack(more: NodeJS.ProcessEnv = {}): Promise<LocalStack> {
  const data = mkdtempSync(path.join(tmpdir(), "huike-stack-"));
  // What jest sets for itself would change builds and run other code in the functions.
  const { NODE_OPTIONS: _, NODE_ENV: __, JEST_WORKER_ID: ___, ...env } = process.env;
  const child = spawnLeashed(process.execPath, ["--import", "tsx", inRepository("dev", "start.ts")], {
    cwd: repositoryRoot,
    env: { ...env, PORT: "0", HUIKE_DATA: data, ...more },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  const stop = async () => {
    await stopLeashed(child, STOP_MS_MAX);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    let hasEnded = false;
    void ended(child).then(() => {
      hasEnded = true;
    });
    const origin = await readyAt(
      () => said,
      () => hasEnded,
    );
    return { origin, stop, ...facts(await readStreet(origin)) };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

async function readyAt(said: () => string, hasEnded: () => boolean): Promise<string> {
  const deadlineMs = Date.now() + READY_MS_MAX;
  for (;;) {
    const origin = STREET_LINE.exec(said())?.[1];
    if (origin) return origin;
    if (hasEnded()) throw new Error(`npm start ended before it was ready:\n${said()}`);
    if (Date.now() > deadlineMs) throw new Error(`npm start was not ready after ${READY_MS_MAX} ms:\n${said()}`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** By the page's own way, not off the disk: what the street is told is what a test may use. */
async function readStreet(origin: string): Promise<StreetFile> {
  const { text } = await nodeTransport({ method: "GET", url: `${origin}/street/street.json`, headers: {} });
  return StreetFile.parse(JSON.parse(text));
}

function facts(street: StreetFile): Pick<LocalStack, "street" | "poster" | "tableCard"> {
  const found = <T>(what: string, thing: T | undefined): T => {
    if (thing === undefined) throw new Error(`the street has no ${what}`);
    return thing;
  };
  return {
    street,
    poster: (scene) =>
      found(
        `poster ${scene}`,
        street.posters.find((poster) => poster.scene === scene),
      ),
    tableCard: (storeId) =>
      found(
        `shop ${storeId}`,
        street.stores.find((store) => store.storeId === storeId),
      ).tableCard,
  };
}

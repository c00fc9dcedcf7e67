// Everything `npm start` runs, behind one front door: engine, packaged functions, fake WeChat, street, seed.
// Used by the command and by tests that need the whole product.
import { rmSync } from "node:fs";
import { ensureBuilt } from "../build/ensure-built.ts";
import { findEngine } from "../engine/find-engine.ts";
import { type Engine, startEngine } from "../engine/start-engine.ts";
import { openapi } from "../openapi/openapi-document.ts";
import { seed } from "../seed/seed.ts";
import { templates } from "../seed/templates.ts";
import { createStreet } from "../street/street.ts";
import { createFakeWechat } from "../wechat/fake-wechat.ts";
import { type Backend, startBackend } from "./backend.ts";
import { type DataFolder, emptyDataFolder, isSeeded, takeDataFolder } from "./data-folder.ts";
import { signInAs } from "./demo-desk.ts";
import { type FrontDoor, openFrontDoor } from "./front-door.ts";
import { lambdaNode } from "./lambda-node.ts";
import { localAccounts, localLinkRules } from "./local-accounts.ts";
import { localSecrets } from "./local-secrets.ts";
import { miniProgramPages } from "./mini-program-pages.ts";
import { originApp } from "./origin.ts";
import { ownerCode } from "./owner-code.ts";
import { type ReloadEvents, reloadEvents } from "./reload-events.ts";

export type StreetOptions = {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly data: DataFolder;
  /** Begins again: forgets everything an earlier run has written. */
  readonly isFresh: boolean;
  readonly say: (line: string) => void;
};

export type OpenStreet = {
  readonly origin: string;
  readonly backend: Backend;
  readonly events: ReloadEvents;
  /** Resolves when the engine has ended, wanted or not. */
  readonly engineEnded: Promise<void>;
  readonly close: () => Promise<void>;
};

/** Undoes in reverse what was done so far, however far that came. */
class Undo {
  readonly #steps: (() => void | Promise<void>)[] = [];

  add(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  async all(): Promise<void> {
    for (const step of this.#steps.splice(0).reverse()) await step();
  }
}

export async function openStreet(options: StreetOptions): Promise<OpenStreet> {
  const undo = new Undo();
  try {
    return await open(options, undo);
  } catch (cause) {
    await undo.all();
    throw cause;
  }
}

async function open(options: StreetOptions, undo: Undo): Promise<OpenStreet> {
  const { data, isFresh, say } = options;
  const found = findEngine(); // first: without an engine nothing else is worth waiting for
  const door = await openFrontDoor(options.port, options.host);
  undo.add(() => door.close());
  undo.add(takeDataFolder(data));
  if (isFresh) emptyDataFolder(data);
  const { output: h5Folder } = await build(say);
  const engine = await startEngine({ found, dbPath: data.database });
  undo.add(() => engine.stop());
  say(`engine at ${engine.endpoint}`);
  const origin = `http://localhost:${door.port}`;
  const backend = await openBackend(options, engine, door);
  undo.add(() => backend.stop());
  say("tables, functions and stream mapping");
  const events = reloadEvents();
  await serve(options, { door, backend, events, origin, h5Folder });
  await checkHealth(origin, data);
  await seedIfNew(options, engine, origin);
  return { origin, backend, events, engineEnded: engine.ended, close: () => undo.all() };
}

async function build(say: (line: string) => void) {
  await ensureBuilt("functions", say);
  const h5 = await ensureBuilt("h5", say);
  say("builds are fresh");
  return h5;
}

/** Functions reach WeChat by address, so that a machine whose "localhost" is IPv6 first does not look in the wrong place. */
function openBackend({ data, isFresh, say }: StreetOptions, engine: Engine, door: FrontDoor): Promise<Backend> {
  rmSync(data.run, { recursive: true, force: true });
  return startBackend({
    endpoint: engine.endpoint,
    secretsJson: JSON.stringify(localSecrets(data.secrets)),
    wechatApiUrl: `http://127.0.0.1:${door.port}/fake-wechat/api`,
    // An address for the eyes of a browser too: images are shown by it.
    wechatMpUrl: `http://localhost:${door.port}/fake-wechat/mp`,
    linkDomain: `http://localhost:${door.port}`,
    checkpointFile: data.checkpoint,
    deadLettersFile: data.deadLetters,
    workFolder: data.run,
    logFolder: data.logs,
    isFresh,
    say,
    ...lambdaNode(),
  });
}

type Served = { door: FrontDoor; backend: Backend; events: ReloadEvents; origin: string; h5Folder: string };

async function serve({ data }: StreetOptions, { door, backend, events, origin, h5Folder }: Served): Promise<void> {
  const accounts = localAccounts(localSecrets(data.secrets), `http://127.0.0.1:${door.port}`);
  const pages = await miniProgramPages();
  door.serve(
    originApp({
      gateway: backend.gateway,
      fakeWechat: createFakeWechat({
        ...accounts,
        dataFile: data.wechat,
        pages,
        origin,
        linkRules: localLinkRules(origin),
        templates: Object.values(templates),
      }),
      street: createStreet({ seedFile: data.street }),
      desk: (role) => signInAs(role, origin),
      events: events.routes,
      openapi,
      h5Folder,
    }),
  );
}

async function checkHealth(origin: string, data: DataFolder): Promise<void> {
  const { status } = await fetch(`${origin}/healthz`);
  if (status !== 200) throw new Error(`/healthz answers ${status}; the functions' own words are in ${data.logs}`);
}

async function seedIfNew({ data, say }: StreetOptions, engine: Engine, origin: string): Promise<void> {
  if (isSeeded(data)) return;
  say("setting the street up …");
  await seed({ origin, ownerCode: () => ownerCode(engine.endpoint), seedFile: data.street, say });
}

// What a local run leaves on disk, all in one folder: .huike, or the one HUIKE_DATA names.
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { lockHolder, tryLock, unlock } from "../process/lock-file.ts";
import { inRepository } from "../repository.ts";
import { SentenceForPeople } from "../sentence-for-people.ts";

export type DataFolder = {
  readonly root: string;
  readonly lock: string;
  readonly secrets: string;
  readonly database: string;
  readonly wechat: string;
  readonly street: string;
  readonly checkpoint: string;
  readonly deadLetters: string;
  readonly logs: string;
  /** The unpacked zips of the functions. */
  readonly run: string;
};

export class DataFolderInUse extends SentenceForPeople {
  override name = "DataFolderInUse";
}

export function dataFolder(env: NodeJS.ProcessEnv = process.env): DataFolder {
  const root = env.HUIKE_DATA ? resolve(env.HUIKE_DATA) : inRepository(".huike");
  return {
    root,
    lock: join(root, "lock"),
    secrets: join(root, "secrets.json"),
    database: join(root, "db", "dynamodb.sqlite"),
    wechat: join(root, "wechat.json"),
    street: join(root, "street.json"),
    checkpoint: join(root, "checkpoint.json"),
    deadLetters: join(root, "dead-letters.ndjson"),
    logs: join(root, "logs"),
    run: join(root, "run"),
  };
}

/** One run at a time: two engines on one database file would spoil it. */
export function takeDataFolder(data: DataFolder): () => void {
  mkdirSync(data.root, { recursive: true });
  if (!tryLock(data.lock)) {
    throw new DataFolderInUse(
      `${data.root} is in use by another npm start (process ${lockHolder(data.lock)}). ` +
        "Stop that one, or set HUIKE_DATA to another folder.",
    );
  }
  return () => unlock(data.lock);
}

/** Only what a run writes: the folder may have been named by hand, and may hold something else. */
export function emptyDataFolder(data: DataFolder): void {
  const { root: _, lock: __, database, ...written } = data;
  for (const path of [...Object.values(written), join(database, "..")]) rmSync(path, { recursive: true, force: true });
}

export const isSeeded = (data: DataFolder): boolean => existsSync(data.street);

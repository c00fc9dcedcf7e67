// How far each shard has been dealt with, kept in a file so that a restart goes on where it was.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod/mini";
import { isErrno } from "../errno.ts";
import { SentenceForPeople } from "../sentence-for-people.ts";

const Kept = z.object({ streamArn: z.string(), shards: z.record(z.string(), z.string()) });

export class Checkpoint {
  readonly #file: string;
  readonly #streamArn: string;
  readonly #shards: Map<string, string>;

  /** Another stream (the table was made anew) begins at its own start. */
  constructor(file: string, streamArn: string) {
    this.#file = file;
    this.#streamArn = streamArn;
    const kept = read(file);
    this.#shards = new Map(kept?.streamArn === streamArn ? Object.entries(kept.shards) : []);
  }

  of(shardId: string): string | undefined {
    return this.#shards.get(shardId);
  }

  set(shardId: string, sequenceNumber: string): void {
    this.#shards.set(shardId, sequenceNumber);
    mkdirSync(dirname(this.#file), { recursive: true });
    const fresh = `${this.#file}.new`;
    writeFileSync(fresh, JSON.stringify({ streamArn: this.#streamArn, shards: Object.fromEntries(this.#shards) }));
    renameSync(fresh, this.#file); // a crash leaves the old one or the new one, never half of one
  }
}

function read(file: string): z.infer<typeof Kept> | undefined {
  try {
    return Kept.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    if (isErrno(cause, "ENOENT")) return undefined;
    throw new SentenceForPeople(`${file} cannot be read; delete it, and the stream is read again from its start.`, {
      cause,
    });
  }
}

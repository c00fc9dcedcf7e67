// Marks where a day's rows land, so that a count asks nowhere else (chain/read-marks.ts), and of what it knows asks only
// for what has changed since.
//
// The mark comes before its row and says until when rows may come. A crash between the two leaves a mark too many, which
// costs a query; a row without its mark, which would never be counted, cannot be. Where the row took longer than its mark
// said, it is marked once more; cut off before that, the stream brings its source again.
import { randomBytes } from "node:crypto";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Env } from "../platform/env.ts";
import { Outage } from "../platform/outage.ts";
import { getItem, queryRange } from "../platform/read.ts";
import { attributes, tookEffect } from "../platform/table.ts";
import {
  dayOfPartition,
  firstMarkedDay,
  MARKED_FROM,
  type MarkedFromItem,
  type MarkItem,
  markItem,
} from "./marks.items.ts";
import { STAFF } from "./staff-rows.ts";

/** So long, in ms, a mark says rows may come. */
export const LEASE_MS = 10_000;
/** A mark with less than this left is not begun with: a write takes milliseconds, and four attempts at worst. */
const LEFT_MS = 2_000;
/** Partitions an instance remembers having marked: more than are touched in a lease. */
const KNOWN_MAX = 5_000;

type Batch = { readonly pks: Set<string>; readonly untilMs: Promise<number> };

/** What one instance has marked. */
class Marker {
  readonly #env: Env;
  readonly #known = new Map<string, number>();
  #next: Batch | undefined;

  constructor(env: Env) {
    this.#env = env;
  }

  /** Until when rows may land there, in ms; it stands in the table when this returns. */
  async mark(pk: string): Promise<number> {
    const known = this.#known.get(pk) ?? 0;
    const leftMs = known - this.#env.nowMs();
    // Longer than a lease: the clock went back.
    if (leftMs >= LEFT_MS && leftMs <= LEASE_MS) return known;
    this.#next ??= this.#open();
    this.#next.pks.add(pk);
    return this.#next.untilMs;
  }

  #open(): Batch {
    const pks = new Set<string>();
    const write = async () => {
      // The records of a batch begin together: all of them are in before it is written.
      await new Promise((resolve) => setImmediate(resolve));
      this.#next = undefined;
      return this.#write(pks);
    };
    return { pks, untilMs: write() };
  }

  async #write(pks: ReadonlySet<string>): Promise<number> {
    const { tables, nowMs } = this.#env;
    const untilMs = nowMs() + LEASE_MS;
    const days = new Map<string, string[]>();
    for (const pk of pks) {
      const day = dayOfPartition(pk) ?? "";
      days.set(day, [...(days.get(day) ?? []), pk]);
    }
    const items = [...days].map(([day, ofDay]) => markItem(day, ofDay, untilMs, randomBytes(6).toString("hex")));
    const put = (item: MarkItem) => new PutItemCommand({ TableName: tables.views, Item: attributes(item) });
    await Promise.all(items.map((item) => tables.client.send(put(item))));
    if (nowMs() > untilMs) throw new Outage("a mark took longer than it holds");
    if (this.#known.size > KNOWN_MAX) this.#known.clear();
    for (const pk of pks) this.#known.set(pk, untilMs);
    return untilMs;
  }
}

async function mark(env: Env, pk: string): Promise<number> {
  const marker = await env.cache<Marker>("marker", Number.POSITIVE_INFINITY).get("", async () => new Marker(env));
  if (!marker) throw new Error("a marker is always made");
  return marker.mark(pk);
}

/** Does the write of a row to this partition; where it is a day's that is counted, under a mark. */
export async function underMark<T>(env: Env, pk: string, write: () => Promise<T>): Promise<T> {
  if (dayOfPartition(pk) === undefined) return write();
  const untilMs = await mark(env, pk);
  const written = await write();
  if (env.nowMs() > untilMs) await mark(env, pk);
  return written;
}

/**
 * Before an instance puts its first row: from which day on all rows are marked is decided once, by whether the chain has
 * rows already. Whoever is in charge of a chain is staff, so there are rows of staff before there is anything to count.
 */
export async function beginMarks(env: Env): Promise<void> {
  await env.cache<string>("marks-begun", Number.POSITIVE_INFINITY).get("", async () => {
    const known = await getItem<MarkedFromItem>(env.tables, MARKED_FROM, { consistent: true, table: "views" });
    if (known) return known.day;
    const range = { pk: STAFF, from: "0", to: "~" };
    const staff = await queryRange(env.tables, range, { consistent: true, table: "views", limit: 1 });
    const day = firstMarkedDay(staff.length === 0, env.nowMs());
    const Item = attributes({ ...MARKED_FROM, day });
    const put = { TableName: env.tables.views, Item, ConditionExpression: "attribute_not_exists(pk)" };
    await tookEffect(env.tables.client.send(new PutItemCommand(put)));
    return day;
  });
}

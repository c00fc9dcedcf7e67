// In `views`, and sources: backed up, never dropped, without an end.
//   AUD#<day> / <at>#<event>   one change by staff, under the business day of the change
//   AUD#SEALS / <day>          the seal of a closed day
import { createHash } from "node:crypto";
import type { AuditSubject } from "@huike/shared/audit";
import { businessDayEndMs, DAY_MS } from "@huike/shared/day";
import type { Key } from "../platform/table.ts";

export const auditPk = (day: string): string => `AUD#${day}`;
export const SEALS = { pk: "AUD#SEALS", from: "0", to: ":" } as const;
export const sealKey = (day: string): Key => ({ pk: SEALS.pk, sk: day });

const DIGITS = 15;
export const auditSk = (atMs: number, eventId: string): string => `${String(atMs).padStart(DIGITS, "0")}#${eventId}`;
/** All rows of a day. */
export const auditRange = (day: string) => ({ pk: auditPk(day), from: "0", to: ":" });

export type ChangeItem = {
  what: AuditSubject;
  /** Key of the changed item: pk and sk with a blank between. */
  of: string;
  at: number;
  by: string;
  why: string;
  /** What differs, as JSON by name. */
  was: string;
  now: string;
  late?: boolean;
  /** Of all the above and the row's own key. */
  h: string;
};

export type SealItem = {
  n: number;
  /** Of the day before's seal, the day and every row in order. */
  hash: string;
  prev: string;
  at: number;
};

/** The first seal follows none. */
export const NO_SEAL = "";

/** A stream keeps what it has for a day (AWS, "DynamoDB Streams"): so long after its end a day may still gain rows. */
export const OPEN_MS = DAY_MS;
/** From then on it is sealed; in between nothing comes and nothing is sealed, whoever's clock is right. */
export const SEALED_FROM_MS = OPEN_MS + 3_600_000;

const SHANGHAI = "T00:00:00+08:00";
/** When the business day of this name ends, in ms. */
export const dayEndMs = (day: string): number => businessDayEndMs(Date.parse(day + SHANGHAI) + DAY_MS / 2);
/** The business day after. */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, "2026-11-21".length);

const digest = (...parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

export const rowHash = ({ pk, sk }: Key, row: Omit<ChangeItem, "h">): string => {
  const { what, of, at, by, why, was, now, late = false } = row;
  return digest(pk, sk, what, of, at, by, why, was, now, late);
};

export const sealHash = (prev: string, day: string, rowHashes: readonly string[]): string =>
  digest(prev, day, rowHashes.length, ...rowHashes);

// Recomputes what the nights sealed. A row that was changed is found by its own mark, one that was changed with its mark,
// added or taken away by its day's seal, a seal made anew by the next one, and seals cut off by the days that lack them.
import type { AuditFault, VerifyAudit } from "@huike/shared/audit";
import { VERIFY_DAYS_MAX } from "@huike/shared/audit";
import { DAY_MS } from "@huike/shared/day";
import { ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import type { Key, Tables } from "../platform/table.ts";
import {
  auditRange,
  type ChangeItem,
  dayAfter,
  dayEndMs,
  NO_SEAL,
  rowHash,
  SEALED_FROM_MS,
  SEALS,
  type SealItem,
  sealHash,
} from "./audit.items.ts";

type Seal = SealItem & { readonly sk: string };
type Verified = ResponseOf<typeof VerifyAudit>;

export const verifyAudit = async (
  _: unknown,
  { from }: RequestOf<typeof VerifyAudit>,
  env: Env,
): Promise<Result<Verified, never>> => ok(await verifyDays(env.tables, env.nowMs(), from));

/** From a day on, or from the first; at most VERIFY_DAYS_MAX days, then `next`. */
export async function verifyDays(tables: Tables, nowMs: number, from?: string): Promise<Verified> {
  const seals = await sealsFrom(tables, from);
  const some = seals.slice(0, VERIFY_DAYS_MAX + 1);
  const faults: AuditFault[] = [];
  let rows = 0;
  // The first of a later call is the one the call before ended with: it was looked at, and the next follows from it.
  let before = from === undefined ? undefined : some.shift();
  for (const seal of some) {
    faults.push(...linkFaults(before, seal));
    const day = await dayFaults(tables, seal);
    rows += day.rows;
    faults.push(...day.faults);
    before = seal;
  }
  const isEnd = seals.length <= VERIFY_DAYS_MAX + 1;
  if (isEnd && before) faults.push(...endFaults(before, nowMs));
  return {
    ...{ days: some.length, rows, faults },
    ...(before ? { last: { day: before.sk, hash: before.hash } } : {}),
    ...(isEnd || !before ? {} : { next: before.sk }),
  };
}

const sealsFrom = (tables: Tables, from: string | undefined): Promise<Seal[]> =>
  queryRange<Seal>(
    tables,
    { ...SEALS, from: from ?? SEALS.from },
    { consistent: true, table: "views", limit: VERIFY_DAYS_MAX + 2 },
  );

function linkFaults(before: Seal | undefined, seal: Seal): AuditFault[] {
  if (before && dayAfter(before.sk) !== seal.sk) return [{ day: dayAfter(before.sk), what: "seal_missing" }];
  return seal.prev === (before?.hash ?? NO_SEAL) ? [] : [{ day: seal.sk, what: "link_broken" }];
}

async function dayFaults(tables: Tables, { sk: day, n, hash, prev }: Seal) {
  const found = await queryRange<ChangeItem & Key>(tables, auditRange(day), { consistent: true, table: "views" });
  const faults: AuditFault[] = found
    .filter((row) => rowHash(row, row) !== row.h)
    .map(({ sk }) => ({ day, what: "row_changed", eventId: sk.slice(sk.indexOf("#") + 1) }));
  const hashes = found.map(({ h }) => h);
  if (found.length !== n || sealHash(prev, day, hashes) !== hash) faults.push({ day, what: "rows_differ" });
  return { rows: found.length, faults };
}

/** A night may have failed once; two in a row have not. */
const NIGHTS_MS = 2 * DAY_MS;

function endFaults({ sk }: Seal, nowMs: number): AuditFault[] {
  const due = dayAfter(sk);
  return nowMs >= dayEndMs(due) + SEALED_FROM_MS + NIGHTS_MS ? [{ day: due, what: "seal_missing" }] : [];
}

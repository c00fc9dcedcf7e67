// Members a page at a time, straight from the rows of facts: shard after shard, by number in each.

import type { MemberFacts } from "@huike/shared/audience";
import { ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { type ListMembers, MEMBERS_PAGE } from "@huike/shared/members";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { FACT_SHARDS } from "./facts.items.ts";
import { maySee } from "./is-of-staff.ts";
import { memberLines } from "./member-line.ts";
import { type Place, readFacts } from "./walk-audience.ts";

/** A manager's members may be few among many: a call reads so many pages and then says where to go on. */
const READS_MAX = 16;

type Staff = Member & { readonly staff: StaffItem };

export async function listMembers(
  { staff }: Staff,
  { after }: RequestOf<typeof ListMembers>,
  env: Env,
): Promise<Result<ResponseOf<typeof ListMembers>, never>> {
  const asOfMs = env.nowMs();
  const isMine = ({ storeId }: MemberFacts) => maySee(staff, storeId);
  const found = await page(env, placeOf(after), isMine);
  const members = await memberLines(env, found.facts, asOfMs);
  return ok({
    members,
    ...(found.next ? { next: textOf(found.next) } : {}),
    asOfMs,
  });
}

type Page = { readonly facts: readonly MemberFacts[]; readonly next?: Place | undefined };

async function page(env: Env, from: Place, isMine: (facts: MemberFacts) => boolean): Promise<Page> {
  const found: MemberFacts[] = [];
  let next: Place | undefined = from;
  for (let reads = 0; next && reads < READS_MAX && found.length < MEMBERS_PAGE; reads++) {
    const { facts, after } = await readFacts(env, next, MEMBERS_PAGE - found.length);
    found.push(...facts.filter(isMine));
    const shard: number = next.shard;
    next = after === undefined ? (shard + 1 < FACT_SHARDS ? { shard: shard + 1 } : undefined) : { shard, after };
  }
  return { facts: found, next };
}

/** "7" or "7.123456789", as an answer named it. */
function placeOf(text = "0"): Place {
  const [shard = "0", after] = text.split(".");
  return { shard: Math.min(Number(shard), FACT_SHARDS - 1), after };
}

const textOf = ({ shard, after }: Place): string => (after === undefined ? String(shard) : `${shard}.${after}`);

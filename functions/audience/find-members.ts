// Members somebody looks for. Nine digits are a member number, one row. Four are the end of one, and lie in one shard which
// is read to its end, or the end of a phone number. Other digits are a phone number, anything else how a name begins.
import type { MemberFacts } from "@huike/shared/audience";
import { ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { type FindMembers, MEMBERS_PAGE } from "@huike/shared/members";
import type { Env } from "../platform/env.ts";
import type { Member } from "../platform/http.ts";
import { getItems } from "../platform/read.ts";
import { findByName, findByPhone, findByTail } from "../profile/find-members.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { type FactsRow, factsKey, shardOf, unpackFacts } from "./facts.items.ts";
import { maySee } from "./is-of-staff.ts";
import { memberLines } from "./member-line.ts";
import { type Place, readFacts } from "./walk-audience.ts";

type Staff = Member & { readonly staff: StaffItem };
type Found = { readonly facts: readonly MemberFacts[]; readonly isCut: boolean };

export async function findMembers(
  { staff }: Staff,
  { text }: RequestOf<typeof FindMembers>,
  env: Env,
): Promise<Result<ResponseOf<typeof FindMembers>, never>> {
  const asOfMs = env.nowMs();
  const { facts, isCut } = await find(env, text);
  const mine = facts.filter(({ storeId }) => maySee(staff, storeId));
  return ok({ members: await memberLines(env, mine, asOfMs), isCut, asOfMs });
}

async function find(env: Env, text: string): Promise<Found> {
  const digits = text.normalize("NFKC").replace(/[\s()-]/g, "");
  if (/^[1-9]\d{8}$/.test(digits)) return cut([digits], (memberNos) => factsOfAll(env, memberNos));
  if (/^\d{4}$/.test(digits)) return byTail(env, digits);
  const memberNos = /^\+?\d+$/.test(digits)
    ? await findByPhone(env, withCountry(digits))
    : await findByName(env, text, MEMBERS_PAGE);
  return cut(memberNos, (some) => factsOfAll(env, some));
}

/** A number that names no country is one of China. */
const withCountry = (digits: string): string => {
  if (digits.startsWith("+")) return digits;
  return digits.length > 11 ? `+${digits}` : `+86${digits}`;
};

async function byTail(env: Env, tail: string): Promise<Found> {
  const [ofNumber, ofPhone] = await Promise.all([byNumberTail(env, tail), findByTail(env, tail, MEMBERS_PAGE)]);
  const others = ofPhone.filter((memberNo) => !ofNumber.some((facts) => facts.memberNo === memberNo));
  return cut(others, async (memberNos) => [...ofNumber, ...(await factsOfAll(env, memberNos))]);
}

async function byNumberTail(env: Env, tail: string): Promise<MemberFacts[]> {
  const found: MemberFacts[] = [];
  let place: Place = { shard: shardOf(tail) };
  do {
    const { facts, after } = await readFacts(env, place);
    found.push(...facts.filter(({ memberNo }) => memberNo.endsWith(tail)));
    place = { ...place, after };
  } while (place.after !== undefined && found.length < MEMBERS_PAGE);
  return found;
}

async function cut(
  memberNos: readonly string[],
  read: (memberNos: readonly string[]) => Promise<readonly MemberFacts[]>,
): Promise<Found> {
  return { facts: await read(memberNos.slice(0, MEMBERS_PAGE)), isCut: memberNos.length > MEMBERS_PAGE };
}

/** In the order they are named. */
async function factsOfAll(env: Env, memberNos: readonly string[]): Promise<MemberFacts[]> {
  const rows = await getItems<FactsRow>(env.tables, memberNos.map(factsKey), { table: "views" });
  const textOf = new Map(rows.map(({ sk, f }) => [sk, f]));
  return memberNos.flatMap((memberNo) => {
    const text = textOf.get(memberNo);
    return text === undefined ? [] : [unpackFacts(memberNo, text)];
  });
}

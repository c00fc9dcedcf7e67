// The first place of an offer a member has free. Places are filled in order and not freed while the offer can be
// claimed, so a place found taken stays taken.
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import type { Key } from "../platform/table.ts";

export async function freePlace(
  env: Env,
  memberNo: string,
  offerId: string,
  perMember: number,
): Promise<number | undefined> {
  const range = { pk: `MBR#${memberNo}`, from: `CPN#${offerId}#`, to: `CPN#${offerId}#~` };
  const held = new Set((await queryRange<Key>(env.tables, range, { consistent: true })).map(({ sk }) => sk));
  for (let n = 1; n <= perMember; n++) if (!held.has(`CPN#${offerId}#${n}`)) return n;
  return undefined;
}

// What is held of one clerk, row by row: told anew from the rows of those shops and days whose line says that anything is.
// That is one query a shop and day, and four for each of the clerk's own codes there, and the facts of those in doubt.
import { HELD_MAX, type ListHeld } from "@huike/shared/chain-day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { type Brought, type Held, heldOf, suspectsOf } from "@huike/shared/held";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { seesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { boardLines, type DayLine, weekStart } from "./board-lines.ts";
import { BroughtBooks } from "./brought-books.ts";
import { channelRows, placesOf, shardsOf, shopRows } from "./chain-rows.ts";
import { knownBy, readFacts } from "./known-people.ts";

type Answer = ResponseOf<typeof ListHeld>;
type HeldAt = Held & { readonly storeId: string };

export async function listHeld(
  { staff }: { readonly staff: StaffItem },
  { day, memberNo }: RequestOf<typeof ListHeld>,
  env: Env,
): Promise<Result<Answer, ErrorOf<typeof ListHeld>>> {
  const { lines } = await boardLines(env, day);
  const mine = lines.filter(
    ({ id, storeId, tally, ...line }) =>
      id === memberNo &&
      line.day >= weekStart(day) &&
      seesStore(staff, storeId) &&
      tally.heldMembers + tally.heldFans + tally.heldRedemptions > 0,
  );
  const held = (await eachOf(mine, (line) => heldOn(env, line))).flat().sort((a, b) => b.atMs - a.atMs);
  return ok({ held: held.slice(0, HELD_MAX).map(shown), more: Math.max(0, held.length - HELD_MAX) });
}

async function heldOn(env: Env, line: DayLine): Promise<HeldAt[]> {
  const brought = await broughtOn(env, line);
  if (!brought) return [];
  const known = await knownBy(env, await readFacts(env, suspectsOf(brought)));
  return heldOf(brought, known).map((one) => ({ ...one, storeId: line.storeId }));
}

async function broughtOn(env: Env, { day, id, storeId }: DayLine): Promise<Brought | undefined> {
  const books = new BroughtBooks();
  const { channels } = await placesOf(env);
  const own = channels.filter((place) => place.clerk === id && place.storeId === storeId);
  books.addShop(storeId, await shopRows(env, storeId, day));
  await eachOf(shardsOf(own, day), async (shard) => books.addChannel(shard, await channelRows(env, shard.pk)));
  return books.days.find(({ brought }) => brought.clerk === id)?.brought;
}

const shown = ({ what, reason, atMs, storeId, memberNo }: HeldAt): Answer["held"][number] => ({
  ...{ what, reason, atMs, storeId },
  ...(memberNo === undefined ? {} : { memberTail: memberNo.slice(-4) }),
});

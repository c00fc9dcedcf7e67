// What each clerk brought in the last days, counted from the same rows as the chain's day.
import { BOARD_DAYS, type RankClerks } from "@huike/shared/chain-day";
import { DAY_MS } from "@huike/shared/day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import { eachOf } from "../platform/each-of.ts";
import type { Env } from "../platform/env.ts";
import { FANS, MEMBERS, REDEMPTIONS } from "../projection/rows.ts";
import { AT_ONCE, channelRows, placesOf, type ShopRow, shardsOf, shopRows } from "./chain-rows.ts";

/** A board is looked at, not watched. */
const AGE_MS = 60_000;

type Board = ResponseOf<typeof RankClerks>;
type Clerk = Board["clerks"][number];

export async function rankClerks(
  _caller: unknown,
  { day }: RequestOf<typeof RankClerks>,
  env: Env,
): Promise<Result<Board, ErrorOf<typeof RankClerks>>> {
  const board = await env.cache<Board>("leader-board", AGE_MS).get(day, () => rank(env, day));
  if (!board) throw new Error("a board is always a board");
  return ok(board);
}

async function rank(env: Env, lastDay: string): Promise<Board> {
  const asOfMs = env.nowMs();
  const { storeIds, channels } = await placesOf(env);
  const days = Array.from({ length: BOARD_DAYS }, (_, ago) =>
    new Date(Date.parse(lastDay) - ago * DAY_MS).toISOString().slice(0, 10),
  );
  const clerks = new Map<string, Clerk>();
  const clerkOf = (memberNo: string): Clerk => {
    const clerk = clerks.get(memberNo) ?? { memberNo, members: 0, netFans: 0, redemptions: 0, undone: 0 };
    clerks.set(memberNo, clerk);
    return clerk;
  };
  const shopDays = days.flatMap((day) => storeIds.map((storeId) => ({ day, storeId })));
  await eachOf(
    shopDays,
    async ({ day, storeId }) => {
      for (const row of await shopRows(env, storeId, day)) addRow(clerkOf, row);
    },
    AT_ONCE,
  );
  const clerkChannels = channels.filter(({ clerk }) => clerk !== undefined);
  await eachOf(
    days.flatMap((day) => shardsOf(clerkChannels, day)),
    async ({ pk, clerk = "" }) => {
      const fans = (await channelRows(env, pk)).filter(({ sk, st }) => sk.startsWith(FANS) && st === "following");
      if (fans.length > 0) clerkOf(clerk).netFans += fans.length;
    },
    AT_ONCE,
  );
  const ranked = [...clerks.values()].sort(
    (a, b) =>
      b.members - a.members ||
      b.netFans - a.netFans ||
      b.redemptions - a.redemptions ||
      (a.memberNo < b.memberNo ? -1 : 1),
  );
  return { clerks: ranked, asOfMs };
}

function addRow(clerkOf: (memberNo: string) => Clerk, { sk, own, clerk, uat }: ShopRow): void {
  if (sk.startsWith(MEMBERS) && own) clerkOf(own).members += 1;
  if (!sk.startsWith(REDEMPTIONS) || !clerk) return;
  if (uat === undefined) clerkOf(clerk).redemptions += 1;
  else clerkOf(clerk).undone += 1;
}

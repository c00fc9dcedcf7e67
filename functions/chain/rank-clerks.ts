// What each clerk brought in the last days: of those that are over from their totals, of today as it stands.
import { BOARD_DAYS, type RankClerks } from "@huike/shared/chain-day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { Env } from "../platform/env.ts";
import { readDays } from "./read-days.ts";
import { daysBefore } from "./roll-day.ts";

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
  const period = await readDays(env, daysBefore(lastDay, BOARD_DAYS - 1), lastDay);
  const clerks = new Map<string, Clerk>();
  for (const entries of (await period.lines("clerk")).values()) {
    for (const { id, tally } of entries) {
      const known = clerks.get(id) ?? { memberNo: id, members: 0, netFans: 0, redemptions: 0, undone: 0 };
      clerks.set(id, {
        memberNo: id,
        members: known.members + tally.members,
        netFans: known.netFans + tally.netFans,
        redemptions: known.redemptions + tally.redemptions,
        undone: known.undone + tally.undone,
      });
    }
  }
  const ranked = [...clerks.values()]
    .filter(({ members, netFans, redemptions, undone }) => members + netFans + redemptions + undone > 0)
    .sort(
      (a, b) =>
        b.members - a.members ||
        b.netFans - a.netFans ||
        b.redemptions - a.redemptions ||
        (a.memberNo < b.memberNo ? -1 : 1),
    );
  return { clerks: ranked, asOfMs: period.asOfMs };
}

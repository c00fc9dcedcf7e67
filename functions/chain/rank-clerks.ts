// What each clerk brought in the last days, net and held, and how far they are in the month: of days that are over from
// their totals, of today as it stands. What is held was decided when the day was counted: a board reads nobody's facts.
import type { BoardLine, RankClerks } from "@huike/shared/chain-day";
import { type ErrorOf, ok, type RequestOf, type ResponseOf, type Result } from "@huike/shared/endpoint";
import type { Tally } from "@huike/shared/report";
import { daysLeftOf, monthOf } from "@huike/shared/target";
import type { Env } from "../platform/env.ts";
import { seesStore } from "../staff/owns-store.ts";
import type { StaffItem } from "../staff/staff.items.ts";
import { staffRows } from "../staff/staff-list.ts";
import { targetsOf } from "../target/read-targets.ts";
import { boardLines, monthStart, sumBy, weekStart } from "./board-lines.ts";
import { placesOf } from "./chain-rows.ts";
import { addProgress, type Progress, progressAt, type Worker } from "./month-progress.ts";

export async function rankClerks(
  { staff }: { readonly staff: StaffItem },
  { day }: RequestOf<typeof RankClerks>,
  env: Env,
): Promise<Result<ResponseOf<typeof RankClerks>, ErrorOf<typeof RankClerks>>> {
  const { lines, missing, asOfMs } = await boardLines(env, day);
  const seen = lines.filter(({ storeId }) => seesStore(staff, storeId));
  const week = sumBy(
    seen.filter((line) => line.day >= weekStart(day)),
    ({ id }) => id,
  );
  const month = sumBy(
    seen.filter((line) => line.day >= monthStart(day)),
    ({ id, storeId }) => `${id} ${storeId}`,
  );
  const progress = await progressOf(env, staff, monthOf(day), month);
  const clerks = [...new Set([...week.keys(), ...progress.keys()])]
    .map((memberNo) => lineOf(memberNo, week.get(memberNo), progress.get(memberNo)))
    .filter(({ members, netFans, redemptions, undone, held, month }) => {
      const { members: a, netFans: b, redemptions: c } = held;
      return month !== undefined || members + netFans + redemptions + undone + a + b + c > 0;
    });
  return ok({ clerks: clerks.sort(byNet), daysLeft: daysLeftOf(day), missing, asOfMs });
}

/** Of everybody who works in a shop the caller may see and which expects something of them. */
async function progressOf(
  env: Env,
  staff: StaffItem,
  month: string,
  sums: ReadonlyMap<string, Tally>,
): Promise<ReadonlyMap<string, Progress>> {
  const { storeIds } = await placesOf(env);
  const targets = await targetsOf(
    env,
    storeIds.filter((storeId) => seesStore(staff, storeId)),
    month,
  );
  const of = ({ memberNo, isClerk, storeIds }: Worker): Progress | undefined =>
    addProgress(
      storeIds.flatMap((storeId) => {
        const at = progressAt({ memberNo, isClerk }, targets.get(storeId), sums.get(`${memberNo} ${storeId}`));
        return at ? [at] : [];
      }),
    );
  return new Map(
    (await staffRows(env)).flatMap(({ sk, role, state, stores }) => {
      const one = state === "active" && of({ memberNo: sk, isClerk: role === "clerk", storeIds: stores });
      return one ? [[sk, one] as const] : [];
    }),
  );
}

function lineOf(memberNo: string, sum: Tally | undefined, month: Progress | undefined): BoardLine {
  const { members = 0, netFans = 0, redemptions = 0, undone = 0 } = sum ?? {};
  const { heldMembers = 0, heldFans = 0, heldRedemptions = 0 } = sum ?? {};
  return {
    ...{ memberNo, members: members - heldMembers, netFans: netFans - heldFans },
    ...{ redemptions: redemptions - heldRedemptions, undone },
    held: { members: heldMembers, netFans: heldFans, redemptions: heldRedemptions },
    ...(month ? { month } : {}),
  };
}

const byNet = (a: BoardLine, b: BoardLine): number =>
  b.members - a.members || b.netFans - a.netFans || b.redemptions - a.redemptions || (a.memberNo < b.memberNo ? -1 : 1);

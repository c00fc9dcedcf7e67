// 今天: what the whole chain did on a business day, beside the same day a week before up to the same minute.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { MemberNo, StoreId } from "./id.ts";

const Count = z.int().check(z.nonnegative());

export const DayTally = z.strictObject({
  /** People who opened the mini-program or scanned a follow code by a channel, each once a channel. */
  scans: Count,
  newFans: Count,
  /** Of those, who still follow. */
  netFans: Count,
  members: Count,
  claims: Count,
  /** Less what was undone since. */
  redemptions: Count,
  sales: Count,
  /** What those sales came to, as far as amounts were entered. */
  salesFen: Count,
});
export type DayTally = z.infer<typeof DayTally>;

export const GetChainDay = endpoint({
  audience: "operator",
  method: "GET",
  path: "/days/:day",
  summary: "What the chain did on a business day (04:00–04:00), and on the same day a week before up to the same time",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({ day: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)) }),
  response: z.strictObject({
    day: z.string(),
    tally: DayTally,
    weekBefore: DayTally,
    /** Shops with anything on that day; scans are those of their own channels. */
    shops: z.array(
      z.strictObject({
        storeId: StoreId,
        scans: Count,
        members: Count,
        redemptions: Count,
        sales: Count,
        salesFen: Count,
      }),
    ),
    /** Counted then; ten seconds old at most. */
    asOfMs: z.int(),
  }),
  errors: {},
});

/** Days a leader board looks back on, its own day with them. */
export const BOARD_DAYS = 7;

export const RankClerks = endpoint({
  audience: "operator",
  method: "GET",
  path: "/leader-board/:day",
  summary: "What each clerk brought in the seven business days up to this one: members won first, then net fans",
  roles: ["operator", "auditor", "owner"],
  request: z.strictObject({ day: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)) }),
  response: z.strictObject({
    clerks: z.array(
      z.strictObject({
        memberNo: MemberNo,
        /** New members whose first touch was this clerk's. */
        members: Count,
        /** Followers of the clerk's own codes who still follow. */
        netFans: Count,
        /** Redemptions that stand. */
        redemptions: Count,
        undone: Count,
      }),
    ),
    asOfMs: z.int(),
  }),
  errors: {},
});

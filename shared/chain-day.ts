// 今天: what the whole chain did on a business day, beside the same day a week before up to the same minute.
import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";
import { HeldReason, HeldWhat } from "./held.ts";
import { MemberNo, StoreId } from "./id.ts";
import { Target } from "./target.ts";

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

const atConsole = ["manager", "operator", "auditor", "owner"] as const;
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));

export const BoardLine = z.strictObject({
  memberNo: MemberNo,
  /** New members the clerk won; followers of their own codes who still follow; redemptions that stand: without what is held. */
  members: Count,
  netFans: Count,
  redemptions: Count,
  undone: Count,
  /** Of each, what is held: with it, it is what was brought. */
  held: z.strictObject({ members: Count, netFans: Count, redemptions: Count }),
  /** What the clerk's shops expect in the month, and what there is of it, net and held, by the board's day. */
  month: z.optional(z.strictObject({ target: Target, done: Target, held: Target })),
});
export type BoardLine = z.infer<typeof BoardLine>;

export const RankClerks = endpoint({
  audience: "operator",
  method: "GET",
  path: "/leader-board/:day",
  summary:
    "What each clerk brought in the seven business days up to this one, net and held: members first, then fans; and how far they are in the month; a manager's own shops",
  roles: atConsole,
  request: z.strictObject({ day }),
  response: z.strictObject({
    clerks: z.array(BoardLine),
    /** Business days left of the day's month, the day with them. */
    daysLeft: Count,
    /** Days of the week and the month that are not counted yet. */
    missing: Count,
    asOfMs: z.int(),
  }),
  errors: {},
});

/** Lines of one answer. */
export const HELD_MAX = 200;

export const ListHeld = endpoint({
  audience: "operator",
  method: "GET",
  path: "/leader-board/:day/held/:memberNo",
  summary: "What is held of one clerk's seven days, each with its reason, newest first; a manager's own shops",
  roles: atConsole,
  request: z.strictObject({ day, memberNo: MemberNo }),
  response: z.strictObject({
    held: z.array(
      z.strictObject({
        what: HeldWhat,
        reason: HeldReason,
        atMs: z.int(),
        storeId: StoreId,
        /** The last four digits, where it is known who they are. */
        memberTail: z.optional(z.string()),
      }),
    ),
    more: Count,
  }),
  errors: {},
});

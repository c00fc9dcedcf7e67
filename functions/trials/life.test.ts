// Any life of coupons, sales, points and stock, against a model in memory: two members, four offers, two clerks and a
// manager, a stream out of order, nights; calls cut before they are sent or after they took effect, with or without
// the process, then asked again. HUIKE_TRIAL_COMMANDS makes it as long as one likes (`npm run trials`). A life that went
// wrong prints its seed and path: HUIKE_TRIAL_SEED and HUIKE_TRIAL_PATH live it again, with the same number of commands.
import { writeSync } from "node:fs";
import fc from "fast-check";
import { openTables } from "../platform/table.ts";
import { openChain } from "../testing/chain.ts";
import { expectBalanced, expectConserved, expectUnfaulted } from "../testing/life/balance.ts";
import { History, type Tally } from "../testing/life/history.ts";
import { readTables } from "../testing/life/observe.ts";
import { step } from "../testing/life/steps.ts";
import { Street } from "../testing/life/street.ts";
import { openStraightTables } from "../testing/straight-client.ts";

const COMMANDS = Number(process.env.HUIKE_TRIAL_COMMANDS ?? 0);
/** A short life costs little to begin; of a million commands most must not be beginnings and ends. */
const STEPS = COMMANDS > 0 ? { minLength: 30, maxLength: 50 } : { minLength: 4, maxLength: 14 };
/** A long life asks for 38.7 on average (967,382 in 25,000). */
const HISTORIES = COMMANDS > 0 ? Math.ceil(COMMANDS / 38) : 2_000;
/** As many share a table: every life's night walks all of it. */
const STREET_HISTORIES = 25;
const CHECKED_EVERY = 5;
/** One street waits for the engine most of its time. */
const AT_ONCE = 4;
const { HUIKE_TRIAL_SEED, HUIKE_TRIAL_PATH } = process.env;
const AGAIN = HUIKE_TRIAL_SEED ? { seed: Number(HUIKE_TRIAL_SEED), path: HUIKE_TRIAL_PATH ?? "" } : {};
const TOLD_EVERY = 50_000;
const HANG_MS = COMMANDS > 0 ? 7_200_000 : 900_000;
/** What comes about in any two thousand lives: without them the trial would prove less than it seems to. */
const OUTCOMES = [
  ...[
    "buy yes",
    "buy points_too_few",
    "claim yes",
    "claim limit_reached",
    "claim offer_closed",
    "claim offer_sold_out",
  ],
  ...["redeem yes", "redeem coupon_redeemed", "redeem coupon_expired", "redeem coupon_given", "redeem coupon_voided"],
  ...["redeem amount_too_low", "redeem scan_again", "sale yes", "sale amount_needed", "sale coupons_do_not_combine"],
  ...["sale coupon_redeemed", "sale coupon_given", "undo yes", "undo undo_too_late", "undo undo_whole_sale"],
  ...["undo undo_not_yours", "undoSale yes", "undoSale undo_too_late", "give yes", "give gift_not_allowed"],
  ...["accept yes", "accept gift_own", "takeBack yes", "void yes", "spend yes", "spend points_too_few"],
  ...["setStock yes", "setStock stock_below_taken", "tidy yes"],
];

const tally: Tally = { commands: 0, cuts: 0, outcomes: new Map() };

async function liveThere(street: Street): Promise<void> {
  const lived: History[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(step, STEPS), async (steps) => {
      const history = new History(await street.begin(), tally);
      for (const one of steps) await history.take(one);
      await history.settle();
      const tables = await expectBalanced(history);
      // A call that was cut lost one number at most.
      expectConserved(history, tables, steps.length);
      if (lived.length % CHECKED_EVERY === 0) await expectUnfaulted(history);
      lived.push(history);
    }),
    // To shorten a long life that went wrong takes hours; its seed is printed.
    { numRuns: STREET_HISTORIES, endOnFailure: COMMANDS > 0, ...AGAIN },
  );
  await street.night();
  for (const history of lived) expectConserved(history, await readTables(history.life, []), 0);
}

function tellProgress(before: number): void {
  if (Math.floor(before / TOLD_EVERY) < Math.floor(tally.commands / TOLD_EVERY)) {
    // Jest would keep it to the end of the file.
    writeSync(1, `${tally.commands} commands so far, 0 apart from the model\n`);
  }
}

// Each street has its tables and its clock. The first few are lived through the SDK, the others without its layers.
const streets = Math.ceil(HISTORIES / STREET_HISTORIES);
describe.each(
  Array.from({ length: Math.ceil(streets / AT_ONCE) }, (_, i) => [
    i * AT_ONCE + 1,
    Math.min(streets, (i + 1) * AT_ONCE),
  ]),
)("any life of coupons, sales, points and stock, streets %i to %i", (first, last) => {
  const some = Array.from(
    { length: last - first + 1 },
    () => new Street(openChain(first === 1 ? openTables : openStraightTables)),
  );
  beforeAll(async () => {
    for (const street of some) await street.open();
  });
  // Jest keeps every describe to the end of the file: a million commands would not fit beside all their streets' caches.
  afterAll(() => {
    some.length = 0;
  });

  test(
    "are answered and end as the model says, and the night returns every lost number",
    async () => {
      const before = tally.commands;
      await Promise.all(some.map(liveThere));
      tellProgress(before);
    },
    HANG_MS,
  );
});

test("the lives went everywhere they could", () => {
  if (COMMANDS > 0) {
    const outcomes = [...tally.outcomes].sort().map(([name, times]) => `${name} ${times}`);
    process.stdout.write(
      `${tally.commands} commands, ${tally.cuts} cut, 0 apart from the model: ${outcomes.join(", ")}\n`,
    );
  }
  for (const outcome of OUTCOMES) expect([outcome, tally.outcomes.has(outcome)]).toEqual([outcome, true]);
});

// `npm run mutants [name…]`: changes the rules in one place at a time and asks whether a test notices (Stryker).
//
// Each file is judged by the suites that are about it, not by all that reach it: a rule that only a walk over the whole
// product holds has no test of its own. A name narrows the run to the sets whose name holds it. Fails below 95 %.
import { spawnSync } from "node:child_process";
import { inRepository } from "./repository.ts";

type MutantSet = { readonly name: string; readonly files: readonly string[]; readonly suites: readonly string[] };

const SETS: readonly MutantSet[] = [
  { name: "price", files: ["shared/price.ts"], suites: ["shared/price.test.ts"] },
  { name: "benefit", files: ["shared/benefit.ts"], suites: ["shared/benefit.test.ts"] },
  { name: "points", files: ["shared/points.ts"], suites: ["shared/points.test.ts"] },
  { name: "use-times", files: ["shared/use-times.ts"], suites: ["shared/use-times.test.ts"] },
  { name: "lots", files: ["functions/points/lots.ts"], suites: ["functions/points/lots.test.ts"] },
  { name: "books", files: ["functions/points/faults.ts"], suites: ["functions/points/faults.test.ts"] },
  { name: "ledger", files: ["functions/points/ledger.items.ts"], suites: ["functions/points/ledger.items.test.ts"] },
  {
    name: "sales",
    files: ["functions/sale/sale-faults.ts", "functions/sale/new-sale.ts"],
    suites: ["functions/sale/sale-faults.test.ts", "functions/sale/new-sale.test.ts"],
  },
  {
    name: "coupon",
    files: ["functions/coupon/why-not-usable.ts", "functions/coupon/block-size.ts", "functions/coupon/past.items.ts"],
    suites: [
      "functions/coupon/why-not-usable.test.ts",
      "functions/coupon/block-size.test.ts",
      "functions/coupon/past.items.test.ts",
    ],
  },
  {
    name: "updates",
    files: ["functions/coupon/redemption-update.ts", "functions/coupon/undo-update.ts"],
    suites: ["functions/coupon/updates.test.ts"],
  },
  {
    name: "coupon-items",
    files: ["functions/coupon/coupon.items.ts"],
    suites: ["functions/coupon/coupon.items.test.ts"],
  },
  { name: "sale-items", files: ["functions/sale/sale.items.ts"], suites: ["functions/sale/sale.items.test.ts"] },
  {
    name: "refusals",
    files: [
      "functions/coupon/why-not-redeemed.ts",
      "functions/coupon/why-not-undone.ts",
      "functions/coupon/why-not-claimed.ts",
      "functions/coupon/why-not-accept.ts",
    ],
    suites: [
      "functions/coupon/why-not-redeemed.test.ts",
      "functions/coupon/why-not-undone.test.ts",
      "functions/coupon/why-not-claimed.test.ts",
      "functions/coupon/why-not-accept.test.ts",
    ],
  },
  { name: "give", files: ["functions/coupon/give.ts"], suites: ["functions/coupon/give.test.ts"] },
  {
    name: "accept",
    files: ["functions/coupon/accept-gift.ts", "functions/coupon/given-coupon.ts", "functions/coupon/free-place.ts"],
    suites: ["functions/coupon/accept-gift.test.ts"],
  },
  {
    name: "tidy",
    files: ["functions/coupon/tidy.ts", "functions/coupon/void-coupon.ts"],
    suites: ["functions/coupon/tidy-clauses.test.ts", "functions/coupon/void-coupon.test.ts"],
  },
  {
    name: "adjust",
    files: ["functions/points/adjust-points.ts", "functions/points/decide-adjustment.ts"],
    suites: ["functions/points/adjustment-clauses.test.ts"],
  },
  {
    name: "tier-periods",
    files: ["functions/points/tier-periods.ts"],
    suites: ["functions/points/tier-periods.test.ts"],
  },
  { name: "review-tier", files: ["functions/points/review-tier.ts"], suites: ["functions/points/review-tier.test.ts"] },
  { name: "settle-tier", files: ["functions/points/settle-tier.ts"], suites: ["functions/points/settle-tier.test.ts"] },
  { name: "post", files: ["functions/points/post.ts"], suites: ["functions/points/post.test.ts"] },
  {
    name: "spend",
    files: [
      "functions/points/spend-points.ts",
      "functions/points/expire-points.ts",
      "functions/points/refund-voided.ts",
    ],
    suites: ["functions/points/spending-clauses.test.ts", "functions/points/expiry-clauses.test.ts"],
  },
  {
    name: "post-sale",
    files: ["functions/points/post-sale.ts"],
    suites: ["functions/points/post-sale-clauses.test.ts"],
  },
  {
    name: "program",
    files: ["functions/points/put-program.ts"],
    suites: ["functions/points/put-program-clauses.test.ts"],
  },
  {
    name: "show-points",
    files: ["functions/points/check-member.ts", "functions/points/read-ledger.ts", "functions/points/show-points.ts"],
    suites: ["functions/points/read-ledger.test.ts"],
  },
  { name: "undo-sale", files: ["functions/sale/undo-sale.ts"], suites: ["functions/sale/undo-sale-clauses.test.ts"] },
  {
    name: "record-sale",
    files: ["functions/sale/record-sale.ts"],
    suites: ["functions/sale/record-sale-clauses.test.ts"],
  },
  {
    name: "project-sale",
    files: ["functions/sale/project-sale.ts"],
    suites: ["functions/sale/project-sale-clauses.test.ts"],
  },
  {
    name: "issue",
    files: ["functions/coupon/issue.ts", "functions/coupon/issue-within-day.ts", "functions/coupon/issue-bought.ts"],
    suites: ["functions/coupon/issue.test.ts"],
  },
  {
    name: "tickets",
    files: ["functions/coupon/ticket-numbers.ts"],
    suites: ["functions/coupon/ticket-clauses.test.ts"],
  },
  { name: "claim", files: ["functions/coupon/claim.ts"], suites: ["functions/coupon/claim-clauses.test.ts"] },
  {
    name: "counter",
    files: ["functions/coupon/redeem.ts", "functions/coupon/undo.ts"],
    suites: ["functions/coupon/counter-clauses.test.ts"],
  },
];

/**
 * Property tests that run once for each mutant: examples next to them hold the rule, these look for what nobody thought
 * of. And the engine without the SDK's layers (functions/testing/straight-client.ts).
 */
const SMALL = { HUIKE_PROPERTY_RUNS: "100", HUIKE_STRAIGHT: "1" };

function mutate({ name, files, suites }: MutantSet): boolean {
  console.log(`\n— mutants: ${name}`);
  const { status } = spawnSync(
    "npx",
    ["--no-install", "stryker", "run", "dev/stryker.config.mjs", "--mutate", files.join()],
    {
      cwd: inRepository("."),
      env: { ...SMALL, ...process.env, HUIKE_SKIP_BUILD: "1", HUIKE_MUTANTS_SUITES: suites.join() },
      stdio: "inherit",
    },
  );
  return status === 0;
}

const wanted = process.argv.slice(2);
const chosen = SETS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
const build = spawnSync(process.execPath, ["--import", "tsx", "dev/build/ensure.ts", "functions"], {
  cwd: inRepository("."),
  stdio: "inherit",
});
if (build.status !== 0) process.exit(1);
const below = chosen.filter((set) => !mutate(set));
console.log(below.length > 0 ? `\nbelow 95 %: ${below.map(({ name }) => name).join(", ")}` : "\nall at 95 % or above");
process.exitCode = below.length > 0 || chosen.length === 0 ? 1 : 0;

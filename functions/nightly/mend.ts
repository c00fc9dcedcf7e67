// Makes anew what is derived and was found wrong: rows, the sale of a coupon used alone, a sale's posting. A source that
// is wrong stays as it is, for people to settle.
import type { Finding } from "@huike/shared/reconciliation";
import type { CouponItem } from "../coupon/coupon.items.ts";
import type { Env } from "../platform/env.ts";
import { logFailure } from "../platform/log.ts";
import { getItem } from "../platform/read.ts";
import { checkMember } from "../points/check-member.ts";
import { postSale } from "../points/post-sale.ts";
import { mendRows } from "../projection/mend-rows.ts";
import { projectSales } from "../sale/project-sale.ts";
import { type SaleItem, saleKey } from "../sale/sale.items.ts";
import { asText, lookAgain, sourceKey } from "./look-again.ts";
import { memberOf } from "./visit-member.ts";

type Mend = (env: Env, finding: Finding) => Promise<void>;

const mends: Partial<Record<Finding["what"], Mend>> = {
  row_missing: (env, finding) => mendRows(env, sourceKey(finding)),
  row_differs: (env, finding) => mendRows(env, sourceKey(finding)),
  sale_missing: mendSale,
  sale_differs: mendSale,
  posting_missing: mendPosting,
  // One whose sale was put back is none any more.
  row_without_source: async () => undefined,
};

/** A sale is put right before the row that is made of it, and a row before it is asked whether it is still astray. */
const MENDING_ORDER: Partial<Record<Finding["what"], number>> = {
  ...{ sale_missing: 0, sale_differs: 0, row_missing: 2, row_differs: 2, row_without_source: 3 },
};

export const inMendingOrder = (findings: readonly Finding[]): Finding[] => {
  const placeOf = ({ what }: Finding): number => MENDING_ORDER[what] ?? 1;
  return [...findings].sort((a, b) => placeOf(a) - placeOf(b));
};

/** The findings, each that has come right marked so. */
export async function mendSome(env: Env, findings: readonly Finding[], asOfMs: number): Promise<Finding[]> {
  const tried = findings.filter(({ what }) => mends[what]);
  for (const finding of tried) {
    await mends[finding.what]?.(env, finding).catch((cause: unknown) => logFailure("nightly", cause));
  }
  const { seen } = await lookAgain(env, tried, asOfMs);
  return findings.map((finding) =>
    tried.includes(finding) && !seen.has(asText(finding)) ? { ...finding, isMended: true } : finding,
  );
}

/** Puts it if it is missing, and marks it undone if its redemption is; it changes nothing else of a sale. */
async function mendSale(env: Env, finding: Finding): Promise<void> {
  if (finding.source === undefined) return;
  const coupon = await getItem<CouponItem>(env.tables, sourceKey(finding), { consistent: true });
  if (coupon) await projectSales(coupon, env);
}

/** Only where card and ledger agree: a posting that went missing after it was made is in the balance, and would be twice. */
async function mendPosting(env: Env, { of, item = "" }: Finding): Promise<void> {
  const memberNo = memberOf(of);
  if ((await checkMember(env, memberNo)).some(({ what }) => isOfCard.has(what))) return;
  const [, ord = ""] = item.split("#");
  const sale = await getItem<SaleItem>(env.tables, saleKey(memberNo, ord), { consistent: true });
  if (sale) await postSale(memberNo, ord, sale, env);
}

const isOfCard: ReadonlySet<Finding["what"]> = new Set(["balance_differs", "growth_differs", "count_differs"]);

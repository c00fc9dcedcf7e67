// What came of a run so far: rows counted in its own partition, never member by member. They are read again when what
// was counted is half a minute old, however many consoles ask and however often.
import type { CampaignBrought } from "@huike/shared/campaign-live";
import type { Env } from "../platform/env.ts";
import { queryRange } from "../platform/read.ts";
import { type CampaignItem, CLAIMED, OPENED, planOf, runPk, SOLD, USED } from "./campaign.items.ts";
import type { Tally } from "./outcome.ts";

const BROUGHT_AGE_MS = 30_000;

type Row = { u?: number; fen?: number };

export async function countBrought(
  env: Env,
  item: CampaignItem,
  { campaignId, run }: { readonly campaignId: string; readonly run: number },
  tally: Tally,
): Promise<CampaignBrought> {
  const cache = env.cache<CampaignBrought>("campaign-brought", BROUGHT_AGE_MS);
  const counted = await cache.get(`${campaignId}#${run}`, async () => {
    const [opened, claimed, used, sold] = await Promise.all(
      [OPENED, CLAIMED, USED, SOLD].map((kind) => rowsOf(env, campaignId, run, kind)),
    );
    return {
      asOfMs: env.nowMs(),
      opened: opened?.length ?? 0,
      claimed: claimed?.length ?? 0,
      redeemed: sum(used, "u"),
      sales: sum(sold, "u"),
      salesFen: sum(sold, "fen"),
    };
  });
  if (!counted) throw new Error(`what ${campaignId} brought was counted and is not there`);
  // A coupon that was put into a wallet needs no row of its own: it is what was sent.
  return planOf(item).content.path === "wallet" ? { ...counted, claimed: tally.sent } : counted;
}

const rowsOf = (env: Env, campaignId: string, run: number, kind: string): Promise<Row[]> =>
  queryRange<Row>(env.tables, { pk: runPk(campaignId, run), from: kind, to: `${kind}~` }, { table: "views" });

const sum = (rows: readonly Row[] | undefined, of: "u" | "fen"): number =>
  (rows ?? []).reduce((all, row) => all + (row[of] ?? 0), 0);

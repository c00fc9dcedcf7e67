import { CampaignCounts, type CampaignLive } from "@huike/shared/campaign-live";
import { lookAgainMs } from "./look-again";
import { inPart, outcomes } from "./parts";

const nowMs = Date.UTC(2026, 0, 5);
const counts: CampaignCounts = {
  ...{ planned: 100, waiting: 40, quiet: 15, heldOut: 10, noConsent: 9, noWindow: 8, capped: 7 },
  ...{ unreachable: 2, sent: 15, failed: 1, inDoubt: 1, notFollowing: 3, quota: 3, alone: 1 },
};
const live = (change: Partial<CampaignLive>): CampaignLive => ({
  ...{ campaignId: "cmp_abcd1234", state: "running", version: 1, isPlanning: false, perSecond: 0, counts },
  plan: {
    ...{ name: "老客", audience: { is: "all", of: [] }, time: { when: "now" }, holdOutPermille: 0 },
    content: { path: "wallet", kind: "news", offerId: "ofr_abcd1234" },
  },
  brought: { asOfMs: 0, opened: 0, claimed: 0, redeemed: 0, sales: 0, salesFen: 0 },
  ...change,
});

describe("the parts of a run", () => {
  test("hold every person once, whatever the API counts", () => {
    // A count the API gains and the page does not draw would leave people out.
    const known = new Set<string>(["planned", ...outcomes]);
    expect(Object.keys(CampaignCounts.shape).filter((name) => !known.has(name))).toEqual([]);
    expect(outcomes.reduce((sum, outcome) => sum + inPart(counts, outcome), 0)).toBe(counts.planned);
  });
});

describe("a campaign's page", () => {
  const quiet = { ...counts, quiet: 40 };
  test.each<[string, Partial<CampaignLive>, number | undefined]>([
    ["moves", {}, 2_500],
    ["waits for quiet hours to end", { counts: quiet }, 15_000],
    ["is paused", { state: "paused" }, 15_000],
    ["begins within a minute", { state: "scheduled", dueAtMs: nowMs + 59_000 }, 2_500],
    ["begins tomorrow", { state: "scheduled", dueAtMs: nowMs + 86_400_000 }, 15_000],
    ["is a draft", { state: "draft" }, undefined],
    ["is done", { state: "done" }, undefined],
    ["is cancelled", { state: "cancelled" }, undefined],
  ])("asks again as it should while one %s", (_, change, ms) => {
    expect(lookAgainMs(live(change), nowMs)).toBe(ms);
  });
});

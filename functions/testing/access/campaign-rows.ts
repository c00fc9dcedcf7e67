// The access matrix of campaigns. A campaign is nobody's own: whoever may steer one may steer all.
import {
  ApproveCampaign,
  CancelCampaign,
  GetCampaign,
  ListCampaigns,
  ListDeadLetters,
  PauseCampaign,
  PutCampaign,
  RehearseCampaign,
  ResumeCampaign,
  ReviseCampaign,
  TestCampaign,
} from "@huike/shared/campaign";
import type { CampaignPlan } from "@huike/shared/campaign-plan";
import { MeasureCampaign } from "@huike/shared/campaign-result";
import { ReadNote } from "@huike/shared/member";
import { GetConsentTemplates, GetPushRules, KeepConsent, PutPushRules, USUAL_RULES } from "@huike/shared/push-rules";
import { currentRules } from "../../campaign/read-rules.ts";
import { makeId } from "../made-up.ts";
import { cell, chiefs, members, type Row, readers, row } from "./row.ts";
import type { World } from "./world.ts";

const why = "test";
const plan: CampaignPlan = {
  ...{ name: "搬家", audience: { is: "all", of: [] }, time: { when: "now" }, holdOutPermille: 100 },
  content: { path: "notice", kind: "news", title: "通知", text: "门店搬家了" },
};

async function draft(w: World) {
  const campaignId = makeId("campaign");
  await w.chain.must(PutCampaign, { campaignId, plan, why }, await w.chain.owner());
  return { campaignId };
}
const noCampaign = () => ({ campaignId: makeId("campaign") });
const unknown = "campaign_unknown";

export const campaignRows: readonly Row[] = [
  row(PutCampaign, chiefs, { own: cell(() => ({ ...noCampaign(), plan, why }), "ok") }),
  row(ReviseCampaign, chiefs, {
    own: cell(async (w) => ({ ...(await draft(w)), ifVersion: 1, plan, why }), "ok"),
    missing: cell(() => ({ ...noCampaign(), ifVersion: 1, plan, why }), unknown),
  }),
  row(RehearseCampaign, chiefs, {
    own: cell(async (w) => ({ ...(await draft(w)), ifVersion: 1 }), "ok"),
    missing: cell(() => ({ ...noCampaign(), ifVersion: 1 }), unknown),
  }),
  row(ApproveCampaign, chiefs, {
    own: cell(async (w) => ({ ...(await draft(w)), ifVersion: 1, why }), "campaign_not_rehearsed"),
    missing: cell(() => ({ ...noCampaign(), ifVersion: 1, why }), unknown),
  }),
  row(TestCampaign, chiefs, {
    own: cell(async (w) => ({ ...(await draft(w)), ifVersion: 1, testId: makeId("test") }), "ok"),
    missing: cell(() => ({ ...noCampaign(), ifVersion: 1, testId: makeId("test") }), unknown),
  }),
  row(PauseCampaign, chiefs, {
    own: cell(async (w) => ({ ...(await draft(w)), why }), "campaign_not_running"),
    missing: cell(() => ({ ...noCampaign(), why }), unknown),
  }),
  row(ResumeCampaign, chiefs, {
    own: cell(async (w) => ({ ...(await draft(w)), why }), "campaign_not_running"),
    missing: cell(() => ({ ...noCampaign(), why }), unknown),
  }),
  row(CancelCampaign, chiefs, {
    own: cell(async (w) => ({ ...(await draft(w)), why }), "ok"),
    missing: cell(() => ({ ...noCampaign(), why }), unknown),
  }),
  row(GetCampaign, readers, { own: cell(draft, "ok"), missing: cell(noCampaign, unknown) }),
  row(ListCampaigns, readers, { own: cell(() => ({}), "ok") }),
  row(ListDeadLetters, readers, { own: cell(draft, "ok"), missing: cell(noCampaign, unknown) }),
  row(MeasureCampaign, chiefs, {
    own: cell(async (w) => ({ ...(await draft(w)), run: "1" }), "campaign_not_running"),
    missing: cell(() => ({ ...noCampaign(), run: "1" }), unknown),
  }),
  row(GetPushRules, readers, { own: cell(() => ({}), "ok") }),
  row(PutPushRules, chiefs, {
    own: cell(async (w) => {
      const { version } = await currentRules(w.chain.coldEnv());
      return { ifVersion: version, rules: USUAL_RULES, why };
    }, "ok"),
  }),
  row(GetConsentTemplates, members, { own: cell(() => ({}), "ok") }),
  row(KeepConsent, members, { own: cell(() => ({ consentId: makeId("consent"), accepted: ["expiring"] }), "ok") }),
  row(ReadNote, members, {
    own: cell(async (w) => ({ ...(await draft(w)), run: 1 }), "ok"),
    missing: cell(() => ({ ...noCampaign(), run: 1 }), "ok"),
  }),
];

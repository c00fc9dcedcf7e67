// 活动推送: the list with its calendar, one campaign, and the editor, each with an address of its own.
import { useLocation, useSearch } from "wouter";
import { CampaignCalendar } from "./CampaignCalendar";
import { CampaignList } from "./CampaignList";
import { CampaignPage } from "./CampaignPage";
import "./campaigns.css";
import { EditCampaign } from "./EditCampaign";
import { NewCampaign } from "./NewCampaign";

export function Campaigns() {
  const [location] = useLocation();
  const search = useSearch();
  const [, , campaignId, what] = location.split("/");
  if (!campaignId) return <CampaignList />;
  if (campaignId === "calendar" || campaignId === "lanes") return <CampaignCalendar shown={campaignId} />;
  if (campaignId === "new") return <NewCampaign copyOf={new URLSearchParams(search).get("from") ?? undefined} />;
  return what === "edit" ? (
    <EditCampaign campaignId={campaignId} />
  ) : (
    <CampaignPage campaignId={campaignId} key={campaignId} />
  );
}

// Another plan for a draft. Who began from a version that is no longer the newest sees what differs and says which shall
// hold.
import { GetCampaign, ListCampaigns, ReviseCampaign } from "@huike/shared/campaign";
import type { CampaignLive } from "@huike/shared/campaign-live";
import { useQueryClient } from "@tanstack/react-query";
import { App, Skeleton } from "antd";
import { useState } from "react";
import { useLocation } from "wouter";
import { act } from "../../api/act";
import { useKeptDraft } from "../../api/kept-draft";
import { keysOf, read, useCall } from "../../api/use-call";
import { explain, useLanguage, useWords } from "../../text/language";
import { Conflict } from "../../ui/Conflict";
import { Failure } from "../../ui/Failure";
import { differences } from "./differences";
import { type Draft, draftOf, planOf, type Templates } from "./draft";
import { Editor } from "./Editor";
import { words } from "./words";

export function EditCampaign({ campaignId }: { readonly campaignId: string }) {
  const { data, error, refetch } = useCall(GetCampaign, { campaignId });
  // What was being written stays on the screen where only the asking anew failed.
  if (data) return <Revise live={data} key={campaignId} />;
  return (
    <section className="page">
      {error ? <Failure refused={error} onAgain={() => void refetch()} /> : <Skeleton active />}
    </section>
  );
}

/** The version the draft was begun from is kept with it. */
type Based = Draft & { readonly ifVersion: number };

const begin = ({ campaignId, plan, version }: CampaignLive): Based => ({
  ...draftOf(campaignId, plan),
  ifVersion: version,
});

function Revise({ live }: { readonly live: CampaignLive }) {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [newest, setNewest] = useState<CampaignLive>();
  const { campaignId } = live;
  const kept = useKeptDraft<Based>(`campaign-${campaignId}`, () => begin(live));
  const leave = () => {
    kept.drop();
    go(`/campaigns/${campaignId}`);
  };
  const save = async (templates: Templates) => {
    setSending(true);
    setFailure(undefined);
    const { ifVersion, why } = kept.draft;
    const plan = planOf(kept.draft, templates);
    const answer = await act(ReviseCampaign, { campaignId, ifVersion, plan, why: why.trim() });
    setSending(false);
    if (!answer) return;
    if (!answer.ok) {
      if (answer.error === "campaign_changed") setNewest(await read(GetCampaign, { campaignId }));
      else setFailure(explain(answer.error, answer.detail, language));
      return;
    }
    message.success(w.saved);
    await queries.invalidateQueries({ queryKey: keysOf(GetCampaign) });
    await queries.invalidateQueries({ queryKey: keysOf(ListCampaigns) });
    leave();
  };
  return (
    <Editor
      title={`${w.edit} · ${live.plan.name}`}
      isNew={false}
      kept={kept as never}
      begin={() => begin(live)}
      failure={failure}
      isSending={isSending}
      doIt={w.saveVersion}
      onDo={save}
      onLeave={leave}
    >
      {(templates) =>
        newest && (
          <Conflict
            differences={differences(planOf(kept.draft, templates), newest.plan, language)}
            onMine={() => {
              kept.change({ ifVersion: newest.version });
              setNewest(undefined);
            }}
            onTheirs={leave}
          />
        )
      }
    </Editor>
  );
}

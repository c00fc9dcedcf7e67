// A new campaign, or a copy of one: written in sentences, kept in the tab until it is a draft of the chain's.
import { GetCampaign, ListCampaigns, PutCampaign } from "@huike/shared/campaign";
import type { CampaignLive } from "@huike/shared/campaign-live";
import { useQueryClient } from "@tanstack/react-query";
import { App, Skeleton } from "antd";
import { useState } from "react";
import { useLocation } from "wouter";
import { act } from "../../api/act";
import { useKeptDraft } from "../../api/kept-draft";
import { makeId } from "../../api/new-id";
import { keysOf, useCall } from "../../api/use-call";
import { explain, useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { type Draft, draftOf, newDraft, planOf, type Templates } from "./draft";
import { Editor } from "./Editor";
import { words } from "./words";

export function NewCampaign({ copyOf }: { readonly copyOf: string | undefined }) {
  const copied = useCall(GetCampaign, { campaignId: copyOf ?? "" }, { isWanted: copyOf !== undefined });
  if (copyOf === undefined) return <Write />;
  if (copied.data) return <Write copied={copied.data} key={copyOf} />;
  return (
    <section className="page">
      {copied.error ? <Failure refused={copied.error} onAgain={() => void copied.refetch()} /> : <Skeleton active />}
    </section>
  );
}

function beginWith(copied: CampaignLive | undefined): Draft {
  const campaignId = makeId("campaign");
  const nowMs = Math.floor(Date.now() / 60_000) * 60_000;
  const fresh = newDraft(campaignId, nowMs);
  if (!copied) return fresh;
  const draft = draftOf(campaignId, copied.plan);
  // Of a copy, times that are over mean nothing any more.
  const { atMs, untilMs } = fresh;
  return { ...draft, ...(draft.atMs <= nowMs ? { atMs } : {}), ...(draft.untilMs <= nowMs ? { untilMs } : {}) };
}

function Write({ copied }: { readonly copied?: CampaignLive }) {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const kept = useKeptDraft(copied ? `campaign-copy-${copied.campaignId}` : "campaign", () => beginWith(copied));
  const save = async (templates: Templates) => {
    setSending(true);
    const { campaignId, why } = kept.draft;
    const answer = await act(PutCampaign, { campaignId, plan: planOf(kept.draft, templates), why: why.trim() });
    setSending(false);
    if (!answer) return;
    // The draft stays as it was written: nothing is typed twice.
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    kept.drop();
    message.success(w.saved);
    await queries.invalidateQueries({ queryKey: keysOf(ListCampaigns) });
    go(`/campaigns/${campaignId}`);
  };
  return (
    <Editor
      title={w.make}
      isNew
      kept={kept}
      begin={() => beginWith(copied)}
      failure={failure}
      isSending={isSending}
      doIt={w.saveDraft}
      onDo={save}
      onLeave={() => {
        kept.drop();
        go("/campaigns");
      }}
    />
  );
}

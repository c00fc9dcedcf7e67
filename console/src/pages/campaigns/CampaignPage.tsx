// One campaign: what is planned, and by its state the rehearsal and approval, or how it goes and what it earned.
import { GetCampaign, PutCampaign, ReviseCampaign } from "@huike/shared/campaign";
import type { CampaignLive } from "@huike/shared/campaign-live";
import { GetPushRules } from "@huike/shared/push-rules";
import { Button, Skeleton } from "antd";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { PageHead } from "../../ui/PageHead";
import { State } from "../../ui/State";
import { DeadLetters } from "./DeadLetters";
import { draftOf } from "./draft";
import { LiveCard } from "./LiveCard";
import { lookAgainMs } from "./look-again";
import { PhoneView } from "./PhoneView";
import { PlanCard } from "./PlanCard";
import { RehearsalCard } from "./RehearsalCard";
import { ResultCard } from "./ResultCard";
import { Steer } from "./Steer";
import { TestOnPhone } from "./TestOnPhone";
import { stateTone, stateWords, words } from "./words";

export function CampaignPage({ campaignId }: { readonly campaignId: string }) {
  const [run, setRun] = useState<number>();
  const request = run === undefined ? { campaignId } : { campaignId, run: String(run) };
  const { data, error, refetch, dataUpdatedAt } = useCall(GetCampaign, request, {
    everyMs: (newest) => lookAgainMs(newest, Date.now()),
  });
  if (!data) {
    return (
      <section className="page">
        {error ? <Failure refused={error} onAgain={() => void refetch()} /> : <Skeleton active />}
      </section>
    );
  }
  return (
    <section className="page">
      <Head live={data} asOfMs={dataUpdatedAt} />
      <Failure refused={error} onAgain={() => void refetch()} />
      <Body live={data} run={run} onRun={setRun} />
    </section>
  );
}

function Head({ live, asOfMs }: { readonly live: CampaignLive; readonly asOfMs: number }) {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const mayRevise = useMay(ReviseCampaign);
  const mayMake = useMay(PutCampaign);
  const { campaignId, state, version, plan } = live;
  return (
    <>
      <nav className="crumbs">
        <Link href="/campaigns">{w.backToList}</Link> /
      </nav>
      <PageHead
        title={plan.name}
        note={
          <>
            <State tone={stateTone[state]}>{stateWords[state][language]}</State> · {w.version(version)}
          </>
        }
        asOfMs={asOfMs}
      >
        <Steer live={live} />
        {mayMake && <Button onClick={() => go(`/campaigns/new?from=${campaignId}`)}>{w.copy}</Button>}
        {mayRevise && state === "draft" && (
          <Button onClick={() => go(`/campaigns/${campaignId}/edit`)}>{w.edit}</Button>
        )}
      </PageHead>
    </>
  );
}

type BodyProps = {
  readonly live: CampaignLive;
  readonly run: number | undefined;
  readonly onRun: (run: number) => void;
};

function Body({ live, run, onRun }: BodyProps) {
  const { campaignId, state, plan, counts } = live;
  const { data: pushRules } = useCall(GetPushRules, {});
  const shownRun = run ?? live.run ?? 1;
  return (
    <div className="editor">
      <div className="stack">
        {state === "draft" ? <RehearsalCard live={live} /> : <LiveCard live={live} run={shownRun} onRun={onRun} />}
        {counts.failed > 0 && <DeadLetters campaignId={campaignId} />}
        {counts.planned > 0 && <ResultCard campaignId={campaignId} run={shownRun} key={shownRun} />}
        <PlanCard plan={plan} />
      </div>
      <aside className="stack">
        <PhoneView draft={draftOf(campaignId, plan)} templates={pushRules?.rules.templates ?? {}} />
        {state === "draft" && <TestOnPhone live={live} />}
      </aside>
    </div>
  );
}

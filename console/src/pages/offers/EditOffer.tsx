// New terms for an offer that is out. Who began from a version that is no longer the newest sees what differs and says
// which shall hold: nobody's change is put over another's unseen.
import { GetOffer, ListOffers, type OfferReport, ReviseOffer } from "@huike/shared/offer-life";
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
import { type Draft, draftOf, termsOf } from "./draft";
import { Editor } from "./Editor";
import { words } from "./words";

export function EditOffer({ offerId }: { readonly offerId: string }) {
  const { data, error, refetch } = useCall(GetOffer, { offerId });
  // What was being written stays on the screen where only the asking anew failed.
  if (data) return <Revise report={data} key={offerId} />;
  return error ? <Failure refused={error} onAgain={() => void refetch()} /> : <Skeleton active className="page" />;
}

/** The version the draft was begun from is kept with it. */
type Based = Draft & { readonly ifVersion: number };

const begin = (report: OfferReport): Based => ({ ...draftOf(report), ifVersion: report.version });

function Revise({ report }: { readonly report: OfferReport }) {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [newest, setNewest] = useState<OfferReport>();
  const { offerId } = report;
  const kept = useKeptDraft<Based>(`offer-${offerId}`, () => begin(report));
  const leave = () => {
    kept.drop();
    go(`/offers/${offerId}`);
  };
  const save = async () => {
    setSending(true);
    setFailure(undefined);
    const { ifVersion, why } = kept.draft;
    const answer = await act(ReviseOffer, { offerId, ifVersion, terms: termsOf(kept.draft), why: why.trim() });
    setSending(false);
    if (!answer) return;
    if (!answer.ok) {
      if (answer.error === "offer_changed") setNewest(await read(GetOffer, { offerId }));
      else setFailure(explain(answer.error, answer.detail, language));
      return;
    }
    message.success(w.revised);
    await queries.invalidateQueries({ queryKey: keysOf(GetOffer) });
    await queries.invalidateQueries({ queryKey: keysOf(ListOffers) });
    leave();
  };
  return (
    <Editor
      title={`${w.edit} · ${report.terms.title}`}
      isNew={false}
      kept={kept as never}
      begin={() => begin(report)}
      failure={failure}
      isSending={isSending}
      doIt={w.saveVersion}
      onDo={save}
      onLeave={leave}
    >
      {newest && (
        <Conflict
          differences={differences(termsOf(kept.draft), newest.terms)}
          onMine={() => {
            kept.change({ ifVersion: newest.version });
            setNewest(undefined);
          }}
          onTheirs={leave}
        />
      )}
    </Editor>
  );
}

// A new offer, or a copy of one: written in sentences, kept until it is published.

import { PutOffer } from "@huike/shared/offer";
import { GetOffer, ListOffers, type OfferReport } from "@huike/shared/offer-life";
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
import { draftOf, newDraft, termsOf } from "./draft";
import { Editor } from "./Editor";
import { words } from "./words";

export function NewOffer({ copyOf }: { readonly copyOf: string | undefined }) {
  const copied = useCall(GetOffer, { offerId: copyOf ?? "" }, { isWanted: copyOf !== undefined });
  if (copyOf === undefined) return <Write />;
  if (copied.error) return <Failure refused={copied.error} onAgain={() => void copied.refetch()} />;
  return copied.data ? <Write copied={copied.data} key={copyOf} /> : <Skeleton active className="page" />;
}

function beginWith(copied: OfferReport | undefined) {
  const offerId = makeId("offer");
  const fresh = newDraft(offerId, Math.floor(Date.now() / 60_000) * 60_000);
  if (!copied) return fresh;
  const { opensAtMs, closesAtMs } = fresh;
  return { ...draftOf(copied, offerId), opensAtMs, closesAtMs };
}

function Write({ copied }: { readonly copied?: OfferReport }) {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const kept = useKeptDraft(copied ? `offer-copy-${copied.offerId}` : "offer", () => beginWith(copied));
  const { draft } = kept;
  const publish = async () => {
    setSending(true);
    const { offerId, stock = 0, stockPerDay, opensAtMs, closesAtMs, why } = draft;
    const perDay = stockPerDay === undefined ? {} : { stockPerDay };
    const request = { offerId, terms: termsOf(draft), stock, ...perDay, opensAtMs, closesAtMs, why: why.trim() };
    const answer = await act(PutOffer, request);
    setSending(false);
    if (!answer) return;
    // The draft stays as it was written: nothing is typed twice.
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    kept.drop();
    message.success(w.published);
    await queries.invalidateQueries({ queryKey: keysOf(ListOffers) });
    go(`/offers/${offerId}`);
  };
  return (
    <Editor
      title={w.make}
      isNew
      kept={kept}
      begin={() => beginWith(copied)}
      failure={failure}
      isSending={isSending}
      doIt={w.publish}
      onDo={publish}
      onLeave={() => {
        kept.drop();
        go("/offers");
      }}
    />
  );
}

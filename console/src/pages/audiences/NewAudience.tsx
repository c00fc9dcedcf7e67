// A new kept rule, begun from nothing or from a list that was just sent in.
import type { AudienceRule } from "@huike/shared/audience";
import { ListSegments, PutSegment } from "@huike/shared/audience-calls";
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { useLocation } from "wouter";
import { act } from "../../api/act";
import { useKeptDraft } from "../../api/kept-draft";
import { makeId } from "../../api/new-id";
import { keysOf } from "../../api/use-call";
import { explain, useLanguage, useWords } from "../../text/language";
import { newSegment, type SegmentDraft, segmentOf } from "./segment-draft";
import { WriteAudience } from "./WriteAudience";
import { words } from "./words";

export function NewAudience({ listId }: { readonly listId: string | undefined }) {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const rule: AudienceRule = { is: "all", of: listId === undefined ? [] : [{ is: "in_list", listId }] };
  const begin = () => newSegment(makeId("segment"), rule);
  const kept = useKeptDraft<SegmentDraft>(listId === undefined ? "segment" : `segment-${listId}`, begin);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const save = async () => {
    setSending(true);
    const answer = await act(PutSegment, segmentOf(kept.draft));
    setSending(false);
    if (!answer) return;
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    kept.drop();
    message.success(w.saved);
    await queries.invalidateQueries({ queryKey: keysOf(ListSegments) });
    go("/audiences");
  };
  const leave = () => {
    kept.drop();
    go("/audiences");
  };
  return (
    <WriteAudience {...{ title: w.make, kept, begin, failure, isSending, doIt: w.save, onDo: save, onLeave: leave }} />
  );
}

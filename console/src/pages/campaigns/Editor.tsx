// The editor of a campaign: sentences on the left; the phone and whom it reaches on the right.
import { GetPushRules } from "@huike/shared/push-rules";
import { Skeleton } from "antd";
import type { ReactNode } from "react";
import type { KeptDraft } from "../../api/kept-draft";
import { useCall } from "../../api/use-call";
import { useWords } from "../../text/language";
import { DraftPage } from "../../ui/DraftPage";
import { Failure } from "../../ui/Failure";
import { CountCard } from "../audiences/CountCard";
import { type Draft, faultsOf, type Templates } from "./draft";
import { PhoneView } from "./PhoneView";
import { Sentences } from "./Sentences";
import { words } from "./words";

type Props = {
  readonly title: string;
  readonly isNew: boolean;
  readonly kept: KeptDraft<Draft>;
  readonly begin: () => Draft;
  readonly failure: string | undefined;
  readonly isSending: boolean;
  readonly doIt: string;
  readonly onDo: (templates: Templates) => Promise<void>;
  readonly onLeave: () => void;
  /** Above the sentences: that somebody else was faster. */
  readonly children?: (templates: Templates) => ReactNode;
};

export function Editor({ isNew, kept, begin, onDo, children, ...page }: Props) {
  const w = useWords(words);
  const { data, error, refetch } = useCall(GetPushRules, {});
  if (!data) {
    return (
      <section className="page">
        {error ? <Failure refused={error} onAgain={() => void refetch()} /> : <Skeleton active />}
      </section>
    );
  }
  const { templates } = data.rules;
  const { draft, change } = kept;
  return (
    <DraftPage
      {...page}
      onDo={() => onDo(templates)}
      isOld={kept.isOld}
      onRestart={() => kept.restart(begin())}
      faults={faultsOf(draft, templates, Date.now())}
      sayFault={(fault) => w[`fault_${fault}`]}
      above={children?.(templates)}
    >
      {(told) => (
        <>
          <Sentences draft={draft} change={change} faults={told} templates={templates} isNew={isNew} />
          <aside className="stack">
            <PhoneView draft={draft} templates={templates} />
            <CountCard rule={draft.audience} />
          </aside>
        </>
      )}
    </DraftPage>
  );
}

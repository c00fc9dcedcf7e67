// The editor itself: sentences on the left, the phone on the right, one thing to do.
import type { ReactNode } from "react";
import type { KeptDraft } from "../../api/kept-draft";
import { useStores } from "../../api/use-stores";
import { useWords } from "../../text/language";
import { DraftPage } from "../../ui/DraftPage";
import { type Draft, faultsOf, termsOf } from "./draft";
import { LiveTicket } from "./LiveTicket";
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
  readonly onDo: () => Promise<void>;
  readonly onLeave: () => void;
  /** Above the sentences: that somebody else was faster. */
  readonly children?: ReactNode;
};

export function Editor({ isNew, kept, begin, children, ...page }: Props) {
  const w = useWords(words);
  const { stores = [] } = useStores();
  const { draft } = kept;
  return (
    <DraftPage
      {...page}
      isOld={kept.isOld}
      onRestart={() => kept.restart(begin())}
      faults={faultsOf(draft, isNew)}
      sayFault={(fault) => w[`fault_${fault}`]}
      above={children}
    >
      {(told) => (
        <>
          <Sentences draft={draft} change={kept.change} faults={told} isNew={isNew} />
          <LiveTicket terms={termsOf(draft)} offerId={draft.offerId} stores={stores} />
        </>
      )}
    </DraftPage>
  );
}

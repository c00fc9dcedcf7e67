// The editor itself: sentences on the left, the phone on the right, one thing to do.
import { Alert, Button } from "antd";
import { type ReactNode, useState } from "react";
import type { KeptDraft } from "../../api/kept-draft";
import { useStores } from "../../api/use-stores";
import { useWords } from "../../text/language";
import { PageHead } from "../../ui/PageHead";
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

export function Editor(props: Props) {
  const { title, isNew, kept, begin, failure, isSending, doIt, onDo, onLeave, children } = props;
  const w = useWords(words);
  const { stores = [] } = useStores();
  const { draft } = kept;
  const [wasTried, setTried] = useState(false);
  const faults = faultsOf(draft, isNew);
  const told = wasTried ? faults : [];
  const submit = () => {
    setTried(true);
    if (faults.length === 0) void onDo();
  };
  return (
    <section className="page">
      <PageHead title={title}>
        <Button onClick={onLeave}>{w.cancel}</Button>
        <Button type="primary" loading={isSending} onClick={submit}>
          {doIt}
        </Button>
      </PageHead>
      {kept.isOld && (
        <Alert
          className="failure"
          type="info"
          showIcon
          title={w.kept}
          action={<Button onClick={() => kept.restart(begin())}>{w.startOver}</Button>}
        />
      )}
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      {told.length > 0 && (
        <Alert
          className="failure"
          type="warning"
          showIcon
          title={w.mend + told.map((fault) => w[`fault_${fault}`]).join("；")}
        />
      )}
      {children}
      <form
        className="editor"
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
        }}
      >
        <Sentences draft={draft} change={kept.change} faults={told} isNew={isNew} />
        <LiveTicket terms={termsOf(draft)} offerId={draft.offerId} stores={stores} />
      </form>
    </section>
  );
}

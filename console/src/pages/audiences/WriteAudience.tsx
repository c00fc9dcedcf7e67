// The writing of a kept rule: its name, the rule, the tag it gives, and whom it is for at this moment.
import type { Segment } from "@huike/shared/audience-calls";
import { Alert, Button, Checkbox, Input } from "antd";
import { type ReactNode, useState } from "react";
import type { KeptDraft } from "../../api/kept-draft";
import { useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { PageHead } from "../../ui/PageHead";
import { CountCard } from "./CountCard";
import { RuleEditor } from "./RuleEditor";
import { type SegmentDraft, type SegmentFault, segmentFaults } from "./segment-draft";
import { words } from "./words";

type Props = {
  readonly title: string;
  readonly kept: KeptDraft<SegmentDraft>;
  readonly begin: () => SegmentDraft;
  readonly failure: string | undefined;
  readonly isSending: boolean;
  readonly doIt: string;
  readonly onDo: () => Promise<void>;
  readonly onLeave: () => void;
  /** Above the rule: that somebody else was faster. */
  readonly above?: ReactNode;
  readonly below?: ReactNode;
};

export function WriteAudience(props: Props) {
  const { title, kept, begin, failure, isSending, doIt, onDo, onLeave, above, below } = props;
  const w = useWords(words);
  const { draft } = kept;
  const [wasTried, setTried] = useState(false);
  const faults = wasTried ? segmentFaults(draft) : [];
  const submit = () => {
    setTried(true);
    if (segmentFaults(draft).length === 0) void onDo();
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
      {faults.length > 0 && (
        <Alert
          className="failure"
          type="warning"
          showIcon
          title={w.mend + faults.map((fault) => w[`fault_${fault}`]).join("；")}
        />
      )}
      {above}
      <form
        className="audience"
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
        }}
      >
        <div className="audience__write">
          <Facts draft={draft} change={kept.change} faults={faults} />
          <RuleEditor value={draft.rule} onChange={(rule) => kept.change({ rule })} isTried={wasTried} />
          {below}
        </div>
        <CountCard rule={draft.rule} />
      </form>
    </section>
  );
}

const states: readonly Segment["state"][] = ["active", "retired"];

type FactsProps = Pick<KeptDraft<SegmentDraft>, "draft" | "change"> & { readonly faults: readonly SegmentFault[] };

function Facts({ draft, change, faults }: FactsProps) {
  const w = useWords(words);
  const wrong = (fault: SegmentFault) => (faults.includes(fault) ? ({ status: "error" } as const) : {});
  return (
    <div className="audience__facts">
      <Line label={w.name}>
        <Input
          aria-label={w.name}
          placeholder={w.nameHint}
          maxLength={30}
          value={draft.name}
          {...wrong("name")}
          onChange={({ target }) => change({ name: target.value })}
        />
      </Line>
      <Line label={w.tag}>
        <Checkbox checked={draft.isTagging} onChange={({ target }) => change({ isTagging: target.checked })}>
          {w.tagOn}
        </Checkbox>
        {draft.isTagging && (
          <Input
            aria-label={w.tag}
            className="audience__tag"
            placeholder={w.tagHint}
            maxLength={12}
            value={draft.tag}
            {...wrong("tag")}
            onChange={({ target }) => change({ tag: target.value })}
          />
        )}
      </Line>
      {draft.version > 0 && (
        <Line label={w.state}>
          <ChooseOne
            label={w.state}
            choices={states.map((value) => ({ value, label: w[value] }))}
            chosen={draft.state}
            onChoose={(state) => change({ state })}
          />
        </Line>
      )}
      <Line label={w.why}>
        <Input
          aria-label={w.why}
          placeholder={w.whyHint}
          maxLength={200}
          value={draft.why}
          {...wrong("why")}
          onChange={({ target }) => change({ why: target.value })}
        />
      </Line>
    </div>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="audience__line">
      <span>{label}</span>
      <div>{children}</div>
    </div>
  );
}

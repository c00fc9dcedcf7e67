// A campaign in sentences: what it is called, what goes out by which way, to whom, when, and who is held out.
import { Input } from "antd";
import { useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { Count } from "../../ui/Count";
import { Sentence } from "../../ui/Sentence";
import { AudienceSentence } from "./AudienceSentence";
import type { Fault } from "./draft";
import type { SentencesProps } from "./sentences-props";
import { TimeSentence } from "./TimeSentence";
import { WaySentences } from "./WaySentences";
import { kinds, words } from "./words";

type Props = SentencesProps & { readonly isNew: boolean };

export function Sentences({ draft, change, faults, templates, isNew }: Props) {
  const w = useWords(words);
  const wrong = (fault: Fault) => (faults.includes(fault) ? ({ status: "error" } as const) : {});
  const why = isNew ? w.sWhy : w.sWhyRevise;
  return (
    <div className="sentences">
      <Sentence label={w.sName}>
        <Input
          aria-label={w.sName}
          className="wide"
          placeholder={w.sNameHint}
          maxLength={30}
          value={draft.name}
          {...wrong("name")}
          onChange={({ target }) => change({ name: target.value })}
        />
      </Sentence>
      <Sentence label={w.sKind}>
        <ChooseOne
          label={w.sKind}
          choices={kinds.map((value) => ({ value, label: w[value] }))}
          chosen={draft.kind}
          onChoose={(kind) => change({ kind })}
        />
      </Sentence>
      <WaySentences draft={draft} change={change} faults={faults} templates={templates} />
      <AudienceSentence
        rule={draft.audience}
        isTried={faults.includes("audience")}
        onChange={(audience) => change({ audience })}
      />
      <TimeSentence draft={draft} change={change} faults={faults} />
      <Sentence label={w.sHoldOut}>
        <Count
          label={w.sHoldOut}
          value={draft.holdOutPercent}
          min={0}
          max={50}
          precision={Number.isInteger(draft.holdOutPercent) ? 0 : 1}
          {...wrong("holdOut")}
          onChange={(percent) => change({ holdOutPercent: percent ?? 0 })}
        />
        {w.sHoldOutAfter}
        {draft.holdOutPercent === 0 && <span className="hint">{w.noHoldOut}</span>}
      </Sentence>
      <Sentence label={why}>
        <Input
          aria-label={why}
          className="wide"
          placeholder={w.sWhyHint}
          maxLength={200}
          value={draft.why}
          {...wrong("why")}
          onChange={({ target }) => change({ why: target.value })}
        />
      </Sentence>
    </div>
  );
}

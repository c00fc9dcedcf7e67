// A campaign in sentences: what it is called, what goes out by which way, to whom, when, and who is held out.
import { Input } from "antd";
import { useLanguage, useWords } from "../../text/language";
import { ChooseOne, ChooseSome } from "../../ui/Choices";
import { Count } from "../../ui/Count";
import { Sentence } from "../../ui/Sentence";
import { MinuteOfDay, Moment } from "../../ui/Times";
import { AudienceSentence } from "./AudienceSentence";
import type { Fault, When } from "./draft";
import type { SentencesProps } from "./sentences-props";
import { WaySentences } from "./WaySentences";
import { dayName, kinds, WEEK, words } from "./words";

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

const whens = ["now", "at", "every"] as const satisfies readonly When[];

function TimeSentence({ draft, change, faults }: Omit<SentencesProps, "templates">) {
  const w = useWords(words);
  const language = useLanguage();
  const { when, atMs, weekdays, minute, untilMs } = draft;
  return (
    <Sentence label={w.sTime} isTall={when === "every"}>
      <ChooseOne
        label={w.sTime}
        choices={whens.map((value) => ({ value, label: w[value] }))}
        chosen={when}
        onChoose={(next) => change({ when: next })}
      />
      {when === "at" && (
        <Moment
          label={w.at}
          atMs={atMs}
          isWrong={faults.includes("past")}
          onChange={(ms) => ms && change({ atMs: ms })}
        />
      )}
      {when === "every" && (
        <>
          <span className="sentence__row">
            <ChooseSome
              label={w.sDays}
              choices={WEEK.map((day) => ({ value: day, label: dayName(day, language) }))}
              chosen={weekdays}
              onChoose={(days) => change({ weekdays: [...days].sort() })}
            />
          </span>
          <span className="sentence__row">
            <MinuteOfDay label={w.sAtMinute} minute={minute} onChange={(next) => change({ minute: next })} />
            {w.sUntil}
            <Moment
              label={w.sUntil}
              atMs={untilMs}
              isWrong={faults.includes("until")}
              onChange={(ms) => ms && change({ untilMs: ms })}
            />
          </span>
        </>
      )}
    </Sentence>
  );
}

// The offer in sentences: what is typed stands where it will be read.
import { BenefitKind } from "@huike/shared/benefit";
import { Checkbox, Input, Select } from "antd";
import { useStores } from "../../api/use-stores";
import { useLanguage, useWords } from "../../text/language";
import { ChooseOne, ChooseSome } from "../../ui/Choices";
import { Count } from "../../ui/Count";
import { Sentence } from "../../ui/Sentence";
import { Moment, readSpans, spansInput } from "../../ui/Times";
import { useText } from "../../ui/use-text";
import { BenefitSentence } from "./BenefitSentence";
import type { Fault } from "./draft";
import type { SentencesProps } from "./sentences-props";
import { words } from "./words";

export function Sentences({ draft, change, faults, isNew }: SentencesProps) {
  const w = useWords(words);
  const wrong = (fault: Fault) => (faults.includes(fault) ? ({ status: "error" } as const) : {});
  return (
    <div className="sentences">
      <Sentence label={w.sName}>
        <Input
          aria-label={w.sName}
          className="wide"
          placeholder={w.sNameHint}
          maxLength={30}
          value={draft.title}
          {...wrong("title")}
          onChange={({ target }) => change({ title: target.value })}
        />
      </Sentence>
      <BenefitSentence draft={draft} change={change} faults={faults} />
      <Sentence label={w.sPerMember}>
        <Count label={w.sPerMember} value={draft.perMember} max={99} onChange={(n) => change({ perMember: n ?? 1 })} />
        {w.sPieces}，{w.sPerDay}
        <Count
          label={w.sPerDay}
          value={draft.perDay}
          max={10}
          hint={w.sNoLimit}
          onChange={(n) => change({ perDay: n })}
        />
        {w.sPieces}
      </Sentence>
      {isNew && (
        <Sentence label={w.sStock}>
          <Count
            label={w.sStock}
            value={draft.stock}
            max={10_000_000}
            {...wrong("stock")}
            onChange={(n) => change({ stock: n })}
          />
          {w.sPieces}，{w.sStockPerDay}
          <Count
            label={w.sStockPerDay}
            value={draft.stockPerDay}
            max={10_000_000}
            hint={w.sNoLimit}
            onChange={(n) => change({ stockPerDay: n })}
          />
          {w.sPieces}
        </Sentence>
      )}
      {isNew && (
        <Sentence label={w.sWindow}>
          <Moment label={w.sWindow} atMs={draft.opensAtMs} onChange={(ms) => ms && change({ opensAtMs: ms })} />–
          <Moment
            label={`${w.sWindow} –`}
            atMs={draft.closesAtMs}
            isWrong={faults.includes("window")}
            onChange={(ms) => ms && change({ closesAtMs: ms })}
          />
        </Sentence>
      )}
      <ValiditySentence draft={draft} change={change} faults={faults} />
      <ShopsSentence draft={draft} change={change} faults={faults} />
      <TimesSentence draft={draft} change={change} />
      <WhoSentence draft={draft} change={change} />
      <Sentence label={w.sLines} isTall>
        <Input.TextArea
          aria-label={w.sLines}
          className="wide"
          rows={3}
          placeholder={w.sLinesHint}
          value={draft.lines.join("\n")}
          {...wrong("lines")}
          onChange={({ target }) => change({ lines: target.value === "" ? [] : target.value.split("\n") })}
        />
      </Sentence>
      <Sentence label={isNew ? w.sWhy : w.sWhyRevise}>
        <Input
          aria-label={isNew ? w.sWhy : w.sWhyRevise}
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

type Part = Pick<SentencesProps, "draft" | "change">;

function ValiditySentence({ draft, change, faults }: Omit<SentencesProps, "isNew">) {
  const w = useWords(words);
  return (
    <Sentence label={w.sValid}>
      <ChooseOne
        label={w.sValid}
        choices={[
          { value: "after_claim", label: w.afterClaim },
          { value: "fixed", label: w.fixed },
        ]}
        chosen={draft.validity}
        onChoose={(validity) => change({ validity })}
      />
      {draft.validity === "after_claim" ? (
        <>
          <Count label={w.afterClaim} value={draft.days} max={366} onChange={(n) => change({ days: n ?? 1 })} />
          {w.sDays}
        </>
      ) : (
        <>
          <Moment label={w.sValid} atMs={draft.fromMs} onChange={(ms) => change({ fromMs: ms })} />–
          <Moment
            label={`${w.sValid} –`}
            atMs={draft.untilMs}
            isWrong={faults.includes("validity")}
            onChange={(ms) => change({ untilMs: ms })}
          />
        </>
      )}
    </Sentence>
  );
}

function ShopsSentence({ draft, change, faults }: Omit<SentencesProps, "isNew">) {
  const w = useWords(words);
  const { stores = [] } = useStores();
  return (
    <Sentence label={w.sShops}>
      <ChooseOne
        label={w.sShops}
        choices={[
          { value: "all", label: w.allShops },
          { value: "some", label: w.someShops },
          { value: "tag", label: w.tagShops },
        ]}
        chosen={draft.shops}
        onChoose={(shops) => change({ shops })}
      />
      {draft.shops === "some" && (
        <Select
          aria-label={w.someShops}
          mode="multiple"
          className="wide"
          optionFilterProp="label"
          options={stores.map(({ storeId, name, city }) => ({ value: storeId, label: `${name}（${city}）` }))}
          value={[...draft.storeIds]}
          {...(faults.includes("shops") ? { status: "error" as const } : {})}
          onChange={(storeIds: string[]) => change({ storeIds })}
        />
      )}
      {draft.shops === "tag" && (
        <Input
          aria-label={w.tagShops}
          className="middle"
          placeholder={w.sTagHint}
          value={draft.storeTag}
          {...(faults.includes("tag") ? { status: "error" as const } : {})}
          onChange={({ target }) => change({ storeTag: target.value })}
        />
      )}
    </Sentence>
  );
}

const dayNames = {
  zh: [..."日一二三四五六"].map((d) => `周${d}`),
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};
const WEEK = [1, 2, 3, 4, 5, 6, 0];

function TimesSentence({ draft, change }: Part) {
  const w = useWords(words);
  const language = useLanguage();
  const hours = useText(spansInput(draft.hours), readSpans, (spans) => change({ hours: spans }));
  return (
    <Sentence label={w.sTimes}>
      <ChooseSome
        label={w.sTimes}
        choices={WEEK.map((day) => ({ value: day, label: dayNames[language][day] ?? "" }))}
        chosen={draft.weekdays}
        onChoose={(weekdays) => change({ weekdays: [...weekdays].sort() })}
      />
      <Input
        aria-label={w.sHours}
        className="middle num"
        placeholder={`${w.anyHour} · 14:00-17:00`}
        value={hours.text}
        {...(hours.isWrong ? { status: "error" as const } : {})}
        onChange={({ target }) => hours.type(target.value)}
      />
    </Sentence>
  );
}

function WhoSentence({ draft, change }: Part) {
  const w = useWords(words);
  return (
    <Sentence label={w.sWho} isTall>
      {w.sLevel}
      <Count
        label={w.sLevel}
        min={2}
        value={draft.minLevel}
        max={9}
        hint={w.sNoLimit}
        onChange={(n) => change({ minLevel: n })}
      />
      {w.sPoints}
      <Count
        label={w.sPoints}
        value={draft.pointsPrice}
        max={10_000_000}
        hint="0"
        onChange={(n) => change({ pointsPrice: n })}
      />
      {w.sPointsAfter}
      <span className="sentence__row">
        {w.sCombines}
        <ChooseSome
          label={w.sCombines}
          choices={BenefitKind.options.map((kind) => ({ value: kind, label: w[kind] }))}
          chosen={draft.combines}
          onChoose={(combines) => change({ combines })}
        />
        {draft.combines.length === 0 && <span className="hint">{w.alone}</span>}
      </span>
      <span className="ticks">
        <Checkbox checked={draft.isGrantedOnly} onChange={({ target }) => change({ isGrantedOnly: target.checked })}>
          {w.granted}
        </Checkbox>
        <Checkbox checked={draft.isGiveable} onChange={({ target }) => change({ isGiveable: target.checked })}>
          {w.giveable}
        </Checkbox>
        <Checkbox
          checked={draft.isOnMemberPrice}
          onChange={({ target }) => change({ isOnMemberPrice: target.checked })}
        >
          {w.onMember}
        </Checkbox>
      </span>
    </Sentence>
  );
}

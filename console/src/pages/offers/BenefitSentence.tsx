// What the coupon gives: one sentence for each of the five kinds.
import { BenefitKind } from "@huike/shared/benefit";
import { Input } from "antd";
import { useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { Count } from "../../ui/Count";
import { Sentence } from "../../ui/Sentence";
import type { Draft } from "./draft";
import type { SentencesProps } from "./sentences-props";
import { words } from "./words";

const YUAN_MAX = 1_000_000;

type Props = Omit<SentencesProps, "isNew">;

export function BenefitSentence({ draft, change, faults }: Props) {
  const w = useWords(words);
  const isWrong = faults.includes("benefit") || faults.includes("threshold_below");
  return (
    <Sentence label={w.sKind} isTall>
      <ChooseOne
        label={w.sKind}
        choices={BenefitKind.options.map((kind) => ({ value: kind, label: w[kind] }))}
        chosen={draft.kind}
        onChoose={(kind) => change({ kind })}
      />
      <span className="sentence__line">
        <Figures draft={draft} change={change} isWrong={isWrong} />
      </span>
    </Sentence>
  );
}

type FiguresProps = Pick<Props, "draft" | "change"> & { readonly isWrong: boolean };

function Figures({ draft, change, isWrong }: FiguresProps) {
  const w = useWords(words);
  const yuan = (label: string, key: "minYuan" | "offYuan" | "maxOffYuan", hint?: string) => (
    <Count
      label={label}
      value={draft[key]}
      min={0.01}
      max={YUAN_MAX}
      precision={Number.isInteger(draft[key] ?? 0) ? 0 : 2}
      {...(hint === undefined ? {} : { hint })}
      {...(isWrong ? { status: "error" as const } : {})}
      onChange={(value) => change({ [key]: value } as Partial<Draft>)}
    />
  );
  const zhe = (
    <Count
      label={w.sPay}
      value={draft.zhe}
      min={draft.kind === "nth_item" ? 0 : 0.1}
      max={9.9}
      precision={1}
      {...(isWrong ? { status: "error" as const } : {})}
      onChange={(value) => change({ zhe: value })}
    />
  );
  switch (draft.kind) {
    case "threshold":
      return (
        <>
          {w.sFrom} {yuan(w.sFrom, "minYuan")} {w.sYuan} {w.sOff} {yuan(w.sOff, "offYuan")} {w.sYuan}
        </>
      );
    case "cash":
      return (
        <>
          {w.sWorth} {yuan(w.sWorth, "offYuan")} {w.sYuan}
        </>
      );
    case "discount":
      return (
        <>
          {w.sFrom} {yuan(w.sFrom, "minYuan", w.sNoLimit)} {w.sYuan} {w.sPay} {zhe} {w.sZhe}，{w.sMaxOff}{" "}
          {yuan(w.sMaxOff, "maxOffYuan", w.sNoLimit)} {w.sYuan}
        </>
      );
    case "gift":
      return (
        <>
          {w.sFrom} {yuan(w.sFrom, "minYuan", w.sNoLimit)} {w.sYuan} {w.sItem}
          <Input
            aria-label={w.sItem}
            className="middle"
            placeholder={w.sItemHint}
            maxLength={20}
            value={draft.item}
            {...(isWrong ? { status: "error" as const } : {})}
            onChange={({ target }) => change({ item: target.value })}
          />
        </>
      );
    case "nth_item":
      return (
        <>
          {w.sNth}
          <Count label={w.sNth} value={draft.nth} min={2} max={9} onChange={(n) => change({ nth: n ?? 2 })} />
          {w.sNthAfter} {w.sPay} {zhe} {w.sZhe}
        </>
      );
  }
}

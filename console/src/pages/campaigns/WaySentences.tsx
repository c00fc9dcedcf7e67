// The way a campaign goes, and what goes along it. What WeChat forbids is said where it is typed.
import { LETTER_MAX, PushTemplate } from "@huike/shared/campaign-plan";
import { PutPushRules } from "@huike/shared/push-rules";
import { fieldFault, fieldMax } from "@huike/shared/subscribe-field";
import { Input } from "antd";
import { Link } from "wouter";
import { useMay } from "../../api/use-me";
import { type Spoken, useLanguage, useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { Sentence } from "../../ui/Sentence";
import { templateWords } from "../audiences/rule-words";
import { isForOne, isKindRefused, keysOf, marketingIn, type Way } from "./draft";
import { OfferSentence } from "./OfferSentence";
import type { SentencesProps } from "./sentences-props";
import { words } from "./words";

const ways = ["wallet", "notice", "subscribe", "service", "mass"] as const satisfies readonly Way[];

export function WaySentences(props: SentencesProps) {
  const { draft, change, faults } = props;
  const w = useWords(words);
  return (
    <>
      <Sentence label={w.sWay} isTall>
        <ChooseOne
          label={w.sWay}
          choices={ways.map((value) => ({ value, label: w[value] }))}
          chosen={draft.path}
          onChoose={(path) => change({ path })}
        />
        <span className="hint">{w[`${draft.path}Note`]}</span>
        {isForOne(draft) && <Wrong>{w.forOne}</Wrong>}
        {isKindRefused(draft) && <Wrong>{w.kindRefused(ruleOf(draft.path, w))}</Wrong>}
      </Sentence>
      {draft.path === "wallet" && (
        <OfferSentence
          offerId={draft.offerId}
          isWrong={faults.includes("offer")}
          onChoose={(offerId) => change({ offerId })}
        />
      )}
      {draft.path === "notice" && <NoticeSentences {...props} />}
      {draft.path === "subscribe" && <MessageSentences {...props} />}
      {(draft.path === "service" || draft.path === "mass") && <LetterSentence {...props} />}
    </>
  );
}

/** WeChat's rule for that way, by its name. */
const ruleOf = (path: Way, w: Spoken<typeof words>): string => (path === "service" ? w.serviceRule : w.subscribeRule);

/** Beside the field it is about. */
const Wrong = ({ children }: { readonly children: string }) => (
  <span className="wrong" role="alert">
    {children}
  </span>
);

function NoticeSentences({ draft, change, faults }: SentencesProps) {
  const w = useWords(words);
  return (
    <>
      <Sentence label={w.sTitle}>
        <Input
          aria-label={w.sTitle}
          className="wide"
          placeholder={w.sTitleHint}
          count={{ show: true, max: 20 }}
          value={draft.title}
          {...(faults.includes("title") ? { status: "error" as const } : {})}
          onChange={({ target }) => change({ title: target.value })}
        />
      </Sentence>
      <Sentence label={w.sText}>
        <Input
          aria-label={w.sText}
          className="wide"
          placeholder={w.sTextHint}
          count={{ show: true, max: 100 }}
          value={draft.text}
          {...(faults.includes("text") ? { status: "error" as const } : {})}
          onChange={({ target }) => change({ text: target.value })}
        />
      </Sentence>
    </>
  );
}

function LetterSentence({ draft, change, faults }: SentencesProps) {
  const w = useWords(words);
  const marketing = marketingIn(draft, draft.letter);
  return (
    <Sentence label={w.sText} isTall>
      <Input.TextArea
        aria-label={w.sText}
        className="wide letter"
        autoSize={{ minRows: 2, maxRows: 8 }}
        placeholder={draft.path === "mass" ? w.sMassHint : w.sLetterHint}
        count={{ show: true, max: LETTER_MAX }}
        value={draft.letter}
        {...(faults.includes("text") || marketing ? { status: "error" as const } : {})}
        onChange={({ target }) => change({ letter: target.value })}
      />
      {marketing && <Wrong>{w.marketing(marketing.word, w.serviceRule)}</Wrong>}
    </Sentence>
  );
}

function MessageSentences(props: SentencesProps) {
  const { draft, change, templates } = props;
  const w = useWords(words);
  const language = useLanguage();
  const maySetUp = useMay(PutPushRules);
  const keys = keysOf(draft, templates);
  return (
    <>
      <Sentence label={w.sTemplate} isTall>
        <ChooseOne
          label={w.sTemplate}
          choices={PushTemplate.options.map((value) => ({ value, label: templateWords[value][language] }))}
          chosen={draft.template}
          onChoose={(template) => change({ template })}
        />
        {keys.length === 0 && <Wrong>{w.noTemplate}</Wrong>}
        {keys.length === 0 && maySetUp && <Link href="/settings/pushes">{w.setUp}</Link>}
      </Sentence>
      {keys.length > 0 && (
        <Sentence label={w.sFields} isTall>
          <div className="message-fields">
            {keys.map((key) => (
              <FieldLine key={key} name={key} {...props} />
            ))}
          </div>
        </Sentence>
      )}
    </>
  );
}

function FieldLine({ draft, change, faults, name }: SentencesProps & { readonly name: string }) {
  const w = useWords(words);
  const value = draft.fields[name] ?? "";
  const max = fieldMax(name, value);
  const fault = fieldFault(name, value.trim());
  const marketing = marketingIn(draft, value);
  // An empty one is no fault until somebody wants to send it.
  const isTold = fault !== undefined && (value !== "" || faults.includes("fields"));
  const said = fault === "too_long" ? w.field_too_long(max ?? 0) : w[`field_${fault ?? "empty"}`];
  return (
    <div className="message-field">
      <label htmlFor={`field-${name}`} className="num">
        {name}
      </label>
      <Input
        id={`field-${name}`}
        value={value}
        {...(max === undefined ? {} : { count: { show: true, max } })}
        {...(isTold || marketing ? { status: "error" as const } : {})}
        onChange={({ target }) => change({ fields: { ...draft.fields, [name]: target.value } })}
      />
      {isTold && <Wrong>{said}</Wrong>}
      {marketing && <Wrong>{w.marketing(marketing.word, w.subscribeRule)}</Wrong>}
    </div>
  );
}

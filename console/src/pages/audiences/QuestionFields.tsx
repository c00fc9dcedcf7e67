// One question as a sentence: what is typed stands where it will be read.
import { KNOWN_DAYS, MemberTag } from "@huike/shared/audience";
import { PushTemplate } from "@huike/shared/campaign-plan";
import { ChannelKind } from "@huike/shared/channel";
import { useLanguage, useWords } from "../../text/language";
import { ChooseOne, ChooseSome } from "../../ui/Choices";
import { Count } from "../../ui/Count";
import { kindWords } from "../channels/words";
import { ChannelPick, CityPick, ClerkPick, ListPick, OfferPick, StorePick, TagPick } from "./Picks";
import { askedBy } from "./questions";
import { RangeFields } from "./RangeFields";
import type { Question } from "./rule-tree";
import { templateWords, words } from "./rule-words";

type Props<Q extends Question = Question> = {
  readonly question: Q;
  readonly onChange: (question: Question) => void;
  /** Which of them it is, for those who hear the page: "2.1". */
  readonly at: string;
  readonly isWrong: boolean;
};
type Of<K extends Question["is"]> = Props<Extract<Question, { is: K }>>;

/** Purchases, days and levels a rule may ask for; the contract is stricter where it matters. */
const MANY = 100_000;
const POINTS_MAX = 1_000_000_000;
const LEVEL_MAX = 9;
const YEAR_DAYS = 366;

export function QuestionFields({ question, onChange, at, isWrong }: Props) {
  const same = { onChange, at, isWrong };
  switch (question.is) {
    case "visits":
    case "sales":
    case "spent":
      return <InDays {...same} question={question} />;
    case "joined":
    case "birthday":
    case "level":
    case "points":
      return <Figures {...same} question={question} />;
    case "holds":
    case "used":
      return <Coupons {...same} question={question} />;
    case "consent":
      return <Consent {...same} question={question} />;
    case "channel_kind":
      return <Kinds {...same} question={question} />;
    default:
      return <Named {...same} question={question} />;
  }
}

function Days({
  question,
  onChange,
  at,
}: Pick<Of<"visits" | "sales" | "spent" | "used">, "question" | "onChange" | "at">) {
  const w = useWords(words);
  return (
    <>
      {w.inDays}
      <Count
        label={`${at} ${w.inDays}`}
        value={question.days}
        max={KNOWN_DAYS}
        onChange={(days) => onChange({ ...question, days: days ?? 1 })}
      />
    </>
  );
}

function InDays({ question, onChange, at, isWrong }: Of<"visits" | "sales" | "spent">) {
  const w = useWords(words);
  const days = <Days question={question} onChange={onChange} at={at} />;
  if (askedBy(question) === "absent") {
    return (
      <>
        {days} {w.absent}
      </>
    );
  }
  const units = { visits: w.day, sales: w.sale, spent: w.yuan };
  return (
    <>
      {days} {w[question.is]}
      <RangeFields
        {...{ at, isWrong, range: question, least: 0 }}
        most={question.is === "visits" ? KNOWN_DAYS : MANY}
        unit={units[question.is]}
        isMoney={question.is === "spent"}
        onChange={(range) => onChange({ ...without(question), ...range })}
      />
    </>
  );
}

function Figures({ question, onChange, at, isWrong }: Of<"joined" | "birthday" | "level" | "points">) {
  const w = useWords(words);
  const spans = {
    joined: { least: 0, most: MANY, unit: w.day },
    birthday: { least: 0, most: YEAR_DAYS, unit: w.day },
    level: { least: 1, most: LEVEL_MAX, unit: "" },
    points: { least: -POINTS_MAX, most: POINTS_MAX, unit: "" },
  };
  return (
    <>
      {w[question.is]}
      <RangeFields
        {...{ at, isWrong, range: question }}
        {...spans[question.is]}
        onChange={(range) => onChange({ ...without(question), ...range })}
      />
    </>
  );
}

/** The question without its old span: what is left out there is no longer asked. */
function without<Q extends { min?: number | undefined; max?: number | undefined }>(question: Q): Q {
  const { min: _min, max: _max, ...rest } = question;
  return rest as Q;
}

function Coupons({ question, onChange, at, isWrong }: Of<"holds" | "used">) {
  const w = useWords(words);
  return (
    <>
      {question.is === "used" && <Days question={question} onChange={onChange} at={at} />} {w[question.is]}
      <OfferPick
        {...{ at, isWrong, chosen: question.offerIds }}
        onChange={(offerIds) => onChange({ ...question, offerIds })}
      />
    </>
  );
}

function Consent({ question, onChange, at }: Of<"consent">) {
  const w = useWords(words);
  const language = useLanguage();
  const label = `${at} ${w.consent}`;
  return (
    <>
      {w.consent}
      <ChooseOne
        label={label}
        choices={PushTemplate.options.map((value) => ({ value, label: templateWords[value][language] }))}
        chosen={question.template as PushTemplate}
        onChoose={(template) => onChange({ ...question, template })}
      />
      {w.least}
      <Count
        label={`${label} ${w.least}`}
        value={question.min}
        max={100}
        onChange={(min) => onChange({ ...question, min: min ?? 1 })}
      />
      {w.times}
    </>
  );
}

function Kinds({ question, onChange, at }: Of<"channel_kind">) {
  const w = useWords(words);
  const language = useLanguage();
  return (
    <>
      {w.channel_kind}
      <ChooseSome
        label={`${at} ${w.pickKinds}`}
        choices={ChannelKind.options.map((value) => ({ value, label: kindWords[value][language] }))}
        chosen={question.kinds}
        onChoose={(kinds) => onChange({ ...question, kinds: [...kinds] })}
      />
    </>
  );
}

/** Questions that name some of something. */
function Named({ question, onChange, at, isWrong }: Of<"tag" | "store" | "clerk" | "city" | "channel" | "in_list">) {
  const w = useWords(words);
  const same = { at, isWrong };
  return (
    <>
      {w[question.is]}
      {question.is === "tag" && (
        <TagPick
          {...same}
          chosen={question.tags}
          onChange={(tags) => onChange({ ...question, tags: tags.filter((tag) => MemberTag.safeParse(tag).success) })}
        />
      )}
      {question.is === "store" && (
        <StorePick {...same} chosen={question.storeIds} onChange={(storeIds) => onChange({ ...question, storeIds })} />
      )}
      {question.is === "clerk" && (
        <ClerkPick
          {...same}
          chosen={question.memberNos}
          onChange={(memberNos) => onChange({ ...question, memberNos })}
        />
      )}
      {question.is === "city" && (
        <CityPick {...same} chosen={question.cities} onChange={(cities) => onChange({ ...question, cities })} />
      )}
      {question.is === "channel" && (
        <ChannelPick {...same} chosen={question.scenes} onChange={(scenes) => onChange({ ...question, scenes })} />
      )}
      {question.is === "in_list" && (
        <ListPick {...same} chosen={question.listId} onChange={(listId) => onChange({ ...question, listId })} />
      )}
    </>
  );
}

// The keyword replies, in the order they are asked; one of them open to be written.
import { ArrowUpOutlined } from "@ant-design/icons";
import { type Replies, type ReplyRule, shadowedRules } from "@huike/shared/replies";
import { Button, Empty, Form, Input, Select } from "antd";
import { useState } from "react";
import { makeId } from "../../../api/new-id";
import { useLanguage, useWords } from "../../../text/language";
import { ChooseOne } from "../../../ui/Choices";
import { SearchBox } from "../../../ui/SearchBox";
import { useKey } from "../../../ui/use-keys";
import { ReplyField } from "./ReplyField";
import { matchNames, words } from "./words";

const RULES_MAX = 200;
/** So many need a search. */
const MANY = 8;

type Props = {
  readonly replies: Replies;
  readonly mayChange: boolean;
  readonly onChange: (rules: ReplyRule[]) => void;
};

export function RuleList({ replies, mayChange, onChange }: Props) {
  const w = useWords(words);
  const [open, setOpen] = useState<string>();
  const [sought, setSought] = useState("");
  const { rules } = replies;
  const takers = new Map(shadowedRules(replies).map(({ rule, by }) => [rule.ruleId, by.name]));
  const shown = rules.filter((rule) => textOf(rule).includes(sought.trim().toLowerCase()));
  const add = () => {
    if (!mayChange || rules.length >= RULES_MAX) return;
    const ruleId = makeId("replyRule");
    onChange([...rules, { ruleId, name: w.newName, match: "exact", words: [], reply: { text: "" } }]);
    setSought("");
    setOpen(ruleId);
  };
  useKey("n", add);
  const put = (next: ReplyRule) => onChange(rules.map((rule) => (rule.ruleId === next.ruleId ? next : rule)));
  return (
    <>
      <div className="replies__bar">
        <span className="num page-head__note">{w.count(rules.length)}</span>
        {rules.length > MANY && <SearchBox label={w.search} value={sought} onChange={setSought} />}
        {mayChange && (
          <Button disabled={rules.length >= RULES_MAX} onClick={add}>
            {w.add}
          </Button>
        )}
      </div>
      {shown.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={rules.length === 0 ? w.empty : w.noneFound} />
      )}
      <ol className="replies__rules">
        {shown.map((rule) => (
          <li key={rule.ruleId}>
            <RuleLine
              rule={rule}
              shadow={takers.get(rule.ruleId)}
              isOpen={open === rule.ruleId}
              isFirst={rule === rules[0]}
              mayChange={mayChange}
              onOpen={() => setOpen(open === rule.ruleId ? undefined : rule.ruleId)}
              onUp={() => onChange(movedUp(rules, rule))}
            />
            {open === rule.ruleId && (
              <RuleForm rule={rule} onChange={put} onRemove={() => onChange(rules.filter((one) => one !== rule))} />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

const textOf = ({ name, words: said, reply }: ReplyRule): string => [name, ...said, reply.text].join(" ").toLowerCase();

function movedUp(rules: readonly ReplyRule[], rule: ReplyRule): ReplyRule[] {
  const at = rules.indexOf(rule);
  const rest = rules.filter((one) => one !== rule);
  return [...rest.slice(0, at - 1), rule, ...rest.slice(at - 1)];
}

type LineProps = {
  readonly rule: ReplyRule;
  readonly shadow: string | undefined;
  readonly isOpen: boolean;
  readonly isFirst: boolean;
  readonly mayChange: boolean;
  readonly onOpen: () => void;
  readonly onUp: () => void;
};

function RuleLine({ rule, shadow, isOpen, isFirst, mayChange, onOpen, onUp }: LineProps) {
  const w = useWords(words);
  const language = useLanguage();
  const said = rule.words.map((word) => `「${word}」`).join(" ");
  return (
    <div className="replies__line">
      <div className="replies__what">
        <b>{rule.name}</b>
        <span>{said ? `${matchNames[rule.match][language]} ${said}` : w.menuOnly}</span>
        <span className="replies__answer">{rule.reply.text}</span>
        {shadow && <em className="replies__shadow">{w.shadowed(shadow)}</em>}
      </div>
      {mayChange && (
        <>
          <Button
            type="text"
            icon={<ArrowUpOutlined />}
            aria-label={w.up(rule.name)}
            disabled={isFirst}
            onClick={onUp}
          />
          <Button aria-expanded={isOpen} onClick={onOpen}>
            {isOpen ? w.close : w.edit}
          </Button>
        </>
      )}
    </div>
  );
}

type FormProps = {
  readonly rule: ReplyRule;
  readonly onChange: (rule: ReplyRule) => void;
  readonly onRemove: () => void;
};

function RuleForm({ rule, onChange, onRemove }: FormProps) {
  const w = useWords(words);
  const language = useLanguage();
  return (
    <div className="replies__form">
      <Form.Item label={w.name} htmlFor="rule-name">
        <Input
          id="rule-name"
          maxLength={20}
          value={rule.name}
          onChange={({ target }) => onChange({ ...rule, name: target.value })}
        />
      </Form.Item>
      <Form.Item label={w.match}>
        <ChooseOne
          label={w.match}
          choices={(["exact", "contains"] as const).map((value) => ({ value, label: matchNames[value][language] }))}
          chosen={rule.match}
          onChoose={(match) => onChange({ ...rule, match })}
        />
      </Form.Item>
      <Form.Item label={w.keywords} htmlFor="rule-words" extra={w.keywordsHint}>
        <Select
          id="rule-words"
          mode="tags"
          open={false}
          suffixIcon={null}
          maxCount={10}
          tokenSeparators={["，", "、", ","]}
          value={[...rule.words]}
          onChange={(said: string[]) =>
            onChange({ ...rule, words: said.map((word) => word.trim().slice(0, 30)).filter((word) => word !== "") })
          }
        />
      </Form.Item>
      <ReplyField id="rule-text" reply={rule.reply} onChange={(reply) => onChange({ ...rule, reply })} />
      <Button danger type="text" onClick={onRemove}>
        {w.remove}
      </Button>
    </div>
  );
}

// A rule by clicking: questions as sentences, joined by and or or, in groups, each turned round by a "not". It holds
// nothing itself: the rule comes in, every change goes out, also one that is not whole yet (`ruleFault` says).
import type { AudienceRule } from "@huike/shared/audience";
import { Button, Dropdown } from "antd";
import { useLanguage, useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { QuestionFields } from "./QuestionFields";
import { askable, beginnings } from "./questions";
import {
  type Bare,
  type Group,
  isGroup,
  isOpen,
  peel,
  regroup,
  replacedAt,
  rootOf,
  ruleFault,
  withoutAt,
  wrap,
} from "./rule-tree";
import { askedWords, faultWords, words } from "./rule-words";
import "./rule-editor.css";

const plus = <span aria-hidden="true">+</span>;

type Props = {
  readonly value: AudienceRule;
  readonly onChange: (rule: AudienceRule) => void;
  /** Says what is still open; before anything was tried nobody is told off. */
  readonly isTried?: boolean;
};

export function RuleEditor({ value, onChange, isTried = false }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const root = rootOf(value);
  const fault = ruleFault(value);
  return (
    <section className="rule" aria-label={w.rule}>
      <GroupFields group={root} onChange={onChange} path="" isTried={isTried} />
      <fieldset className="rule__chips" aria-label={w.add}>
        {askable.map((asked) => (
          <Button
            key={asked}
            size="small"
            icon={plus}
            onClick={() => onChange(regroup(root.is, [...root.of, beginnings[asked]]))}
          >
            {askedWords[asked][language]}
          </Button>
        ))}
        <Button
          size="small"
          type="text"
          icon={plus}
          onClick={() => onChange(regroup(root.is, [...root.of, newGroup(root)]))}
        >
          {w.addGroup}
        </Button>
      </fieldset>
      {fault && (isTried || fault === "too_big") && <p className="rule__fault">{faultWords[fault][language]}</p>}
    </section>
  );
}

/** Inside "and" one writes "or", and the other way round. */
const newGroup = (around: Group): Group => ({ is: around.is === "all" ? "any" : "all", of: [beginnings.visits] });

type GroupProps = {
  readonly group: Group;
  readonly onChange: (group: Group) => void;
  /** "2.1": the first of the second; "" the whole. */
  readonly path: string;
  readonly isTried: boolean;
};

function GroupFields({ group, onChange, path, isTried }: GroupProps) {
  const w = useWords(words);
  const rows = group.of.map((rule, i) => ({ rule, i, at: path ? `${path}.${i + 1}` : String(i + 1) }));
  return (
    <div className="rule-group">
      {rows.length > 1 && (
        <ChooseOne
          label={w.groupLabel(path || "0")}
          choices={[
            { value: "all", label: w.all },
            { value: "any", label: w.any },
          ]}
          chosen={group.is}
          onChoose={(is) => onChange(regroup(is, group.of))}
        />
      )}
      {rows.length === 0 && <p className="rule__everybody">{w.everybody}</p>}
      <ol className="rule-rows">
        {rows.map(({ rule, i, at }) => (
          <Row
            key={at}
            rule={rule}
            at={at}
            joint={i === 0 ? "" : group.is === "all" ? w.and : w.or}
            isTried={isTried}
            onChange={(next) => onChange(regroup(group.is, replacedAt(group.of, i, next)))}
            onRemove={() => onChange(regroup(group.is, withoutAt(group.of, i)))}
          />
        ))}
      </ol>
    </div>
  );
}

type RowProps = {
  readonly rule: AudienceRule;
  readonly at: string;
  readonly joint: string;
  readonly isTried: boolean;
  readonly onChange: (rule: AudienceRule) => void;
  readonly onRemove: () => void;
};

function Row({ rule, at, joint, isTried, onChange, onRemove }: RowProps) {
  const w = useWords(words);
  const { isNot, bare } = peel(rule);
  const change = (next: Bare) => (isGroup(next) && next.of.length === 0 ? onRemove() : onChange(wrap(isNot, next)));
  return (
    <li className="rule-row">
      <span className="rule-row__joint">{joint}</span>
      <Button
        size="small"
        className="rule-not"
        type={isNot ? "primary" : "text"}
        ghost={isNot}
        aria-pressed={isNot}
        aria-label={w.notLabel(at)}
        onClick={() => onChange(wrap(!isNot, bare))}
      >
        {isNot ? w.not : w.is}
      </Button>
      <div className="rule-row__words">
        {isGroup(bare) ? (
          <>
            <GroupFields group={bare} onChange={change} path={at} isTried={isTried} />
            <AddToGroup group={bare} onChange={change} />
          </>
        ) : (
          <QuestionFields question={bare} onChange={change} at={at} isWrong={isTried && isOpen(bare)} />
        )}
      </div>
      <Button
        size="small"
        type="text"
        className="rule-row__remove"
        icon={<span aria-hidden="true">×</span>}
        aria-label={w.remove(at)}
        onClick={onRemove}
      />
    </li>
  );
}

function AddToGroup({ group, onChange }: Pick<GroupProps, "group" | "onChange">) {
  const w = useWords(words);
  const language = useLanguage();
  const add = (rule: AudienceRule) => onChange(regroup(group.is, [...group.of, rule]));
  const items = [
    ...askable.map((asked) => ({
      key: asked,
      label: askedWords[asked][language],
      onClick: () => add(beginnings[asked]),
    })),
    { key: "group", label: w.addGroup, onClick: () => add(newGroup(group)) },
  ];
  return (
    <Dropdown menu={{ items, className: "rule-menu" }} trigger={["click"]}>
      <Button size="small" type="dashed" icon={plus}>
        {w.add}
      </Button>
    </Dropdown>
  );
}

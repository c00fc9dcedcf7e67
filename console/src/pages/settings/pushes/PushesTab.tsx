// 推送规则: what holds for all campaigns together, and the subscribe messages of the account.
import { PushTemplate } from "@huike/shared/campaign-plan";
import { GetPushRules, PutPushRules } from "@huike/shared/push-rules";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Card, Form, Skeleton } from "antd";
import { act } from "../../../api/act";
import { keyOf, read, useCall } from "../../../api/use-call";
import { useMay } from "../../../api/use-me";
import { useLanguage, useWords } from "../../../text/language";
import { Count } from "../../../ui/Count";
import { Failure } from "../../../ui/Failure";
import { Foot } from "../../../ui/Foot";
import { Sentence } from "../../../ui/Sentence";
import { MinuteOfDay } from "../../../ui/Times";
import { useSettings, type Versioned } from "../../../ui/use-settings";
import { templateWords } from "../../audiences/rule-words";
import { draftOf, faultsOf, type RulesDraft, rulesOf } from "./draft";
import { TemplateSentence } from "./TemplateSentence";
import { words } from "./words";

export function PushesTab() {
  const { data, error, refetch } = useCall(GetPushRules, {});
  if (error && !data) return <Failure refused={error} onAgain={() => void refetch()} />;
  return data ? <Edit held={{ version: data.version, value: draftOf(data.rules) }} /> : <Skeleton active />;
}

function Edit({ held }: { readonly held: Versioned<RulesDraft> }) {
  const w = useWords(words);
  const queries = useQueryClient();
  const mayChange = useMay(PutPushRules);
  const settings = useSettings<RulesDraft>({
    ...{ name: "pushes", held, overtaken: "campaign_changed" },
    put: (ifVersion, value, why) => act(PutPushRules, { ifVersion, rules: rulesOf(value), why }),
    readAgain: async () => {
      const newest = await read(GetPushRules, {});
      queries.setQueryData(keyOf(GetPushRules, {}), newest);
      return { version: newest.version, value: draftOf(newest.rules) };
    },
  });
  const { value, change } = settings;
  const faults = faultsOf(value);
  return (
    <Card variant="borderless">
      <Form disabled={!mayChange || settings.isSending}>
        <Fields value={value} change={(part) => change({ ...value, ...part })} faults={faults} />
      </Form>
      {faults.length > 0 && (
        <Alert
          className="failure"
          type="error"
          showIcon
          title={faults.map((fault) => w[`fault_${fault}`]).join("；")}
        />
      )}
      <Foot
        settings={settings}
        mayChange={mayChange}
        isRight={faults.length === 0}
        onDrop={() => settings.restart(held)}
      />
    </Card>
  );
}

type FieldsProps = {
  readonly value: RulesDraft;
  readonly change: (part: Partial<RulesDraft>) => void;
  readonly faults: readonly PushTemplate[];
};

function Fields({ value, change, faults }: FieldsProps) {
  const w = useWords(words);
  const language = useLanguage();
  const { quiet, templates } = value;
  const { fromMinute, toMinute } = quiet;
  return (
    <>
      <Sentence label={w.perWeek}>
        {w.perWeekBefore}
        <Count label={w.perWeek} value={value.perWeek} max={7} onChange={(n) => change({ perWeek: n ?? 1 })} />
        {w.perWeekAfter}
      </Sentence>
      <Sentence label={w.quiet}>
        <MinuteOfDay
          label={w.quietFrom}
          minute={fromMinute}
          onChange={(minute) => change({ quiet: { ...quiet, fromMinute: minute } })}
        />
        –
        <MinuteOfDay
          label={w.quietUntil}
          minute={toMinute}
          onChange={(minute) => change({ quiet: { ...quiet, toMinute: minute } })}
        />
        <span className="hint">{fromMinute === toMinute ? w.neverQuiet : w.quietNote}</span>
      </Sentence>
      <Sentence label={w.solo}>
        {w.soloPeopleBefore}
        <Count
          label={w.soloPeople}
          value={value.soloPeople}
          min={0}
          max={100_000_000}
          onChange={(n) => change({ soloPeople: n ?? 0 })}
        />
        {w.soloMoneyBefore}
        <Count
          label={w.soloMoney}
          value={value.soloYuan}
          min={0}
          max={100_000_000}
          onChange={(n) => change({ soloYuan: n ?? 0 })}
        />
        {w.soloAfter}
      </Sentence>
      {PushTemplate.options.map((template) => (
        <TemplateSentence
          key={template}
          label={templateWords[template][language]}
          note={w[`${template}Note`]}
          written={templates[template]}
          isWrong={faults.includes(template)}
          onChange={(next) => change({ templates: { ...templates, [template]: next } })}
        />
      ))}
    </>
  );
}

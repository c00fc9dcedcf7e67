// 归属规则: the rule in force, a further version of it, what it would have made of the last month, and all there were.
import {
  type AttributionRule,
  type AttributionVersion,
  GetAttribution,
  kindNames,
  PreviewAttribution,
  PutAttribution,
  ruleSentence,
  WITHIN_DAYS_MAX,
} from "@huike/shared/attribution";
import { ChannelKind } from "@huike/shared/channel";
import { calendarDay, calendarDayEndMs, clockTime } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Input, Select, Skeleton, Table } from "antd";
import { useState } from "react";
import { act } from "../../../api/act";
import { useKeptDraft } from "../../../api/kept-draft";
import { keysOf, useCall } from "../../../api/use-call";
import { useMay } from "../../../api/use-me";
import { explain, useLanguage, useWords } from "../../../text/language";
import { ChooseOne } from "../../../ui/Choices";
import { Count } from "../../../ui/Count";
import { Failure } from "../../../ui/Failure";
import { State } from "../../../ui/State";
import "../../../ui/foot.css";
import "../replies/replies.css";
import "./attribution.css";
import { words } from "./words";

type Attribution = ResponseOf<typeof GetAttribution>;

export function AttributionTab() {
  const { data, error, refetch } = useCall(GetAttribution, {});
  const mayPut = useMay(PutAttribution);
  if (error && !data) return <Failure refused={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton active />;
  return (
    <div className="rule-tab">
      <Card variant="borderless">
        <InForce attribution={data} />
        {mayPut && <Write attribution={data} />}
      </Card>
      <Versions attribution={data} />
    </div>
  );
}

function InForce({ attribution: { inForce } }: { readonly attribution: Attribution }) {
  const w = useWords(words);
  const language = useLanguage();
  return (
    <>
      <p className="page-head__note">{w.note}</p>
      <h2>{w.inForce}</h2>
      <p className="rule-tab__now">
        {w.sentenceOf(ruleSentence(inForce.rule)[language])}
        <span className="page-head__note"> {inForce.version === 0 ? w.usual : w.version(inForce.version)}</span>
      </p>
    </>
  );
}

type Draft = { readonly rule: AttributionRule; readonly from: string; readonly why: string };

const USUAL_DAYS = 30;
const HOUR_MS = 3_600_000;

/** Tomorrow's business day in Shanghai, as a field of a form shows it. */
const tomorrow = (nowMs: number): string => {
  const ms = calendarDayEndMs(nowMs, 0) + 1 + 4 * HOUR_MS;
  return `${calendarDay(ms)}T${clockTime(ms)}`;
};
const momentOf = (from: string): number => Date.parse(`${from}:00+08:00`);

function Write({ attribution: { version, inForce, serverNowMs } }: { readonly attribution: Attribution }) {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const begin = (): Draft => ({ rule: inForce.rule, from: tomorrow(serverNowMs), why: "" });
  const { draft, change, restart } = useKeptDraft<Draft>("settings-attribution", begin);
  const { rule, from, why } = draft;
  const fromMs = momentOf(from);
  const put = async () => {
    setSending(true);
    setFailure(undefined);
    const answer = await act(PutAttribution, { ifVersion: version, rule, fromMs, why: why.trim() });
    setSending(false);
    if (!answer) return;
    await queries.invalidateQueries({ queryKey: keysOf(GetAttribution) });
    if (!answer.ok) return setFailure(explain(answer.error, answer.detail, language));
    message.success(w.done);
    restart(begin());
  };
  return (
    <>
      <h2>{w.next}</h2>
      <Form layout="vertical" disabled={isSending}>
        <RuleFields rule={rule} onChange={(next) => change({ rule: next })} />
        <Form.Item label={w.from} htmlFor="rule-from" extra={w.fromHint}>
          <Input
            id="rule-from"
            type="datetime-local"
            className="rule-tab__from"
            value={from}
            onChange={({ target }) => change({ from: target.value })}
          />
        </Form.Item>
        <p className="rule-tab__now">{w.sentenceOf(ruleSentence(rule)[language])}</p>
        <Preview rule={rule} key={JSON.stringify(rule)} />
        {failure && <Alert className="failure" type="error" showIcon title={failure} />}
        <div className="foot">
          <Input
            aria-label={w.reason}
            placeholder={w.reason}
            maxLength={200}
            value={why}
            onChange={({ target }) => change({ why: target.value })}
          />
          <Button
            type="primary"
            loading={isSending}
            disabled={why.trim() === "" || Number.isNaN(fromMs)}
            onClick={() => void put()}
          >
            {w.put}
          </Button>
        </div>
      </Form>
    </>
  );
}

type FieldsProps = { readonly rule: AttributionRule; readonly onChange: (rule: AttributionRule) => void };

function RuleFields({ rule, onChange }: FieldsProps) {
  const w = useWords(words);
  const language = useLanguage();
  const { withinDays, ...rest } = rule;
  return (
    <>
      <Form.Item label={w.pick}>
        <ChooseOne
          label={w.pick}
          choices={(["first", "last"] as const).map((value) => ({ value, label: w[value] }))}
          chosen={rule.pick}
          onChoose={(pick) => onChange({ ...rule, pick })}
        />
      </Form.Item>
      <Form.Item label={w.window}>
        <div className="rule-tab__line">
          <ChooseOne
            label={w.window}
            choices={(["all", "within"] as const).map((value) => ({ value, label: w[value] }))}
            chosen={withinDays === undefined ? "all" : "within"}
            onChoose={(which) => onChange(which === "all" ? rest : { ...rest, withinDays: USUAL_DAYS })}
          />
          {withinDays !== undefined && (
            <>
              <Count
                label={w.within}
                max={WITHIN_DAYS_MAX}
                value={withinDays}
                onChange={(days = 1) => onChange({ ...rest, withinDays: days })}
              />
              {w.days}
            </>
          )}
        </div>
      </Form.Item>
      <Form.Item label={w.prefer} htmlFor="rule-prefer" extra={w.preferHint}>
        <Select
          id="rule-prefer"
          mode="multiple"
          showSearch={false}
          className="rule-tab__kinds"
          value={[...rule.prefer]}
          options={ChannelKind.options.map((value) => ({ value, label: kindNames[value][language] }))}
          onChange={(prefer: ChannelKind[]) => onChange({ ...rule, prefer })}
        />
      </Form.Item>
    </>
  );
}

/** Asked for by a button: it reads hundreds of members. */
function Preview({ rule }: { readonly rule: AttributionRule }) {
  const w = useWords(words);
  const [isWanted, want] = useState(false);
  const { data, error, isFetching, refetch } = useCall(PreviewAttribution, { rule }, { isWanted });
  return (
    <div className="rule-tab__preview" aria-live="polite">
      <Button loading={isFetching} onClick={() => want(true)}>
        {w.preview}
      </Button>
      {isWanted && data && !isFetching && (
        <span>
          {w.previewed(data.members, data.others, data.nobodys)}
          {data.isSample && w.sample}
        </span>
      )}
      <Failure refused={error} onAgain={() => void refetch()} />
    </div>
  );
}

function Versions({ attribution }: { readonly attribution: Attribution }) {
  const w = useWords(words);
  const language = useLanguage();
  const { versions, inForce, serverNowMs } = attribution;
  const stateOf = ({ version, fromMs }: AttributionVersion) => {
    if (version === inForce.version) return <State tone="ok">{w.inForce}</State>;
    const isPlanned = fromMs > serverNowMs && !versions.some((one) => one.version > version && one.fromMs <= fromMs);
    return isPlanned ? <State tone="wait">{w.planned}</State> : <State tone="off">{w.over}</State>;
  };
  return (
    <>
      <h2>{w.versions}</h2>
      <div className="card-table">
        <Table
          rowKey="version"
          pagination={false}
          dataSource={[...versions]}
          locale={{ emptyText: <span className="page-head__note">{w.none}</span> }}
          columns={[
            { title: "#", className: "num", dataIndex: "version", width: 56 },
            { title: w.rule, render: (_, one) => ruleSentence(one.rule)[language] },
            {
              title: w.since,
              className: "num",
              render: (_, { fromMs }) => `${calendarDay(fromMs)} ${clockTime(fromMs)}`,
            },
            { title: w.state, render: (_, one) => stateOf(one) },
            { title: w.whyColumn, dataIndex: "why" },
          ]}
        />
      </div>
    </>
  );
}

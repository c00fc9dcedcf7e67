// 夜间对账: what the last night that is over found when it held everything against its source, and what it mended.
import { shortTime } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import { GetNight } from "@huike/shared/reconciliation";
import { Alert, Card, Empty, Skeleton, Table } from "antd";
import { useCall } from "../../api/use-call";
import { sentenceOf, useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { countText } from "../../ui/figures";
import { PageHead } from "../../ui/PageHead";
import { State } from "../../ui/State";
import { Thing, useNames } from "../audit/Thing";
import { nextNightMs, nightsMissed } from "./last-night";
import "./night.css";

const words = {
  title: { zh: "夜间对账", en: "Night check" },
  note: {
    zh: "每天 04:30 起，把积分、券、消费、库存和报表逐条和来源核对",
    en: "From 04:30 each night points, coupons, sales, stock and reports are held against their sources",
  },
  ran: { zh: (time: string) => `最近一晚 ${time} 开始`, en: (time: string) => `The last one began ${time}` },
  stale: {
    zh: (n: number) => `已经 ${n} 晚没有结果了。下面是旧的；请让技术同事看夜间任务的日志。`,
    en: (n: number) => `${n} nights have brought no result. What stands below is old; have the night's log looked at.`,
  },
  never: {
    zh: (time: string) => `还没有对过账。下一次从 ${time} 开始。`,
    en: (time: string) => `No night has been over yet. The next begins ${time}.`,
  },
  clean: { zh: "没有发现任何不符。", en: "Nothing was found." },
  found: {
    zh: (n: number, mended: number) => `发现 ${n} 处不符，${mended} 处已自动修好`,
    en: (n: number, mended: number) => `${n} found, ${mended} of them mended`,
  },
  byHand: {
    zh: (n: number) => `还有 ${n} 处要人来处理`,
    en: (n: number) => `${n} need a person`,
  },
  more: {
    zh: (n: number) => `另有 ${n} 处看着不对，今晚没排上复查，下一晚再查。`,
    en: (n: number) => `${n} more looked wrong and were not looked at again for want of room; the next night will.`,
  },
  members: { zh: "会员", en: "Members" },
  rows: { zh: "报表行", en: "Report rows" },
  offers: { zh: "券活动", en: "Offers" },
  what: { zh: "发现", en: "Found" },
  of: { zh: "在哪里", en: "Where" },
  key: { zh: "记录", en: "Item" },
  expected: { zh: "应为", en: "Should be" },
  is: { zh: "实为", en: "Is" },
  state: { zh: "处理", en: "State" },
  mended: { zh: "已修好", en: "Mended" },
  open: { zh: "要人处理", en: "Needs a person" },
} as const;

type LastNight = NonNullable<ResponseOf<typeof GetNight>["night"]>;

export function Night() {
  const w = useWords(words);
  const { data, error, refetch, isPending, dataUpdatedAt } = useCall(GetNight, {});
  const night = data?.night;
  return (
    <section className="page">
      <PageHead title={w.title} note={w.note} asOfMs={dataUpdatedAt || undefined} />
      <Failure refused={error} onAgain={() => void refetch()} />
      {isPending && !error && <Skeleton active />}
      {data && !night && <Empty description={w.never(shortTime(nextNightMs(Date.now())))} />}
      {night && <Told night={night} />}
    </section>
  );
}

function Told({ night }: { readonly night: LastNight }) {
  const w = useWords(words);
  const { findings, more, beganAtMs, members, rows, offers } = night;
  const missed = nightsMissed(beganAtMs, Date.now());
  const mended = findings.filter(({ isMended }) => isMended).length;
  const open = findings.length - mended;
  return (
    <>
      {missed > 0 && <Alert className="failure" type="error" showIcon title={w.stale(missed)} />}
      <Card variant="borderless" className="night">
        <p className="night__ran num">{w.ran(shortTime(beganAtMs))}</p>
        <p className="night__told">
          <State tone={open > 0 ? "bad" : findings.length > 0 ? "warn" : "ok"}>
            {findings.length === 0 ? w.clean : w.found(findings.length, mended)}
          </State>
          {open > 0 && <strong>{w.byHand(open)}</strong>}
        </p>
        <dl className="night__counts num">
          {(
            [
              ["members", members],
              ["rows", rows],
              ["offers", offers],
            ] as const
          ).map(([name, n]) => (
            <div key={name}>
              <dt>{w[name]}</dt>
              <dd>{countText(n)}</dd>
            </div>
          ))}
        </dl>
        {more > 0 && <Alert type="warning" showIcon title={w.more(more)} />}
      </Card>
      {findings.length > 0 && <Findings findings={findings} />}
    </>
  );
}

type Found = LastNight["findings"][number];
const keyOf = ({ what, of, item, source }: Found): string => [what, of, item, source].join(" ");

function Findings({ findings }: { readonly findings: readonly Found[] }) {
  const w = useWords(words);
  const language = useLanguage();
  const names = useNames();
  // What a person has to settle comes first.
  const sorted = [...findings].sort((a, b) => Number(a.isMended ?? false) - Number(b.isMended ?? false));
  return (
    <Table
      rowKey={keyOf}
      className="card-table"
      dataSource={sorted}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: w.what, render: (_, { sentence }) => sentenceOf(sentence, language) },
        { title: w.of, width: 150, render: (_, { of }) => <Thing of={of} names={names} /> },
        {
          title: w.key,
          render: (_, { item, source }) => (
            <code className="night__key">{[item, source].filter(Boolean).join(" ← ")}</code>
          ),
        },
        { title: w.expected, align: "right", className: "num", render: (_, { expected }) => figure(expected) },
        { title: w.is, align: "right", className: "num", render: (_, { found }) => figure(found) },
        {
          title: w.state,
          width: 130,
          render: (_, { isMended }) => <State tone={isMended ? "ok" : "bad"}>{isMended ? w.mended : w.open}</State>,
        },
      ]}
    />
  );
}

const figure = (n: number | undefined): string => (n === undefined ? "—" : countText(n));

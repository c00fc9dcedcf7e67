// 漏斗: the steps of the period, then the same by day, channel, shop or clerk.
import { type FunnelAxis, type FunnelLine, GetFunnel, type Measure, type Tally } from "@huike/shared/report";
import { Card, Empty, Skeleton, Table } from "antd";
import { useCall } from "../../api/use-call";
import { useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { Failure } from "../../ui/Failure";
import { countText, moneyText } from "../../ui/figures";
import { PageHead } from "../../ui/PageHead";
import { changeOf } from "../home/change";
import { Bars, Lines } from "./charts";
import { Export } from "./Export";
import { Pickers, Rest } from "./Pickers";
import { type Asked, timeBefore } from "./use-asked";
import { words } from "./words";

const AXES: readonly FunnelAxis[] = ["day", "channel", "shop", "clerk"];
const STEPS = ["scans", "netFans", "members", "claims", "redemptions", "returns"] as const;
const COLUMNS: readonly Measure[] = [
  ...(["scans", "newFans", "netFans", "members", "claims", "redemptions"] as const),
  ...(["undone", "returns", "sales", "salesFen"] as const),
];
const BARS_MAX = 12;
/** Today is counted by the minute; a call makes more of the days that were missing. */
const EVERY_MS = 60_000;

const say = (name: Measure, value: number): string => (name.endsWith("Fen") ? moneyText(value) : countText(value));

export function Funnel({ asked }: { readonly asked: Asked }) {
  const w = useWords(words);
  const { period, storeId, isCompared, oneOf, ask } = asked;
  const by = oneOf("by", AXES);
  const where = storeId === undefined ? {} : { storeId };
  const request = { by, ...period, ...where };
  const now = useCall(GetFunnel, request, { everyMs: EVERY_MS });
  const then = useCall(GetFunnel, { by, ...timeBefore(period), ...where }, { isWanted: isCompared });
  const before = isCompared ? then.data : undefined;
  const { data, error, refetch } = now;
  const isEmpty = data !== undefined && COLUMNS.every((name) => data.total[name] === 0);
  return (
    <>
      <PageHead title={w.title} note={w.note} asOfMs={data?.asOfMs} />
      <Pickers asked={asked} />
      <Failure refused={error ?? then.error} onAgain={() => void refetch()} />
      <Card variant="borderless" title={<h2 className="card-title">{w.steps}</h2>} className="report__card">
        {!data && !error && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
        {isEmpty && <Empty description={w.none} />}
        {data && !isEmpty && <Steps total={data.total} before={before?.total} />}
      </Card>
      <Card
        variant="borderless"
        className="report__card"
        title={
          <ChooseOne
            label={w.by}
            chosen={by}
            choices={AXES.map((axis) => ({ value: axis, label: w[axis] }))}
            onChoose={(axis) => ask({ by: axis })}
          />
        }
        extra={<Export report={{ is: "funnel", ...request }} />}
      >
        {data && !isEmpty && <Picture by={by} lines={data.lines} before={before?.lines} />}
        <FunnelTable by={by} lines={data?.lines ?? []} total={data?.total} before={before?.lines} />
        <Rest of={data} onAgain={refetch} />
      </Card>
    </>
  );
}

function Steps({ total, before }: { readonly total: Tally; readonly before: Tally | undefined }) {
  const w = useWords(words);
  const bars = STEPS.map((name) => {
    // Who came by no code was not scanned: more than all is no share.
    const isShare = name !== "scans" && total[name] > 0 && total[name] <= total.scans;
    const ofScans = isShare ? w.ofScans(percent(total[name] / total.scans)) : "";
    const compared = before && `${changeOf(total[name], before[name]).text ?? ""} ${w.was(countText(before[name]))}`;
    return { id: name, name: w[name], value: total[name], before: before?.[name], note: compared ?? ofScans };
  });
  return <Bars label={w.chart(w.steps)} bars={bars} say={countText} />;
}

export const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;

type Lined = {
  readonly by: FunnelAxis;
  readonly lines: readonly FunnelLine[];
  readonly before: readonly FunnelLine[] | undefined;
};

function useNames() {
  const w = useWords(words);
  return ({ id, name }: FunnelLine, by: FunnelAxis): string => {
    if (by === "channel" && id === "-") return w.noCode;
    return name ?? (by === "clerk" ? `…${id.slice(-4)}` : id);
  };
}

/** Days as lines, everything else by its members, or by its uses where it won none. */
function Picture({ by, lines, before }: Lined) {
  const w = useWords(words);
  const nameOf = useNames();
  if (by === "day") {
    const line = (name: Measure, tone: 0 | 1 | 2) => ({
      name: w[name as "scans"],
      values: lines.map((one) => one.tally[name]),
      tone,
    });
    return (
      <Lines
        label={w.chart(w.day)}
        at={lines.map(({ id }) => id.slice("2026-".length))}
        lines={[line("scans", 2), line("members", 0), line("redemptions", 1)]}
        say={countText}
      />
    );
  }
  const measure = by === "clerk" || lines.some(({ tally }) => tally.members > 0) ? "members" : "redemptions";
  const was = new Map(before?.map(({ id, tally }) => [id, tally[measure]]));
  const bars = lines.slice(0, BARS_MAX).map((one) => ({
    id: one.id,
    name: nameOf(one, by),
    value: one.tally[measure],
    before: before && (was.get(one.id) ?? 0),
    note: w[measure],
  }));
  return <Bars label={w.chart(w[by])} bars={bars} say={countText} />;
}

function FunnelTable({ by, lines, before, total }: Lined & { readonly total: Tally | undefined }) {
  const w = useWords(words);
  const nameOf = useNames();
  const was = new Map(before?.map((one) => [one.id, one.tally]));
  const columns = COLUMNS.map((name) => ({
    title: w[name as keyof typeof w] as string,
    align: "right" as const,
    className: "num",
    sorter: (a: FunnelLine, b: FunnelLine) => a.tally[name] - b.tally[name],
    render: (_: unknown, one: FunnelLine) => (
      <>
        {say(name, one.tally[name])}
        {before && by !== "day" && <small className="report__was">{say(name, was.get(one.id)?.[name] ?? 0)}</small>}
      </>
    ),
  }));
  return (
    <Table
      rowKey="id"
      size="middle"
      className="card-table report__table"
      scroll={{ x: true }}
      dataSource={[...lines]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: total ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.none} /> : " " }}
      columns={[{ title: w[by], fixed: "left", render: (_, one) => nameOf(one, by) }, ...columns]}
      summary={() =>
        total && (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0}>
              <strong>{w.total}</strong>
            </Table.Summary.Cell>
            {COLUMNS.map((name, i) => (
              <Table.Summary.Cell key={name} index={i + 1} align="right">
                <strong className="num">{say(name, total[name])}</strong>
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )
      }
    />
  );
}

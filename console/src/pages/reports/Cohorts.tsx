// 回店率: of those who joined in a month or week, how many came again.
import { type CohortLine, CohortUnit, GetCohorts, RETURN_DAYS } from "@huike/shared/report";
import { Card, Empty, Table } from "antd";
import { useCall } from "../../api/use-call";
import { useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { Failure } from "../../ui/Failure";
import { countText } from "../../ui/figures";
import { PageHead } from "../../ui/PageHead";
import { Lines } from "./charts";
import { Export } from "./Export";
import { percent } from "./Funnel";
import { Pickers } from "./Pickers";
import type { Asked } from "./use-asked";
import { words } from "./words";

const tones = [0, 1, 2] as const;

/** Undefined while nobody's days are over. */
const shareOf = ({ back }: CohortLine, i: number): number | undefined => {
  const { of = 0, came = 0 } = back[i] ?? {};
  return of === 0 ? undefined : came / of;
};

export function Cohorts({ asked }: { readonly asked: Asked }) {
  const w = useWords(words);
  const by = asked.oneOf("unit", CohortUnit.options);
  const { storeId } = asked;
  const request = { by, ...(storeId === undefined ? {} : { storeId }) };
  const { data, error, refetch, isPending } = useCall(GetCohorts, request);
  const lines = data?.lines ?? [];
  const nameOf = ({ from }: CohortLine) => (by === "month" ? from.slice(0, "2026-11".length) : from);
  return (
    <>
      <PageHead title={w.title} note={w.returnNote} asOfMs={data?.asOfMs} />
      <Pickers asked={asked} hasPeriod={false} />
      <Failure refused={error} onAgain={() => void refetch()} />
      <Card
        variant="borderless"
        className="report__card"
        title={
          <ChooseOne
            label={w.by}
            chosen={by}
            choices={CohortUnit.options.map((unit) => ({ value: unit, label: w[unit] }))}
            onChoose={(unit) => asked.ask({ unit })}
          />
        }
        extra={<Export report={{ is: "cohorts", ...request }} />}
      >
        {lines.length > 0 && (
          <Lines
            label={w.chart(w.cohorts)}
            at={lines.map(nameOf)}
            lines={RETURN_DAYS.map((days, i) => ({
              ...{ name: w.within(days), tone: tones[i] ?? 0 },
              values: lines.map((line) => shareOf(line, i)).map((share) => share && share * 100),
            }))}
            say={(value) => `${Math.round(value)}%`}
          />
        )}
        <Table
          rowKey="from"
          size="middle"
          className="card-table report__table"
          loading={isPending && !error}
          dataSource={[...lines].reverse()}
          pagination={false}
          locale={{ emptyText: isPending ? " " : <Empty description={w.noMembers} /> }}
          columns={[
            { title: w.joined, className: "num", render: (_, line) => nameOf(line) },
            { title: w.members, align: "right", className: "num", render: (_, { members }) => countText(members) },
            ...RETURN_DAYS.map((days, i) => ({
              ...{ title: w.within(days), align: "right" as const, className: "num" },
              render: (_: unknown, line: CohortLine) => <Share line={line} at={i} notYet={w.notYet} />,
            })),
          ]}
        />
      </Card>
    </>
  );
}

function Share({ line, at, notYet }: { readonly line: CohortLine; readonly at: number; readonly notYet: string }) {
  const share = shareOf(line, at);
  const { of = 0, came = 0 } = line.back[at] ?? {};
  if (share === undefined) return <span className="report__not-yet">{notYet}</span>;
  return (
    <>
      {percent(share)}
      <small className="report__was">
        {countText(came)} / {countText(of)}
      </small>
    </>
  );
}

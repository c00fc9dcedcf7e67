// 券效果: what each offer came to.
import { GetOfferResults, type OfferLine } from "@huike/shared/report";
import { Card, Empty, Table } from "antd";
import { Link } from "wouter";
import { useCall } from "../../api/use-call";
import { useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { countText, moneyText } from "../../ui/figures";
import { PageHead } from "../../ui/PageHead";
import { Bars } from "./charts";
import { Export } from "./Export";
import { Pickers, Rest } from "./Pickers";
import type { Asked } from "./use-asked";
import { words } from "./words";

const BARS_MAX = 12;
const right = { align: "right", className: "num" } as const;

export function OfferResults({ asked }: { readonly asked: Asked }) {
  const w = useWords(words);
  const { period, storeId } = asked;
  const request = { ...period, ...(storeId === undefined ? {} : { storeId }) };
  const { data, error, refetch, isPending } = useCall(GetOfferResults, request);
  const lines = data?.lines ?? [];
  const number = (name: "claims" | "grants" | "redemptions" | "undone") => ({
    ...{ title: w[name], ...right },
    sorter: (a: OfferLine, b: OfferLine) => a[name] - b[name],
    render: (_: unknown, one: OfferLine) => countText(one[name]),
  });
  const money = (name: "savedFen" | "salesFen") => ({
    ...{ title: w[name], ...right },
    sorter: (a: OfferLine, b: OfferLine) => a[name] - b[name],
    render: (_: unknown, one: OfferLine) => moneyText(one[name]),
  });
  const daysText = (days: number | undefined) => (days === undefined ? "—" : days === 0 ? w.sameDay : w.days(days));
  return (
    <>
      <PageHead title={w.title} asOfMs={data?.asOfMs} />
      <Pickers asked={asked} />
      <Failure refused={error} onAgain={() => void refetch()} />
      <Card
        variant="borderless"
        className="report__card"
        title={<h2 className="card-title">{w.redemptions}</h2>}
        extra={<Export report={{ is: "offers", ...request }} />}
      >
        {lines.length > 0 && (
          <Bars
            label={w.chart(w.redemptions)}
            bars={lines.slice(0, BARS_MAX).map(({ offerId, title, redemptions }) => ({
              ...{ id: offerId, name: title ?? offerId, value: redemptions, note: w.redemptions },
            }))}
            say={countText}
          />
        )}
        <Table
          rowKey="offerId"
          size="middle"
          className="card-table report__table"
          scroll={{ x: true }}
          loading={isPending && !error}
          dataSource={[...lines]}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: isPending ? " " : <Empty description={w.none} /> }}
          columns={[
            {
              title: w.offer,
              render: (_, one) => <Link href={`/offers/${one.offerId}`}>{one.title ?? one.offerId}</Link>,
            },
            ...[number("claims"), number("grants"), number("redemptions"), number("undone")],
            { title: w.medianDays, ...right, render: (_, { medianDays }) => daysText(medianDays) },
            ...[money("savedFen"), money("salesFen")],
          ]}
        />
        <Rest of={data} onAgain={refetch} />
      </Card>
    </>
  );
}

// 门店日历: every shop's days by one measure; the table is the picture, the darker the more.
import { GetShopDays, HEAT_DAYS_MAX, type HeatLine, HeatMeasure } from "@huike/shared/report";
import { Card, Empty, Table } from "antd";
import { useCall } from "../../api/use-call";
import { useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { Failure } from "../../ui/Failure";
import { countText } from "../../ui/figures";
import { PageHead } from "../../ui/PageHead";
import { Export } from "./Export";
import { Pickers, Rest } from "./Pickers";
import { type Asked, dayBefore, lengthOf } from "./use-asked";
import { words } from "./words";

/** Ink stays readable on the darkest. */
const DARKEST = 0.45;

export function ShopDays({ asked }: { readonly asked: Asked }) {
  const w = useWords(words);
  const { storeId, oneOf, ask } = asked;
  const measure = oneOf("measure", HeatMeasure.options);
  // A longer one was asked of another report: its last days are shown.
  const { to } = asked.period;
  const from = lengthOf(asked.period) > HEAT_DAYS_MAX ? dayBefore(to, HEAT_DAYS_MAX - 1) : asked.period.from;
  const request = { measure, from, to, ...(storeId === undefined ? {} : { storeId }) };
  const { data, error, refetch, isPending } = useCall(GetShopDays, request);
  const lines = data?.lines ?? [];
  const most = Math.max(1, ...lines.flatMap(({ counts }) => counts));
  const shade = (count: number) => ({ background: `rgb(11 107 74 / ${((count / most) * DARKEST).toFixed(3)})` });
  return (
    <>
      <PageHead title={w.title} asOfMs={data?.asOfMs} />
      <Pickers asked={{ ...asked, period: { from, to } }} />
      <Failure refused={error} onAgain={() => void refetch()} />
      <Card
        variant="borderless"
        className="report__card"
        title={
          <ChooseOne
            label={w.measure}
            chosen={measure}
            choices={HeatMeasure.options.map((one) => ({ value: one, label: w[one] }))}
            onChoose={(one) => ask({ measure: one })}
          />
        }
        extra={<Export report={{ is: "shop_days", ...request }} />}
      >
        <Table
          rowKey="storeId"
          size="small"
          className="card-table report__table heat"
          scroll={{ x: true }}
          loading={isPending && !error}
          dataSource={[...lines]}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: isPending ? " " : <Empty description={w.none} /> }}
          columns={[
            { title: w.shop, fixed: "left", className: "heat__shop", render: (_, { name, storeId: id }) => name ?? id },
            ...(data?.days ?? []).map((day, i) => ({
              ...{ title: day.slice("2026-".length), key: day, align: "right" as const, className: "num" },
              onCell: ({ counts }: HeatLine) => ({ style: shade(counts[i] ?? 0) }),
              render: (_: unknown, { counts }: HeatLine) => countText(counts[i] ?? 0),
            })),
            {
              ...{ title: w.total, align: "right" as const, className: "num" },
              render: (_, { counts }) => <strong>{countText(counts.reduce((sum, n) => sum + n, 0))}</strong>,
            },
          ]}
        />
        <Rest of={data} onAgain={refetch} />
      </Card>
    </>
  );
}

// What a channel brought, day by day.
import { GetChannelDay } from "@huike/shared/channel";
import { businessDay, DAY_MS } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import { useQueries } from "@tanstack/react-query";
import { Table } from "antd";
import { type CallRefused, keyOf, read } from "../../api/use-call";
import { useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { words } from "./words";

const DAYS = 7;
type Day = ResponseOf<typeof GetChannelDay>;
const counts = ["scans", "netFollows", "members", "claims", "redemptions"] as const;

export function ChannelWeek({ scene }: { readonly scene: string }) {
  const w = useWords(words);
  const days = Array.from({ length: DAYS }, (_, ago) => businessDay(Date.now() - ago * DAY_MS));
  const asked = useQueries({
    queries: days.map((day) => ({
      queryKey: keyOf(GetChannelDay, { scene, day }),
      queryFn: () => read(GetChannelDay, { scene, day }),
    })),
  });
  const rows = asked.map(({ data }) => data).filter((row): row is Day => row !== undefined);
  const refused = asked.find(({ error }) => error)?.error as CallRefused | undefined;
  const sum = (name: (typeof counts)[number]) => rows.reduce((total, row) => total + row[name], 0);
  return (
    <>
      <Failure refused={refused ?? null} onAgain={() => void Promise.all(asked.map(({ refetch }) => refetch()))} />
      <Table
        rowKey="day"
        size="middle"
        loading={asked.some(({ isPending }) => isPending)}
        dataSource={rows}
        pagination={false}
        columns={[
          { title: w.day, dataIndex: "day", className: "num" },
          ...counts.map((name) => ({ title: w[name], dataIndex: name, align: "right" as const, className: "num" })),
        ]}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0}>
              <strong>{w.total}</strong>
            </Table.Summary.Cell>
            {counts.map((name, i) => (
              <Table.Summary.Cell key={name} index={i + 1} align="right">
                <strong className="num">{sum(name)}</strong>
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )}
      />
    </>
  );
}

// Who brought what in the last days: members won and fans kept first, then what was redeemed.
import { RankClerks } from "@huike/shared/chain-day";
import { businessDay } from "@huike/shared/day";
import type { StaffRow } from "@huike/shared/staff";
import { Card, Empty, Table } from "antd";
import { useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { words } from "./words";

const SHOWN_MAX = 10;

export function Board({ staff }: { readonly staff: readonly StaffRow[] }) {
  const w = useWords(words);
  const isWanted = useMay(RankClerks);
  const { data, error, refetch, isPending } = useCall(RankClerks, { day: businessDay(Date.now()) }, { isWanted });
  if (!isWanted) return null;
  const names = new Map(staff.map(({ memberNo, name, clerkNo }) => [memberNo, `${clerkNo} ${name}`]));
  return (
    <Card variant="borderless" title={<h2 className="card-title">{w.board}</h2>}>
      <Failure refused={error} onAgain={() => void refetch()} />
      <Table
        rowKey="memberNo"
        size="middle"
        loading={isPending && !error}
        dataSource={data?.clerks.slice(0, SHOWN_MAX) ?? []}
        pagination={false}
        locale={{ emptyText: isPending ? " " : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noBoard} /> }}
        columns={[
          { title: "#", width: 48, className: "num", render: (_, __, i) => i + 1 },
          { title: w.name, render: (_, { memberNo }) => names.get(memberNo) ?? `…${memberNo.slice(-4)}` },
          { title: w.members, dataIndex: "members", align: "right", className: "num" },
          { title: w.netFans, dataIndex: "netFans", align: "right", className: "num" },
          { title: w.redemptions, dataIndex: "redemptions", align: "right", className: "num" },
          { title: w.undone, dataIndex: "undone", align: "right", className: "num" },
        ]}
      />
    </Card>
  );
}

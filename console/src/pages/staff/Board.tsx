// Who brought what in the last days, net: members won and fans kept first, then what was redeemed. What looks made up is
// held and shown on a click; beside it, how far everybody is in the month.
import { type BoardLine, RankClerks } from "@huike/shared/chain-day";
import { businessDay } from "@huike/shared/day";
import type { StaffRow } from "@huike/shared/staff";
import { GOALS, paceOf } from "@huike/shared/target";
import { Button, Card, Empty, Table } from "antd";
import { useState } from "react";
import { useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { Held } from "./Held";
import { goalWords, words } from "./words";

const SHOWN_MAX = 20;

export function Board({ staff }: { readonly staff: readonly StaffRow[] }) {
  const w = useWords(words);
  const isWanted = useMay(RankClerks);
  const [opened, open] = useState<BoardLine>();
  const day = businessDay(Date.now());
  const { data, error, refetch, isPending } = useCall(RankClerks, { day }, { isWanted });
  if (!isWanted) return null;
  const names = new Map(staff.map(({ memberNo, name, clerkNo }) => [memberNo, `${clerkNo} ${name}`]));
  const nameOf = ({ memberNo }: BoardLine) => names.get(memberNo) ?? `…${memberNo.slice(-4)}`;
  return (
    <Card variant="borderless" className="staff__wide" title={<h2 className="card-title">{w.board}</h2>}>
      <Failure refused={error} onAgain={() => void refetch()} />
      <Table
        rowKey="memberNo"
        size="middle"
        scroll={{ x: true }}
        loading={isPending && !error}
        dataSource={data?.clerks.slice(0, SHOWN_MAX) ?? []}
        pagination={false}
        locale={{ emptyText: isPending ? " " : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={w.noBoard} /> }}
        columns={[
          { title: "#", width: 48, className: "num", render: (_, __, i) => i + 1 },
          { title: w.name, render: (_, one) => nameOf(one) },
          { title: w.netMembers, dataIndex: "members", align: "right", className: "num" },
          { title: w.netFans, dataIndex: "netFans", align: "right", className: "num" },
          { title: w.redemptions, dataIndex: "redemptions", align: "right", className: "num" },
          {
            title: w.held,
            align: "right",
            className: "num",
            render: (_, one) => <HeldCount of={one} name={nameOf(one)} onOpen={() => open(one)} />,
          },
          { title: w.undone, dataIndex: "undone", align: "right", className: "num" },
          { title: w.month, render: (_, one) => data && <Progress of={one} daysLeft={data.daysLeft} /> },
        ]}
      />
      {data && data.missing > 0 && <p className="page-head__note">{w.missing(data.missing)}</p>}
      {opened && <Held day={day} memberNo={opened.memberNo} name={nameOf(opened)} onClose={() => open(undefined)} />}
    </Card>
  );
}

type CountProps = { readonly of: BoardLine; readonly name: string; readonly onOpen: () => void };

export function HeldCount({ of: { held }, name, onOpen }: CountProps) {
  const w = useWords(words);
  const count = held.members + held.netFans + held.redemptions;
  if (count === 0) return <>0</>;
  return (
    <Button size="small" type="link" aria-label={w.heldCount(name, count)} onClick={onOpen}>
      {count}
    </Button>
  );
}

/** 「会员 12/30 · 还差 18，每天 2」 */
export function Progress({ of: { month }, daysLeft }: { readonly of: BoardLine; readonly daysLeft: number }) {
  const w = useWords(words);
  const language = useLanguage();
  if (!month) return <>–</>;
  const { target, done } = month;
  return (
    <>
      {GOALS.filter((goal) => target[goal] > 0).map((goal) => {
        const { short, perDay } = paceOf(target[goal], done[goal], daysLeft);
        return (
          <div key={goal} className="num">
            {goalWords[goal][language]} {done[goal]}/{target[goal]} ·{" "}
            {short === 0 ? w.reached : w.wanting(short, perDay)}
          </div>
        );
      })}
    </>
  );
}

// Who could not be sent to, and why: for a person to look at.
import { ListDeadLetters } from "@huike/shared/campaign";
import { shortTime } from "@huike/shared/day";
import { Card, Table } from "antd";
import { Link } from "wouter";
import { useCall } from "../../api/use-call";
import { useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { letterText, words } from "./live-words";

export function DeadLetters({ campaignId }: { readonly campaignId: string }) {
  const w = useWords(words);
  const language = useLanguage();
  const { data, error, refetch, isPending } = useCall(ListDeadLetters, { campaignId });
  return (
    <Card
      variant="borderless"
      title={<h2 className="card-title">{w.failures}</h2>}
      extra={<span className="hint">{w.failuresNote}</span>}
    >
      <Failure refused={error} onAgain={() => void refetch()} />
      <Table
        rowKey="memberNo"
        size="small"
        loading={isPending}
        dataSource={data?.failures ?? []}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: w.memberNo,
            width: 140,
            className: "num",
            render: (_, { memberNo }) => <Link href={`/members/${memberNo}`}>{memberNo}</Link>,
          },
          { title: w.why, render: (_, { why }) => letterText(why, language) },
          { title: w.at, width: 120, className: "num", render: (_, { atMs }) => shortTime(atMs) },
        ]}
      />
    </Card>
  );
}

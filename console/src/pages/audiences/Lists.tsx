// 名单: a file of member numbers sent in part by part, each row that was left out named, and the lists there are.
import { GetList, ListLists, PutListChunk } from "@huike/shared/audience-calls";
import { shortTime } from "@huike/shared/day";
import { Button, Empty, Table } from "antd";
import { Link, useLocation } from "wouter";
import { useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { countText } from "../../ui/figures";
import { PageHead } from "../../ui/PageHead";
import { SendList } from "./SendList";
import { words } from "./words";

export function Lists() {
  const w = useWords(words);
  const [, go] = useLocation();
  const maySend = useMay(PutListChunk);
  const { data, error, isPending, refetch } = useCall(ListLists, {});
  return (
    <section className="page">
      <nav className="crumbs">
        <Link href="/audiences">{w.title}</Link> /
      </nav>
      <PageHead title={w.lists} note={w.listsNote}>
        <Button onClick={() => go("/audiences")}>{w.back}</Button>
      </PageHead>
      {maySend && <SendList />}
      <Failure refused={error} onAgain={() => void refetch()} />
      <Table
        rowKey="listId"
        className="card-table"
        loading={isPending && !error}
        dataSource={data?.lists ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: isPending ? " " : <Empty description={w.noLists} /> }}
        columns={[
          { title: w.name, dataIndex: "name" },
          {
            title: w.count,
            width: 120,
            align: "right",
            className: "num",
            render: (_, { listId }) => <Size listId={listId} />,
          },
          { title: w.sentAt, width: 160, className: "num", render: (_, { atMs }) => shortTime(atMs) },
          {
            title: "",
            width: 140,
            align: "right",
            render: (_, { listId }) => maySend && <Link href={`/audiences/new?list=${listId}`}>{w.useIt}</Link>,
          },
        ]}
      />
    </section>
  );
}

/** Only of those that are on the screen. */
function Size({ listId }: { readonly listId: string }) {
  const { data } = useCall(GetList, { listId });
  if (!data) return <>…</>;
  return <>{data.isWhole ? countText(data.members) : `${data.stored} / ${data.chunks}`}</>;
}

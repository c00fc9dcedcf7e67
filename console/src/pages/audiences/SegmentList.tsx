// Every rule that is kept, in words.
import { ListLists, ListSegments, PutSegment } from "@huike/shared/audience-calls";
import { shortTime } from "@huike/shared/day";
import { Button, Empty, Table, Tag } from "antd";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { sentenceOf, useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { PageHead } from "../../ui/PageHead";
import { SearchBox } from "../../ui/SearchBox";
import { State } from "../../ui/State";
import { useKey } from "../../ui/use-keys";
import { words } from "./words";

export function SegmentList() {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const mayMake = useMay(PutSegment);
  const mayLists = useMay(ListLists);
  const [wanted, setWanted] = useState("");
  const { data, error, isPending, dataUpdatedAt, refetch } = useCall(ListSegments, {});
  useKey("n", mayMake ? () => go("/audiences/new") : undefined);
  const shown = (data?.segments ?? [])
    .filter(({ name }) => name.includes(wanted.trim()))
    .sort((a, b) => Number(a.state === "retired") - Number(b.state === "retired") || b.atMs - a.atMs);
  return (
    <section className="page">
      <PageHead title={w.title} note={w.note} asOfMs={dataUpdatedAt || undefined}>
        <SearchBox label={w.search} value={wanted} onChange={setWanted} />
        {mayLists && <Button onClick={() => go("/audiences/lists")}>{w.toLists}</Button>}
        {mayMake && (
          <Button type="primary" onClick={() => go("/audiences/new")}>
            {w.make}
          </Button>
        )}
      </PageHead>
      <Failure refused={error} onAgain={() => void refetch()} />
      <Table
        rowKey="segmentId"
        className="card-table"
        loading={isPending && !error}
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: isPending ? " " : <Empty description={w.none} /> }}
        columns={[
          {
            title: w.name,
            width: 220,
            render: (_, { segmentId, name }) => <Link href={`/audiences/${segmentId}`}>{name}</Link>,
          },
          { title: w.who, render: (_, { sentence }) => sentenceOf(sentence, language) },
          { title: w.tag, width: 120, render: (_, { tag }) => tag && <Tag>{tag}</Tag> },
          {
            title: w.state,
            width: 100,
            render: (_, { state }) => <State tone={state === "active" ? "ok" : "off"}>{w[state]}</State>,
          },
          {
            title: w.changed,
            width: 170,
            className: "num",
            render: (_, { atMs, version }) => `${shortTime(atMs)} · ${w.version(version)}`,
          },
        ]}
      />
    </section>
  );
}

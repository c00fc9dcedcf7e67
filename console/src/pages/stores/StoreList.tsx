import { PutStore } from "@huike/shared/store";
import { Button, Empty, Input, type InputRef, Table, Tag } from "antd";
import { useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { useMay } from "../../api/use-me";
import { useStores } from "../../api/use-stores";
import { useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { PageHead } from "../../ui/PageHead";
import { State } from "../../ui/State";
import { useKey } from "../../ui/use-keys";
import { hoursText } from "./hours-text";
import { words } from "./words";

export function StoreList() {
  const w = useWords(words);
  const [, go] = useLocation();
  const mayWrite = useMay(PutStore);
  const { stores, error, refetch, isPending, dataUpdatedAt } = useStores();
  const [wanted, setWanted] = useState("");
  const search = useRef<InputRef>(null);
  useKey("n", mayWrite ? () => go("/stores/new") : undefined);
  useKey("/", () => search.current?.focus());
  const text = wanted.trim();
  const shown = (stores ?? []).filter(({ name, city, address }) => `${name} ${city} ${address}`.includes(text));
  return (
    <section className="page">
      <PageHead title={w.title} note={stores && w.count(stores.length)} asOfMs={dataUpdatedAt || undefined}>
        <Input
          ref={search}
          allowClear
          type="search"
          aria-label={w.search}
          placeholder={`${w.search}  /`}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
        {mayWrite && <Button onClick={() => go("/stores/import")}>{w.import}</Button>}
        {mayWrite && (
          <Button type="primary" onClick={() => go("/stores/new")}>
            {w.add}
          </Button>
        )}
      </PageHead>
      <Failure refused={error} onAgain={() => void refetch()} />
      <Table
        rowKey="storeId"
        className="card-table"
        loading={isPending && !error}
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: isPending ? " " : <Empty description={w.none} /> }}
        columns={[
          { title: w.name, render: (_, one) => <Link href={`/stores/${one.storeId}`}>{one.name}</Link> },
          { title: w.city, dataIndex: "city" },
          { title: w.address, dataIndex: "address" },
          { title: w.phone, dataIndex: "phone", className: "num" },
          { title: w.hours, className: "num", render: (_, { hours }) => hoursText(hours) },
          {
            title: w.tags,
            render: (_, { tags = [] }) => tags.map((tag) => <Tag key={tag}>{tag}</Tag>),
          },
          {
            title: w.state,
            render: (_, { state }) => <State tone={state === "open" ? "ok" : "off"}>{w[state]}</State>,
          },
        ]}
      />
    </section>
  );
}

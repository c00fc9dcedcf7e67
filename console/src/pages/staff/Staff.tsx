// 员工: who works here, who is invited, and who brought what in the last days.

import { MakeInvite } from "@huike/shared/invite";
import { ListStaff, PutStaff, type StaffRow } from "@huike/shared/staff";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Empty, Input, type InputRef, Table } from "antd";
import { useRef, useState } from "react";
import { type CallRefused, keysOf, read } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { storeNameOf, useStores } from "../../api/use-stores";
import { useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { PageHead } from "../../ui/PageHead";
import { State } from "../../ui/State";
import { useKey } from "../../ui/use-keys";
import { Board } from "./Board";
import { Invite } from "./Invite";
import { Invites } from "./Invites";
import { Leave } from "./Leave";
import "./staff.css";
import { roleWords, words } from "./words";

type Page = { staff: StaffRow[]; next?: string | undefined };

export function Staff() {
  const w = useWords(words);
  const language = useLanguage();
  const mayChange = useMay(PutStaff);
  const mayInvite = useMay(MakeInvite);
  const { stores } = useStores();
  const [wanted, setWanted] = useState("");
  const [leaving, setLeaving] = useState<StaffRow>();
  const [isInviting, setInviting] = useState(false);
  const search = useRef<InputRef>(null);
  useKey("n", mayInvite ? () => setInviting(true) : undefined);
  useKey("/", () => search.current?.focus());
  const asked = useInfiniteQuery<Page, CallRefused, { pages: Page[] }, readonly unknown[], string | undefined>({
    queryKey: [...keysOf(ListStaff), "pages"],
    queryFn: ({ pageParam }) => read(ListStaff, pageParam === undefined ? {} : { after: pageParam }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
  });
  const all = asked.data?.pages.flatMap(({ staff }) => staff) ?? [];
  const shown = all.filter(({ name, clerkNo }) => `${name} ${clerkNo}`.includes(wanted.trim()));
  return (
    <section className="page">
      <PageHead title={w.title} note={asked.data && w.count(all.filter(({ state }) => state === "active").length)}>
        <Input
          ref={search}
          allowClear
          type="search"
          aria-label={w.search}
          placeholder={`${w.search}  /`}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
        {mayInvite && (
          <Button type="primary" onClick={() => setInviting(true)}>
            {w.invite}
          </Button>
        )}
      </PageHead>
      <Failure refused={asked.error} onAgain={() => void asked.refetch()} />
      <Table
        rowKey="memberNo"
        className="card-table"
        loading={asked.isPending && !asked.error}
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: asked.isPending ? " " : <Empty description={w.none} /> }}
        columns={[
          { title: w.name, dataIndex: "name" },
          { title: w.clerkNo, dataIndex: "clerkNo", className: "num" },
          { title: w.role, render: (_, { role }) => roleWords[role][language] },
          {
            title: w.shops,
            render: (_, { storeIds }) =>
              storeIds.length === 0 ? w.allShops : storeIds.map((storeId) => storeNameOf(stores, storeId)).join("、"),
          },
          {
            title: w.state,
            render: (_, { state }) => <State tone={state === "active" ? "ok" : "off"}>{w[state]}</State>,
          },
          {
            title: w.act,
            align: "right",
            render: (_, one) =>
              mayChange &&
              one.state === "active" &&
              one.role !== "owner" && (
                <Button size="small" type="text" danger onClick={() => setLeaving(one)}>
                  {w.leave}
                </Button>
              ),
          },
        ]}
      />
      {asked.hasNextPage && (
        <Button className="more" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {w.more}
        </Button>
      )}
      <div className="staff__more">
        <Board staff={all} />
        <Invites />
      </div>
      {leaving && <Leave staff={leaving} onClose={() => setLeaving(undefined)} />}
      {isInviting && <Invite onClose={() => setInviting(false)} />}
    </section>
  );
}

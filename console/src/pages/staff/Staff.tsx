// 员工: who works here, who is invited, and who brought what in the last days.

import { MakeInvite } from "@huike/shared/invite";
import { ListStaff, PutStaff, type StaffRow } from "@huike/shared/staff";
import { Button, Empty, Table } from "antd";
import { useState } from "react";
import { useMay } from "../../api/use-me";
import { usePages } from "../../api/use-pages";
import { storeNameOf, useStores } from "../../api/use-stores";
import { useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { MoreRows } from "../../ui/MoreRows";
import { PageHead } from "../../ui/PageHead";
import { SearchBox } from "../../ui/SearchBox";
import { State } from "../../ui/State";
import { useKey } from "../../ui/use-keys";
import { Board } from "./Board";
import { Invite } from "./Invite";
import { Invites } from "./Invites";
import { Leave } from "./Leave";
import "./staff.css";
import { Targets } from "./Targets";
import { roleWords, words } from "./words";

export function Staff() {
  const w = useWords(words);
  const language = useLanguage();
  const mayChange = useMay(PutStaff);
  const mayInvite = useMay(MakeInvite);
  const { stores } = useStores();
  const [wanted, setWanted] = useState("");
  const [leaving, setLeaving] = useState<StaffRow>();
  const [isInviting, setInviting] = useState(false);
  useKey("n", mayInvite ? () => setInviting(true) : undefined);
  const asked = usePages(ListStaff, {}, ({ staff }) => staff);
  const shown = asked.rows.filter(({ name, clerkNo }) => `${name} ${clerkNo}`.includes(wanted.trim()));
  return (
    <section className="page">
      <PageHead
        title={w.title}
        note={asked.asOfMs && w.count(asked.rows.filter(({ state }) => state === "active").length)}
      >
        <SearchBox label={w.search} value={wanted} onChange={setWanted} />
        {mayInvite && (
          <Button type="primary" onClick={() => setInviting(true)}>
            {w.invite}
          </Button>
        )}
      </PageHead>
      <Failure refused={asked.error} onAgain={asked.again} />
      <Table
        rowKey="memberNo"
        className="card-table"
        loading={asked.isFirstLoading}
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: asked.isFirstLoading ? " " : <Empty description={w.none} /> }}
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
      <MoreRows of={asked} />
      <div className="staff__more">
        <Board staff={asked.rows} />
        <Targets staff={asked.rows} />
        <Invites />
      </div>
      {leaving && <Leave staff={leaving} onClose={() => setLeaving(undefined)} />}
      {isInviting && <Invite onClose={() => setInviting(false)} />}
    </section>
  );
}

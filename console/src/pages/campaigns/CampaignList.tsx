// All campaigns: those that move first, then those to come, then what is over.
import { ListCampaigns, PutCampaign } from "@huike/shared/campaign";
import type { CampaignState } from "@huike/shared/campaign-live";
import { shortTime } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import { Button, Empty, Table } from "antd";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useMay } from "../../api/use-me";
import { usePages } from "../../api/use-pages";
import { useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { MoreRows } from "../../ui/MoreRows";
import { PageHead } from "../../ui/PageHead";
import { SearchBox } from "../../ui/SearchBox";
import { State } from "../../ui/State";
import { useKey } from "../../ui/use-keys";
import { ListOrCalendar } from "./ListOrCalendar";
import { stateTone, stateWords, wayText, words } from "./words";

type Row = ResponseOf<typeof ListCampaigns>["campaigns"][number];

const order: readonly CampaignState[] = ["running", "paused", "scheduled", "draft", "done", "cancelled"];

/** Within a state, what is due soonest; of those over, the newest. */
function inOrder(a: Row, b: Row): number {
  const byState = order.indexOf(a.state) - order.indexOf(b.state);
  if (byState !== 0) return byState;
  const byDue = (a.dueAtMs ?? 0) - (b.dueAtMs ?? 0) || (a.campaignId < b.campaignId ? -1 : 1);
  return a.state === "done" || a.state === "cancelled" ? -byDue : byDue;
}

export function CampaignList() {
  const w = useWords(words);
  const language = useLanguage();
  const [, go] = useLocation();
  const mayMake = useMay(PutCampaign);
  const [wanted, setWanted] = useState("");
  const asked = usePages(ListCampaigns, {}, ({ campaigns }) => campaigns);
  useKey("n", mayMake ? () => go("/campaigns/new") : undefined);
  const shown = asked.rows.filter(({ name }) => name.includes(wanted.trim())).sort(inOrder);
  return (
    <section className="page">
      <PageHead title={w.title} asOfMs={asked.asOfMs}>
        <ListOrCalendar shown="list" />
        <SearchBox label={w.search} value={wanted} onChange={setWanted} />
        {mayMake && (
          <Button type="primary" onClick={() => go("/campaigns/new")}>
            {w.make}
          </Button>
        )}
      </PageHead>
      <Failure refused={asked.error} onAgain={asked.again} />
      <Table
        rowKey="campaignId"
        className="card-table"
        loading={asked.isFirstLoading}
        dataSource={shown}
        pagination={false}
        locale={{ emptyText: asked.isFirstLoading ? " " : <Nothing isSearching={wanted.trim() !== ""} /> }}
        columns={[
          {
            title: w.name,
            render: (_, { campaignId, name }) => (
              <Link className="campaign-name" href={`/campaigns/${campaignId}`}>
                {name}
              </Link>
            ),
          },
          {
            title: w.state,
            width: 130,
            render: (_, { state }) => <State tone={stateTone[state]}>{stateWords[state][language]}</State>,
          },
          { title: w.way, width: 190, render: (_, { path }) => wayText(path, language) },
          { title: w.kind, width: 110, render: (_, { kind }) => w[kind] },
          {
            title: w.due,
            width: 150,
            className: "num",
            render: (_, { dueAtMs }) => (dueAtMs === undefined ? "—" : shortTime(dueAtMs)),
          },
        ]}
      />
      <MoreRows of={asked} />
    </section>
  );
}

function Nothing({ isSearching }: { readonly isSearching: boolean }) {
  const w = useWords(words);
  return (
    <Empty description={isSearching ? w.noneFound : w.none}>
      {!isSearching && <Link href="/audiences">{w.toAudiences}</Link>}
    </Empty>
  );
}

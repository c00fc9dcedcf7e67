// All offers, newest first, a page of the API at a time.
import { benefitText } from "@huike/shared/benefit";
import { PutOffer } from "@huike/shared/offer";
import { ListOffers, type OfferReport } from "@huike/shared/offer-life";
import { Button, Empty, Progress, Table } from "antd";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useMay } from "../../api/use-me";
import { usePages } from "../../api/use-pages";
import { useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { countText, daysText, moneyText } from "../../ui/figures";
import { MoreRows } from "../../ui/MoreRows";
import { PageHead } from "../../ui/PageHead";
import { SearchBox } from "../../ui/SearchBox";
import { State } from "../../ui/State";
import { useKey } from "../../ui/use-keys";
import { phaseOf, phaseTone } from "./phase";
import { words } from "./words";
import { worstFenOf } from "./worth";

export function OfferList() {
  const w = useWords(words);
  const [, go] = useLocation();
  const mayMake = useMay(PutOffer);
  const [wanted, setWanted] = useState("");
  const asked = usePages(ListOffers, {}, ({ offers }) => offers);
  useKey("n", mayMake ? () => go("/offers/new") : undefined);
  const shown = asked.rows
    .filter(({ terms }) => terms.title.includes(wanted.trim()))
    .sort((a, b) => b.opensAtMs - a.opensAtMs || (a.offerId < b.offerId ? -1 : 1));
  const nowMs = Date.now();
  return (
    <section className="page">
      <PageHead title={w.title} asOfMs={asked.asOfMs}>
        <SearchBox label={w.search} value={wanted} onChange={setWanted} />
        {mayMake && (
          <Button type="primary" onClick={() => go("/offers/new")}>
            {w.make}
          </Button>
        )}
      </PageHead>
      <Failure refused={asked.error} onAgain={asked.again} />
      <Table
        rowKey="offerId"
        className="card-table"
        loading={asked.isFirstLoading}
        dataSource={shown}
        pagination={false}
        locale={{ emptyText: asked.isFirstLoading ? " " : <Empty description={w.none} /> }}
        columns={[
          {
            title: w.name,
            render: (_, { offerId, terms, version }) => (
              <div className="offer-name">
                <Link href={`/offers/${offerId}`}>{terms.title}</Link>
                <span>
                  {benefitText(terms.benefit)} · {w.version(version)}
                </span>
              </div>
            ),
          },
          {
            title: w.state,
            width: 110,
            render: (_, offer) => {
              const phase = phaseOf(offer, nowMs);
              return <State tone={phaseTone[phase]}>{w[phase]}</State>;
            },
          },
          {
            title: w.taken,
            width: 220,
            render: (_, { stock }) => (
              <div className="taken num">
                <span>
                  {countText(stock.taken)} / {countText(stock.cap)}
                </span>
                <Progress
                  percent={(stock.taken / stock.cap) * 100}
                  showInfo={false}
                  size="small"
                  aria-label={`${stock.taken} / ${stock.cap}`}
                />
              </div>
            ),
          },
          {
            title: w.liability,
            width: 150,
            className: "num",
            align: "right",
            render: (_, offer) => <Worst offer={offer} />,
          },
          {
            title: w.window,
            width: 210,
            className: "num",
            render: (_, { opensAtMs, closesAtMs }) => daysText(opensAtMs, closesAtMs),
          },
        ]}
      />
      <MoreRows of={asked} />
    </section>
  );
}

function Worst({ offer }: { readonly offer: OfferReport }) {
  const w = useWords(words);
  const each = worstFenOf(offer.terms.benefit);
  return <>{each === undefined ? w.unknownWorth : moneyText(each * offer.stock.taken)}</>;
}

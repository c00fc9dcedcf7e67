// All offers, newest first, a page of the API at a time.
import { benefitText } from "@huike/shared/benefit";
import { PutOffer } from "@huike/shared/offer";
import { ListOffers, type OfferReport } from "@huike/shared/offer-life";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Empty, Input, type InputRef, Progress, Table } from "antd";
import { useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { type CallRefused, keysOf, read } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { countText, daysText, moneyText } from "../../ui/figures";
import { PageHead } from "../../ui/PageHead";
import { State } from "../../ui/State";
import { useKey } from "../../ui/use-keys";
import { phaseOf, phaseTone } from "./phase";
import { words } from "./words";
import { worstFenOf } from "./worth";

type Page = { offers: OfferReport[]; next?: string | undefined };

export function OfferList() {
  const w = useWords(words);
  const [, go] = useLocation();
  const mayMake = useMay(PutOffer);
  const [wanted, setWanted] = useState("");
  const search = useRef<InputRef>(null);
  const asked = useInfiniteQuery<Page, CallRefused, { pages: Page[] }, readonly unknown[], string | undefined>({
    queryKey: [...keysOf(ListOffers), "pages"],
    queryFn: ({ pageParam }) => read(ListOffers, pageParam === undefined ? {} : { after: pageParam }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
  });
  useKey("n", mayMake ? () => go("/offers/new") : undefined);
  useKey("/", () => search.current?.focus());
  const all = asked.data?.pages.flatMap(({ offers }) => offers) ?? [];
  const shown = all
    .filter(({ terms }) => terms.title.includes(wanted.trim()))
    .sort((a, b) => b.opensAtMs - a.opensAtMs || (a.offerId < b.offerId ? -1 : 1));
  const nowMs = Date.now();
  return (
    <section className="page">
      <PageHead title={w.title} asOfMs={asked.dataUpdatedAt || undefined}>
        <Input
          ref={search}
          allowClear
          type="search"
          aria-label={w.search}
          placeholder={`${w.search}  /`}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
        {mayMake && (
          <Button type="primary" onClick={() => go("/offers/new")}>
            {w.make}
          </Button>
        )}
      </PageHead>
      <Failure refused={asked.error} onAgain={() => void asked.refetch()} />
      <Table
        rowKey="offerId"
        className="card-table"
        loading={asked.isPending && !asked.error}
        dataSource={shown}
        pagination={false}
        locale={{ emptyText: asked.isPending ? " " : <Empty description={w.none} /> }}
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
      {asked.hasNextPage && (
        <Button className="more" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {w.more}
        </Button>
      )}
    </section>
  );
}

function Worst({ offer }: { readonly offer: OfferReport }) {
  const w = useWords(words);
  const each = worstFenOf(offer.terms.benefit);
  return <>{each === undefined ? w.unknownWorth : moneyText(each * offer.stock.taken)}</>;
}

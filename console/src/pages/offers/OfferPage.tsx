// One offer: how it stands, its stock in balance, what it may cost, and the ways to stop it.
import { GetOffer, ReviseOffer } from "@huike/shared/offer-life";
import { Button, Skeleton } from "antd";
import { Link, useLocation } from "wouter";
import { useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { useStores } from "../../api/use-stores";
import { useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { daysText } from "../../ui/figures";
import { PageHead } from "../../ui/PageHead";
import { State } from "../../ui/State";
import { EndOffer } from "./EndOffer";
import { LiveTicket } from "./LiveTicket";
import { phaseOf, phaseTone } from "./phase";
import { StockCard } from "./StockCard";
import { words } from "./words";

export function OfferPage({ offerId }: { readonly offerId: string }) {
  const w = useWords(words);
  const [, go] = useLocation();
  const mayWrite = useMay(ReviseOffer);
  const { stores = [] } = useStores();
  const { data, error, refetch } = useCall(GetOffer, { offerId }, { everyMs: 30_000 });
  if (!data) {
    return (
      <section className="page">
        {error ? <Failure refused={error} onAgain={() => void refetch()} /> : <Skeleton active />}
      </section>
    );
  }
  const phase = phaseOf(data, Date.now());
  return (
    <section className="page">
      <nav className="crumbs">
        <Link href="/offers">{w.backToList}</Link> /
      </nav>
      <PageHead
        title={data.terms.title}
        note={
          <>
            <State tone={phaseTone[phase]}>{w[phase]}</State> ·{w.version(data.version)} ·{" "}
            <span className="num">{daysText(data.opensAtMs, data.closesAtMs)}</span>
          </>
        }
      >
        {mayWrite && <Button onClick={() => go(`/offers/new?from=${offerId}`)}>{w.copy}</Button>}
        {mayWrite && phase !== "voided" && (
          <Button type="primary" onClick={() => go(`/offers/${offerId}/edit`)}>
            {w.edit}
          </Button>
        )}
      </PageHead>
      <Failure refused={error} onAgain={() => void refetch()} />
      <div className="editor">
        <div className="stack">
          <StockCard report={data} />
          {mayWrite && <EndOffer report={data} />}
        </div>
        <LiveTicket terms={data.terms} offerId={offerId} stores={stores} />
      </div>
    </section>
  );
}

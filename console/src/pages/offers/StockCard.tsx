// The stock, shown to balance, what it may cost, and a way to change it that sees whether somebody else just did.
import { GetOffer, ListOffers, type OfferReport, SetStock } from "@huike/shared/offer-life";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Input, Modal } from "antd";
import { useState } from "react";
import { act } from "../../api/act";
import { keyOf, keysOf, read } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { explain, useLanguage, useWords } from "../../text/language";
import { Count } from "../../ui/Count";
import { countText, moneyText } from "../../ui/figures";
import { Became } from "./Became";
import { Fact, Figure } from "./Figure";
import { SoldOut } from "./SoldOut";
import { words } from "./words";
import { worstFenOf } from "./worth";

export function StockCard({ report }: { readonly report: OfferReport }) {
  const w = useWords(words);
  const mayChange = useMay(SetStock);
  const [isOpen, setOpen] = useState(false);
  const { stock, today, terms, state } = report;
  const each = worstFenOf(terms.benefit);
  return (
    <Card
      variant="borderless"
      title={<h2 className="card-title">{w.balance}</h2>}
      extra={mayChange && state !== "voided" && <Button onClick={() => setOpen(true)}>{w.changeStock}</Button>}
    >
      <p className="balance num">
        <Figure name={w.takenN} n={stock.taken} /> ＋ <Figure name={w.rest} n={stock.rest} /> ＝{" "}
        <Figure name={w.cap} n={stock.cap} />
      </p>
      <Became report={report} />
      <dl className="facts num">
        {stock.retired > 0 && <Fact name={w.retired} value={countText(stock.retired)} />}
        {today && <Fact name={w.todays} value={`${today.taken} / ${today.cap}`} />}
        <Fact name={w.worstAll} value={each === undefined ? w.unknownWorth : moneyText(each * stock.cap)} />
        <SoldOut report={report} />
      </dl>
      {isOpen && <ChangeStock report={report} onClose={() => setOpen(false)} />}
    </Card>
  );
}

type Props = { readonly report: OfferReport; readonly onClose: () => void };

function ChangeStock({ report, onClose }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { offerId } = report;
  // What the person saw when the window opened; a newer number is shown before it is written over.
  const [seen, setSeen] = useState(report.stock.cap);
  const [before, setBefore] = useState<number>();
  const [stock, setStock] = useState<number | undefined>(report.stock.cap);
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<string>();
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    const answer = await act(SetStock, { offerId, ifStock: seen, stock: stock ?? 0, why: why.trim() });
    setSending(false);
    if (!answer) return;
    if (answer.ok) {
      message.success(w.stockDone);
      await queries.invalidateQueries({ queryKey: keysOf(GetOffer) });
      await queries.invalidateQueries({ queryKey: keysOf(ListOffers) });
      return onClose();
    }
    setFailure(explain(answer.error, answer.detail, language));
    if (answer.error !== "offer_changed") return;
    const newest = await read(GetOffer, { offerId });
    queries.setQueryData(keyOf(GetOffer, { offerId }), newest);
    setBefore(seen);
    setSeen(newest.stock.cap);
  };
  const isReady = stock !== undefined && stock !== seen && why.trim() !== "";
  return (
    <Modal
      open
      title={w.changeStock}
      okText={w.sure}
      cancelText={w.back}
      okButtonProps={{ disabled: !isReady, loading: isSending }}
      onOk={() => void send()}
      onCancel={onClose}
    >
      {before !== undefined ? (
        <Alert
          className="failure"
          type="warning"
          showIcon
          title={w.conflict}
          description={w.stockChanged(before, seen)}
        />
      ) : (
        failure && <Alert className="failure" type="error" showIcon title={failure} />
      )}
      <p className="change-stock num">
        {countText(seen)} → {w.newStock} <Count label={w.newStock} value={stock} max={10_000_000} onChange={setStock} />{" "}
        {w.sPieces}
      </p>
      <Input
        aria-label={w.reason}
        placeholder={`${w.reason}，${w.reasonHint}`}
        maxLength={200}
        value={why}
        onChange={({ target }) => setWhy(target.value)}
      />
    </Modal>
  );
}

// More stock or less, in all or a day, by a window that sees whether somebody else has just changed it.
import { GetOffer, ListOffers, type OfferReport, SetDayStock, SetStock } from "@huike/shared/offer-life";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, App, Input, Modal } from "antd";
import { useState } from "react";
import { act } from "../../api/act";
import { keyOf, keysOf, read } from "../../api/use-call";
import { explain, useLanguage, useWords } from "../../text/language";
import { Count } from "../../ui/Count";
import { countText } from "../../ui/figures";
import { words } from "./words";

/** The stock in all, or what each day may take of it. */
export type Which = "total" | "day";
type Props = { readonly of: Which; readonly report: OfferReport; readonly onClose: () => void };

const capOf = (of: Which, { stock, today }: OfferReport): number => (of === "day" && today ? today : stock).cap;

export function ChangeStock({ of, report, onClose }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { offerId } = report;
  // What the person saw when the window opened; a newer number is shown before it is written over.
  const [seen, setSeen] = useState(capOf(of, report));
  const [before, setBefore] = useState<number>();
  const [stock, setStock] = useState<number | undefined>(capOf(of, report));
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<string>();
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    const change = { offerId, ifStock: seen, stock: stock ?? 0, why: why.trim() };
    const answer = of === "day" ? await act(SetDayStock, change) : await act(SetStock, change);
    setSending(false);
    if (!answer) return;
    if (answer.ok) {
      message.success(of === "day" ? w.dayDone : w.totalDone);
      await queries.invalidateQueries({ queryKey: keysOf(GetOffer) });
      await queries.invalidateQueries({ queryKey: keysOf(ListOffers) });
      return onClose();
    }
    setFailure(explain(answer.error, answer.detail, language));
    if (answer.error !== "offer_changed") return;
    const newest = await read(GetOffer, { offerId });
    queries.setQueryData(keyOf(GetOffer, { offerId }), newest);
    setBefore(seen);
    setSeen(capOf(of, newest));
  };
  const isReady = stock !== undefined && stock !== seen && why.trim() !== "";
  return (
    <Modal
      open
      title={of === "day" ? w.changeDay : w.changeTotal}
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
          description={of === "day" ? w.dayChanged(before, seen) : w.totalChanged(before, seen)}
        />
      ) : (
        failure && <Alert className="failure" type="error" showIcon title={failure} />
      )}
      {of === "day" && <p className="hint">{w.dayHint}</p>}
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

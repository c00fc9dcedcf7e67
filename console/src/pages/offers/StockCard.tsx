// The stock, shown to balance, what it may cost, and the ways to change it.
import { type OfferReport, SetStock } from "@huike/shared/offer-life";
import { Button, Card, Space } from "antd";
import { useState } from "react";
import { useMay } from "../../api/use-me";
import { useWords } from "../../text/language";
import { countText, moneyText } from "../../ui/figures";
import { Became } from "./Became";
import { ChangeStock, type Which } from "./ChangeStock";
import { Fact, Figure } from "./Figure";
import { SoldOut } from "./SoldOut";
import { words } from "./words";
import { worstFenOf } from "./worth";

export function StockCard({ report }: { readonly report: OfferReport }) {
  const w = useWords(words);
  const { stock, today, terms, state } = report;
  const mayChange = useMay(SetStock) && state !== "voided";
  const [changing, setChanging] = useState<Which>();
  const each = worstFenOf(terms.benefit);
  return (
    <Card
      variant="borderless"
      title={<h2 className="card-title">{w.balance}</h2>}
      extra={
        mayChange && (
          <Space>
            {today && <Button onClick={() => setChanging("day")}>{w.changeDay}</Button>}
            <Button onClick={() => setChanging("total")}>{w.changeTotal}</Button>
          </Space>
        )
      }
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
      {changing && <ChangeStock of={changing} report={report} onClose={() => setChanging(undefined)} />}
    </Card>
  );
}

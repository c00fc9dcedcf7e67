// What became of the coupons, shown to balance with what is taken; what it has cost and may cost yet.
import { calendarDay, clockTime } from "@huike/shared/day";
import type { OfferReport } from "@huike/shared/offer-life";
import { useWords } from "../../text/language";
import { moneyText } from "../../ui/figures";
import { expectedOf } from "./expected";
import { Fact, Figure } from "./Figure";
import { words } from "./words";
import { worstFenOf } from "./worth";

export function Became({ report: { stock, terms, night } }: { readonly report: OfferReport }) {
  const w = useWords(words);
  const each = worstFenOf(terms.benefit);
  const worst = (n: number) => (each === undefined ? w.unknownWorth : moneyText(each * n));
  if (!night) {
    return (
      <dl className="facts num">
        <Fact name={w.worst} value={worst(stock.taken)} />
      </dl>
    );
  }
  const { held, used, ended, voided, savedFen, asOfMs } = night;
  const since = stock.taken - held - used - ended - voided;
  // What a thing costs is in no terms: nothing taken off would read as if it were free.
  const isThing = terms.benefit.kind === "gift";
  const expected = isThing ? undefined : expectedOf(night, since);
  return (
    <>
      <p className="balance balance--small num">
        <Figure name={w.takenN} n={stock.taken} /> ＝ <Figure name={w.held} n={held} /> ＋{" "}
        <Figure name={w.used} n={used} /> ＋ <Figure name={w.endedN} n={ended} /> ＋{" "}
        <Figure name={w.voidedN} n={voided} /> ＋ <Figure name={w.since} n={since} />
      </p>
      <p className="page-head__note num">{w.asOfNight(calendarDay(asOfMs), clockTime(asOfMs))}</p>
      <dl className="facts num">
        {!isThing && <Fact name={w.savedSoFar} value={moneyText(savedFen)} />}
        <Fact name={w.worstHeld} value={worst(held + since)} />
        {expected && <Fact name={w.expected(expected.percent)} value={moneyText(expected.fen)} />}
      </dl>
    </>
  );
}

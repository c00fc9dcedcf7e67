// Which coupon goes out: of the offers that can still be given, a page of the list at a time.
import { benefitText } from "@huike/shared/benefit";
import { ListOffers } from "@huike/shared/offer-life";
import { Button, Select } from "antd";
import { Link } from "wouter";
import { usePages } from "../../api/use-pages";
import { useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { countText } from "../../ui/figures";
import { Sentence } from "../../ui/Sentence";
import { words } from "./words";

type Props = {
  readonly offerId: string;
  readonly isWrong: boolean;
  readonly onChoose: (offerId: string) => void;
};

export function OfferSentence({ offerId, isWrong, onChoose }: Props) {
  const w = useWords(words);
  const asked = usePages(ListOffers, {}, ({ offers }) => offers);
  const nowMs = Date.now();
  const options = asked.rows
    .filter((one) => one.offerId === offerId || (one.state === "open" && !one.isFrozen && one.closesAtMs > nowMs))
    .map(({ offerId: value, terms, stock }) => ({
      value,
      label: `${terms.title} · ${benefitText(terms.benefit)} · ${w.offerRest(countText(stock.rest))}`,
    }));
  if (asked.error) return <Failure refused={asked.error} onAgain={asked.again} />;
  return (
    <Sentence label={w.sOffer}>
      {!asked.isFirstLoading && !asked.hasMore && options.length === 0 ? (
        <Link href="/offers/new">{w.noOffer}</Link>
      ) : (
        <Select
          aria-label={w.sOffer}
          className="wide"
          showSearch={{ optionFilterProp: "label" }}
          placeholder={w.sOfferHint}
          loading={asked.isFirstLoading}
          options={options}
          value={offerId || null}
          {...(isWrong ? { status: "error" as const } : {})}
          onChange={(value: string) => onChoose(value)}
        />
      )}
      {asked.hasMore && (
        <Button size="small" loading={asked.isLoadingMore} onClick={asked.more}>
          {w.sMoreOffers}
        </Button>
      )}
    </Sentence>
  );
}

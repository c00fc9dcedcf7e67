// The offer as phones show it, while it is being written: the member's ticket, the clerk's button, the refusals.
import { type Benefit, benefitText, minFenOf } from "@huike/shared/benefit";
import { yuan } from "@huike/shared/money";
import type { OfferTerms } from "@huike/shared/offer";
import { type Refusal, sentences } from "@huike/shared/sentences";
import type { StoreRow } from "@huike/shared/store-facts";
import { useState } from "react";
import { TicketFace } from "../../../../miniapp/src/ui/TicketFace";
import { useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import "./live-ticket.css";
import { words } from "./words";

type View = "member" | "clerk" | "refusals";
type Props = { readonly terms: OfferTerms; readonly offerId: string; readonly stores: readonly StoreRow[] };

export function LiveTicket({ terms, offerId, stores }: Props) {
  const w = useWords(words);
  const [view, setView] = useState<View>("member");
  const face = { offerId, version: 1, ...terms, title: terms.title || "　" };
  return (
    <aside className="live" aria-label={w.live}>
      <div className="live__head">
        <h2>{w.live}</h2>
        <ChooseOne
          label={w.live}
          choices={(["member", "clerk", "refusals"] as const).map((value) => ({ value, label: w[value] }))}
          chosen={view}
          onChoose={setView}
        />
      </div>
      <div className="live__phone" lang="zh-CN">
        <TicketFace face={face} stores={stores} nowMs={Date.now()} />
        {view === "member" && (
          <ul className="live__lines">
            {terms.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {view === "clerk" && <p className="live__button">{clerkText(terms.benefit)}</p>}
        {view === "refusals" && (
          <ul className="live__refusals">
            {refusalsOf(terms).map((text) => (
              <li key={text}>✕ {text}</li>
            ))}
          </ul>
        )}
      </div>
    </aside>
  );
}

/** 「已满¥100，核销 −¥20」, as on the confirm page's button. */
function clerkText(benefit: Benefit): string {
  const minFen = minFenOf(benefit);
  const before = minFen > 0 ? `已满¥${yuan(minFen)}，` : "";
  return `${before}核销 ${"valueFen" in benefit ? `−¥${yuan(benefit.valueFen)}` : benefitText(benefit)}`;
}

/** What a clerk may read when it cannot be used, for these terms. */
function refusalsOf(terms: OfferTerms): string[] {
  const minFen = minFenOf(terms.benefit);
  const keys: (Refusal | false)[] = [
    (terms.storeIds.length > 0 || terms.storeTag !== undefined) && "store_not_covered",
    terms.useTimes !== undefined && "not_at_this_time",
    "coupon_expired",
    "coupon_redeemed",
  ];
  const said = keys.filter((key) => key !== false).map((key) => sentences[key].zh);
  return minFen > 0 ? [`满 ¥${yuan(minFen)} 才能用这张券`, ...said] : said;
}

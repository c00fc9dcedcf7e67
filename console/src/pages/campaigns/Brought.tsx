// What came of a run so far, as it is counted while it runs. It is no effect: people come anyhow, and what the campaign
// did is told by those held out.
import type { CampaignBrought } from "@huike/shared/campaign-live";
import { clockTime } from "@huike/shared/day";
import { useWords } from "../../text/language";
import { countText, moneyText } from "../../ui/figures";
import { Figure } from "./Figure";
import { words } from "./live-words";

export function Brought({ brought }: { readonly brought: CampaignBrought }) {
  const w = useWords(words);
  const { asOfMs, opened, claimed, redeemed, sales, salesFen } = brought;
  return (
    <section className="brought">
      <h3>{w.brought}</h3>
      <div className="figures num">
        <Figure name={w.opened} text={countText(opened)} />
        <Figure name={w.claimed} text={countText(claimed)} />
        <Figure name={w.redeemedN} text={countText(redeemed)} />
        <Figure name={w.sales} text={countText(sales)} />
        <Figure name={w.salesMoney} text={moneyText(salesFen)} />
      </div>
      <p className="hint num">{w.broughtNote(clockTime(asOfMs))}</p>
    </section>
  );
}

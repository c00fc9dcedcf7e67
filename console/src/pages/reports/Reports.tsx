// 报表: what a period brought, offer by offer, cohort by cohort, shop by shop; each picture with its table, each table to
// take away.
import { Cohorts } from "./Cohorts";
import { Funnel } from "./Funnel";
import { OfferResults } from "./OfferResults";
import { ShopDays } from "./ShopDays";
import "./reports.css";
import { useAsked } from "./use-asked";

const shown = { funnel: Funnel, offers: OfferResults, cohorts: Cohorts, shops: ShopDays } as const;

export function Reports() {
  const asked = useAsked();
  const Shown = shown[asked.tab];
  return (
    <section className="page">
      <Shown asked={asked} />
    </section>
  );
}

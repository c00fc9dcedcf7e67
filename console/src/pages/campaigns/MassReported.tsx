// What WeChat says of a run's mass messages, beside what is counted here: it may filter out whom we sent to.
import type { MassReport } from "@huike/shared/campaign-live";
import { Alert } from "antd";
import { useLanguage, useWords } from "../../text/language";
import { countText } from "../../ui/figures";
import { Figure } from "./Figure";
import { massFaultText, words } from "./live-words";

export function MassReported({ report }: { readonly report: MassReport }) {
  const w = useWords(words);
  const language = useLanguage();
  const { calls, reported, total, filtered, sent, failed, faults } = report;
  return (
    <section className="brought">
      <h3>{w.reported}</h3>
      {faults.map((fault) => (
        <Alert
          key={fault.status}
          className="failure"
          type="warning"
          showIcon
          title={w.reportFault(countText(fault.calls), massFaultText(fault.status, language))}
        />
      ))}
      {reported > 0 && (
        <div className="figures num">
          <Figure name={w.reportTotal} text={countText(total)} />
          <Figure name={w.reportFiltered} text={countText(filtered)} />
          <Figure name={w.reportSent} text={countText(sent)} />
          <Figure name={w.reportFailed} text={countText(failed)} />
        </div>
      )}
      <p className="hint num">
        {reported === 0 ? w.reportNone : reported < calls && w.reportSome(countText(reported), countText(calls))}{" "}
        {reported > 0 && w.reportNote}
      </p>
    </section>
  );
}

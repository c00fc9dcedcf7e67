// How a run goes: every person in exactly one part of the bar, how fast it moves, and what stopped it.
import type { CampaignCounts, CampaignLive } from "@huike/shared/campaign-live";
import { clockTime, shortTime } from "@huike/shared/day";
import { Alert, Card, Select } from "antd";
import { useLanguage, useWords } from "../../text/language";
import { countText } from "../../ui/figures";
import { Brought } from "./Brought";
import { outcomeWords, stopText, words } from "./live-words";
import { MassReported } from "./MassReported";
import { inPart, type Outcome, outcomes } from "./parts";

type Props = { readonly live: CampaignLive; readonly run: number; readonly onRun: (run: number) => void };

export function LiveCard({ live, run, onRun }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const { counts, brought, massReport, stoppedBy, run: last = 1 } = live;
  return (
    <Card
      variant="borderless"
      title={<h2 className="card-title">{w.live}</h2>}
      extra={
        last > 1 && (
          <Select
            aria-label={w.run}
            value={run}
            options={Array.from({ length: last }, (_, i) => ({ value: last - i, label: w.runNo(last - i) }))}
            onChange={onRun}
          />
        )
      }
    >
      {stoppedBy && (
        <Alert
          className="failure"
          type="warning"
          showIcon
          title={w.stopped}
          description={stopText(stoppedBy, language)}
        />
      )}
      <Pace live={live} isCurrent={run === last} />
      <Bar counts={counts} />
      <Parts counts={counts} />
      {massReport && massReport.calls > 0 && <MassReported report={massReport} />}
      {counts.planned > 0 && <Brought brought={brought} />}
    </Card>
  );
}

function Pace({ live, isCurrent }: { readonly live: CampaignLive; readonly isCurrent: boolean }) {
  const w = useWords(words);
  const { state, isPlanning, dueAtMs, perSecond, endsAtMs } = live;
  const nowMs = Date.now();
  if (!isCurrent) return null;
  if (state === "scheduled" && dueAtMs !== undefined) {
    return <p className="pace num">{dueAtMs > nowMs ? w.dueAt(shortTime(dueAtMs)) : w.dueSoon}</p>;
  }
  if (isPlanning) return <p className="pace">{w.isPlanning}</p>;
  if (state !== "running") return null;
  return (
    <p className="pace num">
      {w.perSecond(perSecond < 10 ? perSecond.toFixed(1) : countText(Math.round(perSecond)))}
      {endsAtMs !== undefined && endsAtMs > nowMs && ` · ${w.left(spanText(endsAtMs - nowMs, w), clockTime(endsAtMs))}`}
    </p>
  );
}

type Spans = {
  readonly seconds: (n: number) => string;
  readonly minutes: (n: number) => string;
  readonly hours: (n: number) => string;
};

function spanText(ms: number, w: Spans): string {
  if (ms < 90_000) return w.seconds(Math.ceil(ms / 1000));
  return ms < 90 * 60_000 ? w.minutes(Math.round(ms / 60_000)) : w.hours(Math.round(ms / 3_600_000));
}

function Bar({ counts }: { readonly counts: CampaignCounts }) {
  const language = useLanguage();
  const shown = outcomes.filter((outcome) => inPart(counts, outcome) > 0);
  const said = shown.map((one) => `${outcomeWords[one][language]} ${countText(inPart(counts, one))}`).join(", ");
  if (shown.length === 0) return null;
  return (
    <div className="live-bar" role="img" aria-label={said}>
      {shown.map((outcome) => (
        <span
          key={outcome}
          className={`live-bar__part part--${outcome}`}
          style={{ flexGrow: inPart(counts, outcome) }}
          title={outcomeWords[outcome][language]}
        />
      ))}
    </div>
  );
}

/** Those nobody is in are left out, but for what everybody looks for. */
const ALWAYS: readonly Outcome[] = ["sent", "waiting", "heldOut", "failed"];

function Parts({ counts }: { readonly counts: CampaignCounts }) {
  const w = useWords(words);
  const language = useLanguage();
  const shown = outcomes.filter((outcome) => inPart(counts, outcome) > 0 || ALWAYS.includes(outcome));
  return (
    <>
      <ul className="parts num">
        {shown.map((outcome) => (
          <li key={outcome}>
            <i className={`part part--${outcome}`} aria-hidden="true" />
            <span>{outcomeWords[outcome][language]}</span>
            <strong>{countText(inPart(counts, outcome))}</strong>
          </li>
        ))}
        <li className="parts__sum">
          <span>{w.planned}</span>
          <strong>{countText(counts.planned)}</strong>
        </li>
      </ul>
      <p className="hint">{w.sumNote}</p>
    </>
  );
}

// What a run earned: those it was for against those held out, in sentences, drawn, and as a table.
import { type CampaignResult, MeasureCampaign, WINDOW_DAYS } from "@huike/shared/campaign-result";
import { calendarDay, DAY_MS } from "@huike/shared/day";
import { Alert, Button, Card, Progress } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { inPieces } from "../../api/in-pieces";
import { useMay } from "../../api/use-me";
import { explain, useLanguage, useWords } from "../../text/language";
import { countText, moneyText } from "../../ui/figures";
import { ArmTable } from "./ArmTable";
import { Figure } from "./Figure";
import { LiftPlot } from "./LiftPlot";
import { words } from "./live-words";
import { signedMoney, signedTimes } from "./signed";

type Props = { readonly campaignId: string; readonly run: number };

export function ResultCard({ campaignId, run }: Props) {
  const w = useWords(words);
  const mayMeasure = useMay(MeasureCampaign);
  const { progress, result, failure, measure } = useMeasuring(campaignId, run);
  if (!mayMeasure) return null;
  return (
    <Card
      variant="borderless"
      title={<h2 className="card-title">{w.result}</h2>}
      extra={
        <Button loading={progress !== undefined} onClick={measure}>
          {result ? w.measureAgain : w.measure}
        </Button>
      }
    >
      <p className="hint">{w.resultNote}</p>
      {failure && <Alert className="failure" type="error" showIcon title={failure} />}
      {progress && (
        <p aria-live="polite">
          <Progress percent={percentOf(progress)} aria-label={w.result} showInfo={false} />
          {w.measuring(progress.measured, progress.chunks)}
        </p>
      )}
      {result && <Result result={result} />}
    </Card>
  );
}

type Progressed = { readonly measured: number; readonly chunks: number };
const percentOf = ({ measured, chunks }: Progressed): number => (chunks === 0 ? 0 : (measured / chunks) * 100);

function useMeasuring(campaignId: string, run: number) {
  const language = useLanguage();
  const [progress, setProgress] = useState<Progressed>();
  const [result, setResult] = useState<CampaignResult>();
  const [failure, setFailure] = useState<string>();
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const measure = async () => {
    setFailure(undefined);
    setProgress({ measured: 0, chunks: 0 });
    const request = { campaignId, run: String(run) };
    const answer = await inPieces(
      MeasureCampaign,
      request,
      () => isHere.current,
      (counted) => {
        setProgress(counted);
        setResult(counted.result);
        return counted.result !== undefined;
      },
    );
    if (answer && !answer.ok) setFailure(explain(answer.error, answer.detail, language));
    setProgress(undefined);
  };
  return { progress, result, failure, measure: () => void measure() };
}

const share = (n: number, of: number): number => (of === 0 ? 0 : n / of);

function Result({ result }: { readonly result: CampaignResult }) {
  const w = useWords(words);
  const language = useLanguage();
  const { sent, held, visits, spending, fromMs, untilMs } = result;
  return (
    <>
      <p className="hint num">
        {w.window(calendarDay(fromMs), calendarDay(untilMs))}
        {untilMs < fromMs + WINDOW_DAYS * DAY_MS && ` · ${w.notOver(WINDOW_DAYS)}`}
      </p>
      <Measure title={w.visitsTitle} verdict={visits.verdict} sentence={visits.sentence[language]}>
        <LiftPlot
          title={w.visitsTitle}
          held={share(held.visitors, held.people)}
          sent={share(sent.visitors, sent.people)}
          lift={visits.lift}
          text={(value) => `${(value * 100).toFixed(1)}%`}
        />
      </Measure>
      <Measure title={w.moneyTitle} verdict={spending.verdict} sentence={spending.sentence[language]}>
        <LiftPlot
          title={w.moneyTitle}
          held={share(held.spentFen, held.people)}
          sent={share(sent.spentFen, sent.people)}
          lift={spending.lift}
          text={(fen) => `¥${(fen / 100).toFixed(2)}`}
        />
      </Measure>
      <p className="hint">{w.rangeNote}</p>
      <ArmTable result={result} />
      <Money result={result} />
    </>
  );
}

type MeasureProps = {
  readonly title: string;
  readonly verdict: CampaignResult["visits"]["verdict"];
  readonly sentence: string;
  readonly children: ReactNode;
};

function Measure({ title, verdict, sentence, children }: MeasureProps) {
  return (
    <section className="measure">
      <h3>{title}</h3>
      <p className={`measure__said measure__said--${verdict}`}>{sentence}</p>
      {children}
    </section>
  );
}

function Money({ result }: { readonly result: CampaignResult }) {
  const w = useWords(words);
  const { redeemed, costFen, extraFen, roi, spending } = result;
  const isUnclear = spending.verdict === "unclear";
  return (
    <>
      <div className="figures num">
        <Figure name={w.redeemed} text={countText(redeemed)} />
        <Figure name={w.cost} text={moneyText(costFen)} />
        <Figure name={w.extra} text={!extraFen || isUnclear ? w.cannotTell : signedMoney(extraFen.value)} />
      </div>
      <dl className="facts num">
        {extraFen && (
          <div>
            <dt>{w.extra}</dt>
            <dd>{w.span(signedMoney(extraFen.low), signedMoney(extraFen.high))}</dd>
          </div>
        )}
        <div>
          <dt>{w.roi}</dt>
          <dd>
            {costFen === 0 ? w.noCost : !roi || isUnclear ? w.cannotTell : w.roiText(signedTimes(roi.value))}
            {roi && `（${w.span(signedTimes(roi.low), signedTimes(roi.high))}）`}
          </dd>
        </div>
      </dl>
    </>
  );
}

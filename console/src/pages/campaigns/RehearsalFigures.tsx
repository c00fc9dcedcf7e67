// What a rehearsal found: people, who is left out and why, what it may cost, what it meets, when it is through.
import type { CampaignLive, Rehearsal } from "@huike/shared/campaign-live";
import { shortTime } from "@huike/shared/day";
import { Alert } from "antd";
import { Link } from "wouter";
import { useWords } from "../../text/language";
import { countText, moneyText } from "../../ui/figures";
import { Figure } from "./Figure";
import { words } from "./live-words";

type Props = {
  readonly short: NonNullable<CampaignLive["rehearsal"]>;
  /** All it found, where this browser asked for it. */
  readonly whole: Rehearsal | undefined;
  /** Only coupons cost anything. */
  readonly hasCoupons: boolean;
};

export function RehearsalFigures({ short, whole, hasCoupons }: Props) {
  const w = useWords(words);
  const money = short.worstFen === undefined ? w.unknownWorth : moneyText(short.worstFen);
  return (
    <>
      <div className="figures num">
        <Figure name={w.people} text={countText(short.people)} />
        {whole && <Figure name={w.sends} text={countText(whole.sends)} />}
        {hasCoupons && <Figure name={w.worst} text={money} />}
      </div>
      {whole && <Found whole={whole} />}
    </>
  );
}

function Found({ whole }: { readonly whole: Rehearsal }) {
  const w = useWords(words);
  const { heldOut, capped, noConsent, noWindow, notFollowing, quota, reachable } = whole;
  const { sends, stockLacks, startsAtMs, endsAtMs } = whole;
  const excluded = [
    { name: w.heldOut, n: heldOut },
    { name: w.capped, n: capped },
    { name: w.noConsent, n: noConsent },
    { name: w.noWindow, n: noWindow },
    ...(reachable.mass === undefined
      ? []
      : [
          { name: w.notFollowing, n: notFollowing },
          { name: w.quota, n: quota },
        ]),
  ];
  const ways = [
    { name: w.byWallet, n: reachable.wallet },
    { name: w.byNotice, n: reachable.notice },
    { name: w.bySubscribe, n: reachable.subscribe },
    { name: w.byService, n: reachable.service },
    ...(reachable.mass === undefined ? [] : [{ name: w.byMass, n: reachable.mass }]),
  ];
  return (
    <>
      {sends === 0 && <Alert className="failure" type="warning" showIcon title={w.nobody} />}
      {stockLacks > 0 && (
        <Alert className="failure" type="warning" showIcon title={w.stockLacks(countText(stockLacks))} />
      )}
      {whole.waitsForQuiet && <Alert className="failure" type="info" showIcon title={w.waits} />}
      <div className="found">
        <Numbers title={w.excluded} rows={excluded} />
        <Numbers title={w.reachable} rows={ways} />
      </div>
      <dl className="facts">
        <div>
          <dt>{w.startsAt}</dt>
          <dd className="num">{w.runs(shortTime(startsAtMs), shortTime(endsAtMs))}</dd>
        </div>
        {whole.overlaps.length > 0 && (
          <div>
            <dt>{w.overlaps}</dt>
            <dd>
              {whole.overlaps.map(({ campaignId, name }) => (
                <Link key={campaignId} className="overlap" href={`/campaigns/${campaignId}`}>
                  {name}
                </Link>
              ))}
              <span className="hint"> {w.overlapsNote}</span>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

type Rows = readonly { readonly name: string; readonly n: number }[];

function Numbers({ title, rows }: { readonly title: string; readonly rows: Rows }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className="facts num">
        {rows.map(({ name, n }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{countText(n)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

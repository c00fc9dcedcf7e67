// 需要处理: offers that are soon gone or over, corrections that wait, what the night found or that there was none, shops
// nobody has scanned at for a week.
import { ListAdjustments } from "@huike/shared/adjustment";
import { GetChainDay } from "@huike/shared/chain-day";
import { businessDay, DAY_MS } from "@huike/shared/day";
import type { ResponseOf } from "@huike/shared/endpoint";
import { ListOffers } from "@huike/shared/offer-life";
import { GetNight } from "@huike/shared/reconciliation";
import { ListStores } from "@huike/shared/store";
import { unpackStores } from "@huike/shared/store-sheet";
import { useQueries } from "@tanstack/react-query";
import { Card, Skeleton } from "antd";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { keyOf, read, useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { sentenceOf, useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { type Matter, nightMatter, offerMatters } from "./matters";

const words = {
  title: { zh: "需要处理", en: "Needs you" },
  none: { zh: "没有要处理的事。", en: "Nothing needs you." },
  frozen: { zh: "暂停中", en: "Paused" },
  sold_out: { zh: "抢完了", en: "Sold out" },
  low: { zh: (rest: number) => `只剩 ${rest} 张`, en: (rest: number) => `${rest} left` },
  ending: { zh: (days: number) => `${days} 天内停领`, en: (days: number) => `Claims end in ${days} d` },
  corrections: { zh: "等你批准", en: "To approve" },
  waiting: {
    zh: (n: number) => `${n} 笔积分调整等第二个人批准`,
    en: (n: number) => `${n} corrections of points wait for a second person`,
  },
  night: { zh: "夜间对账", en: "Night check" },
  found: {
    zh: (n: number, first: string) => `${n} 处要人处理：${first}`,
    en: (n: number, first: string) => `${n} need a person: ${first}`,
  },
  stale: { zh: (n: number) => `已经 ${n} 晚没有结果`, en: (n: number) => `No result for ${n} nights` },
  quiet: { zh: "7 天没有人扫码", en: "No scan in 7 days" },
  shops: { zh: (n: number) => `等 ${n} 家店`, en: (n: number) => `, ${n} shops` },
} as const;

const SHOWN_MAX = 6;
const QUIET_DAYS = 7;

export function Attention({ today }: { readonly today: ResponseOf<typeof GetChainDay> | undefined }) {
  const w = useWords(words);
  const language = useLanguage();
  const offers = useCall(ListOffers, {});
  const corrections = useCall(ListAdjustments, {}, { isWanted: useMay(ListAdjustments) });
  const lastNight = useCall(GetNight, {}, { isWanted: useMay(GetNight) });
  const quiet = useQuietShops(today);
  const waiting = (corrections.data?.adjustments ?? []).filter(({ mayApprove }) => mayApprove).length;
  const night = nightMatter(lastNight.data?.night, Date.now());
  const matters = offerMatters(offers.data?.offers ?? [], Date.now()).slice(0, SHOWN_MAX);
  const rows: ReactNode[] = [
    ...matters.map((matter) => (
      <Row
        key={matter.offer.offerId}
        tone={matter.kind}
        href={`/offers/${matter.offer.offerId}`}
        what={whatOf(matter, w)}
      >
        {matter.offer.terms.title}
      </Row>
    )),
    ...(waiting > 0
      ? [
          <Row key="corrections" tone="low" href="/corrections" what={w.corrections}>
            {w.waiting(waiting)}
          </Row>,
        ]
      : []),
    ...(night
      ? [
          <Row key="night" tone="night" href="/night" what={w.night}>
            {night.kind === "stale" ? w.stale(night.nights) : w.found(night.open, sentenceOf(night.first, language))}
          </Row>,
        ]
      : []),
    ...(quiet && quiet.length > 0
      ? [
          <Row key="quiet" tone="quiet" href="/stores" what={w.quiet}>
            {quiet.slice(0, 3).join("、")}
            {quiet.length > 3 && w.shops(quiet.length)}
          </Row>,
        ]
      : []),
  ];
  const isKnown = offers.data !== undefined && quiet !== undefined;
  return (
    <Card className="attention" variant="borderless" title={<h2 className="card-title">{w.title}</h2>}>
      <Failure refused={offers.error} onAgain={() => void offers.refetch()} />
      {!isKnown && !offers.error && <Skeleton active title={false} />}
      {isKnown && rows.length === 0 && <p className="attention__none">{w.none}</p>}
      <ul>{rows}</ul>
    </Card>
  );
}

type RowProps = { readonly tone: string; readonly what: string; readonly href?: string; readonly children: ReactNode };

function Row({ tone, what, href, children }: RowProps) {
  return (
    <li className="matter">
      <span className={`matter__what matter__what--${tone}`}>{what}</span>
      {href ? <Link href={href}>{children}</Link> : <span>{children}</span>}
    </li>
  );
}

function whatOf(matter: Matter, w: ReturnType<typeof useWords<typeof words>>): string {
  if (matter.kind === "low") return w.low(matter.rest);
  return matter.kind === "ending" ? w.ending(matter.days) : w[matter.kind];
}

/** Names of open shops without one scan in the last days; undefined until all days are known. */
function useQuietShops(today: ResponseOf<typeof GetChainDay> | undefined): string[] | undefined {
  const stores = useCall(ListStores, {});
  const days = Array.from({ length: QUIET_DAYS - 1 }, (_, ago) => businessDay(Date.now() - (ago + 1) * DAY_MS));
  const before = useQueries({
    queries: days.map((day) => ({
      queryKey: keyOf(GetChainDay, { day }),
      queryFn: () => read(GetChainDay, { day }),
      // A day that is over changes by an undo at most.
      staleTime: 600_000,
    })),
  });
  const known = [today, ...before.map(({ data }) => data)].filter((day) => day !== undefined);
  if (known.length < QUIET_DAYS || !stores.data?.stores) return undefined;
  const scanned = new Set(
    known.flatMap(({ shops }) => shops.filter(({ scans }) => scans > 0).map(({ storeId }) => storeId)),
  );
  return unpackStores(stores.data.stores)
    .filter(({ state, storeId }) => state === "open" && !scanned.has(storeId))
    .map(({ name }) => name);
}

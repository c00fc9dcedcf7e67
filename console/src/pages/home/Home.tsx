// 首页: today against last week's same day up to now, and what needs somebody.
import { type DayTally, GetChainDay } from "@huike/shared/chain-day";
import { businessDay } from "@huike/shared/day";
import { Card, Skeleton } from "antd";
import { useCall } from "../../api/use-call";
import { useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { countText, moneyText } from "../../ui/figures";
import { PageHead } from "../../ui/PageHead";
import { Attention } from "./Attention";
import { changeOf } from "./change";
import "./home.css";

const words = {
  title: { zh: "今天", en: "Today" },
  note: {
    zh: (day: string) => `营业日 ${day}，和上周同一天的这个时刻比`,
    en: (day: string) => `Business day ${day}, against the same day last week up to this minute`,
  },
  scans: { zh: "扫码", en: "Scans" },
  netFans: { zh: "净增粉丝", en: "Net fans" },
  members: { zh: "新会员", en: "New members" },
  claims: { zh: "领券", en: "Claims" },
  redemptions: { zh: "核销", en: "Redemptions" },
  sales: { zh: "消费", en: "Sales" },
  lastWeek: { zh: (n: string) => `上周 ${n}`, en: (n: string) => `Last week ${n}` },
  same: { zh: "持平", en: "Same" },
  salesCount: { zh: (n: number) => `${n} 笔`, en: (n: number) => `${n} sales` },
} as const;

/** A count is ten seconds old at most: asking more often shows nothing newer. */
const EVERY_MS = 30_000;

type Tile = { readonly key: keyof DayTally; readonly say: (tally: DayTally) => string };

const count = (key: keyof DayTally): Tile => ({ key, say: (tally) => countText(tally[key]) });
const money: Tile = { key: "salesFen", say: ({ salesFen }) => moneyText(salesFen) };
const tiles: readonly (Tile & { readonly name: Exclude<keyof DayTally, "newFans" | "salesFen"> })[] = [
  { name: "scans", ...count("scans") },
  { name: "netFans", ...count("netFans") },
  { name: "members", ...count("members") },
  { name: "claims", ...count("claims") },
  { name: "redemptions", ...count("redemptions") },
  { name: "sales", ...money },
];

export function Home() {
  const w = useWords(words);
  const day = businessDay(Date.now());
  const { data, error, refetch } = useCall(GetChainDay, { day }, { everyMs: EVERY_MS });
  return (
    <section className="page">
      <PageHead title={w.title} note={w.note(day)} asOfMs={data?.asOfMs} />
      <Failure refused={error} onAgain={() => void refetch()} />
      <div className="tiles">
        {tiles.map(({ name, key, say }) => (
          <Card key={name} className="tile" variant="borderless">
            <h2 className="tile__name">{w[name]}</h2>
            {data ? (
              <>
                <p className="tile__value num">{say(data.tally)}</p>
                <p className="tile__before num">
                  <Change now={data.tally[key]} before={data.weekBefore[key]} same={w.same} />
                  <span>{w.lastWeek(say(data.weekBefore))}</span>
                  {name === "sales" && <span>{w.salesCount(data.tally.sales)}</span>}
                </p>
              </>
            ) : (
              <Skeleton active={!error} title={false} paragraph={{ rows: 2 }} />
            )}
          </Card>
        ))}
      </div>
      <Attention today={data} />
    </section>
  );
}

type ChangeProps = { readonly now: number; readonly before: number; readonly same: string };

function Change({ now, before, same }: ChangeProps) {
  const { direction, text } = changeOf(now, before);
  return <strong className={`change change--${direction}`}>{text ?? same}</strong>;
}

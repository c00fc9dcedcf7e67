// How many a rule is for, as it is being written: asked again a moment after the last change, the old figures grey meanwhile.
import type { AudienceRule } from "@huike/shared/audience";
import { CountAudience } from "@huike/shared/audience-calls";
import type { PushTemplate } from "@huike/shared/campaign-plan";
import type { ResponseOf } from "@huike/shared/endpoint";
import { Skeleton, Table } from "antd";
import { useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { sentenceOf, useLanguage, useWords } from "../../text/language";
import { Failure } from "../../ui/Failure";
import { countText, moneyText } from "../../ui/figures";
import { useSettled } from "../../ui/use-settled";
import { ruleFault } from "./rule-tree";
import { faultWords, templateWords, words } from "./rule-words";
import "./rule-editor.css";

/** After so long without a change, in ms, it is asked. */
const PAUSE_MS = 500;
/** Every member is read for a count. */
const FRESH_MS = 60_000;

type Counted = ResponseOf<typeof CountAudience>;

export function CountCard({ rule }: { readonly rule: AudienceRule }) {
  const w = useWords(words);
  const language = useLanguage();
  const may = useMay(CountAudience);
  const settled = useSettled(rule, PAUSE_MS);
  const fault = ruleFault(rule);
  const { data, error, isFetching, refetch } = useCall(
    CountAudience,
    { rule: settled },
    { isWanted: may && ruleFault(settled) === undefined, freshMs: FRESH_MS },
  );
  if (!may) return null;
  const isOld = isFetching || settled !== rule || fault !== undefined;
  return (
    <section className="count-card" aria-label={w.count} aria-busy={isOld}>
      <h2>{w.count}</h2>
      {fault && <p className="count-card__note">{faultWords[fault][language]}</p>}
      {!fault && <Failure refused={error} onAgain={() => void refetch()} />}
      {data ? (
        <div className={isOld ? "count-card__old" : undefined}>
          <p className="count-card__figure num" aria-live="polite">
            <strong>{countText(data.members)}</strong> {w.of(countText(data.all))}
          </p>
          <p className="count-card__words">{sentenceOf(data.sentence, language)}</p>
          <Reach reach={data.reach} />
          <Samples samples={data.samples} />
        </div>
      ) : (
        !fault && !error && <Skeleton active title={false} paragraph={{ rows: 4 }} />
      )}
    </section>
  );
}

function Reach({ reach }: { readonly reach: Counted["reach"] }) {
  const w = useWords(words);
  const language = useLanguage();
  const nameOf = (template: string) => templateWords[template as PushTemplate]?.[language] ?? template;
  const paths = [
    { way: w.wallet, members: reach.wallet },
    ...reach.templates.map(({ template, members }) => ({ way: w.byTemplate(nameOf(template)), members })),
    { way: w.reply, members: reach.reply },
  ];
  return (
    <>
      <h3>{w.reach}</h3>
      <dl className="count-card__reach">
        {paths.map(({ way, members }) => (
          <div key={way}>
            <dt>{way}</dt>
            <dd className="num">{countText(members)}</dd>
          </div>
        ))}
      </dl>
      {reach.templates.length === 0 && <p className="count-card__note">{w.noTemplates}</p>}
    </>
  );
}

function Samples({ samples }: { readonly samples: Counted["samples"] }) {
  const w = useWords(words);
  return (
    <>
      <h3>{w.samples}</h3>
      <Table
        size="small"
        rowKey="memberTail"
        pagination={false}
        dataSource={samples}
        locale={{ emptyText: w.nobody }}
        columns={[
          {
            title: w.number,
            className: "num",
            render: (_, { memberTail, storeName }) => (
              <>
                ••••• {memberTail}
                {storeName && <span className="count-card__shop">{storeName}</span>}
              </>
            ),
          },
          { title: w.lastVisit, className: "num", render: (_, { lastVisitDay }) => lastVisitDay ?? w.never },
          {
            title: w.in90,
            className: "num",
            align: "right",
            render: (_, { visits, fen }) => w.in90Text(visits, moneyText(fen)),
          },
        ]}
      />
    </>
  );
}

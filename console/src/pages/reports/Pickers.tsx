// What every report is asked by: which one, when, where.
import { businessDay } from "@huike/shared/day";
import { Input, Select } from "antd";
import { useEffect } from "react";
import { Link } from "wouter";
import { useStores } from "../../api/use-stores";
import { useWords } from "../../text/language";
import { ChooseOne } from "../../ui/Choices";
import { type Asked, dayBefore, lengthOf, TABS } from "./use-asked";
import { words } from "./words";

const PRESETS = [7, 30, 90] as const;

/** Below the head: which report, when, where. */
export function Pickers({ asked, hasPeriod = true }: { readonly asked: Asked; readonly hasPeriod?: boolean }) {
  const w = useWords(words);
  return (
    <div className="pickers">
      <nav className="tabs" aria-label={w.tabs}>
        {TABS.map((tab) => (
          <Link
            key={tab}
            href={asked.hrefOf(tab)}
            aria-current={tab === asked.tab ? "page" : undefined}
            className="tab"
          >
            {w[tab]}
          </Link>
        ))}
      </nav>
      <div className="pickers__row">
        {hasPeriod && <PeriodPicker asked={asked} />}
        {hasPeriod && asked.tab === "funnel" && (
          <ChooseOne
            label={w.compare}
            chosen={asked.isCompared ? "before" : "alone"}
            choices={[
              { value: "alone", label: w.alone },
              { value: "before", label: w.before },
            ]}
            onChoose={(one) => asked.ask({ compare: one === "before" ? one : undefined })}
          />
        )}
        <StorePicker asked={asked} />
      </div>
    </div>
  );
}

function PeriodPicker({ asked }: { readonly asked: Asked }) {
  const w = useWords(words);
  const { period, tab } = asked;
  const today = businessDay(Date.now());
  const presets = tab === "shops" ? PRESETS.slice(0, 2) : PRESETS;
  const length = period.to === today ? lengthOf(period) : 0;
  const pick = (from: string, to: string) => from !== "" && to !== "" && from <= to && asked.ask({ from, to });
  return (
    <>
      <ChooseOne
        label={w.period}
        chosen={String(length)}
        choices={presets.map((days) => ({ value: String(days), label: w.lastDays(days) }))}
        onChoose={(days) => asked.ask({ from: dayBefore(today, Number(days) - 1), to: today })}
      />
      <span className="pickers__days">
        <Input
          type="date"
          aria-label={w.from}
          max={period.to}
          value={period.from}
          onChange={({ target }) => pick(target.value, period.to)}
        />
        –
        <Input
          type="date"
          aria-label={w.to}
          max={today}
          value={period.to}
          onChange={({ target }) => pick(period.from, target.value)}
        />
      </span>
    </>
  );
}

function StorePicker({ asked }: { readonly asked: Asked }) {
  const w = useWords(words);
  const { stores = [] } = useStores();
  return (
    <Select
      showSearch={{ optionFilterProp: "label" }}
      allowClear
      aria-label={w.store}
      className="pickers__store"
      placeholder={w.everyStore}
      value={asked.storeId ?? null}
      onChange={(storeId: string | undefined) => asked.ask({ store: storeId })}
      options={stores.map(({ storeId, name }) => ({ value: storeId, label: name }))}
    />
  );
}

/** What a call has left uncounted, the next one counts more of. */
const AGAIN_MS = 3_000;

type RestProps = {
  readonly of: { readonly missing: number; readonly more: number } | undefined;
  readonly onAgain: () => unknown;
};

/** What there is to say below a table: days that are missing, lines there was no room for. */
export function Rest({ of, onAgain }: RestProps) {
  const w = useWords(words);
  const { missing = 0, more = 0 } = of ?? {};
  useEffect(() => {
    if (missing === 0) return;
    const timer = setInterval(onAgain, AGAIN_MS);
    return () => clearInterval(timer);
  }, [missing, onAgain]);
  return (
    <>
      {missing > 0 && <p className="report__rest">{w.missing(missing)}</p>}
      {more > 0 && <p className="report__rest">{w.more(more)}</p>}
    </>
  );
}

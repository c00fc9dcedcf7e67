// 积分与等级: rates, levels, how long points last, shops that differ, and from where on a correction takes two.
import { areTiersInOrder, type Expiry, GetProgram, type Program, PutProgram } from "@huike/shared/program";
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Card, Form, Skeleton } from "antd";
import { act } from "../../../api/act";
import { keyOf, read, useCall } from "../../../api/use-call";
import { useMay } from "../../../api/use-me";
import { useWords } from "../../../text/language";
import { ChooseOne } from "../../../ui/Choices";
import { Count } from "../../../ui/Count";
import { Failure } from "../../../ui/Failure";
import { Foot } from "../../../ui/Foot";
import { useSettings, type Versioned } from "../../../ui/use-settings";
import "./program.css";
import { ShopRates } from "./ShopRates";
import { Tiers } from "./Tiers";
import { words } from "./words";

const POINTS_MAX = 1_000_000;

export function ProgramTab() {
  const { data, error, refetch } = useCall(GetProgram, {});
  if (error && !data) return <Failure refused={error} onAgain={() => void refetch()} />;
  return data ? <Edit held={{ version: data.version, value: data.program }} /> : <Skeleton active />;
}

function Edit({ held }: { readonly held: Versioned<Program> }) {
  const w = useWords(words);
  const queries = useQueryClient();
  const mayChange = useMay(PutProgram);
  const settings = useSettings<Program>({
    ...{ name: "program", held, overtaken: "program_changed" },
    put: (version, program, why) => act(PutProgram, { version, program, why }),
    readAgain: async () => {
      const { version, program } = await read(GetProgram, {});
      queries.setQueryData(keyOf(GetProgram, {}), { version, program });
      return { version, value: program };
    },
  });
  const { value: program, change } = settings;
  const put = (part: Partial<Program>) => change({ ...program, ...part });
  const faults = [
    ...(areTiersInOrder(program.tiers) ? [] : [w.outOfOrder]),
    ...(program.tiers.every(({ name }) => name.trim() !== "") ? [] : [w.nameless]),
  ];
  return (
    <Card variant="borderless" className="program">
      <p className="program__note">{w.note}</p>
      <Form disabled={!mayChange || settings.isSending}>
        <h2>{w.rate}</h2>
        <p className="program__line">
          {w.perYuan}
          <Count
            label={w.perYuan}
            min={0}
            max={10}
            precision={2}
            value={program.centipointsPerYuan / 100}
            onChange={(points = 0) => put({ centipointsPerYuan: Math.round(points * 100) })}
          />
          {w.points}
        </p>
        <ExpiryLine expiry={program.expiry} onChange={(expiry) => put({ expiry })} />
        <h2>{w.tiers}</h2>
        <p className="program__note">{w.tiersNote}</p>
        <Tiers tiers={program.tiers} mayChange={mayChange} onChange={(tiers) => put({ tiers })} />
        <h2>{w.shops}</h2>
        <p className="program__note">{w.shopsNote}</p>
        <ShopRates
          rates={program.storePercents}
          mayChange={mayChange}
          onChange={(storePercents) => put({ storePercents })}
        />
        <h2>{w.limit}</h2>
        <p className="program__line">
          {w.limitBefore}
          <Count
            label={w.limit}
            min={0}
            max={POINTS_MAX}
            value={program.adjustLimit}
            onChange={(adjustLimit = 0) => put({ adjustLimit })}
          />
          {w.limitAfter}
        </p>
      </Form>
      {faults.length > 0 && <Alert className="failure" type="error" showIcon title={faults.join("；")} />}
      <Foot
        settings={settings}
        mayChange={mayChange}
        isRight={faults.length === 0}
        onDrop={() => settings.restart(held)}
      />
    </Card>
  );
}

type ExpiryProps = { readonly expiry: Expiry; readonly onChange: (expiry: Expiry) => void };

const USUAL_MONTHS = 12;

function ExpiryLine({ expiry, onChange }: ExpiryProps) {
  const w = useWords(words);
  return (
    <div className="program__line">
      {w.expiry}
      <ChooseOne
        label={w.expiry}
        choices={(["next_year_end", "months", "never"] as const).map((value) => ({ value, label: w[value] }))}
        chosen={expiry.kind}
        onChoose={(kind) => onChange(kind === "months" ? { kind, months: USUAL_MONTHS } : { kind })}
      />
      {expiry.kind === "months" && (
        <>
          <Count
            label={w.monthsCount}
            max={60}
            value={expiry.months}
            onChange={(months = 1) => onChange({ kind: "months", months })}
          />
          {w.monthsCount}
        </>
      )}
    </div>
  );
}

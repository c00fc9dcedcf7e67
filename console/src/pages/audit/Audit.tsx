// 审计: who of the staff did what on a business day and why, what stood before and after; and whether the closed days
// are still as they were sealed. Day, person and row stand in the address.
import { ListAudit, VerifyAudit } from "@huike/shared/audit";
import { businessDay, DAY_MS, shortTime } from "@huike/shared/day";
import { Button, Input, Select } from "antd";
import { useLocation, useSearch } from "wouter";
import { useCall } from "../../api/use-call";
import { useMay } from "../../api/use-me";
import { useStaffNames } from "../../api/use-staff-names";
import { useWords } from "../../text/language";
import { PageHead } from "../../ui/PageHead";
import { State } from "../../ui/State";
import { useKey } from "../../ui/use-keys";
import "./audit.css";
import { DayRows } from "./DayRows";
import { useVerify } from "./use-verify";
import { Verify } from "./Verify";
import { words } from "./words";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Noon in London of that day: whatever the browser's own zone, days are counted in none of it. */
const moved = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, "2026-11-22".length);

export function Audit() {
  const w = useWords(words);
  const [location, go] = useLocation();
  const search = new URLSearchParams(useSearch());
  const today = businessDay(Date.now());
  const asked = location.split("/")[2] ?? "";
  const day = DAY.test(asked) ? asked : today;
  const by = search.get("by") ?? undefined;
  const row = search.get("row") ?? undefined;
  const names = useStaffNames();
  const verifying = useVerify();
  const mayVerify = useMay(VerifyAudit);
  const goTo = (to: string, whose = by) => go(`/audit/${to}${whose === undefined ? "" : `?by=${whose}`}`);
  useKey("[", () => goTo(moved(day, -1)));
  useKey("]", day < today ? () => goTo(moved(day, 1)) : undefined);
  return (
    <section className="page">
      <PageHead title={w.title} note={w.note}>
        {mayVerify &&
          (verifying.isRunning ? (
            <Button onClick={verifying.stop}>{w.stop}</Button>
          ) : (
            <Button type="primary" onClick={() => void verifying.start()}>
              {w.verify}
            </Button>
          ))}
      </PageHead>
      <Verify {...verifying} />
      <div className="audit__bar">
        <Button aria-label={`${w.before} [`} onClick={() => goTo(moved(day, -1))}>
          ←
        </Button>
        <Input
          type="date"
          className="audit__day num"
          aria-label={w.day}
          max={today}
          value={day}
          onChange={({ target }) => DAY.test(target.value) && goTo(target.value)}
        />
        <Button aria-label={`${w.after} ]`} disabled={day >= today} onClick={() => goTo(moved(day, 1))}>
          →
        </Button>
        <Select
          className="audit__by"
          aria-label={w.by}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={w.everybody}
          value={by ?? null}
          onChange={(whose: string | null | undefined) => go(`/audit/${day}${whose ? `?by=${whose}` : ""}`)}
          options={names.staff.map(({ memberNo }) => ({ value: memberNo, label: names.nameOf(memberNo) }))}
        />
        <Seal day={day} />
      </div>
      <DayRows
        key={`${day} ${by ?? ""} ${row ?? ""}`}
        day={day}
        by={by}
        wanted={row}
        faults={verifying.seen?.faults.filter((fault) => fault.day === day) ?? []}
      />
    </section>
  );
}

function Seal({ day }: { readonly day: string }) {
  const w = useWords(words);
  const { data } = useCall(ListAudit, { day });
  if (!data) return null;
  return data.seal ? (
    <State tone="ok">{w.sealed(data.seal.rows, shortTime(data.seal.atMs))}</State>
  ) : (
    <span title={w.sealNote}>
      <State tone="off">{w.sealedNever}</State>
    </span>
  );
}

// The changes of a business day, newest first; a row that is not as it was sealed is named red.
import { type AuditFault, type AuditRow, ListAudit } from "@huike/shared/audit";
import { clockTime } from "@huike/shared/day";
import { Alert, Empty, Table } from "antd";
import { useEffect } from "react";
import { usePages } from "../../api/use-pages";
import { useLanguage, useWords } from "../../text/language";
import { ChangeTable } from "../../ui/ChangeTable";
import { linesOf } from "../../ui/changes";
import { Failure } from "../../ui/Failure";
import { fieldName } from "../../ui/field-names";
import { MoreRows } from "../../ui/MoreRows";
import { State } from "../../ui/State";
import { subjectNames } from "./names";
import { Thing, useNames } from "./Thing";
import { words } from "./words";

type Props = {
  readonly day: string;
  readonly by: string | undefined;
  /** The row somebody was sent to: pages are read until it is there. */
  readonly wanted: string | undefined;
  readonly faults: readonly AuditFault[];
};

export function DayRows({ day, by, wanted, faults }: Props) {
  const w = useWords(words);
  const language = useLanguage();
  const names = useNames();
  const asked = usePages(ListAudit, { day, ...(by === undefined ? {} : { by }) }, ({ rows }) => rows);
  useWanted(wanted, asked);
  const changed = new Set(faults.map(({ eventId }) => eventId));
  const late = asked.rows.filter(({ isLate }) => isLate).length;
  const classOf = ({ eventId }: AuditRow) =>
    changed.has(eventId) ? "audit__row--changed" : eventId === wanted ? "audit__row--wanted" : "";
  return (
    <>
      <Failure refused={asked.error} onAgain={asked.again} />
      {late > 0 && <Alert className="failure" type="warning" showIcon title={w.lateDay(late)} />}
      <Table
        rowKey="eventId"
        className="card-table"
        loading={asked.isFirstLoading}
        dataSource={[...asked.rows]}
        pagination={false}
        rowClassName={classOf}
        onRow={({ eventId }) => ({ id: `row-${eventId}` })}
        locale={{
          emptyText: asked.isFirstLoading ? " " : <Empty description={by && asked.hasMore ? w.noneBy : w.none} />,
        }}
        expandable={{
          expandedRowRender: ({ changes }) => <ChangeTable changes={changes} titles={[w.field, w.was, w.now]} />,
          ...(wanted === undefined ? {} : { defaultExpandedRowKeys: [wanted] }),
        }}
        columns={[
          { title: w.at, width: 76, className: "num", render: (_, { atMs }) => clockTime(atMs) },
          { title: w.by, width: 160, render: (_, one) => names.nameOf(one.by) },
          {
            title: w.what,
            render: (_, { subject, of }) => (
              <>
                <strong>{subjectNames[subject][language]}</strong> <Thing of={of} names={names} />
              </>
            ),
          },
          { title: w.fields, width: 280, render: (_, row) => <Summary row={row} /> },
          { title: w.why, render: (_, { why }) => why },
          {
            key: "state",
            width: 130,
            render: (_, { eventId, isLate }) => (
              <>
                {changed.has(eventId) && <State tone="bad">{w.changed}</State>}
                {isLate && <State tone="warn">{w.late}</State>}
              </>
            ),
          },
        ]}
      />
      <MoreRows of={asked} />
    </>
  );
}

/** Reads on until the row is there, and brings it into sight. */
function useWanted(wanted: string | undefined, asked: ReturnType<typeof usePages<typeof ListAudit, AuditRow>>): void {
  const { rows, hasMore, isLoadingMore, more } = asked;
  const isThere = rows.some(({ eventId }) => eventId === wanted);
  useEffect(() => {
    if (wanted !== undefined && !isThere && hasMore && !isLoadingMore) more();
  }, [wanted, isThere, hasMore, isLoadingMore, more]);
  useEffect(() => {
    if (wanted !== undefined && isThere) document.getElementById(`row-${wanted}`)?.scrollIntoView({ block: "center" });
  }, [wanted, isThere]);
}

const NAMED_MAX = 3;

function Summary({ row }: { readonly row: AuditRow }) {
  const language = useLanguage();
  const w = useWords(words);
  const names = [...new Set(linesOf(row.changes).map(({ path }) => fieldName(path.slice(-1), language)))];
  if (row.changes.length > 0 && row.changes.every(({ before }) => before === undefined)) return w.made;
  // Of a profile staff sign two things: that they saw a number, and that they deleted one.
  if (names.length === 0 && row.subject === "profile") return w.seen;
  if (names.length === 0) return <span className="audit__none">{w.nothing}</span>;
  return (
    <>
      {names.slice(0, NAMED_MAX).join("、")}
      {names.length > NAMED_MAX && ` … ${w.count(names.length)}`}
    </>
  );
}

// A table of any length: only the rows that are seen are drawn, and the next page is asked for before its rows are needed.
import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { PagedList } from "../api/use-pages";
import { windowOf } from "./window-of";
import "./long-table.css";

export type Column<Row> = {
  readonly title: string;
  /** Columns without one share what is left. */
  readonly widthPx?: number;
  readonly isNumber?: boolean;
  readonly show: (row: Row) => ReactNode;
};

type Props<Row> = {
  readonly label: string;
  readonly of: PagedList<Row>;
  readonly keyOf: (row: Row) => string;
  /** The same ones each time, or every row is drawn anew. */
  readonly columns: readonly Column<Row>[];
};

const ROW_PX = 48;
/** The window moves by so much at once; fewer rows than are drawn beside what is seen. */
const STEP_PX = 4 * ROW_PX;
/** Grey rows at the end of a list that goes on. */
const COMING = 3;
/** Rows below the last seen one that are there before anybody gets to them. */
const AHEAD = 300;

export function LongTable<Row>({ label, of, keyOf, columns }: Props<Row>) {
  const { rows, hasMore, isLoadingMore, error, more } = of;
  const box = useRef<HTMLElement>(null);
  const [seen, see] = useState({ scrollPx: 0, heightPx: 600 });
  const { from, until } = windowOf(seen.scrollPx, seen.heightPx, ROW_PX, rows.length);
  const scrollTo = (px: number) => {
    const scrollPx = px - (px % STEP_PX);
    // The same state is no news: nothing is drawn anew before the window has moved by a step.
    see((before) => (before.scrollPx === scrollPx ? before : { ...before, scrollPx }));
  };

  useLayoutEffect(() => {
    const measure = () => {
      const height = box.current?.clientHeight;
      if (height) see((before) => ({ ...before, heightPx: height }));
    };
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  // After a fault it is the person who asks again.
  const isDue = hasMore && !isLoadingMore && !error && until + AHEAD >= rows.length;
  useEffect(() => {
    if (isDue) more();
  }, [isDue, more]);

  return (
    <section
      ref={box}
      className="long-table"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      onScroll={({ currentTarget }) => scrollTo(currentTarget.scrollTop)}
    >
      <table aria-rowcount={hasMore ? -1 : rows.length + 1}>
        <colgroup>
          {columns.map(({ title, widthPx }) => (
            <col key={title} {...(widthPx === undefined ? {} : { style: { width: widthPx } })} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ title, isNumber }) => (
              <th key={title} scope="col" className={isNumber ? "long-table__number" : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={from} />
          {rows.slice(from, until).map((row, i) => (
            <DrawnRow key={keyOf(row)} row={row} rowIndex={from + i + 2} columns={columns} />
          ))}
          <Gap rows={rows.length - until + (hasMore && !error ? COMING : 0)} />
        </tbody>
      </table>
    </section>
  );
}

type DrawnProps<Row> = {
  readonly row: Row;
  readonly rowIndex: number;
  readonly columns: readonly Column<Row>[];
};

/** A row that stays on the screen is not drawn anew with every turn of the wheel. */
const DrawnRow = memo(function DrawnRow<Row>({ row, rowIndex, columns }: DrawnProps<Row>) {
  return (
    <tr aria-rowindex={rowIndex}>
      {columns.map(({ title, isNumber, show }) => (
        <td key={title} className={isNumber ? "long-table__number num" : undefined}>
          {show(row)}
        </td>
      ))}
    </tr>
  );
}) as <Row>(props: DrawnProps<Row>) => ReactNode;

/** In the place of rows that are not drawn, and grey by the table's own ground. */
const Gap = ({ rows }: { readonly rows: number }) => <tr style={{ height: rows * ROW_PX }} />;

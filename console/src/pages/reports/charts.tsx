// Pictures of a report in plain elements and SVG. Each says the same as the table below it, so a reader by ear is sent there.
import "./charts.css";

export type Bar = {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly before?: number | undefined;
  readonly note?: string;
};

type BarsProps = { readonly label: string; readonly bars: readonly Bar[]; readonly say: (value: number) => string };

/** Bars below one another, the widest as wide as there is room; a thin one for the time before. */
export function Bars({ label, bars, say }: BarsProps) {
  const most = Math.max(1, ...bars.flatMap(({ value, before = 0 }) => [value, before]));
  const width = (value: number) => ({ width: `${(Math.max(0, value) / most) * 100}%` });
  return (
    <div className="bars" role="img" aria-label={label}>
      {bars.map(({ id, name, value, before, note }) => (
        <div key={id} className="bars__row">
          <span className="bars__name" title={name}>
            {name}
          </span>
          <span className="bars__track">
            <span className="bars__bar" style={width(value)} />
            {before !== undefined && <span className="bars__before" style={width(before)} />}
          </span>
          <span className="bars__value num">{say(value)}</span>
          <span className="bars__note num">{note}</span>
        </div>
      ))}
    </div>
  );
}

export type Line = {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
  readonly tone: 0 | 1 | 2;
};
type LinesProps = {
  readonly label: string;
  /** What stands below the points. */
  readonly at: readonly string[];
  readonly lines: readonly Line[];
  readonly say: (value: number) => string;
};

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [760, 220, 48, 16, 12, 28];
const GRID = [0, 0.5, 1] as const;
const LABELS_MAX = 8;

/** Lines over the same points; a value that is not known breaks its line. */
export function Lines({ label, at, lines, say }: LinesProps) {
  const top = niceTop(Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const x = (i: number) => LEFT + (at.length < 2 ? 0.5 : i / (at.length - 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  const every = Math.ceil(at.length / LABELS_MAX);
  return (
    <figure className="lines">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        {GRID.map((share) => (
          <g key={share}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(share * top)} y2={y(share * top)} className="lines__grid" />
            <text x={LEFT - 8} y={y(share * top) + 4} textAnchor="end">
              {say(share * top)}
            </text>
          </g>
        ))}
        {at.map(
          (name, i) =>
            i % every === 0 && (
              <text key={name} x={x(i)} y={HEIGHT - 8} textAnchor="middle">
                {name}
              </text>
            ),
        )}
        {lines.map(({ name, values, tone }) => (
          <g key={name} className={`lines__line lines__line--${tone}`}>
            <path d={pathOf(values, x, y)} />
            {values.map((value, i) => value !== undefined && <circle key={at[i]} cx={x(i)} cy={y(value)} r="3" />)}
          </g>
        ))}
      </svg>
      <figcaption className="lines__legend">
        {lines.map(({ name, tone }) => (
          <span key={name} className={`lines__key lines__key--${tone}`}>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function pathOf(values: Line["values"], x: (i: number) => number, y: (value: number) => number): string {
  return values
    .map((value, i) => {
      if (value === undefined) return "";
      return `${i === 0 || values[i - 1] === undefined ? "M" : "L"}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join("");
}

/** The next of 2, 4, 10, 20, 40 …: half of it is a whole number too. */
export function niceTop(most: number): number {
  const least = Math.max(2, most);
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 4, 10].map((step) => step * power).find((step) => step >= least) ?? 10 * power;
}
